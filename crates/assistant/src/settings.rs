//! How a conversation is set up by its host.

use std::net::SocketAddr;
use std::path::PathBuf;

use guide::Lang;

use crate::secrets::Vault;

/// What a host decides before the first request.
pub struct Settings {
    /// The data folder; made when it is missing.
    pub data: PathBuf,
    /// The way to the network.
    pub reach: wechat::Reach,
    /// Asked in place of the system's resolver.
    pub system_resolver: Option<SocketAddr>,
    /// Asked besides it, to compare.
    pub named_resolver: Option<SocketAddr>,
    /// The folder in which web roots are searched.
    pub search_root: Option<PathBuf>,
    /// The language; `None`: the one spoken last, else Chinese.
    pub language: Option<Lang>,
    /// Whether a step is looked at by itself when it is opened.
    pub look_on_arrival: bool,
    /// Whether answers, too, vanish with the program; the data folder then only holds what was applied.
    pub in_memory: bool,
    /// Where secrets are kept; `None`: the best place this machine has.
    pub vault: Option<Box<dyn Vault>>,
}

impl Settings {
    /// The usual settings over a data folder.
    pub fn new(data: PathBuf) -> Settings {
        Settings {
            data,
            reach: wechat::Reach::default(),
            system_resolver: None,
            named_resolver: None,
            search_root: None,
            language: None,
            look_on_arrival: false,
            in_memory: false,
            vault: None,
        }
    }
}
