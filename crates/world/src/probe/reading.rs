//! Reading files for probes: bounded, off the async threads, with the system's words when it fails.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use guide::Obstacle;

/// The first bytes of a file; `None` when there is none.
pub(super) fn at_most(path: &Path, limit: u64) -> Result<Option<Vec<u8>>, Obstacle> {
    let read = || -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        File::open(path)?.take(limit).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    match read() {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(None)
        }
        Err(error) => Err(unreadable(path, &error)),
    }
}

/// The obstacle of a path.
pub(super) fn unreadable(path: &Path, error: &io::Error) -> Obstacle {
    Obstacle::Unreadable(path.display().to_string(), error.to_string())
}

/// Looks at files on a thread of its own.
pub(super) async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Obstacle> + Send + 'static,
) -> Result<T, Obstacle> {
    match tokio::task::spawn_blocking(work).await {
        Ok(outcome) => outcome,
        Err(_) => Err(Obstacle::Crashed),
    }
}
