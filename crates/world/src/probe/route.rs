//! The way to a host for probes that speak for themselves: straight to its addresses, or through a proxy.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};
use std::time::Duration;

use futures_util::future::{BoxFuture, FutureExt, select_ok};
use guide::seen::{DnsAnswer, Trouble};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use url::Url;
use wechat::io_trouble;

use super::dns;
use crate::eyes::Eyes;

/// How long a connection may take, in the best of circumstances.
const PATIENCE: Duration = Duration::from_secs(4);

/// The most of a proxy's answer to `CONNECT` that is read.
const LONGEST_ANSWER: usize = 8 * 1024;

/// The way to one host and port.
#[derive(Clone, Debug)]
pub(super) enum Route {
    /// To one of these addresses.
    Straight(Vec<SocketAddr>),
    /// Through the proxy at `proxy`, which is told the name.
    Through {
        /// Host and port of the proxy.
        proxy: (String, u16),
        /// Host and port to be asked for.
        to: (String, u16),
    },
}

/// How long a connection may take.
pub(super) fn patience(eyes: &Eyes) -> Duration {
    eyes.reach.timeout.min(PATIENCE)
}

/// Every address of a host, or the one that `connect_to` gives it.
pub(super) async fn addresses(
    eyes: &Eyes,
    host: &str,
    port: u16,
) -> Result<Vec<SocketAddr>, Trouble> {
    let target = eyes.reach.allow(host, port)?;
    let (None, false) = (target.host.parse::<IpAddr>().ok(), target.is_loopback()) else {
        return target.addresses().await;
    };
    let Some(resolver) = eyes.system_resolver else {
        let found = timeout(patience(eyes), target.addresses()).await;
        return found.unwrap_or_else(|_| Err(Trouble::NameLookupFailed("timeout".to_owned())));
    };
    match dns::ask(Some(resolver), &target.host, patience(eyes)).await {
        DnsAnswer::Addresses(found) if !found.is_empty() => Ok(found
            .into_iter()
            .map(|address| (address, target.port).into())
            .collect()),
        DnsAnswer::Addresses(_) | DnsAnswer::NoSuchName => Err(Trouble::NameNotFound),
        DnsAnswer::Failed(words) => Err(Trouble::NameLookupFailed(words)),
        DnsAnswer::Silent => Err(Trouble::NameLookupFailed("timeout".to_owned())),
    }
}

/// The proxy between here and a host, if there is one.
pub(super) fn proxy(eyes: &Eyes, scheme: &str, host: &str, port: u16) -> Option<String> {
    eyes.reach.proxy_for(scheme, host, port)
}

impl Route {
    /// Finds the way.
    pub(super) async fn find(
        eyes: &Eyes,
        scheme: &str,
        host: &str,
        port: u16,
    ) -> Result<Route, Trouble> {
        let Some(proxy) = proxy(eyes, scheme, host, port) else {
            return Ok(Route::Straight(addresses(eyes, host, port).await?));
        };
        let url = Url::parse(&proxy).map_err(|_| Trouble::Proxy(proxy.clone()))?;
        match (url.scheme(), url.host_str(), url.port_or_known_default()) {
            ("http", Some(name), Some(at)) => Ok(Route::Through {
                proxy: (name.trim_matches(['[', ']']).to_owned(), at),
                to: (host.to_owned(), port),
            }),
            _ => Err(Trouble::Proxy(proxy)),
        }
    }

    /// Connects, to the first address that accepts, or through the proxy.
    pub(super) async fn connect(&self, eyes: &Eyes) -> Result<TcpStream, Trouble> {
        let (proxy, to) = match self {
            Route::Straight(addresses) => return first(addresses, patience(eyes)).await,
            Route::Through { proxy, to } => (proxy, to),
        };
        let through = async {
            let mut stream = self.connect_to_proxy().await?;
            let to = match to.0.contains(':') {
                true => format!("[{}]:{}", to.0, to.1),
                false => format!("{}:{}", to.0, to.1),
            };
            let ask = format!("CONNECT {to} HTTP/1.1\r\nHost: {to}\r\n\r\n");
            stream.write_all(ask.as_bytes()).await?;
            read_answer(&mut stream)
                .await
                .map(|answer| (stream, answer))
        };
        match timeout(patience(eyes), through).await {
            Ok(Ok((stream, status))) if status.contains(" 2") => Ok(stream),
            Ok(Ok((_, status))) => Err(Trouble::Proxy(status)),
            Ok(Err(error)) => Err(Trouble::Proxy(format!("{}:{}: {error}", proxy.0, proxy.1))),
            Err(_) => Err(Trouble::Proxy(format!("{}:{}: timeout", proxy.0, proxy.1))),
        }
    }

    /// Connects to the proxy itself, or to the host where there is none.
    pub(super) async fn connect_plain(&self, eyes: &Eyes) -> Result<TcpStream, Trouble> {
        match self {
            Route::Straight(_) => self.connect(eyes).await,
            Route::Through { proxy, .. } => {
                match timeout(patience(eyes), self.connect_to_proxy()).await {
                    Ok(Ok(stream)) => Ok(stream),
                    Ok(Err(error)) => Err(Trouble::Proxy(format!("{}: {error}", proxy.0))),
                    Err(_) => Err(Trouble::Proxy(format!("{}: timeout", proxy.0))),
                }
            }
        }
    }

    async fn connect_to_proxy(&self) -> io::Result<TcpStream> {
        match self {
            Route::Through { proxy, .. } => TcpStream::connect((proxy.0.as_str(), proxy.1)).await,
            Route::Straight(addresses) => TcpStream::connect(addresses.as_slice()).await,
        }
    }
}

/// The status line's part after the version, such as ` 407 Proxy Authentication Required`.
async fn read_answer(stream: &mut TcpStream) -> io::Result<String> {
    let mut answer = Vec::new();
    while !answer.ends_with(b"\r\n\r\n") {
        if answer.len() == LONGEST_ANSWER {
            return Err(io::ErrorKind::InvalidData.into());
        }
        answer.push(stream.read_u8().await?);
    }
    let line = String::from_utf8_lossy(&answer);
    let line = line.lines().next().unwrap_or_default();
    match line
        .strip_prefix("HTTP/1.1")
        .or(line.strip_prefix("HTTP/1.0"))
    {
        Some(status) => Ok(status.to_owned()),
        None => Err(io::ErrorKind::InvalidData.into()),
    }
}

async fn first(addresses: &[SocketAddr], patience: Duration) -> Result<TcpStream, Trouble> {
    let attempts: Vec<BoxFuture<'_, Result<TcpStream, Trouble>>> = addresses
        .iter()
        .map(|address| one(*address, patience).boxed())
        .collect();
    if attempts.is_empty() {
        return Err(Trouble::NameNotFound);
    }
    select_ok(attempts).await.map(|(stream, _)| stream)
}

/// Connects to one address.
pub(super) async fn one(address: SocketAddr, patience: Duration) -> Result<TcpStream, Trouble> {
    match timeout(patience, TcpStream::connect(address)).await {
        Ok(Ok(stream)) => Ok(stream),
        Ok(Err(error)) => Err(io_trouble(&error)),
        Err(_) => Err(Trouble::TimedOut),
    }
}

/// Whether there is a way to any outside address.
pub(crate) fn has_network() -> bool {
    [
        (Ipv4Addr::new(223, 5, 5, 5), 53).into(),
        (Ipv6Addr::new(0x2400, 0x3200, 0, 0, 0, 0, 0, 1), 53).into(),
    ]
    .into_iter()
    .any(has_way)
}

/// Whether there is a way to this address. Connecting a datagram socket only asks the table of routes; nothing is sent.
pub(crate) fn has_way(to: SocketAddr) -> bool {
    let from: SocketAddr = match to {
        SocketAddr::V4(_) => (Ipv4Addr::UNSPECIFIED, 0).into(),
        SocketAddr::V6(_) => (Ipv6Addr::UNSPECIFIED, 0).into(),
    };
    UdpSocket::bind(from).is_ok_and(|socket| socket.connect(to).is_ok())
}
