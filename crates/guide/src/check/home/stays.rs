//! Every page reached inside the web-view has to lie on a business domain, redirects included. A home page that sends people to
//! a central login on another domain opens in a browser and ends in a refusal inside the mini-program.
//!
//! Source: WeChat, web-view (pages reached by redirect must be on a business domain too).

use super::{domain, trail};
use crate::check::Check;
use crate::{Answers, Fact, Field, Outcome, Probe, Problem, Remedy, Sighting, Site, Text, Verdict};

/// Whether redirects stay on the business domain.
pub static CHECK: Check = Check {
    id: "home.stays",
    question: Text::new(
        "主页跳转后仍在业务域名下吗？",
        "Do the home page's redirects stay on the business domain?",
    ),
    looks_at: &[Probe::Http(Site::Home)],
    judge,
    blocks: false,
    codes: &["home.leaves-domain", "home.port"],
    page: include_str!("stays.rs"),
};

fn judge(answers: &Answers, sighting: &Sighting) -> Outcome {
    let home = answers.home_url()?;
    let business = answers.business_domain()?;
    let trail = trail::of(sighting)?;
    if let Verdict::Broken(problem) = domain::look(&home, &business) {
        return Err(trail::not_reached(problem.code));
    }
    if let Some(outside) = trail.leaves(&business) {
        return Ok(Verdict::Broken(
            Problem::new(
                "home.leaves-domain",
                Text::new(
                    "主页会跳转到业务域名之外，小程序会拒绝打开。",
                    "The home page redirects outside the business domain, where the mini-program refuses to go.",
                ),
            )
            .fact(
                Text::new("跳转到", "Redirects to"),
                outside.host_str().unwrap_or_default(),
            )
            .fact(Text::new("业务域名", "Business domain"), business.as_str())
            .advise(
                "请把跳转到的域名也登记为业务域名，或让登录留在同一域名下。",
                "Register the domain it leads to as a business domain too, or keep the login on the same domain.",
            )
            .remedy(Remedy::Revisit(Field::HomeUrl)),
        ));
    }
    let other_port = trail
        .redirects()
        .filter(|url| url.scheme() == "https")
        .filter_map(|url| url.port())
        .next();
    if let Some(port) = other_port {
        return Ok(Verdict::Broken(domain::port(port)));
    }
    trail.whole()?;
    Ok(Verdict::Holds(vec![Fact::new(
        Text::new("重定向次数", "Redirects"),
        trail.redirects().count().to_string(),
    )]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Obstacle;
    use crate::check::domains::scene::{Scene, fetched};

    #[test]
    fn redirects_may_stay_and_not_leave() {
        let table = [
            ("/login", "holds"),
            ("https://OA.example.cn/login", "holds"),
            ("https://m.oa.example.cn/", "holds"),
            ("//m.oa.example.cn/", "holds"),
            ("https://example.cn/", "broken home.leaves-domain"),
            ("https://sso.other.cn/cas", "broken home.leaves-domain"),
            ("http://sso.other.cn/cas", "broken home.leaves-domain"),
            ("https://oa.example.cn:8443/", "broken home.port"),
        ];
        for (location, expected) in table {
            let scene = Scene::healthy().home(vec![
                fetched("home", 302, &[("location", location)], ""),
                fetched("login", 200, &[], ""),
            ]);
            assert_eq!(scene.judge(&CHECK), expected, "{location}");
        }
    }

    #[test]
    fn a_home_page_elsewhere_is_named_once() {
        let scene = Scene::healthy().answer(Field::BusinessDomain, "other.cn");
        assert_eq!(scene.judge(&CHECK), "unknown not-reached");
        assert_eq!(scene.judge(&domain::CHECK), "broken home.other-domain");
    }

    #[test]
    fn offline_leaves_nothing() {
        let scene = Scene::healthy().kept_from(Probe::Http(Site::Home), Obstacle::Offline);
        assert_eq!(scene.judge(&CHECK), "unknown offline");
    }
}
