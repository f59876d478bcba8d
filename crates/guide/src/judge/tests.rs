use super::*;
use crate::refused::{WECHAT, WECOM};
use crate::seen::{CodeImage, CredentialsSeen, PlatformSeen, Reply, Seen, Trouble, WeComSeen};
use crate::{Field, Obstacle, Probe, Site, Text, Verdict, check_named};

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

/// What the platforms' probes would have seen had every call been answered like this.
fn everywhere(reply: &Result<Reply, Trouble>) -> Sighting {
    let mut sighting = Sighting::default();
    let platform = PlatformSeen {
        host: "api.weixin.qq.com".to_owned(),
        reply: reply.clone(),
        server_time: Some(at(0)),
        our_time: at(1000),
        millis: 1,
        proxy: Some("http://proxy:3128".to_owned()),
    };
    let code = CodeImage {
        reply: reply.clone(),
        image: Vec::new(),
    };
    let wecom = WeComSeen {
        token: reply.clone(),
        agent: Some(reply.clone()),
        agent_seen: None,
        ticket: Some(reply.clone()),
        agent_ticket: Some(reply.clone()),
    };
    let credentials = CredentialsSeen {
        quiet: reply.clone(),
        token: Some(reply.clone()),
    };
    for (probe, seen) in [
        (Probe::WeChat, Seen::Platform(platform.clone())),
        (Probe::WeCom, Seen::Platform(platform.clone())),
        (Probe::UploadHost, Seen::Platform(platform)),
        (Probe::TrialCode, Seen::Code(code.clone())),
        (Probe::ReleasedCode, Seen::Code(code)),
        (Probe::WeComAgent, Seen::WeCom(wecom)),
        (Probe::Credentials, Seen::Credentials(credentials)),
    ] {
        sighting.record(probe, Ok(seen), at(0));
    }
    sighting
}

#[test]
fn every_problem_reported_is_listed_by_its_check_or_a_platforms_table() {
    let tables = || WECHAT.iter().chain(WECOM);
    let mut replies: Vec<Result<Reply, Trouble>> = tables()
        .map(|refused| refused.number)
        .chain([0, 31_337])
        .map(|code| {
            Ok(Reply::Refused {
                code,
                message: "words".to_owned(),
            })
        })
        .collect();
    replies.extend([200, 302, 407, 500].map(|status| {
        Ok(Reply::NotJson {
            status,
            content_type: String::new(),
            start: String::new(),
        })
    }));
    replies.extend(
        [
            Trouble::Offline,
            Trouble::NameNotFound,
            Trouble::Refused,
            Trouble::TimedOut,
            Trouble::Reset,
            Trouble::Unreachable,
            Trouble::PlainHttp,
            Trouble::Untrusted {
                issuer: "a".to_owned(),
                reason: "b".to_owned(),
            },
            Trouble::TlsFailed("a".to_owned()),
            Trouble::Proxy("a".to_owned()),
            Trouble::TooLarge,
            Trouble::BrokeOff,
        ]
        .map(Err),
    );
    replies.push(Ok(Reply::Success));
    for reply in replies {
        for finding in judge_all(&answers(), &everywhere(&reply)) {
            let check = check_named(finding.check).expect("judged from the journey");
            let Some(problem) = finding.outcome.as_ref().ok().and_then(Verdict::problem) else {
                continue;
            };
            assert!(
                check.codes.contains(&problem.code)
                    || tables().any(|refused| refused.code == problem.code),
                "{} reports {}",
                check.id,
                problem.code
            );
            assert!(!problem.remedies.is_empty(), "{}", problem.code);
        }
    }
}

#[test]
fn one_fault_of_the_network_is_broken_once() {
    for trouble in [
        Trouble::TimedOut,
        Trouble::Reset,
        Trouble::PlainHttp,
        Trouble::Proxy("407".to_owned()),
        Trouble::Untrusted {
            issuer: "a".to_owned(),
            reason: "b".to_owned(),
        },
    ] {
        let findings = judge_all(&answers(), &everywhere(&Err(trouble.clone())));
        let broken = findings
            .iter()
            .filter(|finding| matches!(finding.outcome, Ok(Verdict::Broken(_))));
        assert_eq!(broken.count(), 1, "{trouble:?}");
    }
}
