//! A redirect from https to plain http breaks the page inside a mini-program even if it is led back to https afterwards. It
//! mostly comes from a system that stands behind a proxy and builds its redirects without knowing that the outside speaks https.
//!
//! Source: WeChat, business domains (https only); Apple App Transport Security.

use super::trail;
use crate::check::Check;
use crate::{Answers, Outcome, Probe, Problem, Sighting, Site, Text, Verdict};

/// Whether every redirect stays encrypted.
pub static CHECK: Check = Check {
    id: "home.encrypted",
    question: Text::new(
        "主页跳转后仍是 https 吗？",
        "Do the home page's redirects stay on https?",
    ),
    looks_at: &[Probe::Http(Site::Home)],
    judge,
    blocks: false,
    codes: &["home.downgraded"],
    page: include_str!("encrypted.rs"),
};

fn judge(answers: &Answers, sighting: &Sighting) -> Outcome {
    let business = answers.business_domain()?;
    let trail = trail::of(sighting)?;
    // What happens after leaving the domain is no matter of its own.
    let plain = trail
        .redirects()
        .take_while(|url| business.covers(url.host_str().unwrap_or_default()))
        .find(|url| url.scheme() == "http");
    if let Some(mut plain) = plain {
        plain.set_query(None);
        return Ok(Verdict::Broken(
            Problem::new(
                "home.downgraded",
                Text::new(
                    "主页会跳转到不加密的 http 地址，小程序会拒绝打开。",
                    "The home page redirects to plain http, which the mini-program refuses to open.",
                ),
            )
            .fact(Text::new("跳转到", "Redirects to"), String::from(plain))
            .advise(
                "请让反向代理传递 X-Forwarded-Proto: https，或在系统中把外网地址设为 https（nginx：proxy_redirect http:// https://）。",
                "Have the reverse proxy pass X-Forwarded-Proto: https, or set the outside address to https in the system (nginx: proxy_redirect http:// https://).",
            ),
        ));
    }
    trail.whole()?;
    Ok(Verdict::holds())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::domains::scene::{Scene, fetched};
    use crate::seen::{Fetched, Trouble};

    #[test]
    fn a_redirect_to_plain_http_is_named_even_when_it_is_not_answered() {
        let refused = || Fetched {
            url: "http://oa.example.cn/login".to_owned(),
            outcome: Err(Trouble::Refused),
        };
        let table = [
            ("/login", "unknown not-reached"),
            ("http://oa.example.cn/login", "broken home.downgraded"),
            ("http://sso.other.cn/login", "unknown not-reached"),
        ];
        for (location, expected) in table {
            let scene = Scene::healthy().home(vec![
                fetched("home", 302, &[("location", location)], ""),
                refused(),
            ]);
            assert_eq!(scene.judge(&CHECK), expected, "{location}");
        }
        assert_eq!(Scene::healthy().judge(&CHECK), "holds");
    }
}
