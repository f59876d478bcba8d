//! What looking needs: the way out, and the secrets some calls take.

use std::net::SocketAddr;
use std::path::PathBuf;

use guide::value::{AppSecret, CorpSecret};

/// The way to look at the world.
#[derive(Clone, Debug)]
pub struct Eyes {
    /// How the network is reached.
    pub reach: wechat::Reach,
    /// The resolver taken for the system's; `None`: the system's own.
    pub system_resolver: Option<SocketAddr>,
    /// A resolver asked besides, to compare; `None`: none.
    pub named_resolver: Option<SocketAddr>,
    /// The instance id of the login server that was started from here, when one runs; the one behind the service address is
    /// compared with it.
    pub login_instance: Option<String>,
    /// Where folders of a web server are searched for; `None`: nowhere.
    pub search_root: Option<PathBuf>,
    /// The folder that holds the records of what was changed.
    pub journal: PathBuf,
}

/// The secrets that are stored. Never shown.
#[derive(Clone, Debug, Default)]
pub struct Secrets {
    /// The mini-program's AppSecret.
    pub app: Option<AppSecret>,
    /// The WeCom application's Secret.
    pub corp: Option<CorpSecret>,
}
