//! Asking every check that applies.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::{Answers, Check, Field, Finding, JOURNEY, Sighting, Unknown, roots};

/// Judges everything that applies to these answers, in the order of the journey, and says which findings follow from which.
///
/// A check that panics answers [`Unknown::Crashed`]; the others are not touched by it.
pub fn judge_all(answers: &Answers, sighting: &Sighting) -> Vec<Finding> {
    let mut findings: Vec<Finding> = JOURNEY
        .iter()
        .filter(|step| (step.applies)(answers).is_ok())
        .flat_map(|step| step.verify)
        .map(|check| finding(check, answers, sighting))
        .collect();
    roots::attribute(answers, &mut findings);
    findings
}

fn finding(check: &Check, answers: &Answers, sighting: &Sighting) -> Finding {
    // A check only reads, so nothing half-changed can be left behind.
    let outcome = catch_unwind(AssertUnwindSafe(|| (check.judge)(answers, sighting)))
        .unwrap_or(Err(Unknown::Crashed));
    let outcome = outcome.map_err(|unknown| explained(unknown, answers));
    Finding {
        check: check.id,
        outcome,
        when: check
            .looks_at
            .iter()
            .filter_map(|probe| sighting.when(*probe))
            .min(),
        because: None,
    }
}

/// What was not looked at because nobody said where is an answer missing, not a look.
fn explained(unknown: Unknown, answers: &Answers) -> Unknown {
    let Unknown::NotLooked(probe) = unknown else {
        return unknown;
    };
    let missing = |field: &&Field| answers.effective(**field).is_none();
    match probe.needs().iter().find(missing) {
        Some(field) => Unknown::NotAnswered(*field),
        None => unknown,
    }
}

#[cfg(test)]
mod tests;
