//! Unpacking a zip into a folder, and removing what was unpacked.
//!
//! Everything goes into a fresh folder beside the target first, which is then renamed: the target is there as a whole or
//! not at all.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;
use std::thread;

use guide::package::Unfit;
use sha2::{Digest, Sha256};
use tokio_util::sync::CancellationToken;

use super::error::io_at;
use super::journal::Entry;
use super::manifest::{Contents, Unpacked};
use super::survey::{Archive, Planned, Survey, survey, unfit};
use super::{Doing, Error, Progress, digest, durable};

/// Bytes between two reports of progress.
const REPORTED: u64 = 512 * 1024;

/// An unpacking that was found possible.
pub(super) struct Unpack {
    to: PathBuf,
    from: String,
    survey: Survey,
    existed: bool,
    mode: Option<u32>,
    folders: Vec<PathBuf>,
}

/// What is known of a target folder.
struct Target {
    existed: bool,
    mode: Option<u32>,
}

/// Looks whether a folder can take a package. Nothing is changed.
pub(super) fn free(to: &Path) -> Result<(), Error> {
    target(to).map(drop)
}

fn target(to: &Path) -> Result<Target, Error> {
    let path = to.to_owned();
    if !to.is_absolute() || to.file_name().is_none() || to.to_str().is_none() {
        return Err(Error::NotAPath { path });
    }
    match fs::symlink_metadata(to) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Target {
            existed: false,
            mode: None,
        }),
        Err(error) => Err(io_at(to)(error)),
        Ok(found) if found.is_symlink() => Err(Error::IsALink { path }),
        Ok(found) if found.is_dir() => match fs::read_dir(to).map_err(io_at(to))?.next() {
            None => Ok(Target {
                existed: true,
                mode: durable::mode_of(&found),
            }),
            Some(_) => Err(Error::NotEmpty { path }),
        },
        Ok(_) => Err(Error::NotEmpty { path }),
    }
}

impl Unpack {
    /// Looks through the zip and at the folder. Nothing is changed.
    pub(super) fn prepare(zip: &Path, from: String, to: &Path) -> Result<Unpack, Error> {
        let Target { existed, mode } = target(to)?;
        Ok(Unpack {
            survey: survey(zip)?,
            to: to.to_owned(),
            from,
            existed,
            mode,
            folders: durable::missing_above(to),
        })
    }

    /// Says what is about to be done.
    pub(super) fn record(&self, entry: &Entry, number: usize) -> Unpacked {
        Unpacked {
            to: self.to.clone(),
            beside: entry.beside(&self.to, number),
            mode: self.mode,
            existed: self.existed,
            folders: self.folders.clone(),
            from: self.from.clone(),
            zip: self.survey.sha256.clone(),
            contents: Path::new("contents").join(format!("{number}.json")),
        }
    }

    /// Unpacks.
    pub(super) fn carry_out(
        &self,
        record: &Unpacked,
        entry: &Entry,
        cancel: &CancellationToken,
        report: &mut dyn FnMut(Progress),
    ) -> Result<(), Error> {
        durable::make_folders(&record.folders)?;
        let into = &record.beside;
        fs::create_dir(into).map_err(io_at(&self.to))?;
        for folder in &self.survey.folders {
            let path = into.join(folder);
            fs::create_dir_all(&path).map_err(io_at(&self.to.join(folder)))?;
        }
        let contents = Contents {
            files: self.extract(into, cancel, report)?,
            folders: self.survey.folders.iter().cloned().collect(),
        };
        entry.keep_contents(&record.contents, &contents)?;
        durable::sync_tree(into)?;
        if let Some(mode) = record.mode {
            let open = File::open(into).map_err(io_at(into))?;
            durable::set_mode(&open, mode).map_err(io_at(&self.to))?;
        }
        // Windows renames onto nothing only.
        if cfg!(windows) && self.existed {
            fs::remove_dir(&self.to).map_err(io_at(&self.to))?;
        }
        match fs::rename(into, &self.to) {
            Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty => {
                return Err(Error::NotEmpty {
                    path: self.to.clone(),
                });
            }
            outcome => outcome.map_err(io_at(&self.to))?,
        }
        self.to.parent().map_or(Ok(()), durable::sync_folder)
    }

    /// Unpacks every file, on as many threads as there are processors.
    fn extract(
        &self,
        into: &Path,
        cancel: &CancellationToken,
        report: &mut dyn FnMut(Progress),
    ) -> Result<BTreeMap<String, (u64, String)>, Error> {
        let mut progress = Progress {
            doing: Doing::Unpacking,
            done: 0,
            total: Some(self.survey.bytes),
        };
        report(progress);
        let threads = thread::available_parallelism().map_or(1, |count| count.get().min(4));
        let stop = cancel.child_token();
        let counted = AtomicU64::new(0);
        thread::scope(|scope| {
            let (tell, told) = mpsc::channel();
            let workers: Vec<_> = (0..threads)
                .map(|worker| {
                    let share = self.survey.files.iter().skip(worker).step_by(threads);
                    let mut one = Extractor {
                        unpack: self,
                        archive: self.survey.archive.clone(),
                        into,
                        stop: stop.clone(),
                        counted: &counted,
                        tell: tell.clone(),
                        buffer: vec![0; 128 * 1024],
                    };
                    scope.spawn(move || one.each(share))
                })
                .collect();
            drop(tell);
            let mut reported = 0;
            for count in told {
                progress.done += count;
                if progress.done - reported >= REPORTED {
                    reported = progress.done;
                    report(progress);
                }
            }
            let mut files = BTreeMap::new();
            let mut failed = None;
            for worker in workers {
                match worker.join() {
                    Ok(Ok(share)) => files.extend(share),
                    // The others stop as if cancelled; the first cause counts.
                    Ok(Err(Error::Cancelled)) if failed.is_some() => {}
                    Ok(Err(error)) => match failed {
                        None | Some(Error::Cancelled) => failed = Some(error),
                        Some(_) => {}
                    },
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            match failed {
                Some(error) => Err(error),
                None => {
                    report(progress);
                    Ok(files)
                }
            }
        })
    }
}

/// One thread's part of unpacking.
struct Extractor<'a> {
    unpack: &'a Unpack,
    archive: Archive,
    into: &'a Path,
    stop: CancellationToken,
    counted: &'a AtomicU64,
    tell: mpsc::Sender<u64>,
    buffer: Vec<u8>,
}

type Print = (String, (u64, String));

impl Extractor<'_> {
    fn each<'p>(&mut self, share: impl Iterator<Item = &'p Planned>) -> Result<Vec<Print>, Error> {
        let mut prints = Vec::new();
        for planned in share {
            match self.one(planned) {
                Ok(print) => prints.push((planned.path.clone(), print)),
                Err(error) => {
                    self.stop.cancel();
                    return Err(error);
                }
            }
        }
        Ok(prints)
    }

    fn one(&mut self, planned: &Planned) -> Result<(u64, String), Error> {
        let survey = &self.unpack.survey;
        let named = self.unpack.to.join(&planned.path);
        let mut entry = self
            .archive
            .by_index(planned.index)
            .map_err(|error| unfit(error, &planned.path, survey.size))?;
        let mut file = match File::create_new(self.into.join(&planned.path)) {
            // What the survey holds apart may be one name to the file system, such as two spellings of é on macOS.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                return Err(Error::Unfit(Unfit::DuplicateName {
                    entry: planned.path.clone(),
                }));
            }
            outcome => outcome.map_err(io_at(&named))?,
        };
        let mut digest = Sha256::new();
        let mut size = 0;
        loop {
            if self.stop.is_cancelled() {
                return Err(Error::Cancelled);
            }
            let count = match fill(&mut entry, &mut self.buffer) {
                Ok(0) => break,
                Ok(count) => count,
                Err(error) => return Err(Error::Unfit(damaged(&error, survey))),
            };
            size += count as u64;
            let counted = self.counted.fetch_add(count as u64, Ordering::Relaxed);
            survey.bounded(counted + count as u64)?;
            digest.update(&self.buffer[..count]);
            file.write_all(&self.buffer[..count])
                .map_err(io_at(&named))?;
            // Nobody listens once another thread has failed.
            let _ = self.tell.send(count as u64);
        }
        Ok((size, digest::hex(&digest.finalize())))
    }
}

/// Reads until the buffer is full or the file ends.
fn fill(from: &mut impl Read, buffer: &mut [u8]) -> std::io::Result<usize> {
    let mut had = 0;
    while had < buffer.len() {
        match from.read(&mut buffer[had..])? {
            0 => break,
            count => had += count,
        }
    }
    Ok(had)
}

/// What it means that a file cannot be read to its end. The library stops a file that is larger than it says; nothing but
/// its words tell that from damage.
fn damaged(error: &std::io::Error, survey: &Survey) -> Unfit {
    if error.to_string().contains("larger than its declared") {
        return Unfit::TooLarge {
            bytes: survey.bytes + 1,
            files: survey.files.len() as u64,
        };
    }
    Unfit::Truncated {
        got: survey.size,
        expected: None,
    }
}

/// The files that are no longer what was unpacked. One that was deleted does not count: there is nothing to lose.
pub(super) fn differing(record: &Unpacked, entry: &Entry) -> Result<Vec<PathBuf>, Error> {
    let Some(contents) = landed(record, entry)? else {
        return Ok(Vec::new());
    };
    let mut differing = Vec::new();
    for (name, print) in &contents.files {
        let path = record.to.join(name);
        if same(&path, print).map_err(io_at(&path))? == Some(false) {
            differing.push(path);
        }
    }
    Ok(differing)
}

/// Whether a file is what was unpacked; `None` when it is gone.
pub(crate) fn same(path: &Path, (size, sha256): &(u64, String)) -> std::io::Result<Option<bool>> {
    match fs::symlink_metadata(path) {
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(None)
        }
        Err(error) => Err(error),
        Ok(found) if !found.is_file() || found.len() != *size => Ok(Some(false)),
        Ok(_) => Ok(Some(digest::of_file(path)? == *sha256)),
    }
}

/// What was unpacked, if it has come to the target.
fn landed(record: &Unpacked, entry: &Entry) -> Result<Option<Contents>, Error> {
    if record.beside.exists() {
        return Ok(None);
    }
    entry.contents(&record.contents)
}

/// Removes what was unpacked, and every folder of it that is empty then. The caller has asked [`differing`]. May be
/// repeated.
pub(super) fn undo(record: &Unpacked, entry: &Entry) -> Result<(), Error> {
    let contents = landed(record, entry)?;
    durable::remove_tree(&record.beside)?;
    if let Some(contents) = contents {
        for name in contents.files.keys() {
            durable::remove_file(&record.to.join(name))?;
        }
        for name in contents.folders.iter().rev() {
            durable::remove_if_empty(&record.to.join(name))?;
        }
        if !record.existed {
            durable::remove_if_empty(&record.to)?;
        }
    }
    if record.existed && !record.to.exists() {
        fs::create_dir_all(&record.to).map_err(io_at(&record.to))?;
    }
    for folder in record.folders.iter().rev() {
        durable::remove_if_empty(folder)?;
    }
    Ok(())
}
