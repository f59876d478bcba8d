//! Certificates of public authorities may be valid for 398 days at most, and iPhones refuse longer ones issued since September
//! 2020. A longer one is a sign of a private authority or of very old issue; it may work today and stops with the next update.
//!
//! Source: Apple, about upcoming limits on trusted certificates; App Transport Security.

use super::handshake::{self, moment};
use super::{label, sites};
use crate::check::Check;
use crate::{Answers, Fact, Outcome, Probe, Problem, Sighting, Site, Text, Verdict};
use jiff::SignedDuration;

/// Whether the certificate is valid for no longer than phones accept.
pub static CHECK: Check = Check {
    id: "tls.validity",
    question: Text::new(
        "证书的有效期长度合适吗？",
        "Is the certificate's period no longer than phones accept?",
    ),
    looks_at: &[Probe::Tls(Site::Request), Probe::Tls(Site::Business)],
    judge,
    blocks: false,
    codes: &["tls.long-validity"],
    page: include_str!("validity.rs"),
};

const LONGEST: SignedDuration = SignedDuration::from_hours(398 * 24);
const DAYS: Text = Text::new("有效天数", "Days of validity");

fn judge(answers: &Answers, sighting: &Sighting) -> Outcome {
    sites::each(answers, sighting, look)
}

fn look(sighting: &Sighting, site: Site) -> Outcome {
    let leaf = handshake::of(sighting, site)?.leaf;
    let period = leaf.not_after.duration_since(leaf.not_before);
    let days = (period.as_hours() / 24).to_string();
    if period <= LONGEST {
        return Ok(Verdict::Holds(vec![Fact::new(DAYS, days)]));
    }
    let mut problem = handshake::about(
        Problem::new(
            "tls.long-validity",
            Text::new(
                "证书的有效期超过 398 天，苹果手机可能拒绝。",
                "The certificate is valid for more than 398 days; iPhones may refuse it.",
            ),
        )
        .fact(DAYS, days),
        leaf,
    );
    problem
        .facts
        .push(moment(label::VALID_FROM, leaf.not_before));
    problem
        .facts
        .push(moment(label::VALID_UNTIL, leaf.not_after));
    Ok(Verdict::Worrying(problem.advise(
        "请换成公共证书机构签发、有效期一年以内的证书。",
        "Replace it by a certificate of a public authority that is valid for a year at most.",
    )))
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;
    use crate::Obstacle;
    use jiff::ToSpan;

    #[test]
    fn more_than_398_days_is_worrying() {
        let table = [
            (90, "holds"),
            (398, "holds"),
            (399, "worrying tls.long-validity"),
            (800, "worrying tls.long-validity"),
        ];
        for (days, expected) in table {
            let scene = Scene::healthy()
                .edit_leaf(|leaf| leaf.not_after = leaf.not_before + (24 * days).hours());
            assert_eq!(scene.judge(&CHECK), expected, "{days}");
        }
    }

    #[test]
    fn an_unseen_period_is_not_too_long() {
        let scene = Scene::healthy().obstacle(Probe::Tls, Obstacle::Offline);
        assert_eq!(scene.judge(&CHECK), "unknown offline");
    }
}
