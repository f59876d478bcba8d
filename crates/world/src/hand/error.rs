//! Why the hands could not do or undo it. Whatever had been changed by then has been put back, unless said otherwise.

use std::io;
use std::path::{Path, PathBuf};

use guide::package::Unfit;
use guide::seen::Trouble;

/// Why a plan was not applied or not taken back.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The zip is not taken as a package; `guide::package::problem_of` words it.
    #[error("the zip is not taken as a package: {0:?}")]
    Unfit(Unfit),
    /// The person stopped it.
    #[error("stopped")]
    Cancelled,
    /// A file is no longer what it was when the plan was made.
    #[error("{} has changed since the plan was made", path.display())]
    ChangedSince {
        /// The file.
        path: PathBuf,
    },
    /// Files are no longer what we wrote, so taking the plan back would throw somebody's work away. Nothing was changed.
    #[error("changed since they were written: {}", listed(paths))]
    Differs {
        /// The files.
        paths: Vec<PathBuf>,
    },
    /// A link is in the place of a file or folder that would be replaced.
    #[error("{} is a link", path.display())]
    IsALink {
        /// The link.
        path: PathBuf,
    },
    /// Something else than a file is where a file would be written.
    #[error("{} is not a file", path.display())]
    NotAFile {
        /// What is there.
        path: PathBuf,
    },
    /// The file is marked read-only.
    #[error("{} is read-only", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// The folder for a package holds something already, or is a file.
    #[error("{} is not an empty folder", path.display())]
    NotEmpty {
        /// The folder.
        path: PathBuf,
    },
    /// The path cannot be written to: it is relative, has no folder, or is no Unicode text and so cannot be recorded.
    #[error("{} is not a whole path", path.display())]
    NotAPath {
        /// The path.
        path: PathBuf,
    },
    /// The download address is none.
    #[error("{url} is not an http or https address")]
    NotAnAddress {
        /// As planned.
        url: String,
    },
    /// The download host did not answer, or fell silent; what came is kept.
    #[error("{url} was not reached: {trouble:?}")]
    Unreached {
        /// Address asked, without query.
        url: String,
        /// Why.
        trouble: Trouble,
    },
    /// A redirect that is not followed: from https to http, to no address, or one too many.
    #[error("{from} redirects to {to}")]
    Redirected {
        /// Address asked, without query.
        from: String,
        /// Where it points, without query.
        to: String,
    },
    /// The system refused.
    #[error("{}: {kind}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        kind: io::ErrorKind,
    },
    /// Another program is applying or undoing a plan with this journal.
    #[error("{} is in use", journal.display())]
    Busy {
        /// The journal.
        journal: PathBuf,
    },
    /// There is no applied plan with this id.
    #[error("no applied plan {id}")]
    NoSuchPlan {
        /// The id.
        id: String,
    },
    /// The plan has been taken back already. Nothing was changed.
    #[error("plan {id} has been taken back already")]
    AlreadyUndone {
        /// The id.
        id: String,
    },
    /// A plan failed, and giving back what it had changed failed as well. It is on record as interrupted; taking it back
    /// can be tried again.
    #[error("plan {id} was left half done: {failed}; giving it back: {cause}")]
    LeftHalf {
        /// The plan's id.
        id: String,
        /// Why the plan failed.
        failed: Box<Error>,
        /// Why the old bytes could not be given back.
        cause: Box<Error>,
    },
    /// A record of the journal is not what was written there.
    #[error("{} is damaged", path.display())]
    Damaged {
        /// The record.
        path: PathBuf,
    },
}

impl From<Unfit> for Error {
    fn from(unfit: Unfit) -> Error {
        Error::Unfit(unfit)
    }
}

/// Makes an error of an io error about this path.
pub(super) fn io_at(path: &Path) -> impl FnOnce(io::Error) -> Error {
    let path = path.to_owned();
    move |error| Error::Io {
        path,
        kind: error.kind(),
    }
}

fn listed(paths: &[PathBuf]) -> String {
    let shown: Vec<_> = paths
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    shown.join(", ")
}
