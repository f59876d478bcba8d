//! Names, addresses and connections.

use std::net::IpAddr;

/// Why a call over the network brought no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// This machine has no network, or was told to stay offline.
    Offline,
    /// The name has no address.
    NameNotFound,
    /// The name servers did not answer, or answered with a failure.
    NameLookupFailed(String),
    /// The port is closed.
    Refused,
    /// Nothing came within the deadline.
    TimedOut,
    /// The connection was cut after it was made.
    Reset,
    /// No route to the address.
    Unreachable,
    /// Plain HTTP came in answer to a TLS hello.
    PlainHttp,
    /// The certificate is not trusted here: who issued it, and the verifier's words.
    Untrusted {
        /// Common name or organisation of the issuer of the topmost certificate sent.
        issuer: String,
        /// The verifier's words.
        reason: String,
    },
    /// The handshake failed otherwise: the library's words.
    TlsFailed(String),
    /// The proxy refused or failed: its words.
    Proxy(String),
    /// The answer was larger than any sensible one.
    TooLarge,
    /// The answer broke off.
    BrokeOff,
    /// Something else: the library's words.
    Other(String),
}

/// What the name servers said about a site's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DnsSeen {
    /// The name asked for.
    pub name: String,
    /// The answer of the system's resolver.
    pub system: DnsAnswer,
    /// The answer of the named resolver and its address, when one was asked.
    pub named: Option<(String, DnsAnswer)>,
    /// Whether the name is fixed by `--connect-to`, so that DNS does not decide where we connect; not when a resolver was named
    /// in place of the system's.
    pub overridden: bool,
}

/// One resolver's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DnsAnswer {
    /// These addresses, IPv4 and IPv6; may be empty when the name exists without addresses.
    Addresses(Vec<IpAddr>),
    /// The name does not exist.
    NoSuchName,
    /// The resolver failed (SERVFAIL, refused): its words.
    Failed(String),
    /// The resolver did not answer.
    Silent,
}

/// Connections to each address of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TcpSeen {
    /// Host name.
    pub host: String,
    /// Port.
    pub port: u16,
    /// One entry an address, in resolver order.
    pub addresses: Vec<AddressSeen>,
}

/// One address and what came of connecting to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressSeen {
    /// The address connected to.
    pub address: IpAddr,
    /// What came of it.
    pub connection: Connection,
}

/// What came of connecting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connection {
    /// Connected, after this many milliseconds.
    Made(u64),
    /// The port is closed.
    Refused,
    /// Silence.
    TimedOut,
    /// No route to the address.
    Unreachable,
}
