//! Signing in leaves a cookie, and the next page needs it. Inside a web-view a cookie of an https page should be marked `Secure`:
//! one with `SameSite=None` and without `Secure` is dropped outright, one without either depends on the phone, and one for
//! another domain is never kept. People then sign in, and are asked to sign in again.
//!
//! Source: the browsers' cookie rules (RFC 6265bis, Chromium's "SameSite=None must be Secure"); WeChat, web-view.

use super::trail;
use crate::check::Check;
use crate::{Answers, Fact, Outcome, Probe, Problem, Sighting, Site, Text, Verdict};

/// Whether the cookies survive.
pub static CHECK: Check = Check {
    id: "home.cookies",
    question: Text::new(
        "登录 Cookie 在小程序里能保留吗？",
        "Do the login cookies survive in the mini-program?",
    ),
    looks_at: &[Probe::Http(Site::Home)],
    judge,
    blocks: false,
    codes: &["home.cookie-lost"],
    page: include_str!("cookies.rs"),
};

/// What is wrong with a cookie.
struct Fault {
    name: String,
    /// As it is shown beside the name.
    why: &'static str,
    /// Dropped by every phone; otherwise it depends on the phone.
    everywhere: bool,
}

fn fault(cookie: &str, host: &str) -> Option<Fault> {
    let mut parts = cookie.split(';').map(str::trim);
    let (name, value) = parts.next()?.split_once('=')?;
    let attributes: Vec<(String, String)> = parts
        .map(|part| part.split_once('=').unwrap_or((part, "")))
        .map(|(key, value)| {
            (
                key.trim().to_ascii_lowercase(),
                value.trim().to_ascii_lowercase(),
            )
        })
        .collect();
    let of = |wanted: &str| {
        attributes
            .iter()
            .find(|(key, _)| key == wanted)
            .map(|(_, value)| value.as_str())
    };
    let removed = value.is_empty()
        || of("max-age").is_some_and(|age| age.parse::<i64>().is_ok_and(|age| age <= 0))
        || of("expires").is_some_and(|date| date.contains("1970"));
    if removed {
        return None;
    }
    let elsewhere = of("domain")
        .map(|domain| domain.trim_start_matches('.'))
        .is_some_and(|domain| {
            host != domain
                && !host
                    .strip_suffix(domain)
                    .is_some_and(|rest| rest.ends_with('.'))
        });
    let (why, everywhere) = if elsewhere {
        ("Domain", true)
    } else if of("secure").is_some() {
        return None;
    } else if of("samesite") == Some("none") {
        ("SameSite=None, no Secure", true)
    } else {
        ("no Secure", false)
    };
    Some(Fault {
        name: name.to_owned(),
        why,
        everywhere,
    })
}

fn judge(answers: &Answers, sighting: &Sighting) -> Outcome {
    let business = answers.business_domain()?;
    let trail = trail::of(sighting)?;
    let mut cookies = 0_usize;
    let mut facts = Vec::new();
    let mut everywhere = false;
    for (url, hop) in &trail.hops {
        let host = url.host_str().unwrap_or_default();
        if url.scheme() != "https" || !business.covers(host) {
            continue;
        }
        for (_, cookie) in hop.headers.iter().filter(|(name, _)| name == "set-cookie") {
            cookies += 1;
            if let Some(fault) = fault(cookie, host) {
                everywhere |= fault.everywhere;
                let shown = format!("{} ({})", fault.name, fault.why);
                let fact = Fact::new(Text::new("Cookie", "Cookie"), shown);
                if !facts.contains(&fact) {
                    facts.push(fact);
                }
            }
        }
    }
    if facts.is_empty() {
        trail.whole()?;
        return Ok(Verdict::Holds(vec![Fact::new(
            Text::new("Cookie 数量", "Cookies"),
            cookies.to_string(),
        )]));
    }
    let mut problem = Problem::new(
        "home.cookie-lost",
        Text::new(
            "主页的 Cookie 没有按 https 的要求设置，在小程序里可能丢失，用户会反复登录。",
            "The home page's cookies are not set as https demands; the mini-program may lose them, and people have to sign in again.",
        ),
    );
    problem.facts = facts;
    let problem = problem.advise(
        "请为 Cookie 加上 Secure（需要跨站时再加 SameSite=None），Domain 与主页一致；nginx 可用 proxy_cookie_flags ~ secure。",
        "Add Secure to the cookies (and SameSite=None where needed across sites), with a Domain that fits the home page; in nginx: proxy_cookie_flags ~ secure.",
    );
    Ok(if everywhere {
        Verdict::Broken(problem)
    } else {
        Verdict::Worrying(problem)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Obstacle;
    use crate::check::domains::scene::{Scene, fetched};

    #[test]
    fn a_cookie_survives_when_it_is_secure_and_ours() {
        let lost = "broken home.cookie-lost";
        let table = [
            ("sid=abc; Path=/; Secure; HttpOnly", "holds"),
            ("sid=abc; secure; SameSite=None", "holds"),
            ("sid=abc; Secure; Domain=.example.cn", "holds"),
            ("sid=; Max-Age=0", "holds"),
            ("sid=gone; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "holds"),
            ("sid=abc; Path=/", "worrying home.cookie-lost"),
            ("sid=abc; SameSite=None", lost),
            ("sid=abc; Secure; Domain=other.cn", lost),
        ];
        for (cookie, expected) in table {
            let scene =
                Scene::healthy().home(vec![fetched("", 200, &[("set-cookie", cookie)], "")]);
            assert_eq!(scene.judge(&CHECK), expected, "{cookie}");
        }
    }

    #[test]
    fn the_value_of_a_cookie_is_not_shown() {
        let cookie = "sid=canary-7f3a; Path=/";
        let scene = Scene::healthy().home(vec![fetched("", 200, &[("set-cookie", cookie)], "")]);
        assert!(!format!("{:?}", scene.problem(&CHECK)).contains("canary"));
    }

    #[test]
    fn unseen_cookies_are_not_lost() {
        let scene = Scene::healthy().kept_from(Probe::Http(Site::Home), Obstacle::Offline);
        assert_eq!(scene.judge(&CHECK), "unknown offline");
    }
}
