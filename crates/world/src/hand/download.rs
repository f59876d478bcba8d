//! Bringing a package from the network, piece by piece, and going on where it was cut off.

use std::io::Write;
use std::path::PathBuf;

use guide::package::Unfit;
use guide::seen::Trouble;
use reqwest::header::{ACCEPT_ENCODING, CONTENT_RANGE, ETAG, HeaderMap, IF_RANGE, LOCATION, RANGE};
use reqwest::{Method, Response, StatusCode};
use tokio_util::sync::CancellationToken;
use url::Url;

use super::error::io_at;
use super::part::{Mark, Part};
use super::survey::{MAX_ZIP, begins_like_a_zip, start};
use super::{Doing, Error, Hands, Progress};

/// Redirects followed.
const REDIRECTS: usize = 5;

/// Bytes between two reports of progress.
const REPORTED: u64 = 64 * 1024;

/// Bytes looked at to tell a zip from something else.
const LOOKED_AT: usize = 320;

/// Brings the file at an address; the part of an earlier try is continued when the server still has the same file.
/// Cancelling or a cut keeps what came.
pub(super) async fn fetch(
    url: &str,
    hands: &Hands,
    cancel: &CancellationToken,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<PathBuf, Error> {
    let part = Part::of(&hands.journal, url)?;
    let asked = Url::parse(url)
        .ok()
        .filter(|asked| matches!(asked.scheme(), "http" | "https") && asked.has_host())
        .ok_or_else(|| Error::NotAnAddress {
            url: url.to_owned(),
        })?;
    progress(Progress {
        doing: Doing::Downloading,
        done: part.had().map_or(0, |(had, _)| had),
        total: None,
    });
    let work = receive(&asked, &part, hands, progress);
    tokio::select! {
        biased;
        () = cancel.cancelled() => Err(Error::Cancelled),
        outcome = work => outcome.map(|()| part.path),
    }
}

async fn receive(
    asked: &Url,
    part: &Part,
    hands: &Hands,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<(), Error> {
    let had = part.had();
    let (mut url, mut answer) = follow(asked, hands, had.as_ref()).await?;
    // Some servers ignore If-Range and answer with a part of another file.
    let useless = match (answer.status(), &had) {
        (StatusCode::RANGE_NOT_SATISFIABLE, Some(_)) => true,
        (StatusCode::PARTIAL_CONTENT, Some(had)) => !fits(&answer, had),
        _ => false,
    };
    if useless {
        drop(answer);
        (url, answer) = follow(asked, hands, None).await?;
    }
    let status = answer.status();
    let going_on = had.filter(|had| status == StatusCode::PARTIAL_CONTENT && fits(&answer, had));
    if going_on.is_none() && status != StatusCode::OK {
        return Err(Error::Unfit(Unfit::NotFound {
            url: shown(&url),
            status: status.as_u16(),
        }));
    }
    let (mut done, total, mut file) = match going_on {
        Some((had, mark)) => {
            let total = mark
                .total
                .or_else(|| answer.content_length().map(|rest| had + rest));
            (had, total, part.go_on()?)
        }
        None => {
            let total = answer.content_length();
            let mark = strong_etag(answer.headers()).map(|etag| Mark { etag, total });
            (0, total, part.start(mark.as_ref())?)
        }
    };
    let too_large = |bytes: u64| match bytes > MAX_ZIP {
        true => Err(Unfit::TooLarge { bytes, files: 0 }),
        false => Ok(()),
    };
    if let Err(unfit) = too_large(total.unwrap_or(0)) {
        part.forget()?;
        return Err(Error::Unfit(unfit));
    }
    let mut head = Vec::new();
    let fresh = done == 0;
    let mut reported = done;
    loop {
        let piece = match answer.chunk().await {
            Ok(Some(piece)) => piece,
            Ok(None) => break,
            Err(error) => return Err(cut(hands, &url, &error, done, total)),
        };
        if fresh && head.len() < LOOKED_AT {
            head.extend_from_slice(&piece[..piece.len().min(LOOKED_AT - head.len())]);
            if !begins_like_a_zip(&head) && head.len() == LOOKED_AT {
                break;
            }
        }
        file.write_all(&piece).map_err(io_at(&part.path))?;
        done += piece.len() as u64;
        if let Err(unfit) = too_large(done) {
            part.forget()?;
            return Err(Error::Unfit(unfit));
        }
        if done - reported >= REPORTED || Some(done) == total {
            reported = done;
            progress(Progress {
                doing: Doing::Downloading,
                done,
                total,
            });
        }
    }
    if fresh && !head.is_empty() && !begins_like_a_zip(&head) {
        part.forget()?;
        return Err(Error::Unfit(Unfit::NotAZip {
            start: start(&head),
        }));
    }
    match total {
        Some(total) if done != total => Err(Error::Unfit(Unfit::Truncated {
            got: done,
            expected: Some(total),
        })),
        _ => Ok(()),
    }
}

/// Asks, and follows redirects by itself: each may need another way out, and none may leave https.
async fn follow(
    asked: &Url,
    hands: &Hands,
    had: Option<&(u64, Mark)>,
) -> Result<(Url, Response), Error> {
    let mut url = asked.clone();
    for followed in 0.. {
        let unreached = |trouble: Trouble| Error::Unreached {
            url: shown(&url),
            trouble,
        };
        let mut request = hands
            .reach
            .request(Method::GET, &url)
            .map_err(|error| match error {
                wechat::Error::Unreached(trouble) => unreached(trouble),
                other => unreached(Trouble::Other(other.to_string())),
            })?
            .header(ACCEPT_ENCODING, "identity");
        if let Some((had, mark)) = had {
            request = request
                .header(RANGE, format!("bytes={had}-"))
                .header(IF_RANGE, &mark.etag);
        }
        let answer = request
            .send()
            .await
            .map_err(|error| unreached(hands.reach.trouble(&url, &error)))?;
        if answer.status() == StatusCode::PROXY_AUTHENTICATION_REQUIRED {
            return Err(unreached(Trouble::Proxy("407".to_owned())));
        }
        let to = match answer.status().as_u16() {
            301 | 302 | 303 | 307 | 308 => answer.headers().get(LOCATION),
            _ => None,
        };
        let Some(to) = to else {
            return Ok((url, answer));
        };
        let to = String::from_utf8_lossy(to.as_bytes());
        let next = url.join(&to).ok().filter(|next| {
            matches!(
                (url.scheme(), next.scheme()),
                (_, "https") | ("http", "http")
            )
        });
        url = match next {
            Some(next) if followed < REDIRECTS => next,
            next => {
                return Err(Error::Redirected {
                    from: shown(&url),
                    to: next.map_or_else(
                        || to.split('?').next().unwrap_or_default().to_owned(),
                        |next| shown(&next),
                    ),
                });
            }
        };
    }
    unreachable!("the loop ends by returning")
}

/// Whether a part of the file that came is the one that is missing.
fn fits(answer: &Response, (had, mark): &(u64, Mark)) -> bool {
    let range = answer
        .headers()
        .get(CONTENT_RANGE)
        .and_then(|range| range.to_str().ok());
    let begins = range
        .and_then(|range| range.strip_prefix("bytes "))
        .and_then(|range| range.split_once('-'))
        .and_then(|(first, _)| first.trim().parse::<u64>().ok());
    let same = strong_etag(answer.headers()).is_none_or(|etag| etag == mark.etag);
    begins == Some(*had) && same
}

/// An `ETag` that names the very bytes (RFC 9110 §13.1.5: a weak one must not be used to continue).
fn strong_etag(headers: &HeaderMap) -> Option<String> {
    let etag = headers.get(ETAG)?.to_str().ok()?;
    (etag.len() > 2 && etag.starts_with('"') && etag.ends_with('"')).then(|| etag.to_owned())
}

/// What it means that the answer ended early.
fn cut(hands: &Hands, url: &Url, error: &reqwest::Error, got: u64, expected: Option<u64>) -> Error {
    match hands.reach.trouble(url, error) {
        Trouble::BrokeOff | Trouble::Reset => Error::Unfit(Unfit::Truncated { got, expected }),
        trouble => Error::Unreached {
            url: shown(url),
            trouble,
        },
    }
}

/// An address without what may be secret in it.
fn shown(url: &Url) -> String {
    let mut url = url.clone();
    url.set_query(None);
    url.set_fragment(None);
    // Only an address without host refuses, and that has no user either.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url.to_string()
}
