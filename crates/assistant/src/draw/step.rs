//! The row of steps and the step that is shown.

use std::collections::BTreeSet;

use guide::{
    Act, Action, Answers, Check, Errand, Fact, Field, Finding, JOURNEY, Lang, Plan, Probe, Problem,
    Remedy, Standing, Step, StepId, Text, Verdict,
};
use world::hand::Applied;

use super::field::Fields;
use super::{applied_view, plan_view, standing_words, unknown_words};
use crate::wire::{
    ActView, ActionView, ErrandView, FactView, FindingState, FindingView, OptionView, ProblemView,
    RemedyView, StandingTag, StepRow, StepView,
};

/// What the steps are drawn from.
pub(crate) struct Drawing<'a> {
    pub(crate) fields: Fields<'a>,
    pub(crate) findings: &'a [Finding],
    pub(crate) looking: &'a BTreeSet<Probe>,
    pub(crate) preview: Option<&'a Plan>,
    pub(crate) applied: &'a [Applied],
    pub(crate) busy: bool,
}

/// The journey with the standing of each step.
pub(crate) fn standings(answers: &Answers, findings: &[Finding]) -> Vec<(&'static Step, Standing)> {
    let mut blocked = false;
    JOURNEY
        .iter()
        .map(|step| {
            let standing = guide::standing(step, answers, findings, blocked);
            blocked |= guide::blocks(step, answers, findings);
            (*step, standing)
        })
        .collect()
}

/// The row of steps.
pub(crate) fn steps(answers: &Answers, findings: &[Finding], lang: Lang) -> Vec<StepRow> {
    standings(answers, findings)
        .into_iter()
        .map(|(step, standing)| StepRow {
            id: step.id.id().to_owned(),
            title: step.title.to(lang).to_owned(),
            standing: match standing {
                Standing::Folded => StandingTag::Folded,
                Standing::Blocked => StandingTag::Blocked,
                Standing::Open => StandingTag::Open,
                Standing::Broken => StandingTag::Broken,
                Standing::Done => StandingTag::Done,
            },
            standing_words: standing_words(standing).to(lang).to_owned(),
        })
        .collect()
}

/// The step that is shown.
pub(crate) fn step_view(id: StepId, drawing: &Drawing<'_>) -> Option<StepView> {
    let lang = drawing.fields.lang;
    let answers = drawing.fields.answers;
    let at = JOURNEY.iter().position(|step| step.id == id)?;
    let step = JOURNEY[at];
    let folded = (step.applies)(answers).err();
    let open = |step: &&&Step| (step.applies)(answers).is_ok();
    let broken = guide::blocks(step, answers, drawing.findings);
    // A step that does not apply keeps its questions: answering one of them is how it comes to apply.
    let ask: &[Field] = step.ask;
    let (act, verify): (&[Act], &[&Check]) = if folded.is_some() {
        (&[], &[])
    } else {
        (step.act, step.verify)
    };
    Some(StepView {
        id: step.id.id().to_owned(),
        title: step.title.to(lang).to_owned(),
        why: step.why.to(lang).to_owned(),
        folded: folded.map(|words| words.to(lang).to_owned()),
        ask: ask
            .iter()
            .filter(|field| guide::asks(**field, answers))
            .map(|field| drawing.fields.draw(*field))
            .collect(),
        act: act.iter().filter_map(|act| drawing.act(act)).collect(),
        verify: verify
            .iter()
            .filter_map(|check| {
                Some(
                    drawing.finding(
                        check,
                        drawing
                            .findings
                            .iter()
                            .find(|finding| finding.check == check.id)?,
                    ),
                )
            })
            .collect(),
        previous: JOURNEY[..at]
            .iter()
            .rfind(open)
            .map(|step| step.id.id().to_owned()),
        next: JOURNEY[at + 1..]
            .iter()
            .find(open)
            .map(|step| step.id.id().to_owned()),
        next_closed: broken.then(|| {
            Text::new(
                "请先解决上面的问题：带着它继续会造成损害。",
                "Solve the problem above first: going on with it would do harm.",
            )
            .to(lang)
            .to_owned()
        }),
    })
}

/// The step in which a field is asked.
fn step_of_field(field: Field) -> Option<&'static Step> {
    JOURNEY
        .iter()
        .copied()
        .find(|step| step.ask.contains(&field))
}

/// The step to which an action belongs.
pub(crate) fn step_of_action(action: Action) -> Option<&'static Step> {
    let ours = |act: &Act| matches!(act, Act::Ours(of) if *of == action);
    JOURNEY
        .iter()
        .copied()
        .find(|step| step.act.iter().any(ours))
}

impl Drawing<'_> {
    /// An act; `None` for an errand that this deployment spares.
    fn act(&self, act: &Act) -> Option<ActView> {
        match act {
            Act::Ours(action) => Some(ActView::Ours {
                action: self.action(*action),
            }),
            Act::Theirs(errand) => (errand.applies)(self.fields.answers).then(|| ActView::Theirs {
                errand: self.errand(errand),
            }),
        }
    }

    fn action(&self, action: Action) -> ActionView {
        let lang = self.fields.lang;
        let missing = guide::needed(action).iter().find(|field| {
            guide::asks(**field, self.fields.answers)
                && self.fields.answers.effective(**field).is_none()
        });
        let closed = match missing {
            _ if self.busy => Some(
                Text::new("正在忙，请稍候。", "Busy; one moment.")
                    .to(lang)
                    .to_owned(),
            ),
            Some(field) => Some(unknown_words(&guide::Unknown::NotAnswered(*field), lang)),
            None => None,
        };
        ActionView {
            id: action.id().to_owned(),
            title: action.title().to(lang).to_owned(),
            closed,
            plan: self
                .preview
                .filter(|plan| plan.action == action)
                .map(|plan| plan_view(plan, lang)),
            applied: self
                .applied
                .iter()
                .filter(|applied| applied.action == action)
                .map(|applied| applied_view(applied, lang))
                .collect(),
        }
    }

    fn errand(&self, errand: &Errand) -> ErrandView {
        let lang = self.fields.lang;
        ErrandView {
            id: errand.id.to_owned(),
            title: errand.title.to(lang).to_owned(),
            lines: errand
                .lines
                .iter()
                .map(|line| line.to(lang).to_owned())
                .collect(),
            values: facts(&(errand.values)(self.fields.answers), lang),
            link: errand.link.map(|link| OptionView {
                id: link.url.to_owned(),
                label: link.label.to(lang).to_owned(),
                detail: None,
            }),
        }
    }

    fn finding(&self, check: &Check, finding: &Finding) -> FindingView {
        let mut view = finding_view(check, finding, self.fields.lang);
        if check
            .looks_at
            .iter()
            .any(|probe| self.looking.contains(probe))
        {
            view.state = FindingState::Looking;
            view.words = Text::new("检查中", "looking")
                .to(self.fields.lang)
                .to_owned();
        }
        view
    }
}

/// A finding in words.
pub(crate) fn finding_view(check: &Check, finding: &Finding, lang: Lang) -> FindingView {
    let (state, words) = match &finding.outcome {
        Ok(Verdict::Holds(_)) => (FindingState::Holds, Text::new("正常", "holds")),
        Ok(Verdict::Worrying(_)) => (
            FindingState::Worrying,
            Text::new("需留意", "needs attention"),
        ),
        Ok(Verdict::Broken(_)) => (FindingState::Broken, Text::new("有问题", "broken")),
        Err(_) => (FindingState::Unknown, Text::new("无法判断", "cannot tell")),
    };
    FindingView {
        check: check.id.to_owned(),
        question: check.question.to(lang).to_owned(),
        state,
        words: words.to(lang).to_owned(),
        problem: finding
            .outcome
            .as_ref()
            .ok()
            .and_then(Verdict::problem)
            .map(|problem| problem_view(problem, lang)),
        unknown: finding
            .outcome
            .as_ref()
            .err()
            .map(|unknown| unknown_words(unknown, lang)),
        facts: match &finding.outcome {
            Ok(Verdict::Holds(evidence)) => facts(evidence, lang),
            _ => Vec::new(),
        },
        when: finding
            .when
            .map(|when| when.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()),
        because: finding.because.map(str::to_owned),
    }
}

/// A problem in words.
pub(crate) fn problem_view(problem: &Problem, lang: Lang) -> ProblemView {
    ProblemView {
        code: problem.code.to_owned(),
        what: problem.what.to(lang).to_owned(),
        facts: facts(&problem.facts, lang),
        remedies: problem
            .remedies
            .iter()
            .map(|remedy| remedy_view(remedy, lang))
            .collect(),
    }
}

fn facts(facts: &[Fact], lang: Lang) -> Vec<FactView> {
    facts
        .iter()
        .map(|fact| FactView {
            label: fact.label.to(lang).to_owned(),
            value: fact.value.clone(),
            copy: fact.copy,
        })
        .collect()
}

fn remedy_view(remedy: &Remedy, lang: Lang) -> RemedyView {
    let step = |step: Option<&Step>| step.map(|step| step.id.id().to_owned()).unwrap_or_default();
    match remedy {
        Remedy::Do(words) => RemedyView::Do {
            words: words.to(lang).to_owned(),
        },
        Remedy::Open(link) => RemedyView::Open {
            words: link.label.to(lang).to_owned(),
            url: link.url.to_owned(),
        },
        Remedy::Revisit(field) => RemedyView::Revisit {
            words: match lang {
                Lang::Zh => format!("检查“{}”填得对不对", field.label().zh),
                Lang::En => format!("Check what “{}” was answered with", field.label().en),
            },
            step: step(step_of_field(*field)),
            field: field.id().to_owned(),
        },
        Remedy::Offer(action) => RemedyView::Offer {
            words: action.title().to(lang).to_owned(),
            step: step(step_of_action(*action)),
            action: action.id().to_owned(),
        },
    }
}
