use super::*;
use crate::{Field, Outcome, Text};

fn answers() -> Answers {
    let mut answers = Answers::default();
    for (field, text) in [
        (Field::ServiceAddress, "https://bridge.example.com:8443"),
        (Field::HomeUrl, "https://oa.example.com/home"),
    ] {
        answers.give(field, text).expect("good answers");
    }
    answers
}

fn broken(code: &'static str) -> Outcome {
    Ok(Verdict::Broken(Problem::new(code, Text::new("甲。", "a."))))
}

fn blind() -> Outcome {
    Err(Unknown::CouldNotLook(
        Probe::WeChat,
        Obstacle::NotReached("no route".to_owned()),
    ))
}

/// What `because` becomes for each of these findings.
fn because(findings: &[(&'static str, Outcome)]) -> Vec<Option<&'static str>> {
    let mut findings: Vec<Finding> = findings
        .iter()
        .map(|(check, outcome)| Finding {
            check,
            outcome: outcome.clone(),
            when: None,
            because: None,
        })
        .collect();
    attribute(&answers(), &mut findings);
    findings.iter().map(|finding| finding.because).collect()
}

#[test]
fn an_unreachable_platform_explains_who_could_not_ask_it() {
    assert_eq!(
        because(&[
            ("network.wechat", broken("network.wechat-reset")),
            ("network.clock", blind()),
            ("credentials.accepted", blind()),
            ("release.trial", blind()),
            ("wecom.token", blind()),
        ]),
        [
            None,
            Some("network.wechat-reset"),
            Some("network.wechat-reset"),
            Some("network.wechat-reset"),
            None
        ]
    );
}

#[test]
fn refused_credentials_explain_codes_that_could_not_be_had() {
    for code in ["credentials.ip-not-listed", "wechat.unlisted"] {
        assert_eq!(
            because(&[
                ("credentials.accepted", broken(code)),
                ("release.released", blind()),
                ("upload.key", broken("upload.key-not-a-key")),
            ]),
            [None, Some(code), None]
        );
    }
}

#[test]
fn wecoms_checks_follow_from_the_first_that_fails() {
    assert_eq!(
        because(&[
            ("wecom.address", broken("wecom.ip-not-trusted")),
            ("wecom.visible-range", blind()),
            ("wecom.ticket", blind()),
        ]),
        [
            None,
            Some("wecom.ip-not-trusted"),
            Some("wecom.ip-not-trusted")
        ]
    );
}

#[test]
fn a_wrong_clock_explains_an_expired_certificate_and_not_a_wrong_name() {
    assert_eq!(
        because(&[
            ("network.clock", broken("network.clock-skew")),
            ("tls.dates", broken("tls.expired")),
            ("tls.name", broken("tls.wrong-name")),
        ]),
        [None, Some("network.clock-skew"), None]
    );
}

#[test]
fn the_deepest_cause_is_named() {
    assert_eq!(
        because(&[
            ("network.captive-portal", broken("network.captive-portal")),
            ("network.wecom", broken("network.wecom-unreachable")),
            ("wecom.token", blind()),
            ("tls.trusted", broken("tls.unknown-root")),
        ]),
        [
            None,
            Some("network.captive-portal"),
            Some("network.captive-portal"),
            Some("network.captive-portal")
        ]
    );
}

#[test]
fn a_check_that_names_its_cause_is_believed() {
    let told = Err(Unknown::CouldNotLook(
        Probe::PlacedFile,
        Obstacle::NotReached("tls.expired".to_owned()),
    ));
    assert_eq!(
        because(&[("x.dates", broken("tls.expired")), ("x.file", told)]),
        [None, Some("tls.expired")]
    );
}

#[test]
fn what_holds_worries_or_was_not_asked_needs_no_cause() {
    let worry = Problem::new("network.upload-unreachable", Text::new("甲。", "a."));
    for outcome in [
        Ok(Verdict::holds()),
        Ok(Verdict::Worrying(worry)),
        Err(Unknown::NotLooked(Probe::UploadHost)),
        Err(Unknown::NotAnswered(Field::AppId)),
        Err(Unknown::Crashed),
    ] {
        assert_eq!(
            because(&[
                ("network.captive-portal", broken("network.captive-portal")),
                ("network.upload", outcome),
            ]),
            [None, None]
        );
    }
}

#[test]
fn a_problem_that_names_one_host_is_about_that_host() {
    let both: BTreeSet<String> = ["oa.example.com", "bridge.example.com"]
        .map(str::to_owned)
        .into();
    let label = Text::new("域名", "Domain");
    for (value, expected) in [
        ("oa.example.com", 1),
        ("bridge.example.com:8443", 1),
        ("bridge.example.com (tls.expired)", 1),
        ("bridge.example.com.evil.example", 2),
    ] {
        let problem = Problem::new("tls.expired", label).fact(label, value);
        assert_eq!(named(both.clone(), &problem).len(), expected, "{value}");
    }
}

#[test]
fn the_login_backend_stands_on_the_service_addresss_host() {
    let host = "bridge.example.com".to_owned();
    assert_eq!(hosts("login.answers", &answers()), [host].into());
}
