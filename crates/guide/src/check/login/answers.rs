//! Does the login backend answer under the service address?
//!
//! The mini-program sends every login to the service address. Behind it stands either a 云桥 (e-Bridge) that is already in use,
//! or the login server that comes with this assistant. A 云桥 only has to answer over https without a fault of its own: its
//! pages ask for a login, so "unauthorised" or "not found" is an answer too. The bundled login server tells its instance id at
//! `/healthz`; when that is another one than the one started here, the address leads to a different machine or to an old
//! installation, and logins would be looked up in the wrong directory.
//!
//! An existing 云桥 should carry the vendor's newest patch before its address is opened to the internet; several weaknesses
//! have been published.
//!
//! Source: the vendor's manual (云桥外网地址); WeChat's rules for request domains, which demand https.

use crate::check::reply;
use crate::seen::{Hop, Trouble};
use crate::{
    Answers, Check, Fact, Field, Outcome, Probe, Problem, Remedy, Sighting, Text, Unknown, Verdict,
};

const ADDRESS: Text = Text::new("地址", "Address");
const STATUS: Text = Text::new("HTTP 状态", "HTTP status");
const OURS: Text = Text::new("本机启动的实例", "Instance started here");
const THEIRS: Text = Text::new("应答的实例", "Instance that answered");

/// See the module.
pub(super) static CHECK: Check = Check {
    id: "login.answers",
    question: Text::new(
        "登录后端在服务地址上应答吗？",
        "Does the login backend answer under the service address?",
    ),
    looks_at: &[Probe::LoginServer],
    judge,
    blocks: false,
    codes: &[
        "login.not-reached",
        "login.error-status",
        "login.other-instance",
    ],
    page: include_str!("answers.rs"),
};

fn judge(answers: &Answers, sighting: &Sighting) -> Outcome {
    answers.service_address()?;
    let bundled = answers.effective(Field::LoginBackend).as_deref() == Some("bundled");
    let seen = sighting.login_server()?;
    let url = seen.health.url.as_str();
    let hop = match &seen.health.outcome {
        Ok(hop) => hop,
        Err(Trouble::Offline) => {
            return Err(Unknown::CouldNotLook(
                Probe::LoginServer,
                reply::obstacle(&Trouble::Offline),
            ));
        }
        Err(trouble) => return Ok(Verdict::Broken(not_reached(url, trouble))),
    };
    if hop.status >= 500 || (bundled && hop.status != 200) {
        return Ok(Verdict::Broken(error_status(url, hop.status)));
    }
    let evidence = vec![
        Fact::new(ADDRESS, url),
        Fact::new(STATUS, hop.status.to_string()),
    ];
    match (bundled, &seen.ours) {
        (true, Some(ours)) => match instance(hop) {
            Some(theirs) if theirs == *ours => Ok(Verdict::Holds(evidence)),
            theirs => Ok(Verdict::Broken(other_instance(url, ours, theirs))),
        },
        (true, None) => Err(Unknown::NotVisible(Text::new(
            "登录服务不是从本机启动的，无法比对实例；请在运行它的机器上检查。",
            "The login server was not started from here, so the instances cannot be compared; check on the machine it runs on.",
        ))),
        (false, _) => Ok(Verdict::Holds(evidence)),
    }
}

/// The instance id in the answer of `/healthz`, a JSON object with the key `instance`.
fn instance(hop: &Hop) -> Option<String> {
    let answer: serde_json::Value = serde_json::from_slice(&hop.body).ok()?;
    Some(answer.get("instance")?.as_str()?.to_owned())
}

fn not_reached(url: &str, trouble: &Trouble) -> Problem {
    Problem::new(
        "login.not-reached",
        Text::new(
            "在服务地址上连不到登录后端。",
            "The login backend cannot be reached under the service address.",
        ),
    )
    .fact(ADDRESS, url)
    .fact(Text::new("经过", "What happened"), reply::words(trouble))
    .advise(
        "确认云桥或登录服务正在运行，并且 nginx 把这个地址转到它。",
        "Make sure that 云桥 or the login server runs and that nginx passes this address on to it.",
    )
    .remedy(Remedy::Revisit(Field::ServiceAddress))
}

fn error_status(url: &str, status: u16) -> Problem {
    Problem::new(
        "login.error-status",
        Text::new(
            "服务地址有应答，但登录后端报错。",
            "The service address answers, but the login backend reports a fault.",
        ),
    )
    .fact(ADDRESS, url)
    .fact(STATUS, status.to_string())
    .advise(
        "502、503、504 说明 nginx 后面的云桥或登录服务没有运行；启动它，再检查。",
        "502, 503 and 504 mean that 云桥 or the login server behind nginx is not running; start it and check again.",
    )
    .advise(
        "其他状态请看它的日志。",
        "For other statuses, read its log.",
    )
    .remedy(Remedy::Revisit(Field::ServiceAddress))
}

fn other_instance(url: &str, ours: &str, theirs: Option<String>) -> Problem {
    let problem = Problem::new(
        "login.other-instance",
        Text::new(
            "服务地址通向的不是本机启动的登录服务。",
            "The service address does not lead to the login server started here.",
        ),
    )
    .fact(ADDRESS, url)
    .fact(OURS, ours);
    let problem = match theirs {
        Some(theirs) => problem.fact(THEIRS, theirs),
        None => problem,
    };
    problem
        .advise(
            "把 nginx 里这个地址的转发目标改成本机登录服务的地址和端口。",
            "Point nginx for this address at the host and port of the login server here.",
        )
        .remedy(Remedy::Revisit(Field::ServiceAddress))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seen::{Fetched, LoginSeen, Seen};

    fn judged(backend: &str, outcome: Result<(u16, &str), Trouble>, ours: Option<&str>) -> Outcome {
        let mut answers = Answers::default();
        answers
            .give(Field::ServiceAddress, "https://oa.example.com")
            .expect("an address");
        answers
            .give(Field::LoginBackend, backend)
            .expect("a choice");
        let mut sighting = Sighting::default();
        let seen = LoginSeen {
            health: Fetched {
                url: "https://oa.example.com/healthz".to_owned(),
                outcome: outcome.map(|(status, body)| Hop {
                    status,
                    body: body.as_bytes().to_vec(),
                    ..Hop::default()
                }),
            },
            ours: ours.map(str::to_owned),
        };
        sighting.record(
            Probe::LoginServer,
            Ok(Seen::Login(seen)),
            jiff::Timestamp::UNIX_EPOCH,
        );
        judge(&answers, &sighting)
    }

    fn code(outcome: &Outcome) -> Option<&'static str> {
        match outcome {
            Ok(Verdict::Broken(problem)) => Some(problem.code),
            _ => None,
        }
    }

    #[test]
    fn any_answer_of_an_existing_backend_will_do_unless_it_is_a_fault() {
        for status in [200, 302, 401, 404] {
            let outcome = judged("existing", Ok((status, "")), None);
            assert!(matches!(outcome, Ok(Verdict::Holds(_))), "{status}");
        }
        for status in [500, 502, 503] {
            let outcome = judged("existing", Ok((status, "")), None);
            assert_eq!(code(&outcome), Some("login.error-status"));
        }
    }

    #[test]
    fn the_bundled_server_has_to_be_the_one_started_here() {
        let body = r#"{"status":"ok","instance":"a1b2"}"#;
        let outcome = judged("bundled", Ok((200, body)), Some("a1b2"));
        assert!(matches!(outcome, Ok(Verdict::Holds(_))));
        for body in [body, "{}", "<html>", r#"{"instance":7}"#] {
            let outcome = judged("bundled", Ok((200, body)), Some("c3d4"));
            assert_eq!(code(&outcome), Some("login.other-instance"), "{body}");
        }
        let outcome = judged("bundled", Ok((404, "")), Some("a1b2"));
        assert_eq!(code(&outcome), Some("login.error-status"));
    }

    #[test]
    fn a_server_started_elsewhere_cannot_be_compared() {
        let outcome = judged("bundled", Ok((200, "{}")), None);
        assert!(matches!(outcome, Err(Unknown::NotVisible(_))));
    }

    #[test]
    fn silence_is_named() {
        let outcome = judged("existing", Err(Trouble::Refused), None);
        assert_eq!(code(&outcome), Some("login.not-reached"));
    }

    #[test]
    fn offline_is_not_a_failure() {
        assert!(judged("existing", Err(Trouble::Offline), None).is_err());
        assert_eq!(
            judge(&Answers::default(), &Sighting::default()),
            Err(Unknown::NotAnswered(Field::ServiceAddress))
        );
    }
}
