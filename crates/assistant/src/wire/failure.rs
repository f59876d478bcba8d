//! What we could not do. A deployment that is wrong is not a failure but a finding.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ProblemView;

/// Why a request was not carried out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Failure {
    /// What a host decides by.
    pub code: FailureCode,
    /// What happened, with the value.
    pub what: String,
    /// The next action.
    pub hint: String,
    /// The chain of causes, for the details and the log.
    pub cause: Vec<String>,
    /// The problem it comes down to, when it has a handbook page.
    pub problem: Option<Box<ProblemView>>,
}

/// A variant exists only where a host behaves differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum FailureCode {
    /// Not possible right now: something else is running, nothing is open. A notice, not an error.
    NotNow,
    /// The person stopped it.
    Cancelled,
    /// The request does not make sense: unknown id, refused value.
    Refused,
    /// The world kept us from doing it: files, network.
    Undone,
    /// The data of this program cannot be used: newer version, damaged, locked.
    Data,
    /// A fault of ours.
    Fault,
}
