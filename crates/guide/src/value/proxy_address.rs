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
        typed::settle(text, ProxyAddress::read)
    }

    fn read(text: &str) -> Result<ProxyAddress, Refusal> {
        let text = typed::plain(text, true)?;
        let full = if text.contains("://") {
            text.to_owned()
        } else {
            format!("http://{text}")
        };
        match Url::parse(&full) {
            _ if text.contains('@') => Err(Refusal::new(
                Text::new(
                    "代理地址里不能带用户名和密码（它会被明文保存）；请改用不需认证的代理，或系统代理设置。",
                    "A proxy address must not hold a user name or password (it would be stored in clear); use a proxy without them, or the system's proxy settings.",
                ),
                "",
            )),
            Ok(url) if full.to_ascii_lowercase().starts_with("http://") => {
                if url.path() == "/" && url.query().is_none() && url.fragment().is_none() {
                    return Ok(ProxyAddress(url));
                }
                let at = full[7..]
                    .find(['/', '?', '#'])
                    .map_or(full.len(), |at| at + 7);
                Err(Refusal::new(
                    Text::new(
                        "代理地址后面不带路径。",
                        "A proxy address has no path behind it.",
                    ),
                    &full[at..],
                )
                .suggest(&full[..at]))
            }
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
