//! What the platforms answer when nothing is wrong.

mod support;

use guide::value::AppId;
use jiff::{SignedDuration, Timestamp};
use rehearsal::Fault;
use support::{agent_id, staged, wechat, wecom};
use wechat::{Code, Error, Version, WeChat, WeCom, upload_host, words};

fn refused<T: std::fmt::Debug>(outcome: Result<T, Error>, expected: i64) -> String {
    match outcome {
        Err(Error::Refused { code, message }) if code == expected => message,
        other => panic!("expected {expected}, got {other:?}"),
    }
}

#[tokio::test]
async fn bare_calls_prove_that_the_platforms_are_reached() {
    let (stage, reach) = staged(None).await;
    let answer = WeChat::bare(&reach).await;
    let off = answer
        .server_time
        .expect("a clock")
        .duration_since(Timestamp::now());
    assert!(off.abs() < SignedDuration::from_secs(60), "{off}");
    refused(answer.outcome, 41002);

    let message = refused(WeCom::bare(&reach).await.outcome, 41002);
    assert_eq!(words::from_ip(&message), Some(stage.cast().egress.into()));
}

#[tokio::test]
async fn a_clock_that_is_ahead_is_told_with_the_refusal() {
    let (_stage, reach) = staged(Some(Fault::ClockSkew)).await;
    let answer = WeChat::bare(&reach).await;
    let ahead = answer
        .server_time
        .expect("a clock")
        .duration_since(Timestamp::now());
    assert!(ahead > SignedDuration::from_mins(11), "{ahead}");
}

#[tokio::test]
async fn right_credentials_are_refused_for_the_dummy_code_alone() {
    let (stage, reach) = staged(None).await;
    let line = wechat(&reach, stage.cast());
    let message = refused(line.check_credentials().await.outcome, 40029);
    let rid = words::rid(&message).expect("a rid");
    let called = line.called(rid).await.outcome.expect("explained");
    assert_eq!(called.client_ip, stage.cast().egress.to_string());
}

#[tokio::test]
async fn the_domains_are_given_as_entered() {
    let (stage, reach) = staged(None).await;
    let line = wechat(&reach, stage.cast());
    let domains = line.domains().await.outcome.expect("listed");
    let host = &stage.cast().request_domain;
    assert_eq!(domains.request, [format!("https://{host}")]);
    assert_eq!(domains.socket, [format!("wss://{host}")]);
    assert_eq!(domains.business, [stage.cast().business_domain.clone()]);
}

#[tokio::test]
async fn a_code_is_an_image_once_the_version_is_there() {
    let (stage, reach) = staged(None).await;
    let line = wechat(&reach, stage.cast());
    let mut code = Code {
        scene: "a-scene".to_owned(),
        page: None,
        env_version: Version::Trial,
        check_path: false,
    };
    let image = line.code(&code).await.outcome.expect("drawn");
    assert!(image.starts_with(&[0xff, 0xd8]));

    code.env_version = Version::Release;
    code.check_path = true;
    refused(line.code(&code).await.outcome, 41030);
    stage.release();
    line.code(&code).await.outcome.expect("drawn");
}

#[tokio::test]
async fn the_servers_addresses_are_listed() {
    let (stage, reach) = staged(None).await;
    let line = wechat(&reach, stage.cast());
    assert!(!line.servers().await.outcome.expect("listed").is_empty());
}

#[tokio::test]
async fn a_wecom_application_tells_its_range_and_gives_tickets() {
    let (stage, reach) = staged(None).await;
    let cast = stage.cast();
    let line = wecom(&reach, cast);
    let agent = line.agent(agent_id(cast)).await.outcome.expect("told");
    assert_eq!(agent.name, cast.app_name);
    assert_eq!(agent.users, std::slice::from_ref(&cast.corp_user));
    assert_eq!((agent.departments.len(), agent.tags.len()), (1, 0));
    assert_eq!(
        (agent.closed, agent.trusted_domain),
        (false, cast.business_domain.clone())
    );

    let company = line.jsapi_ticket().await.outcome.expect("given");
    let application = line.agent_ticket().await.outcome.expect("given");
    assert!(company.expires_in > 0 && application.expires_in > 0);
    assert!(company.expose() != application.expose());
}

#[tokio::test]
async fn the_upload_host_answers_whoever_asks() {
    let (stage, reach) = staged(None).await;
    let app_id = AppId::parse(&stage.cast().app_id).expect("an AppID");
    assert_eq!(upload_host(&reach, Some(&app_id)).await.outcome, Ok(()));
    refused(upload_host(&reach, None).await.outcome, -1);
    assert_eq!(support::asked(&stage, "/wxa/ci/getrandstr"), 2);
}
