//! The way out of the house.

use hyper::Uri;
use hyper_util::client::proxy::matcher::Matcher;
use url::Url;

/// The proxy through which calls go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Proxy {
    /// As the environment (`HTTPS_PROXY`, `NO_PROXY`, …) or the system's settings say.
    #[default]
    System,
    /// None.
    Direct,
    /// This one, for everything.
    Through(Url),
}

impl Proxy {
    /// The proxy a call to this address goes through, as `http://host:port` without credentials.
    pub(crate) fn for_call(&self, scheme: &str, host: &str, port: u16) -> Option<String> {
        match self {
            Proxy::Direct => None,
            Proxy::Through(url) => Some(plain(
                url.scheme(),
                url.host_str()?,
                url.port_or_known_default(),
            )),
            Proxy::System => {
                let host = if host.contains(':') {
                    format!("[{host}]")
                } else {
                    host.to_owned()
                };
                let uri: Uri = format!("{scheme}://{host}:{port}/").parse().ok()?;
                let through = Matcher::from_system().intercept(&uri)?;
                let uri = through.uri();
                Some(plain(uri.scheme_str()?, uri.host()?, uri.port_u16()))
            }
        }
    }
}

fn plain(scheme: &str, host: &str, port: Option<u16>) -> String {
    match port {
        Some(port) => format!("{scheme}://{host}:{port}"),
        None => format!("{scheme}://{host}"),
    }
}
