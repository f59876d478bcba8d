//! Does WeChat itself answer, or a login page of the network?
//!
//! Hotel, guest and some company networks answer every call with their own web page until somebody logs in. The connection
//! seems to work, yet no call gets an answer that a program can use. WeChat answers each call of its interface in JSON with an
//! `errcode`; a web page, plain HTTP on the https port, or a success that a call without parameters cannot have, comes from
//! somebody else.
//!
//! Source: WeChat server API, the form of replies.

use super::platform::{self, Meeting};
use crate::{Answers, Check, Outcome, Probe, Problem, Sighting, Text, Unknown, Verdict};

/// See the module.
pub(super) static CHECK: Check = Check {
    id: "network.captive-portal",
    question: Text::new(
        "回答的是微信，而不是网络的登录页吗？",
        "Does WeChat itself answer, not a login page of the network?",
    ),
    looks_at: &[Probe::WeChat],
    judge,
    blocks: false,
    codes: &["network.captive-portal"],
    page: include_str!("captive_portal.rs"),
};

fn judge(_: &Answers, sighting: &Sighting) -> Outcome {
    let seen = sighting.wechat()?;
    match platform::meeting(Probe::WeChat, seen)? {
        Meeting::Met => Ok(Verdict::holds()),
        Meeting::Stranger(said) => Ok(Verdict::Broken(platform::with_host(
            Problem::new(
                "network.captive-portal",
                Text::new(
                    "回答的不是微信，而是本地网络的一个页面。",
                    "Not WeChat but a page of the local network answered.",
                ),
            )
            .fact(Text::new("得到的回答", "The answer"), said)
            .advise(
                "用浏览器打开任意网页，按提示登录网络（宾馆、访客或公司的上网认证），再检查。",
                "Open any page in a browser, log in to the network as it asks (hotel, guest or company access), then check again.",
            )
            .advise(
                "服务器上无法登录时，请网络管理员为它免去上网认证。",
                "For a server without a browser, have the network's administrator exempt it from the login.",
            ),
            seen,
        ))),
        _ => Err(Unknown::CouldNotLook(
            Probe::WeChat,
            crate::Obstacle::NotReached(seen.host.clone()),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::super::platform::tests::{html, judged, met, missed, replied};
    use super::*;
    use crate::Obstacle;
    use crate::seen::{Reply, Trouble};

    #[test]
    fn json_with_a_code_comes_from_wechat() {
        assert_eq!(
            judged(&CHECK, Probe::WeChat, met(41002)),
            Ok(Verdict::holds())
        );
    }

    #[test]
    fn a_web_page_in_place_of_json_is_a_captive_portal() {
        for seen in [
            html(200),
            html(302),
            missed(Trouble::PlainHttp),
            replied(Ok(Reply::Success)),
        ] {
            let outcome = judged(&CHECK, Probe::WeChat, seen);
            let Ok(Verdict::Broken(problem)) = outcome else {
                panic!("{outcome:?}")
            };
            assert_eq!(problem.code, "network.captive-portal");
            assert!(!problem.remedies.is_empty());
        }
    }

    #[test]
    fn a_fault_of_the_server_is_no_portal() {
        assert_eq!(
            judged(&CHECK, Probe::WeChat, html(502)),
            Err(Unknown::CouldNotLook(
                Probe::WeChat,
                Obstacle::Busy("HTTP 502".into())
            ))
        );
    }

    #[test]
    fn nobody_answering_is_no_portal() {
        for trouble in [Trouble::TimedOut, Trouble::Reset, Trouble::Offline] {
            assert!(judged(&CHECK, Probe::WeChat, missed(trouble)).is_err());
        }
    }
}
