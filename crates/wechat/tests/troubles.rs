//! What stands between us and the platforms.

mod support;

use std::time::Duration;

use guide::seen::Trouble;
use rehearsal::Fault;
use support::{Parrot, http, staged};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket};
use url::Url;
use wechat::{Error, Proxy, Reach, WeChat, WeCom};

async fn met(reach: &Reach) -> Error {
    WeChat::bare(reach).await.outcome.expect_err("in the way")
}

async fn trouble(reach: &Reach) -> Trouble {
    match met(reach).await {
        Error::Unreached(trouble) => trouble,
        other => panic!("an answer came: {other:?}"),
    }
}

/// A way on which WeChat is at this port of loopback.
fn leading_to(port: u16) -> Reach {
    Reach {
        connect_to: vec![format!("::127.0.0.1:{port}").parse().expect("curl's form")],
        sealed: true,
        timeout: Duration::from_secs(5),
        ..Reach::default()
    }
}

#[tokio::test]
async fn a_login_page_is_not_json() {
    let (_stage, reach) = staged(Some(Fault::WechatHtml)).await;
    let Error::NotJson {
        status,
        content_type,
        start,
    } = met(&reach).await
    else {
        panic!("taken for the platform");
    };
    assert_eq!(status, 200);
    assert!(content_type.starts_with("text/html"), "{content_type}");
    assert!(
        start.contains("上网认证") && start.chars().count() <= 200,
        "{start}"
    );
}

#[tokio::test]
async fn a_failing_gateway_is_not_json() {
    let (_stage, reach) = staged(Some(Fault::Http500)).await;
    assert!(matches!(
        met(&reach).await,
        Error::NotJson { status: 500, .. }
    ));
}

#[tokio::test]
async fn json_that_is_not_the_platforms_is_not_taken_for_success() {
    for (status, body) in [
        ("200 OK", r#"{"login":"http://10.0.0.1/"}"#),
        ("502 Bad Gateway", r#"{"message":"no upstream"}"#),
        ("200 OK", "[]"),
        ("200 OK", ""),
    ] {
        let parrot = Parrot::saying(move |_| http(status, "application/json", body)).await;
        let error = met(&parrot.as_wechat()).await;
        assert!(matches!(error, Error::NotJson { .. }), "{body}: {error:?}");
    }
}

#[tokio::test]
async fn a_connection_that_is_cut_is_a_reset() {
    let (_stage, reach) = staged(Some(Fault::WechatReset)).await;
    assert_eq!(trouble(&reach).await, Trouble::Reset);
    assert!(matches!(
        WeCom::bare(&reach).await.outcome,
        Err(Error::Refused { code: 41002, .. })
    ));
}

#[tokio::test]
async fn who_re_signs_the_certificate_is_named() {
    let (_stage, reach) = staged(Some(Fault::TlsIntercepted)).await;
    let Trouble::Untrusted { issuer, reason } = trouble(&reach).await else {
        panic!("trusted");
    };
    assert!(
        !issuer.is_empty() && issuer != "api.weixin.qq.com",
        "{issuer}"
    );
    assert!(reason.contains("UnknownIssuer"), "{reason}");
}

#[tokio::test]
async fn an_authority_nobody_gave_is_not_trusted() {
    let (_stage, mut reach) = staged(None).await;
    reach.extra_roots.clear();
    assert!(matches!(trouble(&reach).await, Trouble::Untrusted { .. }));
}

#[tokio::test]
async fn a_closed_port_is_refused() {
    let socket = TcpSocket::new_v4().expect("a socket");
    socket
        .bind("127.0.0.1:0".parse().expect("an address"))
        .expect("a port");
    let port = socket.local_addr().expect("bound").port();
    assert_eq!(trouble(&leading_to(port)).await, Trouble::Refused);
}

#[tokio::test]
async fn plain_http_in_answer_to_a_hello_is_told_apart() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("bound").port();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a caller");
        let mut hello = [0; 4096];
        let _ = stream.read(&mut hello).await;
        let answer = http("400 Bad Request", "text/html", "plain HTTP");
        let _ = stream.write_all(answer.as_bytes()).await;
        let _ = stream.read(&mut hello).await;
    });
    assert_eq!(trouble(&leading_to(port)).await, Trouble::PlainHttp);
}

#[tokio::test]
async fn silence_ends_with_the_deadline() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("bound").port();
    let mut reach = leading_to(port);
    reach.timeout = Duration::from_millis(100);
    assert_eq!(trouble(&reach).await, Trouble::TimedOut);
    drop(listener);
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_told() {
    let parrot = Parrot::saying(|_| "HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{".to_owned());
    let reach = parrot.await.as_wechat();
    assert_eq!(trouble(&reach).await, Trouble::BrokeOff);
}

#[tokio::test]
async fn an_answer_without_end_is_not_read_to_its_end() {
    let long = "x".repeat(1024 * 1024 + 1);
    let parrot = Parrot::saying(move |_| http("200 OK", "text/plain", &long)).await;
    assert_eq!(trouble(&parrot.as_wechat()).await, Trouble::TooLarge);
}

/// A way through a proxy at this address, to a name that must never be looked up here.
fn through(proxy: &Url) -> Reach {
    Reach {
        proxy: Proxy::Through(proxy.clone()),
        timeout: Duration::from_secs(5),
        ..Reach::default()
    }
}

#[tokio::test]
async fn a_proxy_that_wants_a_password_is_named_as_the_trouble() {
    let parrot =
        Parrot::saying(|_| http("407 Proxy Authentication Required", "text/html", "")).await;
    let reach = through(&parrot.url());
    let found = trouble(&reach).await;
    assert!(
        matches!(&found, Trouble::Proxy(words) if words.contains("authorization")),
        "{found:?}"
    );
    assert!(parrot.asked()[0].starts_with("CONNECT api.weixin.qq.com:443 "));
    let shown = reach.proxy_for("https", "api.weixin.qq.com", 443);
    assert_eq!(shown, Some(format!("http://{}", parrot.address)));
}

#[tokio::test]
async fn a_proxy_that_is_not_there_is_named_as_the_trouble() {
    let socket = TcpSocket::new_v4().expect("a socket");
    socket
        .bind("127.0.0.1:0".parse().expect("an address"))
        .expect("a port");
    let port = socket.local_addr().expect("bound").port();
    let proxy = Url::parse(&format!("http://127.0.0.1:{port}")).expect("an address");
    let found = trouble(&through(&proxy)).await;
    assert!(matches!(found, Trouble::Proxy(_)), "{found:?}");
}
