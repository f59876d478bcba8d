//! What a check concludes. "We could not tell" is a value of its own and never reads as "broken".

use crate::{Fact, Field, Probe, Problem};

/// A conclusion drawn from what was seen.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// It is as it must be; the facts are the evidence.
    Holds(Vec<Fact>),
    /// It works today but should be attended to.
    Worrying(Problem),
    /// It does not work.
    Broken(Problem),
}

impl Verdict {
    /// Holds without evidence worth showing.
    pub fn holds() -> Verdict {
        Verdict::Holds(Vec::new())
    }

    /// The problem, if there is one.
    pub fn problem(&self) -> Option<&Problem> {
        match self {
            Verdict::Holds(_) => None,
            Verdict::Worrying(problem) | Verdict::Broken(problem) => Some(problem),
        }
    }
}

/// Why nothing can be concluded. None of these is the deployment's fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// The answer the check needs has not been given.
    NotAnswered(Field),
    /// The probe has not run since the answers it depends on changed.
    NotLooked(Probe),
    /// The probe ran and was kept from seeing.
    CouldNotLook(Probe, Obstacle),
    /// The platform or the situation does not let anybody see this from here; a person has to look.
    NotVisible(crate::Text),
    /// The check itself failed; a fault of ours.
    Crashed,
}

/// What kept a probe from seeing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// This machine has no network at all, or was told to stay offline.
    Offline,
    /// No answer within the deadline, in milliseconds.
    TimedOut(u64),
    /// The person stopped it.
    Cancelled,
    /// The secret the call needs is not stored.
    NoSecret(Field),
    /// The network below failed first (its own checks say how).
    NotReached(String),
    /// A file or folder could not be read: path and the system's words.
    Unreadable(String, String),
    /// The far side said to come back later: its words.
    Busy(String),
    /// The probe itself failed; a fault of ours.
    Crashed,
}

/// A check's verdict, or why there is none.
pub type Outcome = Result<Verdict, Unknown>;

/// A check's outcome and when it was drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The check's id.
    pub check: &'static str,
    /// What it concluded.
    pub outcome: Outcome,
    /// When the oldest sighting it rests on was made; `None` while nothing was looked at.
    pub when: Option<jiff::Timestamp>,
    /// The code of the broken problem that explains this one, which is then shown folded under it.
    pub because: Option<&'static str>,
}
