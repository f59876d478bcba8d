//! Looking through a zip before anything of it is unpacked.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use encoding_rs::GBK;
use guide::package::Unfit;
use zip::ZipArchive;
use zip::result::ZipError;

use super::error::io_at;
use super::{Error, digest, entry_name};

/// The largest zip taken, in bytes. A mini-program is 30 MB at most.
pub(super) const MAX_ZIP: u64 = 200 * 1024 * 1024;

/// The most files and folders taken.
const MAX_FILES: u64 = 10_000;

/// The most bytes unpacked.
const MAX_BYTES: u64 = 300 * 1024 * 1024;

/// From here on, what unpacks to [`BOMB_RATIO`] times its size is a bomb.
const BOMB_BYTES: u64 = 64 * 1024 * 1024;
const BOMB_RATIO: u64 = 250;

/// A zip in memory.
pub(super) type Archive = ZipArchive<Cursor<Arc<[u8]>>>;

/// A zip that may be unpacked.
pub(super) struct Survey {
    pub(super) archive: Archive,
    pub(super) files: Vec<Planned>,
    /// Below the target, with `/`; one that holds another comes first.
    pub(super) folders: BTreeSet<String>,
    /// What the files say they unpack to.
    pub(super) bytes: u64,
    /// Size of the zip.
    pub(super) size: u64,
    /// SHA-256 of the zip.
    pub(super) sha256: String,
}

/// A file to unpack.
pub(super) struct Planned {
    /// Place in the archive.
    pub(super) index: usize,
    /// Below the target, with `/`.
    pub(super) path: String,
}

/// Looks through a zip.
pub(super) fn survey(zip: &Path) -> Result<Survey, Error> {
    let size = fs::metadata(zip).map_err(io_at(zip))?.len();
    if size > MAX_ZIP {
        return Err(Error::Unfit(Unfit::TooLarge {
            bytes: size,
            files: 0,
        }));
    }
    let bytes: Arc<[u8]> = fs::read(zip).map_err(io_at(zip))?.into();
    if bytes.is_empty() {
        return Err(Error::Unfit(Unfit::Empty));
    }
    if !begins_like_a_zip(&bytes) {
        return Err(Error::Unfit(Unfit::NotAZip {
            start: start(&bytes),
        }));
    }
    let archive =
        ZipArchive::new(Cursor::new(bytes.clone())).map_err(|error| unfit(error, "", size))?;
    entries(archive, size, digest::of(&bytes))
}

fn entries(archive: Archive, size: u64, sha256: String) -> Result<Survey, Error> {
    let count = archive.len() as u64;
    if count > MAX_FILES {
        return Err(Error::Unfit(Unfit::TooLarge {
            bytes: 0,
            files: count,
        }));
    }
    let mut survey = Survey {
        files: Vec::new(),
        folders: BTreeSet::new(),
        bytes: 0,
        size,
        sha256,
        archive,
    };
    // Every path in lower case, and whether it is a folder.
    let mut taken: BTreeMap<String, bool> = BTreeMap::new();
    for index in 0..survey.archive.len() {
        let entry = survey
            .archive
            .by_index_data(index)
            .map_err(|error| unfit(error, "", size))?;
        let flags = entry.flags().as_u16();
        let name = entry_name::read(entry.name_raw(), flags & (1 << 11) != 0)?;
        let shown = || entry_name::shown(&name);
        let kind = (entry.external_attributes() >> 16) & 0o170_000;
        let folder = name.ends_with('/') || kind == 0o040_000;
        let path = entry_name::path(&name)?;
        if !matches!(kind, 0 | 0o100_000 | 0o040_000) {
            return Err(Error::Unfit(Unfit::NotAFile { entry: shown() }));
        }
        // Bits 0, 6 and 13: encrypted, strongly encrypted, directory encrypted.
        let plain = flags & 0b10_0000_0100_0001 == 0;
        let known = matches!(
            entry.compression(),
            zip::CompressionMethod::Stored | zip::CompressionMethod::Deflated
        );
        if !plain || !(known || folder) {
            return Err(Error::Unfit(Unfit::Unsupported { entry: shown() }));
        }
        if entry_name::is_litter(&path) {
            continue;
        }
        if path.is_empty() {
            match folder {
                true => continue,
                false => return Err(Error::Unfit(Unfit::PathEscape { entry: shown() })),
            }
        }
        let clash = || Error::Unfit(Unfit::DuplicateName { entry: shown() });
        for above in folders_above(&path) {
            if taken.insert(above.to_lowercase(), true) == Some(false) {
                return Err(clash());
            }
            survey.folders.insert(above.to_owned());
        }
        match taken.insert(path.to_lowercase(), folder) {
            None => {}
            Some(true) if folder => {}
            Some(_) => return Err(clash()),
        }
        if folder {
            survey.folders.insert(path);
            continue;
        }
        survey.bytes = survey.bytes.saturating_add(entry.size());
        survey.files.push(Planned { index, path });
    }
    if survey.archive.has_duplicate_names() {
        let entry = repeated(&survey.archive);
        return Err(Error::Unfit(Unfit::DuplicateName { entry }));
    }
    if survey.files.is_empty() {
        return Err(Error::Unfit(Unfit::Empty));
    }
    survey.bounded(survey.bytes)?;
    Ok(survey)
}

impl Survey {
    /// Refuses what unpacks to more than a mini-program can be.
    pub(super) fn bounded(&self, bytes: u64) -> Result<(), Unfit> {
        let bomb = bytes > BOMB_BYTES && bytes / self.size.max(1) > BOMB_RATIO;
        if bytes > MAX_BYTES || bomb {
            return Err(Unfit::TooLarge {
                bytes,
                files: self.files.len() as u64,
            });
        }
        Ok(())
    }
}

/// Every folder above a path, the outermost first.
fn folders_above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(end, _)| &path[..end])
}

/// What an error of the archive means for the whole zip.
pub(super) fn unfit(error: ZipError, entry: &str, size: u64) -> Unfit {
    match error {
        ZipError::UnsupportedArchive(_)
        | ZipError::CompressionMethodNotSupported(_)
        | ZipError::InvalidPassword => Unfit::Unsupported {
            entry: entry_name::shown(entry),
        },
        _ => Unfit::Truncated {
            got: size,
            expected: None,
        },
    }
}

/// The name that occurs twice byte for byte, found by walking the central directory: the library keeps only the last.
fn repeated(archive: &Archive) -> String {
    const HEADER: usize = 46;
    let start = usize::try_from(archive.central_directory_start()).unwrap_or(usize::MAX);
    let bytes = archive.clone().into_inner().into_inner();
    let mut rest = bytes.get(start..).unwrap_or_default();
    let mut seen = BTreeSet::new();
    while let Some(header) = rest
        .get(..HEADER)
        .filter(|header| header.starts_with(b"PK\x01\x02"))
    {
        let length = |at: usize| usize::from(u16::from_le_bytes([header[at], header[at + 1]]));
        let name = rest.get(HEADER..HEADER + length(28)).unwrap_or_default();
        if !seen.insert(name) {
            return entry_name::shown(&String::from_utf8_lossy(name));
        }
        let whole = HEADER + length(28) + length(30) + length(32);
        rest = rest.get(whole..).unwrap_or_default();
    }
    String::new()
}

/// Whether these first bytes can be a zip's: a file, the end of an empty one, or the mark of one in several parts.
pub(super) fn begins_like_a_zip(bytes: &[u8]) -> bool {
    const MARKS: [&[u8]; 4] = [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08", b"PK00"];
    MARKS
        .iter()
        .any(|mark| bytes.starts_with(&mark[..mark.len().min(bytes.len())]))
}

/// At most 80 characters of what is no zip; an HTML page may be in UTF-8 or GBK.
pub(super) fn start(bytes: &[u8]) -> String {
    let bytes = &bytes[..bytes.len().min(1024)];
    // The last character may have been cut through.
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(error) if error.error_len().is_none() => String::from_utf8_lossy(bytes),
        Err(_) => GBK.decode(bytes).0,
    };
    entry_name::shown(text.trim_start_matches('\u{feff}').trim())
}
