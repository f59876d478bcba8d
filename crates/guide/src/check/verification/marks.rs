//! Recognising who answered in place of the file, by marks that such pages carry.

use url::Url;

use crate::seen::Hop;

/// Whether an address is that of a login page. The host is not asked: `sso.` in front may serve files as well.
pub(super) fn is_login(url: &Url) -> bool {
    let path = url.path().to_ascii_lowercase();
    let fragment = url.fragment().unwrap_or_default().to_ascii_lowercase();
    [
        "login",
        "logon",
        "signin",
        "sign-in",
        "passport",
        "oauth",
        "authorize",
    ]
    .iter()
    .any(|word| path.contains(word) || fragment.contains(word))
        || path
            .split('/')
            .any(|part| matches!(part, "sso" | "cas" | "auth"))
}

/// Whether a page asks for a password.
pub(super) fn asks_for_password(body: &str) -> bool {
    let plain: String = body
        .to_ascii_lowercase()
        .chars()
        .filter(|c| !matches!(c, '"' | '\'' | ' '))
        .collect();
    plain.contains("type=password")
}

/// Whether a firewall or CDN wants a script run or a cookie brought back first.
pub(super) fn is_challenge(hop: &Hop, body: &str) -> bool {
    // Cloudflare; then 加速乐 (521), 瑞数 (412), 阿里云 WAF, Incapsula, 腾讯 EdgeOne, by what their pages are known to carry.
    let marks = [
        "cf-chl",
        "__cf_chl",
        "__jsl_clearance",
        "$_ts",
        "acw_sc__v",
        "aliyunwaf",
        "_incapsula_",
        "eo_bot",
        "__tst_status",
    ];
    if hop.header("cf-mitigated") == Some("challenge") {
        return true;
    }
    let lower = body.to_ascii_lowercase();
    if marks.iter().any(|mark| lower.contains(mark)) {
        return true;
    }
    let script = lower.contains("<script") && body.len() < 16 * 1024;
    let cookie = lower.contains("document.cookie");
    let again = [
        "location.reload",
        "location.href",
        "location.replace",
        "location=",
    ]
    .iter()
    .any(|call| lower.contains(call));
    script && cookie && again
}

/// Whether a Chinese cloud answers in place of a site whose name is not filed, or not filed with this cloud.
pub(super) fn is_not_filed(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    [
        "dnspod.qcloud.com/static/webblock",
        "batit.aliyun.com",
        "non-compliance icp filing",
    ]
    .iter()
    .any(|mark| lower.contains(mark))
}

/// Whether a body is a web page.
pub(super) fn is_html(body: &str) -> bool {
    let lower = body
        .trim_start_matches('\u{FEFF}')
        .trim_start()
        .to_ascii_lowercase();
    ["<!doctype", "<html", "<head", "<body", "<script", "<!--"]
        .iter()
        .any(|opening| lower.starts_with(opening))
}
