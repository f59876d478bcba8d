//! One question over HTTP and its answer, in the shape the parts of the stage work with.

use std::convert::Infallible;
use std::io;
use std::time::Duration;

use futures_util::{StreamExt, stream};
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Full, StreamBody};
use hyper::body::{Bytes, Frame};
use hyper::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, LOCATION};
use hyper::{Method, Response, StatusCode};
use serde_json::Value;

pub(crate) type Body = UnsyncBoxBody<Bytes, io::Error>;
pub(crate) type Reply = Response<Body>;

/// How long a broken transfer lingers so that its last bytes arrive.
const FLUSHED: Duration = Duration::from_millis(50);

/// A request whose body has been read.
pub(crate) struct Asked {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) raw_query: Option<String>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Asked {
    /// Reads a query parameter; an empty one counts as absent, as it does for the platforms.
    pub(crate) fn query(&self, name: &str) -> Option<String> {
        let query = self.raw_query.as_deref()?;
        url::form_urlencoded::parse(query.as_bytes())
            .find(|(key, value)| key == name && !value.is_empty())
            .map(|(_, value)| value.into_owned())
    }

    pub(crate) fn header(&self, name: &HeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

fn whole(bytes: impl Into<Bytes>) -> Body {
    Full::new(bytes.into())
        .map_err(|never: Infallible| match never {})
        .boxed_unsync()
}

/// Answers with a status and a body of some type.
pub(crate) fn reply(status: StatusCode, kind: &'static str, bytes: impl Into<Bytes>) -> Reply {
    let mut reply = Response::new(whole(bytes));
    *reply.status_mut() = status;
    reply
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    reply
}

pub(crate) fn html(status: StatusCode, page: impl Into<Bytes>) -> Reply {
    reply(status, "text/html; charset=utf-8", page)
}

/// Answers with a status alone.
pub(crate) fn empty(status: StatusCode) -> Reply {
    let mut reply = Response::new(whole(Bytes::new()));
    *reply.status_mut() = status;
    reply
}

pub(crate) fn redirect(status: StatusCode, to: &str) -> Reply {
    let mut reply = html(status, "<html><body>Moved</body></html>");
    with(&mut reply, LOCATION, to);
    reply
}

pub(crate) fn json(kind: &'static str, value: &Value) -> Reply {
    reply(StatusCode::OK, kind, value.to_string())
}

/// Sets a header; a value that cannot be one is left out.
pub(crate) fn with(reply: &mut Reply, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        reply.headers_mut().insert(name, value);
    }
}

/// Replaces the body by one that breaks off after these bytes, whatever length was announced.
pub(crate) fn breaking_off(reply: &mut Reply, sent: Bytes) {
    let frames = stream::once(async { Ok(Frame::data(sent)) }).chain(stream::once(async {
        // What is written in the same breath as the error would never leave the buffer.
        tokio::time::sleep(FLUSHED).await;
        Err(io::Error::from(io::ErrorKind::ConnectionAborted))
    }));
    *reply.body_mut() = StreamBody::new(frames).boxed_unsync();
}
