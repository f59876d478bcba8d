//! What keeps the server from starting.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Why the server could not start.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The configuration file cannot be read.
    #[error("{} cannot be read; name another file with --config, or leave the option out", path.display())]
    UnreadableConfig {
        /// The file named.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The configuration file holds a key or a value that is not understood.
    #[error("{}, line {line}: {complaint}", path.display())]
    BadConfig {
        /// The file named.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong there, with the name of the key.
        complaint: String,
    },
    /// The public address is not the bare `https://` address of a host.
    #[error(
        "public_address {0:?} is not of the form https://host or https://host:port; leave away what comes behind"
    )]
    PublicAddress(String),
    /// A folder can be neither found nor made.
    #[error("the folder {} cannot be made; name another one in login.toml", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The socket can be reached from other machines, and the configuration does not say that it may.
    #[error(
        "{0} can be reached from other machines; if that is meant, write it as `listen` in login.toml"
    )]
    NotLoopback(SocketAddr),
    /// The socket cannot be listened on.
    #[error("{address} cannot be listened on; name another address as `listen` in login.toml")]
    Socket {
        /// The address of the configuration.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// The system gave no random bytes.
    #[error("the system gave no random bytes")]
    Chance(#[source] getrandom::Error),
}
