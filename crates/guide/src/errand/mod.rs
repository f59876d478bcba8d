//! What a person has to do in a console we cannot reach. One file a step.

pub(crate) mod domains;
pub(crate) mod home;
pub(crate) mod login;
pub(crate) mod release;
pub(crate) mod upload;
pub(crate) mod verification;
pub(crate) mod wecom;

#[cfg(test)]
mod tests;

use crate::{Answers, Fact, Field, Link, Text};

/// An errand: what to click, the exact values to paste, and where.
#[derive(Clone, Copy, Debug)]
pub struct Errand {
    /// Stable name within the journey.
    pub id: &'static str,
    /// What it achieves.
    pub title: Text,
    /// What to do, in order, one line each.
    pub lines: &'static [Text],
    /// The exact values to paste, from this deployment's answers.
    pub values: fn(&Answers) -> Vec<Fact>,
    /// Where it is done.
    pub link: Option<Link>,
    /// Whether these answers call for it.
    pub applies: fn(&Answers) -> bool,
}

/// Every deployment needs it.
fn always(_: &Answers) -> bool {
    true
}

/// There is nothing to paste.
fn nothing(_: &Answers) -> Vec<Fact> {
    Vec::new()
}

/// The answers given to these fields, to be pasted under the field's name.
fn answered(answers: &Answers, fields: &[Field]) -> Vec<Fact> {
    fields
        .iter()
        .filter_map(|field| Some(Fact::to_copy(field.label(), answers.effective(*field)?)))
        .collect()
}
