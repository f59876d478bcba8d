//! The journal: one folder an applied plan, with the manifest and the bytes as they were.
//!
//! ```text
//! lock                   held while a plan is applied or taken back
//! downloads/             what has come of packages so far
//! 20261121T131755-0001/
//!   manifest.json        replaced as a whole, on disk before the first byte of the world changes
//!   old/0, old/1         the bytes as they were
//!   contents/0.json      what a zip held
//! ```

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use guide::Action;
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Error;
use super::error::io_at;
use super::manifest::{Change, Contents, Manifest, Old, Stage, Unpacked};
use super::{digest, durable};

const MANIFEST: &str = "manifest.json";

/// A journal that nobody else changes meanwhile.
#[derive(Debug)]
pub(super) struct Journal {
    folder: PathBuf,
    lock: File,
}

impl Drop for Journal {
    /// Closing alone would leave the lock to a child process that is just being started and still holds every open file.
    fn drop(&mut self) {
        let _ = self.lock.unlock();
    }
}

impl Journal {
    /// Opens a journal, made if there is none, and locks it. The lock goes with the value, also when the program is killed.
    pub(super) fn open(folder: &Path) -> Result<Journal, Error> {
        fs::create_dir_all(folder).map_err(io_at(folder))?;
        let path = folder.join("lock");
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(io_at(&path))?;
        match lock.try_lock() {
            Ok(()) => Ok(Journal {
                folder: folder.to_owned(),
                lock,
            }),
            Err(TryLockError::WouldBlock) => Err(Error::Busy {
                journal: folder.to_owned(),
            }),
            Err(TryLockError::Error(error)) => Err(io_at(&path)(error)),
        }
    }

    /// Makes the folder of a plan. It counts once its manifest is saved.
    pub(super) fn begin(&self, action: Action, when: Timestamp) -> Result<Entry, Error> {
        let ids = ids(&self.folder)?;
        for leftover in &ids {
            let folder = self.folder.join(leftover);
            if !folder.join(MANIFEST).exists() {
                durable::remove_tree(&folder)?;
            }
        }
        let id = next_id(ids.last().map(String::as_str), when);
        let folder = self.folder.join(&id);
        for part in [&folder, &folder.join("old"), &folder.join("contents")] {
            fs::create_dir(part).map_err(io_at(part))?;
        }
        Ok(Entry {
            folder,
            manifest: Manifest {
                id,
                action: action.id().to_owned(),
                when,
                stage: Stage::Begun,
                edits: Vec::new(),
            },
        })
    }

    /// A recorded plan.
    pub(super) fn entry(&self, id: &str) -> Result<Entry, Error> {
        let known = is_id(id) && self.folder.join(id).join(MANIFEST).exists();
        if !known {
            return Err(Error::NoSuchPlan { id: id.to_owned() });
        }
        Entry::read(self.folder.join(id))
    }
}

/// One applied plan.
#[derive(Debug)]
pub(super) struct Entry {
    folder: PathBuf,
    pub(super) manifest: Manifest,
}

impl Entry {
    fn read(folder: PathBuf) -> Result<Entry, Error> {
        let manifest = read_json(&folder.join(MANIFEST))?;
        Ok(Entry { folder, manifest })
    }

    /// Writes the manifest, for good.
    pub(super) fn save(&self) -> Result<(), Error> {
        self.write(Path::new(MANIFEST), &json(&self.manifest))
    }

    /// Keeps bytes in the plan's folder, for good.
    pub(super) fn keep(&self, name: &Path, bytes: &[u8]) -> Result<(), Error> {
        self.write(name, bytes)
    }

    /// Keeps what a zip held, for good.
    pub(super) fn keep_contents(&self, name: &Path, contents: &Contents) -> Result<(), Error> {
        self.write(name, &json(contents))
    }

    fn write(&self, name: &Path, bytes: &[u8]) -> Result<(), Error> {
        let path = self.folder.join(name);
        let beside = path.with_extension("new");
        durable::put(&path, bytes, &beside, None)
    }

    /// Makes the plan's folder itself survive a power cut.
    pub(super) fn settle(&self) -> Result<(), Error> {
        self.folder.parent().map_or(Ok(()), durable::sync_folder)
    }

    /// The bytes of a file as they were.
    pub(super) fn kept(&self, old: &Old) -> Result<Vec<u8>, Error> {
        let path = self.folder.join(&old.kept);
        match fs::read(&path) {
            Ok(bytes) if digest::of(&bytes) == old.sha256 => Ok(bytes),
            _ => Err(Error::Damaged { path }),
        }
    }

    /// What a zip held; `None` when it never came to that.
    pub(super) fn contents(&self, name: &Path) -> Result<Option<Contents>, Error> {
        let path = self.folder.join(name);
        if path.exists() {
            read_json(&path).map(Some)
        } else {
            Ok(None)
        }
    }

    /// A file of ours beside the `number`th edit's target, named so that it is recognised later.
    pub(super) fn beside(&self, target: &Path, number: usize) -> PathBuf {
        target.with_file_name(format!(".weapp-bridge-{}-{number}", self.manifest.id))
    }

    /// Forgets the plan: nothing of it is left in the world.
    pub(super) fn forget(self) -> Result<(), Error> {
        // Without its manifest the folder no longer counts, should we get no further.
        durable::remove_file(&self.folder.join(MANIFEST))?;
        durable::remove_tree(&self.folder)
    }
}

/// Every recorded plan, newest first.
pub(super) fn manifests(journal: &Path) -> Result<Vec<Manifest>, Error> {
    let mut found = Vec::new();
    for id in ids(journal)?.into_iter().rev() {
        let path = journal.join(id).join(MANIFEST);
        if path.exists() {
            found.push(read_json(&path)?);
        }
    }
    Ok(found)
}

/// What we unpacked into a folder and did not take back: where it came from, and what it held.
pub(crate) fn unpacked_into(
    journal: &Path,
    folder: &Path,
) -> Result<Option<(Unpacked, Contents)>, Error> {
    for manifest in manifests(journal)? {
        for record in &manifest.edits {
            if let Change::Unpack(unpacked) = &record.change
                && record.stage == Stage::Done
                && unpacked.to == folder
            {
                let list = journal.join(&manifest.id).join(&unpacked.contents);
                return Ok(Some((unpacked.clone(), read_json(&list)?)));
            }
        }
    }
    Ok(None)
}

/// Every id in the journal, oldest first.
fn ids(journal: &Path) -> Result<Vec<String>, Error> {
    let listing = match fs::read_dir(journal) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        listing => listing.map_err(io_at(journal))?,
    };
    let mut ids = Vec::new();
    for found in listing {
        let name = found.map_err(io_at(journal))?.file_name();
        if let Some(id) = name.to_str().filter(|name| is_id(name)) {
            ids.push(id.to_owned());
        }
    }
    ids.sort_unstable();
    Ok(ids)
}

/// Whether a text has the shape `20261121T131755-0001`.
fn is_id(text: &str) -> bool {
    text.len() >= 20
        && text.bytes().enumerate().all(|(place, byte)| match place {
            8 => byte == b'T',
            15 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// An id that sorts after the last one, also when the clock was set back.
fn next_id(last: Option<&str>, when: Timestamp) -> String {
    let now = when.strftime("%Y%m%dT%H%M%S").to_string();
    match last.and_then(|last| last.split_once('-')) {
        Some((second, number)) if second >= now.as_str() => {
            let number: u64 = number.parse().unwrap_or(0);
            format!("{second}-{:04}", number + 1)
        }
        _ => format!("{now}-0001"),
    }
}

fn json(what: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec_pretty(what).expect("paths were found to be text before they are recorded")
}

fn read_json<T: DeserializeOwned>(path: &Path) -> Result<T, Error> {
    let bytes = fs::read(path).map_err(io_at(path))?;
    serde_json::from_slice(&bytes).map_err(|_| Error::Damaged {
        path: path.to_owned(),
    })
}
