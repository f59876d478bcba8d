use std::time::Duration;

use rehearsal::{Fault, Stage};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::audience::{WECHAT, code, get, healthy, post, stable, text, with};

async fn exchange(stage: &Stage, login_code: &str) -> Value {
    let (id, secret) = (&stage.cast().app_id, &stage.cast().app_secret);
    let url = format!(
        "{WECHAT}/sns/jscode2session?appid={id}&secret={secret}&js_code={login_code}\
         &grant_type=authorization_code"
    );
    get(stage, &url).await
}

#[tokio::test]
async fn a_login_code_works_once() {
    let stage = healthy().await;
    let login_code = stage.mint_login_code();
    assert_eq!(login_code.len(), 32);
    let session = exchange(&stage, &login_code).await;
    assert_eq!(text(&session, "openid").len(), 28);
    assert_eq!(text(&session, "session_key").len(), 24);
    let again = exchange(&stage, &login_code).await;
    assert_eq!(code(&again), 40163);
    assert!(text(&again, "errmsg").starts_with("code been used, rid: "));
    let next = exchange(&stage, &stage.mint_login_code()).await;
    assert_eq!(
        next["openid"], session["openid"],
        "a person keeps the openid"
    );
    assert_ne!(next["session_key"], session["session_key"]);
}

#[tokio::test]
async fn unknown_old_and_foreign_codes_are_invalid() {
    let stage = healthy().await;
    let foreign = stage.mint_login_code_for("wx00000000000000ff", "somebody");
    assert_eq!(code(&exchange(&stage, &foreign).await), 40029);
    let unknown = exchange(&stage, "probe-123").await;
    assert_eq!(code(&unknown), 40029);
    assert!(text(&unknown, "errmsg").starts_with("invalid code, rid: "));
    let old = stage.mint_login_code();
    stage.clock().advance(Duration::from_secs(300));
    assert_eq!(code(&exchange(&stage, &old).await), 40029);
}

#[tokio::test]
async fn the_quiet_check_tells_secrets_apart_and_ignores_the_ip_list() {
    let stage = with(Fault::IpNotListed).await;
    assert_eq!(code(&exchange(&stage, "probe").await), 40029);
    stage.fault(Some(Fault::SecretWrong));
    assert_eq!(code(&exchange(&stage, "probe").await), 40125);
    stage.fault(Some(Fault::AppidUnknown));
    assert_eq!(code(&exchange(&stage, "probe").await), 40013);
}

#[tokio::test]
async fn a_phone_code_is_no_login_code_and_works_once() {
    let stage = healthy().await;
    let token = stable(&stage, false).await;
    let token = text(&token, "access_token");
    let url = format!("{WECHAT}/wxa/business/getuserphonenumber?access_token={token}");
    let login = json!({"code": stage.mint_login_code()});
    assert_eq!(code(&post(&stage, &url, &login).await), 40029);
    let phone = json!({"code": stage.mint_phone_code("13800138000")});
    let reply = post(&stage, &url, &phone).await;
    assert_eq!(reply["phone_info"]["purePhoneNumber"], "13800138000");
    assert_eq!(
        reply["phone_info"]["watermark"]["appid"],
        stage.cast().app_id
    );
    assert_eq!(code(&post(&stage, &url, &phone).await), 40029);
}

#[tokio::test]
async fn a_session_key_is_checked_by_its_signature_and_can_be_reset() {
    let stage = healthy().await;
    let session = exchange(&stage, &stage.mint_login_code()).await;
    let (openid, key) = (text(&session, "openid"), text(&session, "session_key"));
    let token = stable(&stage, false).await;
    let query = |signature: &str| {
        let token = text(&token, "access_token");
        format!("access_token={token}&openid={openid}&signature={signature}&sig_method=hmac_sha256")
    };
    let check = format!("{WECHAT}/wxa/checksession");
    assert_eq!(
        code(&get(&stage, &format!("{check}?{}", query("00"))).await),
        87009
    );
    let right = query(&signature(key));
    assert_eq!(code(&get(&stage, &format!("{check}?{right}")).await), 0);
    let reset = get(&stage, &format!("{WECHAT}/wxa/resetusersessionkey?{right}")).await;
    assert_ne!(text(&reset, "session_key"), key);
    assert_eq!(code(&get(&stage, &format!("{check}?{right}")).await), 87009);
}

/// HMAC-SHA-256 of nothing under the base64 text itself, in hex.
fn signature(key: &str) -> String {
    let mut block = [0_u8; 64];
    block[..key.len()].copy_from_slice(key.as_bytes());
    let inner = Sha256::digest(block.map(|byte| byte ^ 0x36));
    let outer = Sha256::new()
        .chain_update(block.map(|byte| byte ^ 0x5c))
        .chain_update(inner)
        .finalize();
    outer.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[tokio::test]
async fn no_secret_is_kept_in_the_list_of_calls() {
    let stage = healthy().await;
    exchange(&stage, &stage.mint_login_code()).await;
    stable(&stage, false).await;
    let calls = stage.calls();
    assert_eq!(calls.len(), 2);
    assert!(
        calls[0].path.contains("&secret=***&js_code=***&"),
        "{}",
        calls[0].path
    );
    assert!(
        calls[1]
            .body
            .contains(r#""secret":"***","force_refresh":false"#)
    );
    let told = format!("{calls:?}");
    assert!(!told.contains(&stage.cast().app_secret));
}
