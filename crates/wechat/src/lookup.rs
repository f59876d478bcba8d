//! Names to addresses, with `--connect-to` honoured.

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use crate::Target;

/// Resolves the one host of a client to where it really is, and other names (a proxy's) by the system.
pub(crate) struct Lookup {
    /// The host as it stands in addresses.
    pub(crate) host: String,
    /// Where it really is.
    pub(crate) target: Target,
    /// Whether no other name may be asked for.
    pub(crate) closed: bool,
}

/// The system's resolver knows no address.
#[derive(Debug)]
pub(crate) struct LookupFailed {
    /// Whether the name does not exist, rather than the resolver being at fault.
    pub(crate) no_such_name: bool,
    /// The system's words.
    pub(crate) words: String,
}

impl fmt::Display for LookupFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}

impl std::error::Error for LookupFailed {}

/// Another name than the client's own was asked for while everything else is closed.
#[derive(Debug)]
pub(crate) struct Closed;

impl fmt::Display for Closed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("only mapped hosts may be reached")
    }
}

impl std::error::Error for Closed {}

impl Resolve for Lookup {
    fn resolve(&self, name: Name) -> Resolving {
        let own = name.as_str().eq_ignore_ascii_case(&self.host);
        if self.closed && !own {
            return Box::pin(async { Err(Closed.into()) });
        }
        // A port of 0 lets the connector take the one of the address.
        let (host, port) = if own && self.target.mapped {
            (self.target.host.clone(), self.target.port)
        } else {
            (name.as_str().to_owned(), 0)
        };
        Box::pin(async move {
            let addresses = addresses(&host, port).await?;
            Ok(Box::new(addresses.into_iter()) as Addrs)
        })
    }
}

/// The addresses of a name by the system; a literal is its own, and `localhost` is loopback without asking anybody.
pub(crate) async fn addresses(host: &str, port: u16) -> Result<Vec<SocketAddr>, LookupFailed> {
    if let Ok(address) = host.parse::<IpAddr>() {
        return Ok(vec![SocketAddr::new(address, port)]);
    }
    if host.eq_ignore_ascii_case("localhost") {
        return Ok(vec![
            (Ipv4Addr::LOCALHOST, port).into(),
            (Ipv6Addr::LOCALHOST, port).into(),
        ]);
    }
    match tokio::net::lookup_host((host, port)).await {
        Ok(found) => Ok(found.collect()),
        Err(error) => Err(failed(&error)),
    }
}

/// The standard library keeps getaddrinfo's number to itself, so that on Unix only its words tell a missing name from a
/// resolver that failed (glibc, macOS, musl); Windows gives the number (WSAHOST_NOT_FOUND, WSANO_DATA).
fn failed(error: &io::Error) -> LookupFailed {
    let words = error.to_string();
    let no_such_name = matches!(error.raw_os_error(), Some(11001 | 11004))
        || ["not known", "No address associated", "does not resolve"]
            .iter()
            .any(|known| words.contains(known));
    LookupFailed {
        no_such_name,
        words,
    }
}
