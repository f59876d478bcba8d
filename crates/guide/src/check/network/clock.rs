//! Is this machine's clock right?
//!
//! Certificates, JS-SDK signatures and login tickets all carry times. On a machine whose clock is off by minutes, good
//! certificates look expired and fresh tickets look stale. WeChat's servers tell the time in the `Date` header of every answer;
//! it is compared with the clock here. More than a minute is worrying, more than five minutes breaks things: that is as long as
//! login codes live.
//!
//! Source: HTTP's `Date` header; the life of login codes in the WeChat server API, code2Session.

use super::platform::{self, Meeting};
use crate::{Answers, Check, Fact, Outcome, Probe, Problem, Sighting, Text, Unknown, Verdict};

const WORRYING_SECONDS: i64 = 60;
const BROKEN_SECONDS: i64 = 300;

/// See the module.
pub(super) static CHECK: Check = Check {
    id: "network.clock",
    question: Text::new("本机的时钟准吗？", "Is this machine's clock right?"),
    looks_at: &[Probe::WeChat],
    judge,
    blocks: false,
    codes: &["network.clock-skew"],
    page: include_str!("clock.rs"),
};

fn judge(_: &Answers, sighting: &Sighting) -> Outcome {
    let seen = sighting.wechat()?;
    if platform::meeting(Probe::WeChat, seen)? != Meeting::Met {
        return Err(Unknown::CouldNotLook(
            Probe::WeChat,
            crate::Obstacle::NotReached(seen.host.clone()),
        ));
    }
    let Some(server) = seen.server_time else {
        return Err(Unknown::NotVisible(Text::new(
            "微信的回答里没有时间；请自行核对本机时钟。",
            "The answer from WeChat carried no time; please check this machine's clock yourself.",
        )));
    };
    let skew = seen.our_time.as_second() - server.as_second();
    let difference = Fact::new(
        Text::new(
            "本机比微信快（负数为慢）",
            "This machine is ahead of WeChat by (negative: behind)",
        ),
        format!("{skew} s"),
    );
    if skew.abs() <= WORRYING_SECONDS {
        return Ok(Verdict::Holds(vec![difference]));
    }
    let mut problem = Problem::new(
        "network.clock-skew",
        Text::new("本机的时钟不准。", "This machine's clock is wrong."),
    )
    .fact(
        Text::new("本机时间（UTC）", "Here (UTC)"),
        seen.our_time.strftime("%Y-%m-%d %H:%M:%S").to_string(),
    )
    .fact(
        Text::new("微信时间（UTC）", "At WeChat (UTC)"),
        server.strftime("%Y-%m-%d %H:%M:%S").to_string(),
    )
    .advise(
        "打开系统的自动对时（Windows：设置 → 时间和语言；Linux：timedatectl set-ntp true），再检查。",
        "Switch on automatic time in the system (Windows: Settings, Time and language; Linux: timedatectl set-ntp true), then check again.",
    )
    .advise(
        "云桥服务器的时钟也要核对。",
        "Check the clock of the 云桥 server as well.",
    );
    problem.facts.insert(0, difference);
    Ok(if skew.abs() > BROKEN_SECONDS {
        Verdict::Broken(problem)
    } else {
        Verdict::Worrying(problem)
    })
}

#[cfg(test)]
mod tests {
    use super::super::platform::tests::{at, html, judged, met, missed};
    use super::*;
    use crate::seen::{PlatformSeen, Trouble};

    fn ahead(seconds: i64) -> Outcome {
        let seen = PlatformSeen {
            our_time: at(1_800_000_000 + seconds),
            ..met(41002)
        };
        judged(&CHECK, Probe::WeChat, seen)
    }

    #[test]
    fn up_to_a_minute_is_right_enough() {
        for seconds in [0, 60, -60] {
            assert!(matches!(ahead(seconds), Ok(Verdict::Holds(_))), "{seconds}");
        }
    }

    #[test]
    fn beyond_a_minute_is_worrying_and_beyond_five_broken() {
        for seconds in [61, -61, 300, -300] {
            assert!(
                matches!(ahead(seconds), Ok(Verdict::Worrying(_))),
                "{seconds}"
            );
        }
        for seconds in [301, -301, 86_400] {
            let outcome = ahead(seconds);
            let Ok(Verdict::Broken(problem)) = outcome else {
                panic!("{outcome:?}")
            };
            assert_eq!(problem.code, "network.clock-skew");
            assert_eq!(problem.facts[0].value, format!("{seconds} s"));
        }
    }

    #[test]
    fn without_wechats_time_nothing_is_concluded() {
        let silent = PlatformSeen {
            server_time: None,
            ..met(41002)
        };
        for seen in [
            silent,
            missed(Trouble::TimedOut),
            missed(Trouble::Offline),
            html(200),
        ] {
            assert!(judged(&CHECK, Probe::WeChat, seen).is_err());
        }
    }
}
