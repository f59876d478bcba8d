//! Domain names as WeChat accepts them.

use std::net::IpAddr;

use super::{Refusal, typed};
use crate::Text;

/// A business domain (业务域名): https only, no port, no IP address, letters, digits and hyphens.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BusinessDomain(String);

/// A request domain (request 合法域名): as a business domain, but may carry a port, and then only that port works.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RequestDomain {
    host: String,
    port: u16,
}

fn ip(part: &str) -> Refusal {
    Refusal::new(
        Text::new(
            "这是 IP 地址；微信只接受备案过的域名。",
            "This is an IP address; WeChat accepts filed domain names only.",
        ),
        part,
    )
}

/// Splits what was typed into host and port and refuses what no domain field accepts.
fn split(text: &str) -> Result<(String, Option<u16>), Refusal> {
    let text = typed::plain(text, true)?;
    let lower = text.to_ascii_lowercase();
    if typed::has_user(&lower) {
        return Err(Refusal::new(
            Text::new("域名里不能有 @。", "A domain has no @ in it."),
            "@",
        ));
    }
    if let Some((front, rest)) = typed::without_scheme(&lower) {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        return Err(Refusal::new(
            Text::new(
                "域名不带 https:// 等前缀，只填主机名。",
                "A domain has no https:// in front; enter the host name alone.",
            ),
            front,
        )
        .suggest(host));
    }
    if let Some((first, _)) = lower.split_once([',', ';']) {
        return Err(Refusal::new(
            Text::new("这里只填一个域名。", "Enter one domain only."),
            &lower[first.len()..],
        )
        .suggest(first));
    }
    if let Some(at) = lower.find(['/', '?', '#', '\\']) {
        return Err(Refusal::new(
            Text::new(
                "域名后面不带路径，只填主机名。",
                "A domain has no path behind it; enter the host name alone.",
            ),
            &lower[at..],
        )
        .suggest(&lower[..at]));
    }
    if lower.parse::<IpAddr>().is_ok() || lower.starts_with('[') {
        return Err(ip(text));
    }
    let (host, port) = match lower.split_once(':') {
        None => (lower.as_str(), None),
        Some((host, port)) => match port.parse::<u16>() {
            Ok(number) if number > 0 => (host, Some(number)),
            _ => {
                return Err(Refusal::new(
                    Text::new(
                        "冒号后面不是端口号。",
                        "What follows the colon is not a port number.",
                    ),
                    port,
                )
                .suggest(host));
            }
        },
    };
    if host.parse::<IpAddr>().is_ok() {
        return Err(ip(host));
    }
    if let Some(bare) = host.strip_suffix('.') {
        return Err(Refusal::new(
            Text::new(
                "域名末尾多了一个点。",
                "There is a dot too many at the end.",
            ),
            ".",
        )
        .suggest(bare));
    }
    if host.starts_with("*.") {
        return Err(Refusal::new(
            Text::new(
                "微信不接受通配符域名，请逐个填写。",
                "WeChat accepts no wildcards; enter each name.",
            ),
            "*.",
        ));
    }
    if !host.is_ascii() {
        let refusal = Refusal::new(
            Text::new(
                "微信只接受字母、数字和连字符组成的域名；中文域名要写成 xn-- 开头的形式。",
                "WeChat accepts domains of letters, digits and hyphens; a Chinese one is written in its xn-- form.",
            ),
            host,
        );
        return Err(match url::Host::parse(host) {
            Ok(url::Host::Domain(ascii)) => refusal.suggest(match port {
                None => ascii,
                Some(port) => format!("{ascii}:{port}"),
            }),
            _ => refusal,
        });
    }
    if let Some(c) = host
        .chars()
        .find(|c| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '.')))
    {
        return Err(Refusal::new(
            Text::new(
                "域名只能含字母、数字、连字符和点。",
                "A domain has letters, digits, hyphens and dots only.",
            ),
            c.to_string(),
        ));
    }
    let labels: Vec<&str> = host.split('.').collect();
    let local = [
        "local",
        "localhost",
        "localdomain",
        "arpa",
        "example",
        "invalid",
        "test",
        "lan",
        "internal",
        "intranet",
        "home",
        "corp",
    ];
    if labels.len() < 2 || labels.last().is_some_and(|last| local.contains(last)) {
        return Err(Refusal::new(
            Text::new(
                "这是内网名称；请填在公网注册并备案的域名。",
                "This is an internal name; enter a registered and filed public domain.",
            ),
            host,
        ));
    }
    if labels
        .last()
        .is_some_and(|last| last.bytes().all(|b| b.is_ascii_digit()))
    {
        return Err(ip(host));
    }
    let sound = |label: &&str| {
        !label.is_empty() && label.len() <= 63 && !label.starts_with('-') && !label.ends_with('-')
    };
    if host.len() > 253 || !labels.iter().all(sound) {
        return Err(Refusal::new(
            Text::new(
                "这不是合法的域名：两点之间为空、过长，或以连字符开头或结尾。",
                "This is not a valid domain: a part between dots is empty, too long, or begins or ends with a hyphen.",
            ),
            host,
        ));
    }
    Ok((host.to_owned(), port))
}

/// Refuses what no host name can be; the host of an address is checked like a domain.
pub(super) fn host(text: &str) -> Result<String, Refusal> {
    split(text).map(|(host, _)| host)
}

impl BusinessDomain {
    /// Parses what was typed into the business domain field.
    ///
    /// # Errors
    /// Names what is wrong: scheme, path, port, IP address, internal name, wildcard, underscore, trailing dot.
    pub fn parse(text: &str) -> Result<BusinessDomain, Refusal> {
        typed::settle(text, BusinessDomain::read)
    }

    fn read(text: &str) -> Result<BusinessDomain, Refusal> {
        match split(text)? {
            (host, None) => Ok(BusinessDomain(host)),
            (host, Some(port)) => Err(Refusal::new(
                Text::new(
                    "业务域名不能带端口，只能用 443。",
                    "A business domain takes no port; only 443 works.",
                ),
                format!(":{port}"),
            )
            .suggest(host)),
        }
    }

    /// The host name, lower-case.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether pages of this host may be opened: the domain itself and everything below it (WeChat, business domains).
    pub fn covers(&self, host: &str) -> bool {
        let host = host.to_ascii_lowercase();
        host == self.0
            || host
                .strip_suffix(&self.0)
                .is_some_and(|rest| rest.ends_with('.'))
    }
}

impl RequestDomain {
    /// Parses what was typed into the request domain field.
    ///
    /// # Errors
    /// As for [`BusinessDomain::parse`], but a port is accepted; `:443` is not, because WeChat refuses it.
    pub fn parse(text: &str) -> Result<RequestDomain, Refusal> {
        typed::settle(text, RequestDomain::read)
    }

    fn read(text: &str) -> Result<RequestDomain, Refusal> {
        let (host, port) = split(text)?;
        if port == Some(443) {
            return Err(Refusal::new(
                Text::new(
                    "请去掉 :443；带上它微信反而会拒绝。",
                    "Leave :443 out; WeChat refuses the call when it is there.",
                ),
                ":443",
            )
            .suggest(host));
        }
        if host == "api.weixin.qq.com" {
            return Err(Refusal::new(
                Text::new(
                    "api.weixin.qq.com 只能由服务器调用，不能填作合法域名。",
                    "api.weixin.qq.com is for servers only and cannot be a request domain.",
                ),
                host,
            ));
        }
        Ok(RequestDomain {
            host,
            port: port.unwrap_or(443),
        })
    }

    /// The host name, lower-case.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The port; 443 when none was given.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// As it is entered in the console, with `https://` in front.
    pub fn entry(&self) -> String {
        if self.port == 443 {
            format!("https://{}", self.host)
        } else {
            format!("https://{}:{}", self.host, self.port)
        }
    }
}
