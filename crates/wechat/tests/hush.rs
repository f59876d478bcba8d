//! No secret and no token is ever repeated: not in errors, not in what is shown of a value.

mod support;

use rehearsal::{Cast, Fault};
use support::{Parrot, agent_id, http, staged, wechat, wecom};
use wechat::{Answer, Code, Reach, Version};

/// Everything a caller could come to show of these calls.
async fn shown(reach: &Reach, cast: &Cast) -> String {
    fn of<T: std::fmt::Debug>(answer: Answer<T>) -> String {
        let words = answer.outcome.as_ref().err().map(ToString::to_string);
        format!("{answer:?} {words:?} {:?}\n", answer.seen())
    }
    let line = wechat(reach, cast);
    let code = Code {
        scene: "a".to_owned(),
        page: None,
        env_version: Version::Trial,
        check_path: false,
    };
    let corp = wecom(reach, cast);
    [
        of(line.check_credentials().await),
        of(line.token().await),
        of(line.domains().await),
        of(line.servers().await),
        of(line.code(&code).await),
        of(line.called("6a689250-00c0ffee-1badcafe").await),
        of(corp.token().await),
        of(corp.agent(agent_id(cast)).await),
        of(corp.jsapi_ticket().await),
        of(corp.agent_ticket().await),
    ]
    .concat()
}

fn hushed(text: &str, cast: &Cast) {
    for secret in [&cast.app_secret, &cast.corp_secret] {
        assert!(!text.contains(secret.as_str()), "{text}");
    }
    for mark in ["access_token=", "corpsecret=", "secret=", "96_"] {
        assert!(!text.contains(mark), "{mark}: {text}");
    }
}

#[tokio::test]
async fn no_fault_brings_a_secret_to_light() {
    let (stage, reach) = staged(None).await;
    for fault in [None].into_iter().chain(Fault::all().map(Some)) {
        if !matches!(fault, Some(Fault::Slow(_))) {
            stage.fault(fault);
            hushed(&shown(&reach, stage.cast()).await, stage.cast());
        }
    }
}

#[tokio::test]
async fn an_answer_that_quotes_the_question_is_hushed() {
    let (stage, _) = staged(None).await;
    let cast = stage.cast();
    let page = |request: &str| {
        let asked = request.lines().next().unwrap_or_default();
        http("200 OK", "text/html", &format!("<a href='{asked}'>"))
    };
    let refusal = |request: &str| {
        let asked = request.lines().next().unwrap_or_default().to_owned();
        let body = serde_json::json!({ "errcode": 40001, "errmsg": asked });
        http("200 OK", "application/json", &body.to_string())
    };
    for parrot in [Parrot::saying(page).await, Parrot::saying(refusal).await] {
        let mut reach = parrot.as_wechat();
        reach.wecom = parrot.url();
        let text = shown(&reach, cast).await;
        for secret in [&cast.app_secret, &cast.corp_secret] {
            assert!(!text.contains(secret.as_str()), "{text}");
        }
        assert!(text.contains("secret=***"), "{text}");
    }
}
