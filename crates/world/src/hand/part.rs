//! What has come of a download so far, kept for the next time.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::error::io_at;
use super::{Error, digest, durable};

/// A download in the journal: `<hash of the address>.part`, and beside it what tells whether it can be continued.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) path: PathBuf,
    mark: PathBuf,
}

/// Names the version of the file that the part belongs to.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Mark {
    /// The strong `ETag`.
    pub(super) etag: String,
    /// Bytes of the whole file, when announced.
    pub(super) total: Option<u64>,
}

impl Part {
    /// The part of an address.
    pub(super) fn of(journal: &Path, url: &str) -> Result<Part, Error> {
        let folder = journal.join("downloads");
        fs::create_dir_all(&folder).map_err(io_at(&folder))?;
        let name = digest::of(url.as_bytes());
        Ok(Part {
            path: folder.join(format!("{name}.part")),
            mark: folder.join(format!("{name}.mark")),
        })
    }

    /// Bytes had and their mark, when there is something to continue.
    pub(super) fn had(&self) -> Option<(u64, Mark)> {
        let had = fs::metadata(&self.path).ok()?.len();
        let mark: Mark = serde_json::from_slice(&fs::read(&self.mark).ok()?).ok()?;
        let open = had > 0 && mark.total.is_none_or(|total| had < total);
        open.then_some((had, mark))
    }

    /// Starts over; without a mark the part cannot be continued later.
    pub(super) fn start(&self, mark: Option<&Mark>) -> Result<File, Error> {
        self.forget()?;
        let file = File::create(&self.path).map_err(io_at(&self.path))?;
        if let Some(mark) = mark {
            let text = serde_json::to_vec(mark).expect("two plain values are JSON");
            let mut open = File::create(&self.mark).map_err(io_at(&self.mark))?;
            open.write_all(&text).map_err(io_at(&self.mark))?;
        }
        Ok(file)
    }

    /// Goes on at the end.
    pub(super) fn go_on(&self) -> Result<File, Error> {
        File::options()
            .append(true)
            .open(&self.path)
            .map_err(io_at(&self.path))
    }

    /// Forgets what was had. The mark goes first: a part without one is not continued.
    pub(super) fn forget(&self) -> Result<(), Error> {
        durable::remove_file(&self.mark)?;
        durable::remove_file(&self.path)
    }
}
