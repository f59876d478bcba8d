//! A certificate counts between two dates. Expired and not yet valid are different faults with different remedies, and both look
//! the same when it is this machine's clock that is wrong; so when WeChat's answer shows the clock off by more than a day,
//! nothing is concluded. Thirty days before the end it is time to renew, because a forgotten renewal stops the mini-program for
//! everybody at once.
//!
//! Source: WeChat, network requirements (within its validity).

use super::handshake::{self, moment};
use super::{label, sites};
use crate::check::Check;
use crate::{Answers, Outcome, Probe, Problem, Sighting, Site, Text, Unknown, Verdict};
use jiff::SignedDuration;

/// Whether the certificate is within its dates.
pub static CHECK: Check = Check {
    id: "tls.dates",
    question: Text::new("证书在有效期内吗？", "Is the certificate within its dates?"),
    looks_at: &[
        Probe::Tls(Site::Request),
        Probe::Tls(Site::Business),
        Probe::WeChat,
    ],
    judge,
    blocks: false,
    codes: &[
        "tls.expired",
        "tls.not-yet-valid",
        "tls.ends-soon",
        "tls.expired-intermediate",
    ],
    page: include_str!("dates.rs"),
};

const SOON: SignedDuration = SignedDuration::from_hours(30 * 24);
const DAY: SignedDuration = SignedDuration::from_hours(24);

fn judge(answers: &Answers, sighting: &Sighting) -> Outcome {
    sites::each(answers, sighting, look)
}

pub(super) fn look(sighting: &Sighting, site: Site) -> Outcome {
    let shaken = handshake::of(sighting, site)?;
    if clock_is_wrong(sighting) {
        return Err(Unknown::NotVisible(Text::new(
            "本机时钟偏差超过一天，无法判断证书日期；请先校准时钟。",
            "This machine's clock is off by more than a day, so the dates cannot be judged; set the clock first.",
        )));
    }
    let now = shaken.seen.at;
    let leaf = shaken.leaf;
    if leaf.not_after < now {
        return Ok(Verdict::Broken(dated(expired(), leaf)));
    }
    if leaf.not_before > now {
        return Ok(Verdict::Broken(dated(not_yet_valid(), leaf)));
    }
    if leaf.not_after.duration_since(now) < SOON {
        return Ok(Verdict::Worrying(dated(ends_soon(), leaf)));
    }
    if let Some(old) = shaken.chain[1..].iter().find(|sent| sent.not_after < now) {
        return Ok(Verdict::Worrying(dated(expired_intermediate(), old)));
    }
    Ok(Verdict::Holds(vec![moment(
        label::VALID_UNTIL,
        leaf.not_after,
    )]))
}

fn clock_is_wrong(sighting: &Sighting) -> bool {
    sighting.wechat().is_ok_and(|seen| {
        seen.server_time
            .is_some_and(|theirs| theirs.duration_since(seen.our_time).abs() > DAY)
    })
}

fn dated(problem: Problem, certificate: &crate::seen::CertificateSeen) -> Problem {
    let mut problem = handshake::about(problem, certificate);
    problem
        .facts
        .push(moment(label::VALID_FROM, certificate.not_before));
    problem
        .facts
        .push(moment(label::VALID_UNTIL, certificate.not_after));
    problem
}

fn expired() -> Problem {
    Problem::new(
        "tls.expired",
        Text::new("服务器的证书已经过期。", "The server's certificate has expired."),
    )
    .advise(
        "请续签证书，替换服务器上的文件并重新加载；最好设置自动续签。",
        "Renew the certificate, replace the files on the server and reload; better still, renew automatically.",
    )
}

fn not_yet_valid() -> Problem {
    Problem::new(
        "tls.not-yet-valid",
        Text::new(
            "服务器的证书还没有生效。",
            "The server's certificate is not valid yet.",
        ),
    )
    .advise(
        "请等到生效时间，或重新签发证书；若日期看起来正常，请检查本机时钟。",
        "Wait until it is, or have it issued again; if the date looks right, check this machine's clock.",
    )
}

fn ends_soon() -> Problem {
    Problem::new(
        "tls.ends-soon",
        Text::new(
            "服务器的证书三十天内到期。",
            "The server's certificate ends within thirty days.",
        ),
    )
    .advise(
        "请安排续签；过期当天小程序会对所有人失效。",
        "Arrange the renewal; on the day it ends the mini-program stops for everybody.",
    )
}

fn expired_intermediate() -> Problem {
    Problem::new(
        "tls.expired-intermediate",
        Text::new(
            "服务器多发了一张过期的中间证书，旧手机可能因此拒绝。",
            "The server sends an intermediate certificate that has expired; old phones may refuse it.",
        ),
    )
    .advise(
        "请用证书机构现在提供的证书链文件替换服务器上的链。",
        "Replace the chain on the server by the one the authority offers now.",
    )
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;
    use crate::Obstacle;
    use jiff::ToSpan;

    #[test]
    fn each_date_is_named() {
        let table = [
            (-100, 200, "holds"),
            (-100, 31, "holds"),
            (-100, 29, "worrying tls.ends-soon"),
            (-100, -3, "broken tls.expired"),
            (2, 300, "broken tls.not-yet-valid"),
        ];
        for (from, until, expected) in table {
            let scene = Scene::healthy().edit_leaf(|leaf| {
                leaf.not_before = Scene::NOW + (24 * from).hours();
                leaf.not_after = Scene::NOW + (24 * until).hours();
            });
            assert_eq!(scene.judge(&CHECK), expected, "{from} {until}");
        }
    }

    #[test]
    fn a_wrong_clock_is_not_an_expired_certificate() {
        let scene = Scene::healthy()
            .edit_leaf(|leaf| leaf.not_after = Scene::NOW - 24.hours())
            .edit_wechat(|seen| seen.server_time = Some(seen.our_time - 48.hours()));
        assert_eq!(scene.judge(&CHECK), "unknown not-visible");
        let scene = Scene::healthy()
            .edit_leaf(|leaf| leaf.not_after = Scene::NOW - 24.hours())
            .edit_wechat(|seen| seen.server_time = Some(seen.our_time + 12.minutes()));
        assert_eq!(scene.judge(&CHECK), "broken tls.expired");
    }

    #[test]
    fn an_expired_intermediate_is_a_worry() {
        let scene = Scene::healthy().edit_chain(|chain| chain[1].not_after = Scene::NOW - 1.hour());
        assert_eq!(scene.judge(&CHECK), "worrying tls.expired-intermediate");
    }

    #[test]
    fn without_a_handshake_there_are_no_dates() {
        let scene = Scene::healthy().obstacle(Probe::Tls, Obstacle::NotReached("tcp".to_owned()));
        assert_eq!(scene.judge(&CHECK), "unknown not-reached");
    }
}
