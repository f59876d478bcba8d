//! The outgoing proxy.

use url::Url;

use super::{Refusal, typed};
use crate::Text;

/// `http://host:port` of a proxy, without user name and password.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ProxyAddress(Url);

impl ProxyAddress {
    /// Parses what was typed into the proxy field.
    ///
    /// # Errors
    /// When it is not `http://host:port`, or holds a password, which must not be stored among the answers.
    pub fn parse(text: &str) -> Result<ProxyAddress, Refusal> {
        let text = typed::plain(text, true)?;
        let full = if text.contains("://") {
            text.to_owned()
        } else {
            format!("http://{text}")
        };
        match Url::parse(&full) {
            Ok(url) if !url.username().is_empty() || url.password().is_some() => Err(Refusal::new(
                Text::new(
                    "代理地址里不能带用户名和密码（它会被明文保存）；请改用不需认证的代理，或系统代理设置。",
                    "A proxy address must not hold a user name or password (it would be stored in clear); use a proxy without them, or the system's proxy settings.",
                ),
                "",
            )),
            Ok(url) if url.scheme() == "http" && url.host_str().is_some() => Ok(ProxyAddress(url)),
            _ => Err(Refusal::new(
                Text::new(
                    "代理地址的写法是 http://主机:端口。",
                    "A proxy address is written http://host:port.",
                ),
                text,
            )),
        }
    }

    /// The address.
    pub fn url(&self) -> &Url {
        &self.0
    }
}
