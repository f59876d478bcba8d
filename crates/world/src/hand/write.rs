//! Giving a file other bytes, and the old ones back.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::Error;
use super::error::io_at;
use super::journal::Entry;
use super::manifest::{Old, Written};
use super::{digest, durable};

/// A write that was found possible.
#[derive(Debug)]
pub(super) struct Write {
    path: PathBuf,
    before: Option<Vec<u8>>,
    after: Vec<u8>,
    mode: Option<u32>,
    folders: Vec<PathBuf>,
}

impl Write {
    /// Looks whether a file is as planned and can be written. `ahead` holds what earlier edits of the plan will have
    /// written by then. Nothing is changed.
    pub(super) fn prepare(
        path: &Path,
        before: Option<&[u8]>,
        after: &[u8],
        ahead: &mut BTreeMap<PathBuf, Vec<u8>>,
    ) -> Result<Write, Error> {
        let named = path.to_owned();
        if !path.is_absolute() || path.file_name().is_none() || path.to_str().is_none() {
            return Err(Error::NotAPath { path: named });
        }
        let mut mode = None;
        let present = match fs::symlink_metadata(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(io_at(path)(error)),
            Ok(found) if found.is_symlink() => return Err(Error::IsALink { path: named }),
            Ok(found) if !found.is_file() => return Err(Error::NotAFile { path: named }),
            Ok(found) if found.permissions().readonly() => {
                return Err(Error::ReadOnly { path: named });
            }
            Ok(found) => {
                mode = durable::mode_of(&found);
                Some(fs::read(path).map_err(io_at(path))?)
            }
        };
        let expected = ahead.get(path).or(present.as_ref());
        if expected.map(Vec::as_slice) != before {
            return Err(Error::ChangedSince { path: named });
        }
        ahead.insert(named.clone(), after.to_vec());
        Ok(Write {
            path: named,
            before: before.map(<[u8]>::to_vec),
            after: after.to_vec(),
            mode,
            folders: durable::missing_above(path),
        })
    }

    /// Keeps the old bytes and says what is about to be done.
    pub(super) fn record(&self, entry: &Entry, number: usize) -> Result<Written, Error> {
        let old = match &self.before {
            None => None,
            Some(bytes) => {
                let kept = Path::new("old").join(number.to_string());
                entry.keep(&kept, bytes)?;
                Some(Old {
                    kept,
                    sha256: digest::of(bytes),
                    mode: self.mode,
                })
            }
        };
        Ok(Written {
            path: self.path.clone(),
            beside: entry.beside(&self.path, number),
            old,
            new: digest::of(&self.after),
            folders: self.folders.clone(),
        })
    }

    /// Writes.
    pub(super) fn carry_out(&self, record: &Written) -> Result<(), Error> {
        durable::make_folders(&record.folders)?;
        durable::put(&self.path, &self.after, &record.beside, self.mode)
    }
}

/// Whether the file holds what was written.
pub(super) fn check(record: &Written) -> Result<(), Error> {
    if present(&record.path)? == Found::File(record.new.clone()) {
        Ok(())
    } else {
        Err(Error::ChangedSince {
            path: record.path.clone(),
        })
    }
}

/// What is at a path now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    Nothing,
    /// A file with this digest.
    File(String),
    /// A link, a folder or a device.
    Other,
}

fn present(path: &Path) -> Result<Found, Error> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Found::Nothing),
        Err(error) if error.kind() == ErrorKind::NotADirectory => Ok(Found::Nothing),
        Err(error) => Err(io_at(path)(error)),
        Ok(found) if found.is_file() => digest::of_file(path).map(Found::File).map_err(io_at(path)),
        Ok(_) => Ok(Found::Other),
    }
}

fn was(record: &Written) -> Found {
    match &record.old {
        None => Found::Nothing,
        Some(old) => Found::File(old.sha256.clone()),
    }
}

/// Whether taking the write back would throw somebody's change away. `ahead` holds what the later edits of the plan will
/// have been taken back to by then. Fails when the old bytes are lost.
pub(super) fn differs(
    record: &Written,
    entry: &Entry,
    ahead: &mut BTreeMap<PathBuf, Found>,
) -> Result<bool, Error> {
    let found = match ahead.get(&record.path) {
        Some(found) => found.clone(),
        None => present(&record.path)?,
    };
    let was = was(record);
    if found != was
        && let Some(old) = &record.old
    {
        entry.kept(old)?;
    }
    let ours = found == Found::File(record.new.clone()) || found == was;
    ahead.insert(record.path.clone(), was);
    Ok(!ours)
}

/// Gives the old bytes back. The caller has asked [`differs`]. May be repeated.
pub(super) fn undo(record: &Written, entry: &Entry) -> Result<(), Error> {
    durable::remove_file(&record.beside)?;
    if present(&record.path)? != was(record) {
        match &record.old {
            None => {
                durable::remove_file(&record.path)?;
                if let Some(folder) = record.path.parent() {
                    durable::sync_folder(folder)?;
                }
            }
            Some(old) => {
                let bytes = entry.kept(old)?;
                durable::put(&record.path, &bytes, &record.beside, old.mode)?;
            }
        }
    }
    for folder in record.folders.iter().rev() {
        durable::remove_if_empty(folder)?;
    }
    Ok(())
}
