//! The package host, and packages in several shapes to rehearse with.
//!
//! The vendor's package and its key names are not public. Those made here are ours, in its style.

mod archive;
mod shapes;
mod sources;

use std::sync::{Mutex, PoisonError};

use hyper::body::Bytes;
use hyper::header::{ACCEPT_RANGES, CONTENT_LENGTH, CONTENT_RANGE, ETAG, IF_RANGE, RANGE};
use hyper::{Method, StatusCode};

use crate::cast::PACKAGE_PATH;
use crate::chance::to_hex;
use crate::http::{Asked, Reply, breaking_off, empty, html, reply, with};
use crate::scene::Scene;
use crate::{Error, Fault};

pub use archive::pack;
pub use shapes::{
    crlf_and_bom, escaping, incomplete, large_package, package_zip, settings_apart, with_hooks,
    with_private_app_id,
};

/// The pages of the package, as app.json lists them.
pub(crate) const PAGES: [&str; 2] = ["pages/index/index", "pages/login/login"];

/// The packages the host serves, packed once.
pub(crate) struct Packages {
    plain: Bytes,
    escaping: Bytes,
    incomplete: Bytes,
    hooks: Bytes,
    private: Bytes,
    cut: Mutex<Option<usize>>,
}

impl Packages {
    pub(crate) fn new() -> Result<Self, Error> {
        let packed = |zip: zip::result::ZipResult<Vec<u8>>| zip.map(Bytes::from);
        let all = || -> zip::result::ZipResult<Self> {
            Ok(Self {
                plain: packed(pack(&shapes::plain()))?,
                escaping: packed(pack(&shapes::escaping_files()))?,
                incomplete: packed(pack(&shapes::incomplete_files()))?,
                hooks: packed(pack(&shapes::hook_files()))?,
                private: packed(pack(&shapes::private_files()))?,
                cut: Mutex::default(),
            })
        };
        all().map_err(Error::Package)
    }

    /// Replaces what is served while nothing is wrong.
    pub(crate) fn serving(mut self, zip: Vec<u8>) -> Self {
        self.plain = zip.into();
        self
    }

    /// Has the next transfer break off at this byte.
    pub(crate) fn cut_next(&self, at: usize) {
        *self.cut.lock().unwrap_or_else(PoisonError::into_inner) = Some(at);
    }

    /// Tells at which byte this transfer breaks off, if it does.
    fn cut(&self, fault: Option<Fault>, length: usize) -> Option<usize> {
        // Nothing past this cut ever arrives, so asking for the rest does not help either.
        if fault == Some(Fault::PackageTruncated) {
            return Some(length / 2);
        }
        let mut cut = self.cut.lock().unwrap_or_else(PoisonError::into_inner);
        cut.take()
    }

    fn pick(&self, fault: Option<Fault>) -> &Bytes {
        match fault {
            Some(Fault::PackageEscape) => &self.escaping,
            Some(Fault::PackageIncomplete) => &self.incomplete,
            Some(Fault::PackageHooks) => &self.hooks,
            Some(Fault::PackagePrivateAppid) => &self.private,
            _ => &self.plain,
        }
    }
}

const SIGN_IN: &str = "<!DOCTYPE html><html><head><title>Download</title></head><body>\
    <p>请登录后下载</p></body></html>";

/// Answers one request to the package host, whole or in part (RFC 9110 §14).
pub(crate) fn answer(scene: &Scene, asked: &Asked) -> Reply {
    let fault = scene.fault();
    if asked.path != PACKAGE_PATH || fault == Some(Fault::PackageMissing) {
        return html(
            StatusCode::NOT_FOUND,
            "<html><body>404 Not Found</body></html>",
        );
    }
    if asked.method != Method::GET && asked.method != Method::HEAD {
        return empty(StatusCode::METHOD_NOT_ALLOWED);
    }
    if fault == Some(Fault::PackageHtml) {
        return html(StatusCode::OK, SIGN_IN);
    }
    let zip = scene.packages.pick(fault);
    let tag = format!("\"{:x}-{}\"", zip.len(), fingerprint(zip));
    let same = asked.header(&IF_RANGE).is_none_or(|wanted| wanted == tag);
    let wanted = asked.header(&RANGE).filter(|_| same);
    let (start, end, status) = match wanted.map(|range| span(range, zip.len())) {
        None | Some(Span::Whole) => (0, zip.len(), StatusCode::OK),
        Some(Span::Part(start, end)) => (start, end, StatusCode::PARTIAL_CONTENT),
        Some(Span::Outside) => {
            let mut reply = empty(StatusCode::RANGE_NOT_SATISFIABLE);
            with(&mut reply, CONTENT_RANGE, &format!("bytes */{}", zip.len()));
            return reply;
        }
    };
    let mut reply = reply(status, "application/zip", zip.slice(start..end));
    with(&mut reply, ETAG, &tag);
    with(&mut reply, ACCEPT_RANGES, "bytes");
    with(&mut reply, CONTENT_LENGTH, &(end - start).to_string());
    if status == StatusCode::PARTIAL_CONTENT {
        let range = format!("bytes {start}-{}/{}", end - 1, zip.len());
        with(&mut reply, CONTENT_RANGE, &range);
    }
    if asked.method == Method::GET
        && let Some(cut) = scene.packages.cut(fault, zip.len())
        && cut < end
    {
        breaking_off(&mut reply, zip.slice(start.min(cut)..cut));
    }
    reply
}

fn fingerprint(zip: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    to_hex(&Sha256::digest(zip)[..6])
}

/// Which bytes a Range header asks for.
enum Span {
    Whole,
    Part(usize, usize),
    Outside,
}

/// Reads one range; several at once, or what is no range, are ignored as the standard allows.
fn span(range: &str, length: usize) -> Span {
    let Some((first, last)) = range
        .strip_prefix("bytes=")
        .filter(|ranges| !ranges.contains(','))
        .and_then(|range| range.trim().split_once('-'))
    else {
        return Span::Whole;
    };
    match (first.parse::<usize>(), last.parse::<usize>()) {
        (Ok(first), _) if first >= length => Span::Outside,
        (Ok(first), Ok(last)) if first <= last => Span::Part(first, (last + 1).min(length)),
        (Ok(first), Err(_)) if last.is_empty() => Span::Part(first, length),
        (Err(_), Ok(0)) if first.is_empty() => Span::Outside,
        (Err(_), Ok(tail)) if first.is_empty() => Span::Part(length.saturating_sub(tail), length),
        _ => Span::Whole,
    }
}
