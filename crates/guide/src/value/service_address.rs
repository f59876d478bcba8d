//! The service address (服务地址, 云桥外网地址).

use url::Url;

use super::{Refusal, https_address, typed};
use crate::Text;

/// An https address with a public host name, perhaps a port and a path, and neither query nor fragment.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ServiceAddress(Url);

impl ServiceAddress {
    /// Parses what was typed into the service address field.
    ///
    /// # Errors
    /// Names what is wrong: `http://`, no scheme, IP address, internal name, quotes, query, fragment, `:443`.
    pub fn parse(text: &str) -> Result<ServiceAddress, Refusal> {
        typed::settle(text, ServiceAddress::read)
    }

    fn read(text: &str) -> Result<ServiceAddress, Refusal> {
        let url = https_address::parse(text)?.url;
        match text.find(['?', '#']) {
            None => Ok(ServiceAddress(url)),
            Some(at) => Err(Refusal::new(
                Text::new(
                    "服务地址后面不带 ? 或 # 参数。",
                    "A service address carries no ? or # behind it.",
                ),
                &text[at..],
            )
            .suggest(&text[..at])),
        }
    }

    /// Without a trailing slash, as it is written into the package.
    pub fn as_str(&self) -> &str {
        self.0.as_str().trim_end_matches('/')
    }

    /// The host name.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// The port; 443 when none was given.
    pub fn port(&self) -> u16 {
        self.0.port_or_known_default().unwrap_or(443)
    }

    /// The address.
    pub fn url(&self) -> &Url {
        &self.0
    }
}
