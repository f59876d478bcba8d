//! Pages as a plain client sees them, redirect by redirect. Certificates are not judged here, so that a bad one does not hide
//! what lies behind it; nothing secret is ever sent this way.

use std::error::Error;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use guide::seen::{Fetched, Hop, HttpSeen, Trouble};
use guide::{Answers, Obstacle, Site};
use http_body_util::{BodyExt, Empty};
use hyper::body::Bytes;
use hyper::header::{ACCEPT, HOST, LOCATION, USER_AGENT};
use hyper::{Request, Response, body::Incoming, client::conn::http1};
use hyper_util::rt::TokioIo;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout};
use tokio_rustls::TlsConnector;
use url::{Host, Url};
use wechat::io_trouble;

use super::route::{Route, one, patience};
use super::{site, tls};
use crate::eyes::{Eyes, Secrets};

/// The most of a body that is kept, in bytes.
const KEPT: usize = 64 * 1024;

/// The most answers of one trail.
const LONGEST_TRAIL: usize = 10;

/// How long a whole trail may take.
const PATIENCE: Duration = Duration::from_secs(8);

const AGENT: &str = concat!("weapp-bridge/", env!("CARGO_PKG_VERSION"));

pub(crate) async fn look(
    answers: &Answers,
    _: &Secrets,
    eyes: &Eyes,
    at: Site,
) -> Result<HttpSeen, Obstacle> {
    let mut url = site::page(answers, at).map_err(|_| Obstacle::Crashed)?;
    let ends = Instant::now() + PATIENCE;
    let mut hops = Vec::new();
    while hops.len() < LONGEST_TRAIL {
        let left = ends.duration_since(Instant::now());
        let hop = fetch_within(eyes, &url, None, left).await;
        if hops.is_empty() && hop.outcome == Err(Trouble::Offline) {
            return Err(Obstacle::Offline);
        }
        let next = follow(&url, &hop);
        hops.push(hop);
        match next {
            Some(next) => url = next,
            None => break,
        }
    }
    Ok(HttpSeen { hops })
}

/// Where a redirect leads, if it leads to a page.
fn follow(url: &Url, fetched: &Fetched) -> Option<Url> {
    let hop = fetched.outcome.as_ref().ok()?;
    if !matches!(hop.status, 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let next = url.join(hop.header(LOCATION.as_str())?).ok()?;
    matches!(next.scheme(), "http" | "https").then_some(next)
}

/// Asks for one address, at one address of its host if given, and follows no redirect.
pub(super) async fn fetch(eyes: &Eyes, url: &Url, at: Option<SocketAddr>) -> Fetched {
    fetch_within(eyes, url, at, PATIENCE).await
}

async fn fetch_within(eyes: &Eyes, url: &Url, at: Option<SocketAddr>, left: Duration) -> Fetched {
    let left = left.min(eyes.reach.timeout);
    let outcome = timeout(left, ask(eyes, url, at)).await;
    Fetched {
        url: url.to_string(),
        outcome: outcome.unwrap_or(Err(Trouble::TimedOut)),
    }
}

trait Talk: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Talk for T {}

async fn ask(eyes: &Eyes, url: &Url, at: Option<SocketAddr>) -> Result<Hop, Trouble> {
    let no_host = || Trouble::Other("no host".to_owned());
    let host = match url.host().ok_or_else(no_host)? {
        Host::Domain(name) => name.to_owned(),
        Host::Ipv4(address) => address.to_string(),
        Host::Ipv6(address) => address.to_string(),
    };
    let port = url.port_or_known_default().ok_or_else(no_host)?;
    let tls = url.scheme() == "https";
    let mut whole = false;
    let stream = match at {
        Some(address) => {
            eyes.reach.allow(&host, port)?;
            one(address, patience(eyes)).await?
        }
        None => {
            let route = Route::find(eyes, url.scheme(), &host, port).await?;
            whole = !tls && matches!(route, Route::Through { .. });
            match tls {
                true => route.connect(eyes).await?,
                false => route.connect_plain(eyes).await?,
            }
        }
    };
    let talk: Box<dyn Talk> = match tls {
        true => Box::new(wrapped(stream, host).await?),
        false => Box::new(stream),
    };
    exchange(talk, request(url, whole)?).await
}

async fn wrapped(
    stream: TcpStream,
    host: String,
) -> Result<tokio_rustls::client::TlsStream<TcpStream>, Trouble> {
    let name = ServerName::try_from(host).map_err(|error| Trouble::TlsFailed(error.to_string()))?;
    let connector = TlsConnector::from(Arc::new(tls::credulous()));
    connector
        .connect(name, stream)
        .await
        .map_err(|error| io_trouble(&error))
}

/// A request as a plain client writes it: no cookies, nothing compressed. A proxy is told the whole address.
fn request(url: &Url, whole: bool) -> Result<Request<Empty<Bytes>>, Trouble> {
    let host = match (url.host_str().unwrap_or_default(), url.port()) {
        (host, Some(port)) => format!("{host}:{port}"),
        (host, None) => host.to_owned(),
    };
    let path = match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    };
    let target = match whole {
        true => format!("{}://{host}{path}", url.scheme()),
        false => path,
    };
    Request::get(target)
        .header(HOST, host)
        .header(USER_AGENT, AGENT)
        .header(ACCEPT, "*/*")
        .body(Empty::new())
        .map_err(|error| Trouble::Other(error.to_string()))
}

async fn exchange(talk: Box<dyn Talk>, request: Request<Empty<Bytes>>) -> Result<Hop, Trouble> {
    let (mut sender, connection) = http1::handshake(TokioIo::new(talk))
        .await
        .map_err(|error| trouble(&error, false))?;
    // Ends with the answer, because a set ends what it holds when it is dropped.
    let mut driven = JoinSet::new();
    driven.spawn(connection);
    let answer = sender
        .send_request(request)
        .await
        .map_err(|error| trouble(&error, false))?;
    hop(answer).await
}

async fn hop(answer: Response<Incoming>) -> Result<Hop, Trouble> {
    let headers = answer.headers().iter().map(|(name, value)| {
        let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
        (name.as_str().to_owned(), value)
    });
    let mut hop = Hop {
        status: answer.status().as_u16(),
        headers: headers.collect(),
        ..Hop::default()
    };
    let mut body = answer.into_body();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|error| trouble(&error, true))?;
        let Ok(piece) = frame.into_data() else {
            continue;
        };
        let room = KEPT - hop.body.len();
        hop.body.extend_from_slice(&piece[..piece.len().min(room)]);
        if piece.len() > room {
            hop.cut = true;
            break;
        }
    }
    Ok(hop)
}

/// What a failed exchange means; once the answer has begun it has broken off.
fn trouble(error: &hyper::Error, begun: bool) -> Trouble {
    let mut next = error.source();
    while let Some(cause) = next {
        if let Some(cause) = cause.downcast_ref::<io::Error>() {
            return match io_trouble(cause) {
                Trouble::Reset if begun => Trouble::BrokeOff,
                found => found,
            };
        }
        next = cause.source();
    }
    match () {
        () if error.is_incomplete_message() && !begun => Trouble::Reset,
        () if error.is_incomplete_message() || begun => Trouble::BrokeOff,
        () if error.is_parse_too_large() => Trouble::TooLarge,
        () => Trouble::Other(error.to_string()),
    }
}
