//! What service address and home page have in common: an https address that a mini-program can open.

use url::Url;

use super::{Refusal, domain_name, typed};
use crate::Text;

/// An https address with a public host name.
pub(super) struct HttpsAddress {
    /// The address.
    pub(super) url: Url,
    /// As typed, with scheme and host in lower case.
    pub(super) typed: String,
}

const SCHEME: &str = "https://";

/// Parses an https address and refuses what a mini-program cannot call.
pub(super) fn parse(text: &str) -> Result<HttpsAddress, Refusal> {
    let text = typed::plain(text, true)?;
    letters(text)?;
    scheme(text)?;
    let rest = &text[SCHEME.len()..];
    let (authority, behind) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    port(authority, behind)?;
    let unsound = || {
        Refusal::new(
            Text::new("这不是合法的网址。", "This is not a valid address."),
            text,
        )
    };
    let url = Url::parse(text).map_err(|_| unsound())?;
    if !text.is_ascii() {
        return Err(chinese(text, authority, &url));
    }
    let host = url.host_str().unwrap_or_default();
    domain_name::host(host).map_err(|refusal| match &refusal.suggestion {
        Some(meant) => {
            let meant = authority.to_ascii_lowercase().replacen(host, meant, 1);
            refusal.suggest(format!("{SCHEME}{meant}{behind}"))
        }
        None => refusal,
    })?;
    Ok(HttpsAddress {
        url,
        typed: format!("{SCHEME}{}{behind}", authority.to_ascii_lowercase()),
    })
}

/// Refuses characters that end a text or start a substitution where the address is written into a script.
fn letters(text: &str) -> Result<(), Refusal> {
    let refuse = |part: String| {
        Err(Refusal::new(
            Text::new(
                "地址里不能有引号、反斜杠或括号。",
                "An address holds no quotes, backslashes or braces.",
            ),
            part,
        ))
    };
    if text.contains("${") {
        return refuse("${".to_owned());
    }
    let bad = |c: &char| {
        matches!(
            c,
            '"' | '\'' | '`' | '<' | '>' | '\\' | '{' | '}' | '|' | '^'
        )
    };
    match text.chars().find(bad) {
        Some(c) => refuse(c.to_string()),
        None => Ok(()),
    }
}

fn user() -> Refusal {
    Refusal::new(
        Text::new(
            "地址里不能带用户名或密码。",
            "The address must not hold a user name or password.",
        ),
        "",
    )
}

fn scheme(text: &str) -> Result<(), Refusal> {
    if typed::has_user(text) {
        return Err(user());
    }
    let lower = text.to_ascii_lowercase();
    let clean = typed::without_scheme(text);
    if lower.starts_with("http://") {
        return Err(Refusal::new(Text::new("小程序只能访问 https 地址。请先为服务器配置证书，再填 https:// 开头的地址。", "A mini-program can only call https addresses. Give the server a certificate, then enter the address with https://."), &text[..7])
            .suggest(format!("{SCHEME}{}", clean.map_or("", |(_, rest)| rest))));
    }
    match clean {
        Some((front, _)) if front.eq_ignore_ascii_case(SCHEME) => Ok(()),
        Some((front, rest)) => Err(Refusal::new(
            Text::new(
                "开头的 https:// 写得不对或重复了。",
                "The https:// in front is mistyped or doubled.",
            ),
            front,
        )
        .suggest(format!("{SCHEME}{rest}"))),
        None => {
            let refusal = Refusal::new(
                Text::new(
                    "地址要以 https:// 开头。",
                    "The address begins with https://.",
                ),
                text,
            );
            Err(if lower.contains("://") {
                refusal
            } else {
                refusal.suggest(format!("{SCHEME}{text}"))
            })
        }
    }
}

fn port(authority: &str, behind: &str) -> Result<(), Refusal> {
    let Some((host, port)) = authority
        .rsplit_once(':')
        .filter(|_| !authority.ends_with(']'))
    else {
        return Ok(());
    };
    let what = match port.parse::<u16>() {
        Ok(443) => Text::new(
            "请去掉 :443；带上它微信反而会拒绝。",
            "Leave :443 out; WeChat refuses the call when it is there.",
        ),
        Ok(number) if number > 0 => return Ok(()),
        _ => Text::new(
            "冒号后面不是端口号。",
            "What follows the colon is not a port number.",
        ),
    };
    Err(Refusal::new(what, format!(":{port}")).suggest(format!("{SCHEME}{host}{behind}")))
}

/// Chinese letters in an address: machines write them another way, and the package must hold what machines write.
fn chinese(text: &str, authority: &str, url: &Url) -> Refusal {
    let (what, part) = if authority.is_ascii() {
        (
            Text::new(
                "地址里有中文或其他特殊字符，要写成编码后的形式。",
                "The address holds Chinese or other special characters, which have to be written encoded.",
            ),
            text.chars()
                .find(|c| !c.is_ascii())
                .map(String::from)
                .unwrap_or_default(),
        )
    } else {
        (
            Text::new(
                "微信只接受字母、数字和连字符组成的域名；中文域名要写成 xn-- 开头的形式。",
                "WeChat accepts domains of letters, digits and hyphens; a Chinese one is written in its xn-- form.",
            ),
            authority.to_owned(),
        )
    };
    Refusal::new(what, part).suggest(url.as_str())
}
