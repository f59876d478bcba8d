//! A mini-program shows the home page in a web-view, and a web-view opens pages of business domains only: the domain that is
//! entered, and its subdomains, always on port 443. A home page elsewhere ends in "不支持打开非业务域名".
//!
//! Source: WeChat, business domain rules and web-view.

use crate::check::Check;
use crate::value::{BusinessDomain, HomeUrl};
use crate::{Answers, Fact, Field, Outcome, Problem, Remedy, Sighting, Text, Verdict};

/// Whether the home page lies on the business domain.
pub static CHECK: Check = Check {
    id: "home.domain",
    question: Text::new(
        "主页地址在业务域名下吗？",
        "Does the home page lie on the business domain?",
    ),
    looks_at: &[],
    judge,
    blocks: false,
    codes: &["home.other-domain", "home.port"],
    page: include_str!("domain.rs"),
};

const HOME: Text = Text::new("主页地址", "Home page");
const BUSINESS: Text = Text::new("业务域名", "Business domain");

fn judge(answers: &Answers, _: &Sighting) -> Outcome {
    let home = answers.home_url()?;
    let business = answers.business_domain()?;
    Ok(look(&home, &business))
}

pub(super) fn look(home: &HomeUrl, business: &BusinessDomain) -> Verdict {
    if !business.covers(home.host()) {
        return Verdict::Broken(
            Problem::new(
                "home.other-domain",
                Text::new(
                    "主页地址不在业务域名下，小程序打不开它。",
                    "The home page is not on the business domain, so the mini-program cannot open it.",
                ),
            )
            .fact(HOME, home.host())
            .fact(BUSINESS, business.as_str())
            .advise(
                "请让两者一致：把主页所在的域名登记为业务域名，或改用业务域名下的主页地址。",
                "Make them agree: register the home page's domain as business domain, or use a home page on the business domain.",
            )
            .remedy(Remedy::Revisit(Field::HomeUrl))
            .remedy(Remedy::Revisit(Field::BusinessDomain)),
        );
    }
    if home.port() != 443 {
        return Verdict::Broken(port(home.port()).remedy(Remedy::Revisit(Field::HomeUrl)));
    }
    Verdict::Holds(vec![
        Fact::new(HOME, home.host()),
        Fact::new(BUSINESS, business.as_str()),
    ])
}

/// A page on another port than the one business domains have.
pub(super) fn port(port: u16) -> Problem {
    Problem::new(
        "home.port",
        Text::new(
            "页面用了 443 以外的端口；业务域名只能用 443。",
            "The page is on a port other than 443, the only one that works for a business domain.",
        ),
    )
    .fact(Text::new("端口", "Port"), port.to_string())
    .advise(
        "请在 443 端口上提供这个页面，例如用 nginx 转发。",
        "Serve the page on port 443, for instance by forwarding in nginx.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::domains::scene::Scene;

    #[test]
    fn the_home_page_lies_on_the_domain_or_below_it() {
        let table = [
            ("https://oa.example.cn/x", "oa.example.cn", "holds"),
            ("https://m.oa.example.cn/x", "oa.example.cn", "holds"),
            ("https://oa.example.cn/x", "example.cn", "holds"),
            (
                "https://example.cn/x",
                "oa.example.cn",
                "broken home.other-domain",
            ),
            (
                "https://xoa.example.cn/",
                "oa.example.cn",
                "broken home.other-domain",
            ),
            (
                "https://oa.example.cn:8443/",
                "oa.example.cn",
                "broken home.port",
            ),
        ];
        for (home, business, expected) in table {
            let scene = Scene::healthy()
                .answer(Field::HomeUrl, home)
                .answer(Field::BusinessDomain, business);
            assert_eq!(scene.judge(&CHECK), expected, "{home} {business}");
        }
    }

    #[test]
    fn nothing_is_said_before_there_is_a_home_page() {
        let scene = Scene::healthy().answer(Field::HomeUrl, "");
        assert_eq!(scene.judge(&CHECK), "unknown not-answered");
    }
}
