//! What is wrong, with its particulars and what to do about it.

use crate::{Action, Field, Text};

/// Something wrong with a deployment. It is a finding, never an error of ours.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Stable code such as `tls.chain-incomplete`; names the handbook page.
    pub code: &'static str,
    /// One sentence: what is wrong, in words a non-specialist understands.
    pub what: Text,
    /// The particulars: addresses, dates, names, codes.
    pub facts: Vec<Fact>,
    /// What to do next, best first. Never empty.
    pub remedies: Vec<Remedy>,
}

impl Problem {
    /// A problem without facts or remedies yet.
    pub fn new(code: &'static str, what: Text) -> Problem {
        Problem {
            code,
            what,
            facts: Vec::new(),
            remedies: Vec::new(),
        }
    }

    /// Adds a fact.
    #[must_use]
    pub fn fact(mut self, label: Text, value: impl Into<String>) -> Problem {
        self.facts.push(Fact::new(label, value));
        self
    }

    /// Adds a fact whose value is meant to be pasted somewhere.
    #[must_use]
    pub fn copyable(mut self, label: Text, value: impl Into<String>) -> Problem {
        self.facts.push(Fact::to_copy(label, value));
        self
    }

    /// Adds a remedy.
    #[must_use]
    pub fn remedy(mut self, remedy: Remedy) -> Problem {
        self.remedies.push(remedy);
        self
    }

    /// Adds the remedy "do this".
    #[must_use]
    pub fn advise(self, zh: &'static str, en: &'static str) -> Problem {
        self.remedy(Remedy::Do(Text::new(zh, en)))
    }
}

/// A particular: a label and a value from this deployment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What the value is.
    pub label: Text,
    /// The value as it is to be shown. Never a secret.
    pub value: String,
    /// Whether the value is meant to be pasted elsewhere, so that it is drawn with a copy button.
    pub copy: bool,
}

impl Fact {
    /// A fact to read.
    pub fn new(label: Text, value: impl Into<String>) -> Fact {
        Fact {
            label,
            value: value.into(),
            copy: false,
        }
    }

    /// A fact to paste elsewhere.
    pub fn to_copy(label: Text, value: impl Into<String>) -> Fact {
        Fact {
            copy: true,
            ..Fact::new(label, value)
        }
    }
}

/// A next action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Do this, somewhere we cannot reach.
    Do(Text),
    /// Open this page outside.
    Open(Link),
    /// Go back to this answer.
    Revisit(Field),
    /// Let us do it.
    Offer(Action),
}

/// A page outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// What is found there.
    pub label: Text,
    /// Absolute https address.
    pub url: &'static str,
}
