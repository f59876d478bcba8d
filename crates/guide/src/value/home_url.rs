//! The home page (主页地址).

use url::Url;

use super::{Refusal, https_address, typed};

/// The https page that the mini-program opens first.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct HomeUrl {
    url: Url,
    typed: String,
}

impl HomeUrl {
    /// Parses what was pasted into the home page field; query and fragment are kept.
    ///
    /// # Errors
    /// Names what is wrong, as for a service address, but query and fragment are allowed.
    pub fn parse(text: &str) -> Result<HomeUrl, Refusal> {
        typed::settle(text, HomeUrl::read)
    }

    fn read(text: &str) -> Result<HomeUrl, Refusal> {
        https_address::parse(text).map(|address| HomeUrl {
            url: address.url,
            typed: address.typed,
        })
    }

    /// As typed, with scheme and host in lower case, as it is written into the package.
    pub fn as_str(&self) -> &str {
        &self.typed
    }

    /// The host name.
    pub fn host(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }

    /// The port; 443 when none was given.
    pub fn port(&self) -> u16 {
        self.url.port_or_known_default().unwrap_or(443)
    }

    /// The address.
    pub fn url(&self) -> &Url {
        &self.url
    }
}
