//! A question about a deployment, answered by a pure function over answers and sightings. One file a check: its doc comment
//! is its handbook page.

pub mod configure;
pub mod credentials;
pub mod domains;
pub mod home;
pub mod login;
pub mod network;
pub mod package;
pub mod release;
mod reply;
pub mod upload;
pub mod verification;
pub mod wecom;

use crate::{Answers, Outcome, Probe, Sighting, Text};

/// One question about a deployment.
#[derive(Clone, Copy, Debug)]
pub struct Check {
    /// Stable id, such as `tls.trusted`.
    pub id: &'static str,
    /// The question, as a person would ask it.
    pub question: Text,
    /// What has to be looked at to answer it.
    pub looks_at: &'static [Probe],
    /// Answers it. `Err` means nothing can be concluded.
    pub judge: fn(&Answers, &Sighting) -> Outcome,
    /// Whether going on to the next step while this is broken would do harm.
    pub blocks: bool,
    /// Every problem code it may report.
    pub codes: &'static [&'static str],
    /// The file the check is written in (`include_str!` of itself): its `//!` lines are the handbook page.
    pub page: &'static str,
}
