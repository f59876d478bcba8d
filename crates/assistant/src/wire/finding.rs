//! A check and how it stands, in words.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

wire! {
    /// A check and how it stands.
    pub struct FindingView {
        /// The check's id.
        pub check: String,
        /// The question.
        pub question: String,
        /// How it stands.
        pub state: FindingState,
        /// The state in words; never colour alone.
        pub words: String,
        /// What is wrong.
        pub problem: Option<ProblemView>,
        /// Why nothing can be said.
        pub unknown: Option<String>,
        /// The evidence, when it holds.
        pub facts: Vec<FactView>,
        /// When it was looked at, RFC 3339.
        pub when: Option<String>,
        /// The code of the problem that explains this one; it is drawn folded under it.
        pub because: Option<String>,
    }

    /// A problem in words.
    pub struct ProblemView {
        /// Its stable code.
        pub code: String,
        /// What is wrong.
        pub what: String,
        /// The particulars.
        pub facts: Vec<FactView>,
        /// What to do, best first.
        pub remedies: Vec<RemedyView>,
    }

    /// A particular.
    pub struct FactView {
        /// What it is.
        pub label: String,
        /// The value.
        pub value: String,
        /// Whether it is meant to be copied.
        pub copy: bool,
    }
}

tag! {
    /// How a check stands.
    pub enum FindingState {
        /// As it must be.
        Holds,
        /// Works, but should be attended to.
        Worrying,
        /// Does not work.
        Broken,
        /// Not told.
        Unknown,
        /// Being looked at.
        Looking,
    }
}

/// A next action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "kebab-case",
    rename_all_fields = "camelCase"
)]
#[ts(export)]
pub enum RemedyView {
    /// Do this.
    Do {
        /// The sentence.
        words: String,
    },
    /// Open this page outside.
    Open {
        /// What is found there.
        words: String,
        /// The address.
        url: String,
    },
    /// Go back to this answer.
    Revisit {
        /// The sentence.
        words: String,
        /// The step it is asked in.
        step: String,
        /// The field.
        field: String,
    },
    /// Let us do it.
    Offer {
        /// The sentence.
        words: String,
        /// The step the action belongs to.
        step: String,
        /// The action.
        action: String,
    },
}
