//! What a person has to do in a console we cannot reach.

use crate::{Answers, Fact, Link, Text};

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
}
