//! Can this machine reach WeChat?
//!
//! Everything the login backend does for a mini-program goes through `https://api.weixin.qq.com`: exchanging login codes,
//! fetching tokens, asking for phone numbers. The check calls the token interface without any parameters. WeChat then answers
//! 41002, "appid missing", and that refusal is the good news: name lookup, connection, certificate and proxy all work. No
//! credentials are sent and no token is made.
//!
//! `ping` proves nothing either way, because many networks drop it.
//!
//! Source: WeChat server API, getAccessToken, and its error codes.

use super::platform::{self, Meeting};
use crate::{Answers, Check, Fact, Outcome, Probe, Problem, Sighting, Text, Unknown, Verdict};

/// See the module.
pub(super) static CHECK: Check = Check {
    id: "network.wechat",
    question: Text::new("能连上微信的服务器吗？", "Can WeChat's server be reached?"),
    looks_at: &[Probe::WeChat],
    judge,
    blocks: false,
    codes: &[
        "network.wechat-unreachable",
        "network.wechat-reset",
        "network.proxy-failed",
    ],
    page: include_str!("wechat.rs"),
};

fn judge(_: &Answers, sighting: &Sighting) -> Outcome {
    let seen = sighting.wechat()?;
    let problem = match platform::meeting(Probe::WeChat, seen)? {
        Meeting::Met => {
            let mut facts = vec![Fact::new(platform::TOOK, format!("{} ms", seen.millis))];
            facts.extend(
                seen.proxy
                    .as_ref()
                    .map(|proxy| Fact::new(platform::PROXY, proxy)),
            );
            return Ok(Verdict::Holds(facts));
        }
        Meeting::Stranger(_) | Meeting::Resigned { .. } => {
            return Err(Unknown::CouldNotLook(
                Probe::WeChat,
                crate::Obstacle::NotReached(platform::SOMEBODY_ELSE.to_owned()),
            ));
        }
        Meeting::ProxyFailed(words) => Problem::new(
            "network.proxy-failed",
            Text::new(
                "代理服务器没有让连接通过。",
                "The proxy did not let the connection through.",
            ),
        )
        .fact(platform::WORDS, words)
        .remedy(crate::Remedy::Revisit(crate::Field::Proxy))
        .advise(
            "核对代理地址和端口；请网络管理员放行下面的主机（443 端口）。",
            "Check the proxy's address and port; ask its administrator to let the host below through, port 443.",
        ),
        Meeting::Cut => Problem::new(
            "network.wechat-reset",
            Text::new(
                "连上微信的服务器后，连接被中途切断。",
                "The connection to WeChat's server was cut after it had been made.",
            ),
        )
        .advise(
            "多半是防火墙或上网行为管理切断的；请网络管理员按域名放行下面的主机（443 端口）。",
            "Usually a firewall does this; ask the network's administrator to allow the host below by name, port 443.",
        ),
        Meeting::Missed(words) => Problem::new(
            "network.wechat-unreachable",
            Text::new("连不上微信的服务器。", "WeChat's server cannot be reached."),
        )
        .fact(platform::WORDS, words)
        .advise(
            "确认本机能上网；请网络管理员按域名放行下面的主机（443 端口）。微信的 IP 会变，不要按 IP 放行。",
            "Make sure this machine is online; ask the network's administrator to allow the host below by name, port 443. WeChat's addresses change, so do not allow by address.",
        )
        .advise(
            "只能通过代理上网时，在本步骤填写代理地址。",
            "Where only a proxy leads outside, enter it in this step.",
        )
        .remedy(crate::Remedy::Revisit(crate::Field::Proxy)),
    };
    Ok(Verdict::Broken(platform::with_host(problem, seen)))
}

#[cfg(test)]
mod tests {
    use super::super::platform::tests::{html, judged, met, missed};
    use super::*;
    use crate::Obstacle;
    use crate::seen::Trouble;

    #[test]
    fn a_refusal_for_want_of_an_appid_is_good_news() {
        let outcome = judged(&CHECK, Probe::WeChat, met(41002));
        let Ok(Verdict::Holds(facts)) = outcome else {
            panic!("{outcome:?}")
        };
        assert_eq!(facts[0].value, "35 ms");
    }

    #[test]
    fn each_way_of_not_getting_through_has_its_code() {
        for (trouble, code) in [
            (Trouble::NameNotFound, "network.wechat-unreachable"),
            (Trouble::TimedOut, "network.wechat-unreachable"),
            (Trouble::Refused, "network.wechat-unreachable"),
            (Trouble::TlsFailed("x".into()), "network.wechat-unreachable"),
            (Trouble::Reset, "network.wechat-reset"),
            (Trouble::BrokeOff, "network.wechat-reset"),
            (Trouble::Proxy("407".into()), "network.proxy-failed"),
        ] {
            let outcome = judged(&CHECK, Probe::WeChat, missed(trouble));
            let Ok(Verdict::Broken(problem)) = outcome else {
                panic!("{outcome:?}")
            };
            assert_eq!(problem.code, code);
            assert!(CHECK.codes.contains(&code));
            assert!(
                problem
                    .facts
                    .iter()
                    .any(|f| f.value == "api.weixin.qq.com" && f.copy)
            );
            assert!(!problem.remedies.is_empty());
        }
    }

    #[test]
    fn offline_is_not_a_failure() {
        assert_eq!(
            judged(&CHECK, Probe::WeChat, missed(Trouble::Offline)),
            Err(Unknown::CouldNotLook(Probe::WeChat, Obstacle::Offline))
        );
    }

    #[test]
    fn a_busy_platform_is_reached() {
        assert!(matches!(
            judged(&CHECK, Probe::WeChat, met(-1)),
            Ok(Verdict::Holds(_))
        ));
    }

    #[test]
    fn somebody_else_answering_is_left_to_the_checks_that_name_it() {
        let untrusted = Trouble::Untrusted {
            issuer: "Proxy CA".into(),
            reason: "unknown issuer".into(),
        };
        for seen in [html(200), missed(untrusted), missed(Trouble::PlainHttp)] {
            assert!(matches!(
                judged(&CHECK, Probe::WeChat, seen),
                Err(Unknown::CouldNotLook(
                    Probe::WeChat,
                    Obstacle::NotReached(_)
                ))
            ));
        }
    }
}
