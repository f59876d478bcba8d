//! Can this machine reach WeCom?
//!
//! A deployment linked with WeCom calls `https://qyapi.weixin.qq.com` to exchange login codes and to read the application's
//! visible range. It is another host than WeChat's, and firewalls that allow the one often forget the other. The check asks for
//! a token without parameters; a refusal in JSON shows that the way is open.
//!
//! Source: WeCom server API, gettoken, and its global error codes.

use super::platform::{self, Meeting};
use crate::{Answers, Check, Fact, Outcome, Probe, Problem, Sighting, Text, Unknown, Verdict};

/// See the module.
pub(super) static CHECK: Check = Check {
    id: "network.wecom",
    question: Text::new(
        "能连上企业微信的服务器吗？",
        "Can WeCom's server be reached?",
    ),
    looks_at: &[Probe::WeCom, Probe::WeChat],
    judge,
    blocks: false,
    codes: &["network.wecom-unreachable"],
    page: include_str!("wecom.rs"),
};

fn judge(answers: &Answers, sighting: &Sighting) -> Outcome {
    if !answers.wants_wecom() {
        return Ok(Verdict::holds());
    }
    let seen = sighting.wecom()?;
    let words = match platform::meeting(Probe::WeCom, seen)? {
        Meeting::Met => {
            return Ok(Verdict::Holds(vec![Fact::new(
                platform::TOOK,
                format!("{} ms", seen.millis),
            )]));
        }
        _ if platform::wechat_fails_too(sighting) => {
            return Err(Unknown::CouldNotLook(
                Probe::WeCom,
                crate::Obstacle::NotReached(seen.host.clone()),
            ));
        }
        other => other.words(),
    };
    Ok(Verdict::Broken(platform::with_host(
        Problem::new(
            "network.wecom-unreachable",
            Text::new(
                "连不上企业微信的服务器。",
                "WeCom's server cannot be reached.",
            ),
        )
        .fact(platform::WORDS, words)
        .advise(
            "请网络管理员按域名放行下面的主机（443 端口），并排除在 HTTPS 检查之外。",
            "Ask the network's administrator to allow the host below by name, port 443, and to exempt it from HTTPS inspection.",
        ),
        seen,
    )))
}

#[cfg(test)]
mod tests {
    use super::super::platform::tests::{at, met, missed};
    use super::*;
    use crate::Field;
    use crate::seen::{PlatformSeen, Seen, Trouble};

    fn judged(wanted: bool, wechat: PlatformSeen, wecom: PlatformSeen) -> Outcome {
        let mut answers = Answers::default();
        if wanted {
            answers.give(Field::WeComWanted, "yes").expect("a choice");
        }
        let mut sighting = Sighting::default();
        sighting.record(Probe::WeChat, Ok(Seen::Platform(wechat)), at(0));
        sighting.record(Probe::WeCom, Ok(Seen::Platform(wecom)), at(0));
        judge(&answers, &sighting)
    }

    #[test]
    fn a_refusal_for_want_of_a_corpid_is_good_news() {
        assert!(matches!(
            judged(true, met(41002), met(41002)),
            Ok(Verdict::Holds(facts)) if facts.len() == 1
        ));
    }

    #[test]
    fn it_does_not_matter_when_wecom_is_not_wanted() {
        assert_eq!(
            judged(false, met(41002), missed(Trouble::TimedOut)),
            Ok(Verdict::holds())
        );
        assert_eq!(
            judge(&Answers::default(), &Sighting::default()),
            Ok(Verdict::holds())
        );
    }

    #[test]
    fn it_is_broken_when_wechat_can_be_reached() {
        let outcome = judged(true, met(41002), missed(Trouble::TimedOut));
        assert!(
            matches!(&outcome, Ok(Verdict::Broken(p)) if p.code == "network.wecom-unreachable")
        );
    }

    #[test]
    fn what_keeps_us_from_wechat_too_is_named_there() {
        for trouble in [Trouble::TimedOut, Trouble::Offline] {
            assert!(judged(true, missed(trouble.clone()), missed(trouble)).is_err());
        }
    }
}
