//! What looks like an address, and which names and comments speak of one.

use crate::package::Literal;

/// Which of the two settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    /// 服务地址
    Service,
    /// 主页地址
    Home,
}

/// How much an address says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Scheme and host, at most a slash behind.
    Origin,
    /// With a path, and nothing that only a page has.
    Path,
    /// With a path that can be a page, a query or a fragment.
    Page,
    /// No full address.
    Other,
}

/// Whether `value` is an address or begins with a host name.
pub(super) fn looks_like_address(value: &str) -> bool {
    let lower = value.trim().to_ascii_lowercase();
    if lower.contains(char::is_whitespace) {
        return false;
    }
    for scheme in ["http://", "https://", "ws://", "wss://", "//"] {
        if let Some(rest) = lower.strip_prefix(scheme) {
            return rest.starts_with(|c: char| c.is_alphanumeric() || "[{<$*".contains(c));
        }
    }
    let authority = lower.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority
        .rsplit_once(':')
        .map_or(authority, |(host, port)| {
            if port.bytes().all(|b| b.is_ascii_digit()) {
                host
            } else {
                authority
            }
        });
    if host == "localhost" {
        return true;
    }
    let labels: Vec<&str> = host.split('.').collect();
    let plain = |label: &&str| {
        !label.is_empty()
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    if labels.len() < 2 || !labels.iter().all(plain) {
        return false;
    }
    if labels
        .iter()
        .all(|label| label.bytes().all(|b| b.is_ascii_digit()))
    {
        return labels.len() == 4;
    }
    let last = labels[labels.len() - 1];
    last.len() >= 2
        && last.bytes().all(|b| b.is_ascii_alphabetic())
        && value == lower
        && ![
            "js", "json", "ts", "png", "jpg", "jpeg", "gif", "svg", "webp", "html", "htm", "css",
            "wxml", "wxss", "wxs", "txt", "mp3", "mp4", "md", "pdf", "zip", "ttf", "woff",
        ]
        .contains(&last)
}

/// Whether `value` waits to be filled in.
fn is_placeholder(value: &str) -> bool {
    let lower = value.trim().to_lowercase();
    lower.is_empty()
        || [
            "xxx", "your", "填", "替换", "修改", "地址", "域名", "<", "{{", "example",
        ]
        .iter()
        .any(|word| lower.contains(word))
}

/// Whether the literal is worth offering as a setting.
pub(super) fn is_offered(literal: &Literal) -> bool {
    looks_like_address(&literal.value)
        || (is_placeholder(&literal.value)
            && (is_wide(Setting::Service, &literal.name)
                || is_wide(Setting::Home, &literal.name)
                || said(literal.comment.as_deref()) != Said::Nothing))
}

/// The shape of `value`.
pub(super) fn shape(value: &str) -> Shape {
    let Ok(url) = url::Url::parse(value) else {
        return Shape::Other;
    };
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
        return Shape::Other;
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Shape::Page;
    }
    let path = url.path();
    if path.len() <= 1 {
        return Shape::Origin;
    }
    let serves_calls = path.ends_with('/')
        || path.to_ascii_lowercase().split('/').any(|part| {
            matches!(
                part,
                "api" | "apis" | "papi" | "rest" | "gateway" | "openapi"
            )
        });
    if serves_calls {
        Shape::Path
    } else {
        Shape::Page
    }
}

fn bare(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether the name alone, with a value of fitting shape, means the setting.
///
/// Of 91 programs read, these names were never used for anything else; `serverUrl`, `webUrl`, `host` and `url` were.
pub(super) fn is_strong(setting: Setting, name: &str) -> bool {
    let name = bare(name);
    match setting {
        Setting::Service => matches!(
            name.as_str(),
            "serviceurl" | "serviceaddress" | "serviceaddr" | "baseurl" | "apibaseurl" | "apibase"
        ),
        Setting::Home => matches!(
            name.as_str(),
            "homeurl" | "homepage" | "homepageurl" | "homeaddress" | "homeaddr"
        ),
    }
}

/// Whether the name could mean the setting.
pub(super) fn is_wide(setting: Setting, name: &str) -> bool {
    let name = bare(name);
    let words: &[&str] = match setting {
        Setting::Service => &[
            "service", "server", "base", "api", "host", "request", "domain", "root", "site",
            "bridge", "gateway",
        ],
        Setting::Home => &[
            "home", "index", "h5", "web", "page", "portal", "entry", "main",
        ],
    };
    matches!(name.as_str(), "url" | "ip" | "addr" | "address")
        || words.iter().any(|word| name.contains(word))
}

/// Whether a name in the path is that of an environment, so that another value may be used instead.
pub(super) fn is_environment(name: &str) -> bool {
    matches!(
        bare(name).as_str(),
        "develop"
            | "development"
            | "dev"
            | "trial"
            | "release"
            | "prod"
            | "production"
            | "product"
            | "test"
            | "testing"
            | "uat"
            | "sit"
            | "staging"
            | "stage"
            | "pre"
            | "preview"
            | "local"
            | "debug"
            | "online"
            | "beta"
            | "gray"
            | "mock"
    )
}

/// What a comment says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// Neither setting.
    Nothing,
    /// This setting.
    Names(Setting),
    /// A setting, but in a way that may mean another value, or both settings on different lines.
    Doubtful,
}

const SERVICE_TERMS: [&str; 4] = ["服务地址", "云桥外网地址", "service address", "服务器地址"];
const HOME_TERMS: [&str; 4] = ["主页地址", "首页地址", "home address", "home page"];
const DOUBTS: [&str; 15] = [
    "备用",
    "测试",
    "旧",
    "废弃",
    "弃用",
    "不再",
    "不是",
    "开发环境",
    "预发",
    "old",
    "test",
    "backup",
    "deprecated",
    "unused",
    "staging",
];
const LEADS: [&str; 12] = [
    "请填写",
    "填写",
    "请修改",
    "修改为",
    "修改",
    "请设置",
    "设置",
    "请配置",
    "配置",
    "云桥",
    "系统",
    "小程序",
];

/// What the lines of `comment` say. A term counts only where a line begins with it: 图片服务地址 is another address.
pub(super) fn said(comment: Option<&str>) -> Said {
    let mut result = Said::Nothing;
    for line in comment.unwrap_or_default().lines() {
        let line = line.to_lowercase();
        let found = match (names(&line, &SERVICE_TERMS), names(&line, &HOME_TERMS)) {
            _ if mentions(&line, &SERVICE_TERMS) && mentions(&line, &HOME_TERMS) => continue,
            (true, _) => Setting::Service,
            (_, true) => Setting::Home,
            _ => continue,
        };
        if DOUBTS.iter().any(|doubt| line.contains(doubt)) {
            return Said::Doubtful;
        }
        result = match result {
            Said::Nothing => Said::Names(found),
            Said::Names(before) if before == found => result,
            _ => return Said::Doubtful,
        };
    }
    result
}

fn mentions(line: &str, terms: &[&str]) -> bool {
    terms.iter().any(|term| line.contains(term))
}

fn names(line: &str, terms: &[&str]) -> bool {
    let mut rest = line.trim_start_matches(|c: char| !c.is_alphabetic());
    while let Some(after) = LEADS.iter().find_map(|lead| {
        (!terms.iter().any(|term| rest.starts_with(term)))
            .then(|| rest.strip_prefix(lead))
            .flatten()
    }) {
        rest = after.trim_start_matches(|c: char| !c.is_alphabetic());
    }
    terms.iter().any(|term| rest.starts_with(term))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_known_by_their_look() {
        for yes in [
            "https://oa.example.com",
            "http://192.168.1.10:8088",
            "//cdn.example.com",
            "oa.example.com",
            "oa.example.com:8443/x",
            "192.168.1.10",
            "localhost:8080",
            "wss://a.cn/ws",
            "HTTPS://A.CN",
        ] {
            assert!(looks_like_address(yes), "{yes}");
        }
        for no in [
            "",
            "pages/index/index",
            "app.js",
            "1.0.0",
            "hello",
            "scope.userLocation",
            "a b.com",
            "https://",
            "./config.js",
            "YYYY.MM",
        ] {
            assert!(!looks_like_address(no), "{no}");
        }
    }

    #[test]
    fn a_term_counts_only_at_the_beginning() {
        let service = Said::Names(Setting::Service);
        for (comment, expected) in [
            ("服务地址", service),
            (" 1. 服务地址：云桥外网地址，末尾不要带斜杠", service),
            ("请修改云桥服务地址", service),
            ("云桥外网地址", service),
            ("【主页地址】", Said::Names(Setting::Home)),
            ("Home page of 云桥", Said::Names(Setting::Home)),
            ("图片服务地址", Said::Nothing),
            ("服务地址和主页地址", Said::Nothing),
            ("服务地址（测试）", Said::Doubtful),
            ("服务地址\n主页地址", Said::Doubtful),
            ("末尾不要带斜杠", Said::Nothing),
        ] {
            assert_eq!(said(Some(comment)), expected, "{comment}");
        }
    }
}
