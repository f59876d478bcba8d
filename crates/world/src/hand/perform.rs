//! Edits one after the other, each step on record before it is taken.

use std::collections::BTreeMap;
use std::path::PathBuf;

use guide::{Action, Edit};
use jiff::Timestamp;
use tokio_util::sync::CancellationToken;

use super::journal::{Entry, Journal};
use super::manifest::{Change, Record, Stage};
use super::unpack::{self, Unpack};
use super::write::{self, Write};
use super::{Applied, Doing, Error, Progress};

/// An edit with everything on this machine that it needs.
pub(super) enum Task {
    Write {
        path: PathBuf,
        before: Option<Vec<u8>>,
        after: Vec<u8>,
    },
    Unpack {
        zip: PathBuf,
        /// Where the zip came from.
        from: String,
        to: PathBuf,
    },
}

/// An edit that was found possible.
enum Ready {
    Write(Write),
    Unpack(Box<Unpack>),
}

/// Looks whether edits can be carried out, before anything is downloaded for them.
pub(super) fn possible(edits: &[Edit]) -> Result<(), Error> {
    let mut ahead = BTreeMap::new();
    for edit in edits {
        match edit {
            Edit::Write {
                path,
                before,
                after,
            } => drop(Write::prepare(path, before.as_deref(), after, &mut ahead)?),
            Edit::Download { to, .. } | Edit::Unpack { to, .. } => unpack::free(to)?,
        }
    }
    Ok(())
}

/// Carries out tasks as a whole or not at all.
pub(super) fn perform(
    journal: &Journal,
    action: Action,
    when: Timestamp,
    tasks: &[Task],
    cancel: &CancellationToken,
    report: &mut dyn FnMut(Progress),
) -> Result<Applied, Error> {
    let ready = prepare(tasks, report)?;
    if cancel.is_cancelled() {
        return Err(Error::Cancelled);
    }
    let mut entry = journal.begin(action, when)?;
    let outcome = note(&ready, &mut entry)
        .and_then(|()| carry_out(&ready, &mut entry, cancel, report))
        .and_then(|()| check(&entry, report))
        .and_then(|()| {
            entry.manifest.stage = Stage::Done;
            entry.save()
        });
    if let Err(error) = outcome {
        return Err(match give_back(&mut entry) {
            Ok(()) => {
                let _ = entry.forget();
                error
            }
            // The plan stays on record as interrupted, and can be taken back later.
            Err(cause) => Error::LeftHalf {
                id: entry.manifest.id.clone(),
                failed: Box::new(error),
                cause: Box::new(cause),
            },
        });
    }
    let applied = entry.manifest.applied();
    Ok(applied.expect("the action recorded is one of ours"))
}

fn prepare(tasks: &[Task], report: &mut dyn FnMut(Progress)) -> Result<Vec<Ready>, Error> {
    let mut ahead = BTreeMap::new();
    let mut ready = Vec::new();
    for task in tasks {
        ready.push(match task {
            Task::Write {
                path,
                before,
                after,
            } => Ready::Write(Write::prepare(path, before.as_deref(), after, &mut ahead)?),
            Task::Unpack { zip, from, to } => {
                report(Progress {
                    doing: Doing::Checking,
                    done: ready.len() as u64,
                    total: Some(tasks.len() as u64),
                });
                let unpack = Unpack::prepare(zip, from.clone(), to)?;
                Ready::Unpack(Box::new(unpack))
            }
        });
    }
    Ok(ready)
}

/// Puts everything on record.
fn note(ready: &[Ready], entry: &mut Entry) -> Result<(), Error> {
    for (number, ready) in ready.iter().enumerate() {
        let change = match ready {
            Ready::Write(write) => Change::Write(write.record(entry, number)?),
            Ready::Unpack(unpack) => Change::Unpack(unpack.record(entry, number)),
        };
        let stage = Stage::Ahead;
        entry.manifest.edits.push(Record { stage, change });
    }
    entry.save()?;
    entry.settle()
}

fn carry_out(
    ready: &[Ready],
    entry: &mut Entry,
    cancel: &CancellationToken,
    report: &mut dyn FnMut(Progress),
) -> Result<(), Error> {
    let total = ready.len() as u64;
    let writing = |done| Progress {
        doing: Doing::Writing,
        done,
        total: Some(total),
    };
    for (number, ready) in ready.iter().enumerate() {
        report(writing(number as u64));
        if cancel.is_cancelled() {
            return Err(Error::Cancelled);
        }
        entry.manifest.edits[number].stage = Stage::Begun;
        entry.save()?;
        let change = entry.manifest.edits[number].change.clone();
        match (ready, &change) {
            (Ready::Write(write), Change::Write(record)) => write.carry_out(record)?,
            (Ready::Unpack(unpack), Change::Unpack(record)) => {
                unpack.carry_out(record, entry, cancel, report)?;
            }
            _ => unreachable!("each edit was recorded as what it is"),
        }
        entry.manifest.edits[number].stage = Stage::Done;
    }
    entry.save()?;
    report(writing(total));
    Ok(())
}

/// Looks at what was written. The last write to a file counts.
fn check(entry: &Entry, report: &mut dyn FnMut(Progress)) -> Result<(), Error> {
    let mut last = BTreeMap::new();
    for record in &entry.manifest.edits {
        if let Change::Write(written) = &record.change {
            last.insert(&written.path, written);
        }
    }
    let total = last.len() as u64;
    for (number, written) in last.values().enumerate() {
        report(Progress {
            doing: Doing::Checking,
            done: number as u64,
            total: Some(total),
        });
        write::check(written)?;
    }
    Ok(())
}

/// Takes a recorded plan back.
pub(super) fn take_back(entry: &mut Entry) -> Result<(), Error> {
    if entry.manifest.stage == Stage::Undone {
        return Err(Error::AlreadyUndone {
            id: entry.manifest.id.clone(),
        });
    }
    give_back(entry)?;
    entry.manifest.stage = Stage::Undone;
    entry.save()
}

/// Gives everything back. The steps are noted as far as the disk takes it: the old bytes matter more, and repeating is
/// harmless.
fn give_back(entry: &mut Entry) -> Result<(), Error> {
    let paths = differing(entry)?;
    if !paths.is_empty() {
        return Err(Error::Differs { paths });
    }
    entry.manifest.stage = Stage::Begun;
    for number in (0..entry.manifest.edits.len()).rev() {
        let record = entry.manifest.edits[number].clone();
        if !record.stage.touched() {
            continue;
        }
        let _ = entry.save();
        match &record.change {
            Change::Write(written) => write::undo(written, entry)?,
            Change::Unpack(unpacked) => unpack::undo(unpacked, entry)?,
        }
        entry.manifest.edits[number].stage = Stage::Undone;
    }
    Ok(())
}

/// The files whose changes would be thrown away.
fn differing(entry: &Entry) -> Result<Vec<PathBuf>, Error> {
    let mut ahead = BTreeMap::new();
    let mut paths: Vec<PathBuf> = Vec::new();
    for record in entry.manifest.edits.iter().rev() {
        match &record.change {
            _ if !record.stage.touched() => {}
            Change::Write(written) => {
                if write::differs(written, entry, &mut ahead)? {
                    paths.push(written.path.clone());
                }
            }
            Change::Unpack(unpacked) => paths.extend(unpack::differing(unpacked, entry)?),
        }
    }
    paths.dedup();
    Ok(paths)
}
