//! Walking the whole journey unattended: on the stage, or from a file.

use assistant::wire::{ActView, ProblemView, Report, Request, StandingTag, StepView, View};

use crate::paper;
use crate::session::{Session, Stop};

/// What came of a walk.
pub(crate) struct Walked {
    /// Everything looked at once more, at the end.
    pub(crate) report: Report,
    /// Ids of the plans that were applied and can be taken back.
    pub(crate) applied: Vec<String>,
}

/// Walks every step in order: takes over what is suggested, does what can be done, looks. An action that fails does not
/// end the walk; the report tells it. Ctrl-C ends it and tells what was applied until then.
pub(crate) async fn walk(session: &Session, quiet: bool) -> Result<Walked, Stop> {
    let mut applied = Vec::new();
    match steps(session, quiet, &mut applied).await {
        Ok(report) => Ok(Walked { report, applied }),
        Err(Stop::Interrupted(last)) => {
            applied.extend(last);
            Err(Stop::Interrupted(applied))
        }
        Err(stop) => Err(stop),
    }
}

async fn steps(session: &Session, quiet: bool, applied: &mut Vec<String>) -> Result<Report, Stop> {
    let mut met: Vec<ProblemView> = Vec::new();
    let view = session.send(Request::Show).await?;
    for row in &view.steps {
        let mut view = session
            .send(Request::Go {
                step: row.id.clone(),
            })
            .await?;
        view = take_suggestions(session, view).await?;
        for action in actions(&view) {
            match session.apply(&action).await {
                Ok(plan) => applied.extend(plan),
                Err(Stop::Failed(failure)) if !quiet => paper::fail(&failure),
                Err(Stop::Failed(_)) => {}
                Err(stop) => return Err(stop),
            }
        }
        if view
            .step
            .as_ref()
            .is_some_and(|step| !step.verify.is_empty())
        {
            session
                .carry_out(Request::Look {
                    step: Some(row.id.clone()),
                })
                .await?;
        }
        met.extend(problems(&session.report(&[&row.id]).await?));
        if !quiet {
            let view = session.send(Request::Show).await?;
            if let Some(row) = view.steps.iter().find(|after| after.id == row.id) {
                let mark = match row.standing {
                    StandingTag::Done => "✓",
                    StandingTag::Broken => "✗",
                    StandingTag::Folded => "–",
                    StandingTag::Open | StandingTag::Blocked => "?",
                };
                paper::say(&format!("{mark} {} {}", row.title, row.standing_words));
            }
        }
    }
    session.carry_out(Request::Look { step: None }).await?;
    let mut report = session.report(&[]).await?;
    let left: Vec<String> = problems(&report).map(|problem| problem.code).collect();
    for problem in met {
        let told = report.mended.iter().any(|told| told.code == problem.code);
        if !told && !left.contains(&problem.code) {
            report.mended.push(problem);
        }
    }
    Ok(report)
}

/// The problems of a report that no other one explains, failures' included.
pub(crate) fn problems(report: &Report) -> impl Iterator<Item = ProblemView> {
    let findings = report
        .steps
        .iter()
        .flat_map(|step| &step.findings)
        .filter(|finding| finding.because.is_none());
    let found = findings.filter_map(|finding| finding.problem.clone());
    found.chain(
        report
            .failures
            .iter()
            .filter_map(|failure| failure.problem.as_deref().cloned()),
    )
}

/// Takes over every suggestion of the shown step. An answer may bring further questions, so until there is none left.
async fn take_suggestions(session: &Session, mut view: View) -> Result<View, Stop> {
    loop {
        let step: Option<&StepView> = view.step.as_ref();
        let next = step.and_then(|step| {
            let open = step
                .ask
                .iter()
                .find(|field| !field.answered && field.suggestion.is_some())?;
            Some((open.id.clone(), open.suggestion.clone()?))
        });
        let Some((field, text)) = next else {
            return Ok(view);
        };
        view = session.send(Request::Answer { field, text }).await?;
    }
}

/// The actions of the shown step that can be carried out.
fn actions(view: &View) -> Vec<String> {
    let acts = view.step.iter().flat_map(|step| &step.act);
    acts.filter_map(|act| match act {
        ActView::Ours { action } if action.closed.is_none() => Some(action.id.clone()),
        _ => None,
    })
    .collect()
}
