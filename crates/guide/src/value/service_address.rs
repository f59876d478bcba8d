//! The service address (服务地址, 云桥外网地址).

use url::Url;

use super::{Refusal, domain_name, typed};
use crate::Text;

/// An https address with a public host name, perhaps a port and a path, and neither query nor fragment.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ServiceAddress(Url);

/// Parses an https address and refuses what a mini-program cannot call.
pub(super) fn https(text: &str) -> Result<Url, Refusal> {
    let text = typed::plain(text, true)?;
    if let Some(c) = text
        .chars()
        .find(|c| matches!(c, '"' | '\'' | '`' | '<' | '>' | '\\' | '{' | '}'))
    {
        return Err(Refusal::new(
            Text::new(
                "地址里不能有引号、反斜杠或括号。",
                "An address holds no quotes, backslashes or braces.",
            ),
            c.to_string(),
        ));
    }
    let lower = text.to_ascii_lowercase();
    if lower.starts_with("http://") {
        return Err(Refusal::new(
            Text::new("小程序只能访问 https 地址。请先为服务器配置证书，再填 https:// 开头的地址。", "A mini-program can only call https addresses. Give the server a certificate, then enter the address with https://."),
            "http://",
        )
        .suggest(format!("https://{}", &text[7..])));
    }
    if !lower.starts_with("https://") {
        let refusal = Refusal::new(
            Text::new(
                "地址要以 https:// 开头。",
                "The address begins with https://.",
            ),
            text,
        );
        return Err(if lower.contains("://") {
            refusal
        } else {
            refusal.suggest(format!("https://{text}"))
        });
    }
    let url = Url::parse(text).map_err(|_| {
        Refusal::new(
            Text::new("这不是合法的网址。", "This is not a valid address."),
            text,
        )
    })?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Refusal::new(
            Text::new(
                "地址里不能带用户名或密码。",
                "The address must not hold a user name or password.",
            ),
            "",
        ));
    }
    domain_name::host(url.host_str().unwrap_or_default())?;
    if lower["https://".len()..]
        .split('/')
        .next()
        .is_some_and(|host| host.ends_with(":443"))
    {
        return Err(Refusal::new(
            Text::new(
                "请去掉 :443；带上它微信反而会拒绝。",
                "Leave :443 out; WeChat refuses the call when it is there.",
            ),
            ":443",
        )
        .suggest(text.replacen(":443", "", 1)));
    }
    Ok(url)
}

impl ServiceAddress {
    /// Parses what was typed into the service address field.
    ///
    /// # Errors
    /// Names what is wrong: `http://`, no scheme, IP address, internal name, quotes, query, fragment, `:443`.
    pub fn parse(text: &str) -> Result<ServiceAddress, Refusal> {
        let url = https(text)?;
        if url.query().is_some() || url.fragment().is_some() {
            let at = text.find(['?', '#']).unwrap_or(text.len());
            return Err(Refusal::new(
                Text::new(
                    "服务地址后面不带 ? 或 # 参数。",
                    "A service address carries no ? or # behind it.",
                ),
                &text[at..],
            )
            .suggest(&text[..at]));
        }
        Ok(ServiceAddress(url))
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
