use std::fs;

use rehearsal::{Fault, Stage};
use reqwest::Response;

use crate::audience::{client, healthy, plain_client, with};

const SITE: &str = "https://oa.weapp-rehearsal.cn";

async fn see(stage: &Stage, path: &str) -> Response {
    let url = format!("{SITE}{path}");
    client(stage).get(url).send().await.expect("an answer")
}

fn place(stage: &Stage) {
    let cast = stage.cast();
    let file = stage.web_root().join(&cast.verification_name);
    fs::write(file, &cast.verification_bytes).expect("placed");
}

async fn file(stage: &Stage) -> Response {
    see(stage, &format!("/{}", stage.cast().verification_name)).await
}

#[tokio::test]
async fn a_placed_file_is_served_byte_for_byte() {
    let stage = healthy().await;
    assert_eq!(file(&stage).await.status(), 404);
    place(&stage);
    let reply = file(&stage).await;
    assert_eq!(reply.status(), 200);
    assert_eq!(reply.headers()["content-type"], "text/plain");
    assert_eq!(reply.content_length(), Some(32));
    assert_eq!(
        reply.bytes().await.expect("read"),
        stage.cast().verification_bytes
    );
    assert_eq!(see(&stage, "/Qm81LuPdk2.txt").await.status(), 404);
}

#[tokio::test]
async fn the_web_root_lies_where_a_search_would_find_it() {
    let stage = healthy().await;
    let below = stage.web_root().strip_prefix(stage.search_root());
    let expected = std::path::Path::new("e10-front/nginx/build/layout");
    assert_eq!(below.expect("below"), expected);
}

#[tokio::test]
async fn nothing_outside_the_web_root_is_served() {
    let stage = healthy().await;
    fs::write(stage.search_root().join("secret.txt"), "x").expect("written");
    for path in [
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/a/%2e%2e/secret.txt",
    ] {
        assert_eq!(see(&stage, path).await.status(), 404, "{path}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_link_out_of_the_web_root_is_not_followed() {
    let stage = healthy().await;
    let outside = stage.search_root().join("secret.txt");
    fs::write(&outside, "x").expect("written");
    std::os::unix::fs::symlink(outside, stage.web_root().join("link.txt")).expect("linked");
    assert_eq!(see(&stage, "/link.txt").await.status(), 404);
}

#[tokio::test]
async fn the_home_page_opens_with_a_lasting_cookie() {
    let stage = healthy().await;
    let home = see(&stage, "/mobile/home").await;
    assert_eq!(home.status(), 200);
    let cookie = home.headers()["set-cookie"].to_str().expect("text");
    assert!(
        cookie.ends_with("; Path=/; Secure; HttpOnly; SameSite=None"),
        "{cookie}"
    );
    assert_eq!(see(&stage, "/").await.status(), 200);
}

#[tokio::test]
async fn port_80_leads_to_tls() {
    let stage = healthy().await;
    let url = "http://oa.weapp-rehearsal.cn/mobile/home?a=1";
    let reply = plain_client(&stage).get(url).send().await.expect("sent");
    assert_eq!(reply.status(), 301);
    assert_eq!(
        reply.headers()["location"],
        format!("{SITE}/mobile/home?a=1")
    );
}

#[tokio::test]
async fn file_faults_change_what_a_plain_client_gets() {
    let stage = with(Fault::FileMissing).await;
    place(&stage);
    assert_eq!(file(&stage).await.status(), 404);

    stage.fault(Some(Fault::FileRedirected));
    let reply = file(&stage).await;
    assert_eq!(reply.status(), 302);
    let to = reply.headers()["location"].to_str().expect("text");
    assert!(to.starts_with("https://sso.rehearsal-portal.cn/"), "{to}");

    stage.fault(Some(Fault::FileLogin));
    assert_eq!(file(&stage).await.headers()["location"], "/login");

    stage.fault(Some(Fault::FileSpa));
    let index = see(&stage, "/").await.text().await.expect("text");
    assert_eq!(file(&stage).await.text().await.expect("text"), index);
    assert_eq!(
        see(&stage, "/no/such").await.text().await.expect("text"),
        index
    );

    stage.fault(Some(Fault::FileAltered));
    let altered = file(&stage).await.bytes().await.expect("read");
    let placed = &stage.cast().verification_bytes;
    assert_eq!(
        altered,
        [b"\xef\xbb\xbf", placed.as_slice(), b"\n"].concat()
    );

    stage.fault(Some(Fault::FileStale));
    let stale = file(&stage).await.bytes().await.expect("read");
    assert_eq!(stale.len(), 32);
    assert_ne!(stale, placed);
    assert_eq!(see(&stage, "/Qm81LuPdk2.txt").await.status(), 404);
}

#[tokio::test]
async fn a_challenge_lets_browsers_pass_only() {
    let stage = with(Fault::FileChallenge).await;
    place(&stage);
    let challenge = file(&stage).await;
    assert!(challenge.headers().contains_key("set-cookie"));
    assert!(
        challenge
            .text()
            .await
            .expect("text")
            .contains("document.cookie=")
    );
    let url = stage.verification_url();
    let browser = client(&stage)
        .get(url)
        .header("Cookie", "acw_sc__v2=passed");
    let passed = browser.send().await.expect("sent").bytes().await;
    assert_eq!(passed.expect("read"), stage.cast().verification_bytes);
}

#[tokio::test]
async fn home_faults_change_where_the_home_page_leads() {
    let stage = with(Fault::HomeError).await;
    assert_eq!(see(&stage, "/mobile/home").await.status(), 500);
    stage.fault(Some(Fault::HomeLeavesDomain));
    let away = see(&stage, "/mobile/home").await;
    let away = away.headers()["location"]
        .to_str()
        .expect("text")
        .to_owned();
    assert_eq!(
        client(&stage)
            .get(away)
            .send()
            .await
            .expect("played")
            .status(),
        200
    );
    stage.fault(Some(Fault::HomeDowngraded));
    let down = see(&stage, "/mobile/home").await;
    let down = down.headers()["location"]
        .to_str()
        .expect("text")
        .to_owned();
    assert!(down.starts_with("http://"));
    assert_eq!(
        plain_client(&stage)
            .get(down)
            .send()
            .await
            .expect("played")
            .status(),
        200
    );
    stage.fault(Some(Fault::HomeCookieLost));
    let home = see(&stage, "/mobile/home").await;
    let cookie = home.headers()["set-cookie"].to_str().expect("text");
    assert!(!cookie.contains("Secure") && cookie.contains("SameSite=None"));
}
