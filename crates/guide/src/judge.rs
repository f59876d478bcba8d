//! Asking every check that applies.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::{Answers, Check, Finding, JOURNEY, Sighting, Unknown, roots};

/// Judges everything that applies to these answers, in the order of the journey, and says which findings follow from which.
///
/// A check that panics answers [`Unknown::Crashed`]; the others are not touched by it.
pub fn judge_all(answers: &Answers, sighting: &Sighting) -> Vec<Finding> {
    let mut findings: Vec<Finding> = JOURNEY
        .iter()
        .filter(|step| (step.applies)(answers).is_ok())
        .flat_map(|step| step.verify)
        .map(|check| finding(check, answers, sighting))
        .collect();
    roots::attribute(answers, &mut findings);
    findings
}

fn finding(check: &Check, answers: &Answers, sighting: &Sighting) -> Finding {
    // A check only reads, so nothing half-changed can be left behind.
    let outcome = catch_unwind(AssertUnwindSafe(|| (check.judge)(answers, sighting)))
        .unwrap_or(Err(Unknown::Crashed));
    Finding {
        check: check.id,
        outcome,
        when: check
            .looks_at
            .iter()
            .filter_map(|probe| sighting.when(*probe))
            .min(),
        because: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seen::{CredentialsSeen, PlatformSeen, Reply, Seen, Trouble};
    use crate::{Field, Obstacle, Probe, Site, Text, Verdict};

    fn at(seconds: i64) -> jiff::Timestamp {
        jiff::Timestamp::from_second(seconds).expect("within range")
    }

    fn answers() -> Answers {
        let mut answers = Answers::default();
        for (field, text) in [
            (Field::ServiceAddress, "https://bridge.example.com"),
            (Field::AppId, "wx0123456789abcdef"),
            (Field::HomeUrl, "https://oa.example.com/home"),
            (Field::PackageFolder, "/srv/weapp"),
            (Field::VerificationFile, "/srv/6ynZPDvfTF.txt"),
            (Field::WeComWanted, "yes"),
            (Field::CorpId, "ww0123456789abcdef"),
            (Field::AgentId, "1000002"),
        ] {
            answers.give(field, text).expect("good answers");
        }
        answers.keep_secret(Field::AppSecret, true);
        answers.keep_secret(Field::CorpSecret, true);
        answers
    }

    fn every_probe() -> Vec<Probe> {
        let sites = [Site::Service, Site::Home, Site::Request, Site::Business];
        let mut probes = vec![
            Probe::WeChat,
            Probe::WeCom,
            Probe::UploadHost,
            Probe::PackageHost,
            Probe::Egress,
            Probe::Credentials,
            Probe::RegisteredDomains,
            Probe::TrialCode,
            Probe::ReleasedCode,
            Probe::WeComAgent,
            Probe::Package,
            Probe::VerificationFile,
            Probe::PlacedFile,
            Probe::UploadKey,
            Probe::LoginServer,
        ];
        for site in sites {
            probes.extend([
                Probe::Dns(site),
                Probe::Tcp(site),
                Probe::Tls(site),
                Probe::Http(site),
            ]);
        }
        probes
    }

    #[test]
    fn offline_breaks_nothing() {
        for obstacle in [
            Obstacle::Offline,
            Obstacle::TimedOut(8000),
            Obstacle::Cancelled,
        ] {
            let mut sighting = Sighting::default();
            for probe in every_probe() {
                sighting.record(probe, Err(obstacle.clone()), at(0));
            }
            for finding in judge_all(&answers(), &sighting) {
                assert!(
                    !matches!(
                        finding.outcome,
                        Ok(Verdict::Broken(_) | Verdict::Worrying(_))
                    ),
                    "{finding:?}"
                );
            }
        }
    }

    #[test]
    fn nothing_looked_at_breaks_nothing() {
        for answers in [Answers::default(), answers()] {
            for finding in judge_all(&answers, &Sighting::default()) {
                assert!(
                    !matches!(
                        finding.outcome,
                        Ok(Verdict::Broken(_) | Verdict::Worrying(_))
                    ),
                    "{finding:?}"
                );
                assert_eq!(finding.when, None);
            }
        }
    }

    #[test]
    fn a_finding_is_as_old_as_the_oldest_sighting_it_rests_on() {
        let mut sighting = Sighting::default();
        let seen = PlatformSeen {
            host: "servicewechat.com".to_owned(),
            reply: Ok(Reply::Success),
            server_time: None,
            our_time: at(0),
            millis: 1,
            proxy: None,
        };
        sighting.record(Probe::UploadHost, Ok(Seen::Platform(seen.clone())), at(7));
        sighting.record(Probe::WeChat, Ok(Seen::Platform(seen)), at(5));
        let findings = judge_all(&answers(), &sighting);
        let upload = findings
            .iter()
            .find(|finding| finding.check == "network.upload");
        assert_eq!(upload.and_then(|finding| finding.when), Some(at(5)));
    }

    #[test]
    fn steps_that_do_not_apply_are_not_judged() {
        let wecom = |answers: &Answers| {
            judge_all(answers, &Sighting::default())
                .iter()
                .filter(|finding| finding.check.starts_with("wecom."))
                .count()
        };
        assert!(wecom(&answers()) > 0);
        assert_eq!(wecom(&Answers::default()), 0);
    }

    #[test]
    fn a_check_that_panics_is_an_unknown() {
        let check = Check {
            id: "a.b",
            question: Text::new("甲", "a"),
            looks_at: &[],
            judge: |_, _| std::panic::resume_unwind(Box::new("on purpose")),
            blocks: false,
            codes: &[],
            page: "",
        };
        let finding = finding(&check, &answers(), &Sighting::default());
        assert_eq!(finding.outcome, Err(Unknown::Crashed));
    }

    #[test]
    fn a_consequence_names_its_cause() {
        let mut sighting = Sighting::default();
        let seen = PlatformSeen {
            host: "api.weixin.qq.com".to_owned(),
            reply: Err(Trouble::TimedOut),
            server_time: None,
            our_time: at(0),
            millis: 1,
            proxy: None,
        };
        sighting.record(Probe::WeChat, Ok(Seen::Platform(seen)), at(0));
        let credentials = CredentialsSeen {
            quiet: Err(Trouble::TimedOut),
            token: None,
        };
        sighting.record(
            Probe::Credentials,
            Ok(Seen::Credentials(credentials)),
            at(0),
        );
        let findings = judge_all(&answers(), &sighting);
        let because = |check: &str| {
            findings
                .iter()
                .find(|finding| finding.check == check)
                .and_then(|finding| finding.because)
        };
        assert_eq!(because("network.wechat"), None);
        assert_eq!(
            because("credentials.accepted"),
            Some("network.wechat-unreachable")
        );
        assert_eq!(because("network.clock"), Some("network.wechat-unreachable"));
    }
}
