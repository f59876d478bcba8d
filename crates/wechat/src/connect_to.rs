//! `--connect-to`: where to connect instead, in curl's words.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

/// Connect to another address than the one a name and port stand for; everything said on the connection stays the same.
/// Used to test a server before its DNS is switched, and to rehearse. Applies to names, never to address literals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConnectTo {
    /// The name this is about, lower-case; empty for any name.
    pub host: String,
    /// The port this is about; `None` for any port.
    pub port: Option<u16>,
    /// The name or address to connect to, without brackets; empty to keep the name.
    pub to_host: String,
    /// The port to connect to; `None` to keep the port.
    pub to_port: Option<u16>,
}

/// A text that is not `HOST:PORT:ADDR:PORT`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{given} is not written HOST:PORT:ADDR:PORT")]
pub struct NotConnectTo {
    /// What was given.
    pub given: String,
}

impl ConnectTo {
    /// Whether a call to `host` (in any letter case) and `port` is meant.
    pub fn is_about(&self, host: &str, port: u16) -> bool {
        (self.host.is_empty() || self.host.eq_ignore_ascii_case(host))
            && self.port.is_none_or(|own| own == port)
    }
}

impl FromStr for ConnectTo {
    type Err = NotConnectTo;

    /// Reads curl's `HOST:PORT:ADDR:PORT`. Empty `HOST` or `PORT` in front mean any, behind they mean unchanged; IPv6
    /// addresses stand in brackets.
    fn from_str(given: &str) -> Result<ConnectTo, NotConnectTo> {
        let read = || {
            let (host, rest) = name(given)?;
            let (port, rest) = rest.split_once(':')?;
            let (to_host, to_port) = name(rest)?;
            Some(ConnectTo {
                host: host.to_ascii_lowercase(),
                port: number(port)?,
                to_host: to_host.to_ascii_lowercase(),
                to_port: number(to_port)?,
            })
        };
        read().ok_or_else(|| NotConnectTo {
            given: given.to_owned(),
        })
    }
}

/// Splits a name, or an address in brackets, from what follows its colon.
fn name(text: &str) -> Option<(&str, &str)> {
    match text.strip_prefix('[') {
        Some(bracketed) => {
            let (address, rest) = bracketed.split_once("]:")?;
            address.parse::<IpAddr>().ok()?;
            Some((address, rest))
        }
        None => text.split_once(':'),
    }
}

/// Reads a port; empty is none.
fn number(text: &str) -> Option<Option<u16>> {
    if text.is_empty() {
        return Some(None);
    }
    match text.parse() {
        Ok(port) if port > 0 => Some(Some(port)),
        _ => None,
    }
}

impl fmt::Display for ConnectTo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = |f: &mut fmt::Formatter<'_>, host: &str| {
            if host.contains(':') {
                write!(f, "[{host}]:")
            } else {
                write!(f, "{host}:")
            }
        };
        host(f, &self.host)?;
        if let Some(port) = self.port {
            write!(f, "{port}")?;
        }
        f.write_str(":")?;
        host(f, &self.to_host)?;
        match self.to_port {
            Some(port) => write!(f, "{port}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> ConnectTo {
        text.parse().expect(text)
    }

    #[test]
    fn what_curl_accepts_reads_and_is_written_back_the_same() {
        for text in [
            "api.weixin.qq.com:443:127.0.0.1:8443",
            "api.weixin.qq.com:443:localhost:",
            "::127.0.0.1:8443",
            "oa.example.cn::[::1]:8443",
            "[::1]:443:[fe80::1]:1",
            "oa.example.cn:443::8443",
        ] {
            assert_eq!(read(text).to_string(), text);
        }
    }

    #[test]
    fn an_empty_host_or_port_means_any() {
        assert!(read("::127.0.0.1:1").is_about("oa.example.cn", 80));
        assert!(read(":443:127.0.0.1:1").is_about("oa.example.cn", 443));
        assert!(!read(":443:127.0.0.1:1").is_about("oa.example.cn", 444));
        assert!(read("OA.example.cn::127.0.0.1:1").is_about("oa.Example.cn", 444));
        assert!(!read("oa.example.cn::127.0.0.1:1").is_about("www.example.cn", 444));
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "a",
            "a:1",
            "a:1:b",
            "a:1:b:x",
            "a:70000:b:1",
            "a:1:b:0",
            "[x]:1:b:1",
            "a:1:b:1:2",
        ] {
            assert!(text.parse::<ConnectTo>().is_err(), "{text}");
        }
    }
}
