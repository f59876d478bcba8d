//! The report: everything worth telling about a deployment, for support. One value, three renderings.

mod html;
mod text;

use guide::{Check, Field, Finding, JOURNEY, Lang, Step, StepId, Unknown};
use jiff::Timestamp;

use crate::conversation::Open;
use crate::draw;
use crate::wire::{FactView, Report, ReportStep};

pub use html::html;
pub use text::text;

/// Makes the report of the open deployment, or of the steps named.
pub(crate) fn make(
    open: &Open,
    only: &[StepId],
    rehearsal: bool,
    lang: Lang,
    made: Timestamp,
) -> Report {
    let steps: Vec<&Step> = JOURNEY
        .iter()
        .copied()
        .filter(|step| {
            step.id != StepId::Acceptance && (only.is_empty() || only.contains(&step.id))
        })
        .collect();
    // Who names steps asks about part of a deployment; what then hangs on an answer nobody gave is not reported as open.
    let asked = |finding: &&Finding| {
        only.is_empty() || !matches!(finding.outcome, Err(Unknown::NotAnswered(_)))
    };
    let found = |check: &Check| {
        open.findings
            .iter()
            .find(|finding| finding.check == check.id)
            .filter(asked)
    };
    let outcomes = steps
        .iter()
        .flat_map(|step| step.verify.iter())
        .filter_map(|check| found(check))
        .map(|finding| &finding.outcome);
    let summary = draw::summary(outcomes, lang);
    let steps = steps
        .into_iter()
        .map(|step| {
            let folded = (step.applies)(&open.answers).err();
            let findings = step
                .verify
                .iter()
                .filter_map(|check| Some(draw::finding_view(check, found(check)?, lang)));
            ReportStep {
                id: step.id.id().to_owned(),
                title: step.title.to(lang).to_owned(),
                folded: folded.map(|words| words.to(lang).to_owned()),
                findings: if folded.is_some() {
                    Vec::new()
                } else {
                    findings.collect()
                },
                errands: step
                    .act
                    .iter()
                    .filter_map(|act| match act {
                        guide::Act::Theirs(errand)
                            if folded.is_none() && (errand.applies)(&open.answers) =>
                        {
                            Some(errand.title.to(lang).to_owned())
                        }
                        _ => None,
                    })
                    .collect(),
            }
        })
        .collect();
    Report {
        version: 1,
        program: concat!("weapp-bridge ", env!("CARGO_PKG_VERSION")).to_owned(),
        made: made.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        deployment: open.deployment.name.clone(),
        rehearsal,
        summary,
        answers: Field::ALL
            .into_iter()
            .filter_map(|field| {
                let value = if field.is_secret() {
                    open.answers.has_secret(field).then(|| "•••".to_owned())
                } else {
                    open.answers.effective(field)
                }?;
                Some(FactView {
                    label: field.label().to(lang).to_owned(),
                    value,
                    copy: false,
                })
            })
            .collect(),
        steps,
        failures: open
            .failures
            .iter()
            .map(|(_, failure)| failure.clone())
            .collect(),
        mended: Vec::new(),
    }
}

/// The report as JSON.
pub fn json(report: &Report) -> String {
    serde_json::to_string_pretty(report).expect("a report is made of texts and numbers only")
}
