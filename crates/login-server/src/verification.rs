//! Verification files at the root: what WeChat (`MP_verify_….txt`) and WeCom (`WW_verify_….txt`) fetch to see
//! that a domain is the deployer's. They compare bytes and follow no redirect.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::header::{ALLOW, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::http::{Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use tokio::task::spawn_blocking;
use tracing::{error, warn};

use crate::requests::refuse;

/// Real ones hold some dozen bytes; what is larger got into the folder by mistake.
const LARGEST_FILE: u64 = 64 << 10;
const LONGEST_STEM: usize = 64;

/// Answers every path that is no route.
pub(crate) fn router(folder: PathBuf) -> Router {
    Router::new()
        .fallback(file)
        .with_state(Arc::from(folder.into_boxed_path()))
}

async fn file(State(folder): State<Arc<Path>>, method: Method, uri: Uri) -> Response {
    let Some(name) = file_name(uri.path()) else {
        return refuse(StatusCode::NOT_FOUND, "not-found");
    };
    let read = spawn_blocking(move || read(&folder, &name)).await;
    match read.map_err(io::Error::other).flatten() {
        Ok(None) => refuse(StatusCode::NOT_FOUND, "not-found"),
        Ok(Some(_)) if method != Method::GET && method != Method::HEAD => {
            let refused = refuse(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed");
            ([(ALLOW, "GET,HEAD")], refused).into_response()
        }
        Ok(Some(bytes)) => {
            let headers = [
                (CONTENT_TYPE, "text/plain; charset=utf-8"),
                (X_CONTENT_TYPE_OPTIONS, "nosniff"),
            ];
            (headers, bytes).into_response()
        }
        Err(error) => {
            error!(%error, "a verification file cannot be read");
            refuse(StatusCode::INTERNAL_SERVER_ERROR, "internal")
        }
    }
}

/// The path as it was sent: a name of this shape never needs escapes, so none are undone.
fn file_name(path: &str) -> Option<String> {
    let name = path.strip_prefix('/')?;
    let stem = name.strip_suffix(".txt")?;
    let fits = (1..=LONGEST_STEM).contains(&stem.len())
        && stem.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    fits.then(|| name.to_owned())
}

fn read(folder: &Path, name: &str) -> io::Result<Option<Vec<u8>>> {
    // Found by listing, not by opening: on Windows `NUL.txt` is a device in every folder, and on Windows and
    // macOS `A.txt` opens `a.txt`. Links are left out, for they may lead anywhere.
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        if entry.file_name() != name || !entry.file_type()?.is_file() {
            continue;
        }
        let mut bytes = Vec::new();
        File::open(entry.path())?
            .take(LARGEST_FILE + 1)
            .read_to_end(&mut bytes)?;
        if bytes.len() as u64 > LARGEST_FILE {
            warn!(
                name,
                LARGEST_FILE, "not served: too large for a verification file"
            );
            return Ok(None);
        }
        return Ok(Some(bytes));
    }
    Ok(None)
}
