use std::time::Duration;

use rehearsal::{Fault, Stage};
use serde_json::{Value, json};

use crate::audience::{WECHAT, client, code, get, healthy, post, stable, text, with};

async fn url(stage: &Stage, path: &str) -> String {
    let token = stable(stage, false).await;
    format!(
        "{WECHAT}{path}?access_token={}",
        text(&token, "access_token")
    )
}

#[tokio::test]
async fn a_request_id_tells_the_callers_address_for_a_week() {
    let stage = healthy().await;
    let refused = get(&stage, &format!("{WECHAT}/cgi-bin/token")).await;
    let rid = text(&refused, "errmsg")
        .rsplit(' ')
        .next()
        .expect("an id")
        .to_owned();
    let explain = url(&stage, "/cgi-bin/openapi/rid/get").await;
    let reply = post(&stage, &explain, &json!({"rid": rid})).await;
    assert_eq!(reply["request"]["client_ip"], "123.116.45.67");
    assert_eq!(reply["request"]["request_url"], "/cgi-bin/token");
    for (rid, expected) in [("nonsense", 76002), ("00000000-00000000-00000000", 76001)] {
        assert_eq!(
            code(&post(&stage, &explain, &json!({"rid": rid})).await),
            expected
        );
    }
    stage.clock().advance(Duration::from_secs(7 * 86_400 + 1));
    let explain = url(&stage, "/cgi-bin/openapi/rid/get").await;
    assert_eq!(
        code(&post(&stage, &explain, &json!({"rid": rid})).await),
        76004
    );
}

#[tokio::test]
async fn quotas_count_what_was_called() {
    let stage = healthy().await;
    let quota = url(&stage, "/cgi-bin/openapi/quota/get").await;
    let body = json!({"cgi_path": "/cgi-bin/stable_token"});
    assert_eq!(post(&stage, &quota, &body).await["quota"]["used"], 1);
    for (path, expected) in [("/sns/jscode2session", 76022), ("/none", 76021)] {
        let body = json!({"cgi_path": path});
        assert_eq!(code(&post(&stage, &quota, &body).await), expected);
    }
}

#[tokio::test]
async fn no_message_push_is_configured() {
    let stage = healthy().await;
    let check = url(&stage, "/cgi-bin/callback/check").await;
    for (action, operator, expected) in [
        ("all", "DEFAULT", 40201),
        ("x", "DEFAULT", 40202),
        ("dns", "x", 40203),
    ] {
        let body = json!({"action": action, "check_operator": operator});
        assert_eq!(code(&post(&stage, &check, &body).await), expected);
    }
}

#[tokio::test]
async fn configured_domains_can_be_asked_for() {
    let stage = healthy().await;
    let ask = url(&stage, "/wxa/getwxadevinfo").await;
    let all = post(&stage, &ask, &json!({})).await;
    assert_eq!(
        all["requestdomain"],
        json!(["https://oa.weapp-rehearsal.cn"])
    );
    assert_eq!(all["bizdomain"], json!(["oa.weapp-rehearsal.cn"]));
    let business = post(&stage, &ask, &json!({"action": "getbizdomain"})).await;
    assert!(business.get("requestdomain").is_none());
    stage.fault(Some(Fault::DomainNotListed));
    let other = post(&stage, &ask, &json!({})).await;
    assert!(!other.to_string().contains(&stage.cast().business_domain));
    stage.fault(Some(Fault::DomainQueryDenied));
    assert_eq!(code(&post(&stage, &ask, &json!({})).await), 48001);
}

#[tokio::test]
async fn what_is_for_third_parties_is_refused() {
    let stage = healthy().await;
    let modify = url(&stage, "/wxa/modify_domain").await;
    assert_eq!(code(&post(&stage, &modify, &json!({})).await), 48001);
}

#[tokio::test]
async fn codes_are_pictures_and_refusals_are_json() {
    let stage = healthy().await;
    let paint = url(&stage, "/wxa/getwxacodeunlimit").await;
    let page = "pages/index/index";
    let checked = json!({"scene": "a=1", "page": page});
    let refused = post(&stage, &paint, &checked).await;
    assert_eq!(code(&refused), 41030);
    assert!(text(&refused, "errmsg").starts_with("invalid page rid: "));
    let unchecked = json!({
        "scene": "a=1", "page": page, "check_path": false, "env_version": "trial",
    });
    assert_eq!(
        &picture(&stage, &paint, &unchecked).await[..3],
        b"\xff\xd8\xff"
    );
    let clear = json!({"scene": "a=1", "check_path": false, "is_hyaline": true});
    assert_eq!(&picture(&stage, &paint, &clear).await[..4], b"\x89PNG");
    for (body, expected) in [
        (json!({"check_path": false}), 40129),
        (json!({"scene": "空", "check_path": false}), 40129),
        (json!({"scene": "a".repeat(33), "check_path": false}), 40169),
        (
            json!({"scene": "a", "check_path": false, "width": 100}),
            40097,
        ),
        (
            json!({"scene": "a", "check_path": false, "page": "/pages/index/index"}),
            41030,
        ),
    ] {
        assert_eq!(code(&post(&stage, &paint, &body).await), expected, "{body}");
    }
    stage.release();
    assert_eq!(
        &picture(&stage, &paint, &checked).await[..3],
        b"\xff\xd8\xff"
    );
}

async fn picture(stage: &Stage, url: &str, body: &Value) -> Vec<u8> {
    let reply = client(stage)
        .post(url)
        .json(body)
        .send()
        .await
        .expect("sent");
    reply.bytes().await.expect("read").into()
}

#[tokio::test]
async fn schemes_need_a_release() {
    let stage = healthy().await;
    let scheme = url(&stage, "/wxa/generatescheme").await;
    assert_eq!(code(&post(&stage, &scheme, &json!({})).await), 85079);
    stage.release();
    let reply = post(&stage, &scheme, &json!({})).await;
    assert!(text(&reply, "openlink").starts_with("weixin://dl/business/?t="));
}

#[tokio::test]
async fn pages_in_place_of_the_platform_are_no_json() {
    let stage = with(Fault::WechatHtml).await;
    let url = format!("{WECHAT}/cgi-bin/token");
    let portal = client(&stage).get(&url).send().await.expect("sent");
    assert_eq!(portal.status(), 200);
    assert!(
        portal
            .text()
            .await
            .expect("text")
            .starts_with("<!DOCTYPE html>")
    );
    stage.fault(Some(Fault::Http500));
    let failed = client(&stage).get(&url).send().await.expect("sent");
    assert_eq!(failed.status(), 500);
}

#[tokio::test]
async fn a_slow_platform_takes_its_time() {
    let stage = with(Fault::Slow(Duration::from_secs(60))).await;
    let url = format!("{WECHAT}/cgi-bin/token");
    let patience = client(&stage).get(&url).timeout(Duration::from_millis(200));
    assert!(patience.send().await.expect_err("too slow").is_timeout());
    stage.fault(Some("slow=1".parse().expect("a fault")));
    assert_eq!(code(&get(&stage, &url).await), 41002);
}

#[tokio::test]
async fn the_upload_host_answers_its_first_call() {
    let stage = healthy().await;
    let body = json!({"appid": stage.cast().app_id, "clientRand": 1});
    let url = "https://servicewechat.com/wxa/ci/getrandstr?_r=0.5";
    let reply = post(&stage, url, &body).await;
    assert_eq!(reply["errCode"], 0);
    assert!(reply["data"]["randomString"].is_string());
}
