//! What came of one call.

use guide::seen::{Reply, Trouble};

use crate::Error;

/// What came of a call, and the server's clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer<T> {
    /// What was asked for, or why it was not given.
    pub outcome: Result<T, Error>,
    /// The `Date` header of the last answer, also when that was a refusal.
    pub server_time: Option<jiff::Timestamp>,
}

impl<T> Answer<T> {
    /// Without any answer of a server.
    pub(crate) fn none(error: Error) -> Answer<T> {
        Answer {
            outcome: Err(error),
            server_time: None,
        }
    }

    /// The answer as what was seen: the kind of reply, or the trouble on the way.
    ///
    /// # Errors
    /// Why there was no answer.
    pub fn seen(&self) -> Result<Reply, Trouble> {
        match &self.outcome {
            Ok(_) => Ok(Reply::Success),
            Err(error) => error.clone().seen(),
        }
    }

    /// The same answer with what was asked for turned into something else.
    pub fn map<U>(self, turn: impl FnOnce(T) -> U) -> Answer<U> {
        Answer {
            outcome: self.outcome.map(turn),
            server_time: self.server_time,
        }
    }
}
