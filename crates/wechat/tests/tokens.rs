//! How few token calls are made, and which are never made.

mod support;

use std::time::Duration;

use rehearsal::{Fault, Stage};
use support::{agent_id, asked, staged, wechat, wecom};
use wechat::{Code, Reach, Version, WeChat, WeCom};

#[tokio::test]
async fn a_hundred_callers_share_one_token_call() {
    let (stage, reach) = staged(None).await;
    let line = wechat(&reach, stage.cast());
    let calls = (0..100).map(|_| line.token());
    let answers = futures_util::future::join_all(calls).await;
    let first = answers[0].outcome.clone().expect("issued");
    assert!(
        answers
            .iter()
            .all(|answer| answer.outcome.as_ref() == Ok(&first))
    );
    assert_eq!(asked(&stage, "/cgi-bin/stable_token"), 1);
}

#[tokio::test]
async fn a_hundred_callers_share_one_refusal_and_the_next_asks_anew() {
    let (stage, reach) = staged(Some(Fault::SecretFrozen)).await;
    let line = wechat(&reach, stage.cast());
    let calls = (0..100).map(|_| line.token());
    let answers = futures_util::future::join_all(calls).await;
    assert!(answers.iter().all(|answer| answer.outcome.is_err()));
    assert_eq!(asked(&stage, "/cgi-bin/stable_token"), 1);

    stage.fault(None);
    assert!(line.token().await.outcome.is_ok());
    assert_eq!(asked(&stage, "/cgi-bin/stable_token"), 2);
}

#[tokio::test]
async fn a_token_that_died_early_is_fetched_anew_once() {
    let (stage, reach) = staged(None).await;
    let line = wechat(&reach, stage.cast());
    line.servers().await.outcome.expect("listed");
    stage.clock().advance(Duration::from_secs(3 * 60 * 60));
    line.servers().await.outcome.expect("listed again");
    assert_eq!(asked(&stage, "/cgi-bin/stable_token"), 2);
    assert_eq!(asked(&stage, "/cgi-bin/get_api_domain_ip"), 3);
}

#[tokio::test]
async fn a_wecom_token_that_died_early_is_fetched_anew_once() {
    let (stage, reach) = staged(None).await;
    let line = wecom(&reach, stage.cast());
    line.jsapi_ticket().await.outcome.expect("given");
    stage.clock().advance(Duration::from_secs(3 * 60 * 60));
    line.jsapi_ticket().await.outcome.expect("given again");
    assert_eq!(asked(&stage, "/cgi-bin/gettoken"), 2);
}

async fn everything(stage: &Stage, reach: &Reach) {
    let cast = stage.cast();
    let line = wechat(reach, cast);
    let code = Code {
        scene: "a".to_owned(),
        page: None,
        env_version: Version::Release,
        check_path: true,
    };
    WeChat::bare(reach).await;
    line.check_credentials().await;
    line.token().await;
    line.domains().await;
    line.code(&code).await;
    line.servers().await;
    line.called("00000000-00000000-00000000").await;
    let line = wecom(reach, cast);
    WeCom::bare(reach).await;
    line.agent(agent_id(cast)).await;
    line.jsapi_ticket().await;
    line.agent_ticket().await;
}

#[tokio::test]
async fn nothing_ever_takes_the_token_from_those_who_work_with_it() {
    let (stage, reach) = staged(None).await;
    everything(&stage, &reach).await;
    for fault in Fault::all() {
        stage.fault(Some(fault));
        if !matches!(fault, Fault::Slow(_)) {
            everything(&stage, &reach).await;
        }
    }
    let calls = stage.calls();
    assert!(calls.len() > 500, "{}", calls.len());
    for call in calls {
        let older = call.path.split('?').next() == Some("/cgi-bin/token");
        assert!(!older || call.path == "/cgi-bin/token", "{call:?}");
        if call.path.starts_with("/cgi-bin/stable_token") {
            assert!(call.body.contains(r#""force_refresh":false"#), "{call:?}");
        }
        assert!(!call.path.contains("clear_quota"), "{call:?}");
    }
}
