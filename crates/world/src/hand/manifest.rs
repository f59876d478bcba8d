//! What the journal keeps about an applied plan: everything needed to take it back.

use std::collections::BTreeMap;
use std::path::PathBuf;

use guide::Action;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Applied, State};

/// An applied plan as recorded.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Manifest {
    pub(crate) id: String,
    pub(crate) action: String,
    pub(crate) when: Timestamp,
    pub(crate) stage: Stage,
    pub(crate) edits: Vec<Record>,
}

/// How far a plan or an edit has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Stage {
    /// Nothing was changed yet.
    Ahead,
    /// Begun: the world is as before, as after, or on the way.
    Begun,
    Done,
    Undone,
}

impl Stage {
    /// Whether something may have been changed.
    pub(crate) fn touched(self) -> bool {
        matches!(self, Stage::Begun | Stage::Done)
    }
}

/// An edit as recorded.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Record {
    pub(crate) stage: Stage,
    #[serde(flatten)]
    pub(crate) change: Change,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(crate) enum Change {
    Write(Written),
    Unpack(Unpacked),
}

/// A file that is given other bytes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Written {
    pub(crate) path: PathBuf,
    /// Our file beside it, while it is being written.
    pub(crate) beside: PathBuf,
    /// What was there.
    pub(crate) old: Option<Old>,
    /// SHA-256 of the new bytes.
    pub(crate) new: String,
    /// Folders made for it, the outermost first.
    pub(crate) folders: Vec<PathBuf>,
}

/// What a file was.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Old {
    /// Below the plan's own folder in the journal.
    pub(crate) kept: PathBuf,
    pub(crate) sha256: String,
    /// Unix permission bits.
    pub(crate) mode: Option<u32>,
}

/// A zip that is unpacked into a folder.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Unpacked {
    pub(crate) to: PathBuf,
    /// Our folder beside it, while it is being filled.
    pub(crate) beside: PathBuf,
    /// Permission bits of the empty folder that was there; `None` on Windows and when none was there.
    pub(crate) mode: Option<u32>,
    /// Whether an empty folder was there.
    pub(crate) existed: bool,
    /// Folders made above it, the outermost first.
    pub(crate) folders: Vec<PathBuf>,
    /// Where the zip came from.
    pub(crate) from: String,
    /// SHA-256 of the zip.
    pub(crate) zip: String,
    /// The list of what it held ([`Contents`]), below the plan's own folder in the journal.
    pub(crate) contents: PathBuf,
}

/// What a zip held. Paths are below the folder, with `/`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Contents {
    /// Each file's size and SHA-256.
    pub(crate) files: BTreeMap<String, (u64, String)>,
    /// Folders; one that holds another comes first.
    pub(crate) folders: Vec<String>,
}

impl Manifest {
    /// The plan as hosts see it; `None` when a newer version of the program recorded an action we do not know.
    pub(super) fn applied(&self) -> Option<Applied> {
        Some(Applied {
            id: self.id.clone(),
            action: Action::named(&self.action)?,
            when: self.when,
            state: match self.stage {
                Stage::Ahead | Stage::Begun => State::Interrupted,
                Stage::Done => State::Done,
                Stage::Undone => State::Undone,
            },
            paths: self
                .edits
                .iter()
                .map(|record| match &record.change {
                    Change::Write(written) => written.path.clone(),
                    Change::Unpack(unpacked) => unpacked.to.clone(),
                })
                .collect(),
        })
    }
}
