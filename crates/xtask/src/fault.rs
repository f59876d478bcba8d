//! Why a verb stopped.

use std::{fmt, io, path::PathBuf};

/// What stopped a verb; each names the command, the file or the program concerned.
#[derive(Debug)]
pub(crate) enum Fault {
    /// A command ended with a code other than 0 (`None`: a signal ended it).
    Failed { command: String, code: Option<i32> },
    /// A command could not be started.
    NotStarted { command: String, cause: io::Error },
    /// A program that we do not install is missing or too old.
    Wanted {
        program: &'static str,
        found: Option<String>,
        remedy: &'static str,
    },
    /// System packages are missing and cannot be installed from here.
    PackagesWanted { line: String },
    /// A file could not be read or written.
    File { path: PathBuf, cause: io::Error },
    /// Generated files differ from what the program generates.
    OutOfDate { files: Vec<String> },
}

impl Fault {
    /// The exit code of the failed command where there is one, otherwise 1.
    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Fault::Failed {
                code: Some(code), ..
            } => u8::try_from(*code).ok().filter(|code| *code != 0),
            _ => None,
        }
        .unwrap_or(1)
    }

    /// Ties an IO error to the file it is about.
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Fault {
        let path = path.into();
        move |cause| Fault::File { path, cause }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Failed {
                command,
                code: Some(code),
            } => write!(f, "failed with exit code {code}: {command}"),
            Fault::Failed {
                command,
                code: None,
            } => write!(f, "ended by a signal: {command}"),
            Fault::NotStarted { command, cause } => {
                write!(f, "could not be started ({cause}): {command}")
            }
            Fault::Wanted {
                program,
                found: Some(found),
                remedy,
            } => write!(f, "{program} {found} is too old. {remedy}"),
            Fault::Wanted {
                program,
                found: None,
                remedy,
            } => write!(f, "{program} was not found. {remedy}"),
            Fault::PackagesWanted { line } => write!(
                f,
                "system packages are missing and could not be installed from here. \
                 Run this, then start again:\n\n    {line}\n"
            ),
            Fault::File { path, cause } => write!(f, "{}: {cause}", path.display()),
            Fault::OutOfDate { files } => write!(
                f,
                "generated files are out of date; run `cargo xtask gen` and commit what it writes:\n  {}",
                files.join("\n  ")
            ),
        }
    }
}
