//! The hands: carry out a plan, and take it back to the byte, also after the program was killed in between.
//!
//! Before the first byte of the world changes, the journal holds the old bytes and what is about to be done. Each file is
//! written beside its place and renamed. A plan that fails halfway is taken back at once, so that it is done as a whole or
//! not at all; one that was cut short by a kill is listed as [`State::Interrupted`] and taken back by [`undo`].

pub(crate) mod digest;
mod download;
mod durable;
mod entry_name;
mod error;
pub(crate) mod journal;
mod manifest;
mod part;
mod perform;
mod survey;
pub(crate) mod unpack;
mod words;
mod write;

use std::path::{Path, PathBuf};

use guide::{Action, Edit, Plan};
use jiff::Timestamp;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

pub use error::Error;
use journal::Journal;
use perform::Task;

/// What the hands need.
#[derive(Clone, Debug)]
pub struct Hands {
    /// How the network is reached.
    pub reach: wechat::Reach,
    /// The folder that holds the records of what was changed, made when it is missing.
    pub journal: PathBuf,
}

/// How far a plan has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is going on.
    pub doing: Doing,
    /// Bytes while downloading and unpacking, else edits.
    pub done: u64,
    /// Of how many, when known.
    pub total: Option<u64>,
}

/// What is going on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// A package is coming.
    Downloading,
    /// A zip is being unpacked.
    Unpacking,
    /// Files are being written.
    Writing,
    /// What was downloaded or written is being looked at again.
    Checking,
}

/// A plan that was applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// Names it; later ones sort after earlier ones. Empty when there was nothing to do and nothing was recorded.
    pub id: String,
    /// What it was for.
    pub action: Action,
    /// When it was applied.
    pub when: Timestamp,
    /// What has become of it.
    pub state: State,
    /// The files written and the folders filled.
    pub paths: Vec<PathBuf>,
}

/// What has become of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Applied as a whole.
    Done,
    /// Cut short while it was applied or taken back; [`undo`] gives the old bytes back. Also while that is going on.
    Interrupted,
    /// Taken back.
    Undone,
}

/// Carries out a plan, as a whole or not at all.
///
/// # Errors
/// Nothing is changed then: what had been done was taken back; only [`Error::LeftHalf`] says that this failed, too. A cut download is kept and continued the next time.
pub async fn apply(
    plan: &Plan,
    hands: &Hands,
    cancel: &CancellationToken,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<Applied, Error> {
    let edits: Vec<Edit> = plan
        .edits
        .iter()
        .filter(|edit| !matches!(edit, Edit::Write { before: Some(before), after, .. } if before == after))
        .cloned()
        .collect();
    let when = Timestamp::now();
    if edits.is_empty() {
        return Ok(Applied {
            id: String::new(),
            action: plan.action,
            when,
            state: State::Done,
            paths: Vec::new(),
        });
    }
    let journal = Journal::open(&hands.journal)?;
    perform::possible(&edits)?;
    let mut tasks = Vec::new();
    let mut parts = Vec::new();
    for edit in edits {
        tasks.push(match edit {
            Edit::Write {
                path,
                before,
                after,
            } => Task::Write {
                path,
                before,
                after,
            },
            Edit::Unpack { zip, to } => Task::Unpack {
                from: zip.display().to_string(),
                zip,
                to,
            },
            Edit::Download { url, to } => {
                let zip = download::fetch(&url, hands, cancel, progress).await?;
                parts.push(part::Part::of(&hands.journal, &url)?);
                Task::Unpack { from: url, zip, to }
            }
        });
    }
    let action = plan.action;
    let cancel = cancel.clone();
    aside(progress, move |report| {
        let outcome = perform::perform(&journal, action, when, &tasks, &cancel, report);
        for part in parts {
            // What stays is taken for what it is the next time.
            let _ = part.forget();
        }
        outcome
    })
    .await
}

/// Takes an applied or interrupted plan back: every byte and every permission as it was.
///
/// # Errors
/// [`Error::Differs`] when a file was changed since, [`Error::AlreadyUndone`] the second time; nothing is changed then.
/// After any other error it can be repeated.
pub fn undo(journal: &Path, id: &str) -> Result<Applied, Error> {
    // Opening makes the folder; asking for a plan of a journal that does not exist must not.
    if !journal.is_dir() {
        return Err(Error::NoSuchPlan { id: id.to_owned() });
    }
    let journal = Journal::open(journal)?;
    let mut entry = journal.entry(id)?;
    perform::take_back(&mut entry)?;
    entry
        .manifest
        .applied()
        .ok_or_else(|| Error::NoSuchPlan { id: id.to_owned() })
}

/// Every plan applied, newest first.
///
/// # Errors
/// When the journal cannot be read.
pub fn applied(journal: &Path) -> Result<Vec<Applied>, Error> {
    let manifests = journal::manifests(journal)?;
    Ok(manifests
        .iter()
        .filter_map(manifest::Manifest::applied)
        .collect())
}

/// Runs work with files on a thread of its own. The work waits until each report of its progress was taken in. It goes on to
/// its end when nobody waits for it any more.
async fn aside<T: Send + 'static>(
    progress: &mut (dyn FnMut(Progress) + Send),
    work: impl FnOnce(&mut dyn FnMut(Progress)) -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    let (tell, mut told) = mpsc::channel::<(Progress, std::sync::mpsc::Sender<()>)>(1);
    let worker = tokio::task::spawn_blocking(move || {
        work(&mut |progress| {
            let (taken, wait) = std::sync::mpsc::channel();
            if tell.blocking_send((progress, taken)).is_ok() {
                let _ = wait.recv();
            }
        })
    });
    while let Some((step, taken)) = told.recv().await {
        progress(step);
        drop(taken);
    }
    match worker.await {
        Ok(outcome) => outcome,
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            // Only a runtime that is shutting down takes the work away.
            Err(_) => Err(Error::Cancelled),
        },
    }
}
