//! The home page has to answer with a page. A login page on the same host is fine, because that is where single sign-on takes
//! over; an error status is not, and neither are redirects that go in a circle, which a web-view shows as a blank page. Circles
//! mostly come from a reverse proxy that does not tell the system behind it that the outside speaks https.
//!
//! Source: WeChat, web-view; experience with e-cology behind nginx.

use super::trail;
use crate::check::Check;
use crate::{
    Answers, Fact, Field, Outcome, Probe, Problem, Remedy, Sighting, Site, Text, Unknown, Verdict,
};

/// Whether the home page opens.
pub static CHECK: Check = Check {
    id: "home.opens",
    question: Text::new("主页能打开吗？", "Does the home page open?"),
    looks_at: &[Probe::Http(Site::Home)],
    judge,
    blocks: false,
    codes: &["home.error-status", "home.login-loop"],
    page: include_str!("opens.rs"),
};

const ADDRESS: Text = Text::new("地址", "Address");
const STATUS: Text = Text::new("HTTP 状态", "HTTP status");

/// As many redirects as the probe follows.
const MANY: usize = 10;

fn judge(answers: &Answers, sighting: &Sighting) -> Outcome {
    let business = answers.business_domain();
    let trail = trail::of(sighting)?;
    if business.is_ok_and(|business| trail.leaves(&business).is_some()) {
        return Err(trail::not_reached("home.leaves-domain"));
    }
    let (Some((url, last)), addresses) = (
        trail.hops.last(),
        trail.hops.iter().map(|(url, _)| url).collect::<Vec<_>>(),
    ) else {
        return Err(trail::not_reached("no answer"));
    };
    let next = trail::leads_to(url, last);
    let circles = next.as_ref().is_some_and(|next| addresses.contains(&next));
    if circles || (next.is_some() && addresses.len() >= MANY) {
        // A site may set a cookie and send the browser round once more; who brings no cookie back goes round for ever.
        if trail
            .hops
            .iter()
            .any(|(_, hop)| hop.header("set-cookie").is_some())
        {
            return Err(Unknown::NotVisible(Text::new(
                "主页先设置 Cookie 再跳回自己，从这里看不出能否打开；请在手机上打开一次。",
                "The home page sets a cookie and redirects to itself; whether it opens cannot be seen from here. Open it on a phone once.",
            )));
        }
        return Ok(Verdict::Broken(
            Problem::new(
                "home.login-loop",
                Text::new(
                    "主页一直在重定向，打不开。",
                    "The home page redirects without end and does not open.",
                ),
            )
            .fact(
                Text::new("重定向经过", "Redirects through"),
                addresses
                    .iter()
                    .map(|url| url.path())
                    .collect::<Vec<_>>()
                    .join(" → "),
            )
            .advise(
                "请检查反向代理是否把 Host 和 X-Forwarded-Proto: https 传给后面的系统，以及登录跳转设置。",
                "Check that the reverse proxy passes Host and X-Forwarded-Proto: https to the system behind it, and the login redirect.",
            ),
        ));
    }
    trail.whole()?;
    let facts = vec![
        Fact::new(ADDRESS, bare(url)),
        Fact::new(STATUS, last.status.to_string()),
    ];
    if last.status < 400 {
        return Ok(Verdict::Holds(facts));
    }
    let mut problem = Problem::new(
        "home.error-status",
        Text::new(
            "主页返回错误，打不开。",
            "The home page answers with an error and does not open.",
        ),
    );
    problem.facts = facts;
    Ok(Verdict::Broken(
        problem
            .advise(
                "请在浏览器的无痕窗口中打开同一地址核对；若也报错，请检查网站服务和链接本身。",
                "Open the same address in a private browser window; if it fails there too, check the web server and the link itself.",
            )
            .remedy(Remedy::Revisit(Field::HomeUrl)),
    ))
}

/// Without query and fragment, which may carry a ticket.
fn bare(url: &url::Url) -> String {
    let mut url = url.clone();
    url.set_query(None);
    url.set_fragment(None);
    url.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Obstacle;
    use crate::check::domains::scene::{Scene, fetched};
    use crate::seen::{Fetched, Trouble};

    fn to(path: &str, location: &str) -> Fetched {
        fetched(path, 302, &[("location", location)], "")
    }

    #[test]
    fn a_page_opens_when_its_redirects_end_well() {
        let page = |status| fetched("login", status, &[], "");
        let many: Vec<Fetched> = (0..10)
            .map(|at| to(&format!("{at}"), &format!("/{}", at + 1)))
            .collect();
        let table = [
            (vec![page(200)], "holds"),
            (vec![to("home", "/login"), page(200)], "holds"),
            (vec![page(500)], "broken home.error-status"),
            (vec![page(404)], "broken home.error-status"),
            (
                vec![to("home", "/login"), page(502)],
                "broken home.error-status",
            ),
            (vec![to("home", "/home")], "broken home.login-loop"),
            (
                vec![to("home", "/login"), to("login", "/home")],
                "broken home.login-loop",
            ),
            (many, "broken home.login-loop"),
            (
                vec![to("home", "https://sso.other.cn/")],
                "unknown not-reached",
            ),
        ];
        for (hops, expected) in table {
            let scene = Scene::healthy().home(hops.clone());
            assert_eq!(scene.judge(&CHECK), expected, "{hops:?}");
        }
    }

    #[test]
    fn going_round_to_bring_a_cookie_back_is_not_a_circle() {
        let round = [("location", "/home"), ("set-cookie", "seen=1; Secure")];
        let scene = Scene::healthy().home(vec![fetched("home", 302, &round, "")]);
        assert_eq!(scene.judge(&CHECK), "unknown not-visible");
    }

    #[test]
    fn a_page_that_was_not_reached_is_not_an_error_page() {
        let failed = |trouble| Fetched {
            url: "https://oa.example.cn/login".to_owned(),
            outcome: Err(trouble),
        };
        let table = [
            (vec![failed(Trouble::Offline)], "unknown offline"),
            (vec![failed(Trouble::Refused)], "unknown not-reached"),
            (
                vec![to("home", "/login"), failed(Trouble::TimedOut)],
                "unknown not-reached",
            ),
        ];
        for (hops, expected) in table {
            let scene = Scene::healthy().home(hops.clone());
            assert_eq!(scene.judge(&CHECK), expected, "{hops:?}");
        }
        let scene = Scene::healthy().kept_from(
            Probe::Http(Site::Home),
            Obstacle::NotReached("tls".to_owned()),
        );
        assert_eq!(scene.judge(&CHECK), "unknown not-reached");
    }
}
