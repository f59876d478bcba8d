//! The exit codes, which scripts rely on.

use std::process::ExitCode;

use assistant::wire::Summary;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// All holds; worrying is allowed.
    Holds,
    /// Something is broken, or could not be done.
    Broken,
    /// The command line does not make sense.
    Usage,
    /// Nothing is broken, but something could not be told.
    Unknown,
    /// Ctrl-C ended it; the number is the one shells give such an end.
    Interrupted,
}

impl Exit {
    /// What a summary comes down to.
    pub(crate) fn of(summary: &Summary) -> Exit {
        match summary {
            Summary { broken: 1.., .. } => Exit::Broken,
            Summary { unknown: 1.., .. } => Exit::Unknown,
            _ => Exit::Holds,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Holds => 0,
            Exit::Broken => 1,
            Exit::Usage => 2,
            Exit::Unknown => 3,
            Exit::Interrupted => 130,
        })
    }
}
