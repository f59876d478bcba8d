use std::time::Duration;

use rehearsal::{Fault, Stage};
use serde_json::Value;

use crate::audience::{WECOM, client, code, get, healthy, text, with};

async fn token(stage: &Stage) -> Value {
    let (corp, secret) = (&stage.cast().corp_id, &stage.cast().corp_secret);
    let url = format!("{WECOM}/cgi-bin/gettoken?corpid={corp}&corpsecret={secret}");
    get(stage, &url).await
}

async fn ask(stage: &Stage, path: &str, query: &str) -> Value {
    let token = token(stage).await;
    let token = text(&token, "access_token");
    get(
        stage,
        &format!("{WECOM}{path}?access_token={token}&{query}"),
    )
    .await
}

async fn agent(stage: &Stage) -> Value {
    let id = stage.cast().agent_id;
    ask(stage, "/cgi-bin/agent/get", &format!("agentid={id}")).await
}

#[tokio::test]
async fn one_token_serves_until_it_ends() {
    let stage = healthy().await;
    let first = token(&stage).await;
    assert_eq!(code(&first), 0);
    stage.clock().advance(Duration::from_secs(7000));
    assert_eq!(token(&stage).await["access_token"], first["access_token"]);
    stage.clock().advance(Duration::from_secs(200));
    assert_ne!(token(&stage).await["access_token"], first["access_token"]);
    let old = text(&first, "access_token");
    let late = get(
        &stage,
        &format!("{WECOM}/cgi-bin/agent/get?access_token={old}"),
    )
    .await;
    assert_eq!(code(&late), 42001);
}

#[tokio::test]
async fn an_untrusted_address_is_refused_after_the_token_only() {
    let stage = with(Fault::WecomIpNotTrusted).await;
    assert_eq!(code(&token(&stage).await), 0);
    let refused = agent(&stage).await;
    assert_eq!(code(&refused), 60020);
    let message = text(&refused, "errmsg");
    let rest = message
        .strip_prefix("not allow to access from your ip, hint: [")
        .expect(message);
    let (hint, rest) = rest.split_at(25);
    assert!(hint.bytes().all(|byte| byte.is_ascii_digit()), "{hint}");
    let seconds: u64 = hint[..10].parse().expect("seconds");
    assert!(stage.clock().unix().abs_diff(seconds) < 60);
    assert_eq!(
        rest,
        "], from ip: 123.116.45.67, more info at \
         https://open.work.weixin.qq.com/devtool/query?e=60020"
    );
}

#[tokio::test]
async fn refusals_are_repeated_in_headers() {
    let stage = with(Fault::WecomSecretWrong).await;
    assert_eq!(code(&token(&stage).await), 40001);
    let url = format!("{WECOM}/cgi-bin/agent/get");
    let reply = client(&stage).get(url).send().await.expect("sent");
    assert_eq!(reply.headers()["error-code"], "41001");
    assert!(reply.headers().contains_key("error-msg"));
}

#[tokio::test]
async fn the_app_tells_its_range_and_whether_it_is_on() {
    let stage = healthy().await;
    let seen = agent(&stage).await;
    assert_eq!(seen["close"], 0);
    assert_eq!(
        seen["allow_userinfos"]["user"][0]["userid"],
        stage.cast().corp_user
    );
    stage.fault(Some(Fault::WecomNobodySees));
    let unseen = agent(&stage).await;
    assert_eq!(
        unseen["allow_userinfos"]["user"].as_array().map(Vec::len),
        Some(0)
    );
    assert_eq!(
        unseen["allow_partys"]["partyid"].as_array().map(Vec::len),
        Some(0)
    );
    stage.fault(Some(Fault::WecomAgentClosed));
    assert_eq!(agent(&stage).await["close"], 1);
    stage.fault(None);
    let foreign = ask(&stage, "/cgi-bin/agent/get", "agentid=7").await;
    assert_eq!(code(&foreign), 301_002);
}

#[tokio::test]
async fn tickets_stay_until_they_end_and_differ_in_kind() {
    let stage = healthy().await;
    let corp = ask(&stage, "/cgi-bin/get_jsapi_ticket", "").await;
    let app = ask(&stage, "/cgi-bin/ticket/get", "type=agent_config").await;
    assert_ne!(corp["ticket"], app["ticket"]);
    let again = ask(&stage, "/cgi-bin/get_jsapi_ticket", "").await;
    assert_eq!(corp["ticket"], again["ticket"]);
    let wrong = ask(&stage, "/cgi-bin/ticket/get", "type=jsapi").await;
    assert_eq!(code(&wrong), 42012);
}

#[tokio::test]
async fn a_member_logs_in_once_a_code_and_has_no_phone() {
    let stage = healthy().await;
    let cast = stage.cast().clone();
    let login = stage.mint_wecom_login_code(&cast.corp_id, &cast.corp_user);
    let query = format!("js_code={login}&grant_type=authorization_code");
    let session = ask(&stage, "/cgi-bin/miniprogram/jscode2session", &query).await;
    assert_eq!(session["corpid"], cast.corp_id);
    assert_eq!(session["userid"], cast.corp_user);
    let again = ask(&stage, "/cgi-bin/miniprogram/jscode2session", &query).await;
    assert_eq!(code(&again), 40029);
    let query = format!("userid={}", cast.corp_user);
    let member = ask(&stage, "/cgi-bin/user/get", &query).await;
    assert_eq!(member["status"], 1);
    assert!(member.get("mobile").is_none());
    let stranger = ask(&stage, "/cgi-bin/user/get", "userid=nobody").await;
    assert_eq!(code(&stranger), 60111);
}
