use std::time::Duration;

use rehearsal::Fault;
use serde_json::json;

use crate::audience::{
    WECHAT, client, code, get, healthy, legacy, post, stable, standing, text, with,
};

#[tokio::test]
async fn a_bare_token_call_misses_the_appid() {
    let stage = healthy().await;
    let reply = get(&stage, &format!("{WECHAT}/cgi-bin/token")).await;
    assert_eq!(code(&reply), 41002);
    let message = text(&reply, "errmsg");
    let rid = message.strip_prefix("appid missing rid: ").expect(message);
    let seconds = u64::from_str_radix(&rid[..8], 16).expect("hex seconds");
    assert!(stage.clock().unix().abs_diff(seconds) < 60, "{rid}");
    assert_eq!(rid.len(), 26);
}

#[tokio::test]
async fn parameters_are_missed_in_their_order() {
    let stage = healthy().await;
    let id = &stage.cast().app_id;
    for (query, expected) in [
        (format!("appid={id}"), 40002),
        (format!("appid={id}&grant_type=client_credential"), 41004),
        (
            "appid=wx0&grant_type=client_credential&secret=x".into(),
            40013,
        ),
        (
            format!("appid={id}&grant_type=client_credential&secret=x"),
            40125,
        ),
    ] {
        let reply = get(&stage, &format!("{WECHAT}/cgi-bin/token?{query}")).await;
        assert_eq!(code(&reply), expected, "{query}");
    }
}

#[tokio::test]
async fn the_stable_token_stays_and_its_time_runs() {
    let stage = healthy().await;
    let first = stable(&stage, false).await;
    assert_eq!(first["expires_in"], 7200);
    stage.clock().advance(Duration::from_secs(1000));
    let second = stable(&stage, false).await;
    assert_eq!(first["access_token"], second["access_token"]);
    let left = second["expires_in"].as_u64().expect("seconds");
    assert!((6190..=6200).contains(&left), "{left}");
}

#[tokio::test]
async fn near_its_end_the_stable_token_is_replaced_and_both_work() {
    let stage = healthy().await;
    let old = text(&stable(&stage, false).await, "access_token").to_owned();
    stage.clock().advance(Duration::from_secs(7200 - 200));
    let new = stable(&stage, false).await;
    assert_eq!(new["expires_in"], 7200);
    assert_ne!(text(&new, "access_token"), old);
    assert_eq!(standing(&stage, &old).await, 0);
    stage.clock().advance(Duration::from_secs(300));
    assert_eq!(standing(&stage, &old).await, 42001);
    assert_eq!(standing(&stage, text(&new, "access_token")).await, 0);
}

#[tokio::test]
async fn two_forced_refreshes_half_a_minute_apart_kill_a_token() {
    let stage = healthy().await;
    let leaked = text(&stable(&stage, false).await, "access_token").to_owned();
    let first = stable(&stage, true).await;
    assert_ne!(text(&first, "access_token"), leaked);
    assert_eq!(
        stable(&stage, true).await["access_token"],
        first["access_token"]
    );
    assert_eq!(standing(&stage, &leaked).await, 0);
    stage.clock().advance(Duration::from_secs(31));
    stable(&stage, true).await;
    assert_eq!(standing(&stage, &leaked).await, 40001);
    assert_eq!(standing(&stage, text(&first, "access_token")).await, 0);
}

#[tokio::test]
async fn a_twenty_first_forced_refresh_of_the_day_is_refused() {
    let stage = healthy().await;
    // Noon in China, so that the day does not end meanwhile.
    let noon = 4 * 3600;
    let wait = (86_400 + noon - stage.clock().unix() % 86_400) % 86_400;
    stage.clock().advance(Duration::from_secs(wait));
    for _ in 0..20 {
        assert!(stable(&stage, true).await["access_token"].is_string());
        stage.clock().advance(Duration::from_secs(31));
    }
    assert_eq!(code(&stable(&stage, true).await), 45009);
    assert!(stable(&stage, false).await["access_token"].is_string());
}

#[tokio::test]
async fn the_legacy_token_rotates_and_leaves_the_stable_one_alone() {
    let stage = healthy().await;
    let apart = text(&stable(&stage, false).await, "access_token").to_owned();
    let first = text(&legacy(&stage).await, "access_token").to_owned();
    let second = text(&legacy(&stage).await, "access_token").to_owned();
    assert_ne!(first, second);
    assert_eq!(standing(&stage, &first).await, 0);
    stage.clock().advance(Duration::from_secs(301));
    assert_eq!(standing(&stage, &first).await, 40001);
    assert_eq!(standing(&stage, &second).await, 0);
    assert_eq!(standing(&stage, &apart).await, 0);
}

#[tokio::test]
async fn tokens_end_after_two_hours_and_strangers_never_work() {
    let stage = healthy().await;
    let token = text(&stable(&stage, false).await, "access_token").to_owned();
    stage.clock().advance(Duration::from_secs(7200));
    assert_eq!(standing(&stage, &token).await, 42001);
    assert_eq!(standing(&stage, "short").await, 40014);
    assert_eq!(standing(&stage, &"x".repeat(136)).await, 40001);
    let bare = get(&stage, &format!("{WECHAT}/cgi-bin/get_api_domain_ip")).await;
    assert_eq!(code(&bare), 41001);
}

#[tokio::test]
async fn methods_and_bodies_are_checked() {
    let stage = healthy().await;
    let url = format!("{WECHAT}/cgi-bin/stable_token");
    assert_eq!(code(&get(&stage, &url).await), 43002);
    let posted = post(&stage, &format!("{WECHAT}/cgi-bin/token"), &json!({})).await;
    assert_eq!(code(&posted), 43001);
    for (body, expected) in [
        ("", 44002),
        ("appid=wx", 47001),
        ("[]", 47001),
        ("{}", 41002),
    ] {
        let reply = client(&stage).post(&url).body(body).send().await;
        let reply: serde_json::Value = reply.expect("sent").json().await.expect("JSON");
        assert_eq!(code(&reply), expected, "{body}");
    }
    let unknown = client(&stage)
        .get(format!("{WECHAT}/no/such/route"))
        .send()
        .await;
    let unknown = unknown.expect("sent");
    assert_eq!(unknown.status(), 404);
    assert!(unknown.bytes().await.expect("read").is_empty());
}

#[tokio::test]
async fn each_credential_fault_has_its_code() {
    let stage = healthy().await;
    for (fault, expected) in [
        (Fault::AppidUnknown, 40013),
        (Fault::SecretWrong, 40125),
        (Fault::SecretFrozen, 40243),
        (Fault::IpNotListed, 40164),
        (Fault::AccountFrozen, 50007),
        (Fault::TokenApiBanned, 50004),
        (Fault::DailyQuotaGone, 45009),
        (Fault::ConfirmNeeded, 89503),
    ] {
        stage.fault(Some(fault));
        assert_eq!(code(&stable(&stage, false).await), expected, "{fault:?}");
        assert_eq!(code(&legacy(&stage).await), expected, "{fault:?}");
    }
    stage.fault(None);
    assert!(stable(&stage, false).await["access_token"].is_string());
}

#[tokio::test]
async fn an_unlisted_address_is_told_to_the_caller() {
    let stage = with(Fault::IpNotListed).await;
    let reply = stable(&stage, false).await;
    let message = text(&reply, "errmsg");
    assert!(
        message.starts_with(
            "invalid ip 123.116.45.67 ipv6 ::ffff:123.116.45.67, not in whitelist rid: "
        ),
        "{message}"
    );
}

#[tokio::test]
async fn a_busy_platform_recovers_after_two_calls() {
    let stage = with(Fault::SystemBusy).await;
    assert_eq!(code(&stable(&stage, false).await), -1);
    assert_eq!(code(&stable(&stage, false).await), -1);
    assert!(stable(&stage, false).await["access_token"].is_string());
}
