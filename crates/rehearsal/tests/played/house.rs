use std::time::{Duration, Instant, SystemTime};

use rehearsal::Fault;
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::audience::{WECHAT, address, client, healthy, with};

#[tokio::test]
async fn everything_listens_on_loopback_alone() {
    let stage = healthy().await;
    for at in stage.addresses() {
        assert_eq!(at.ip().to_string(), "127.0.0.1", "{at}");
        assert_ne!(at.port(), 0);
        // Another loopback address would answer too if the wildcard address were bound.
        let elsewhere = TcpStream::connect(("127.0.0.2", at.port())).await;
        assert!(elsewhere.is_err(), "{at} listens beyond 127.0.0.1");
    }
    for line in stage.connect_to() {
        assert!(line.contains(":127.0.0.1:"), "{line}");
    }
}

#[tokio::test]
async fn a_struck_stage_hangs_up_on_everybody() {
    let stage = healthy().await;
    let mut callers = Vec::new();
    for at in stage.addresses() {
        // One address refuses by design.
        if let Ok(caller) = TcpStream::connect(at).await {
            callers.push(caller);
        }
    }
    assert_eq!(callers.len(), stage.addresses().len() - 1);
    let folder = stage.search_root().to_owned();
    stage.strike().await;
    for mut caller in callers {
        let heard = timeout(Duration::from_secs(5), caller.read(&mut [0])).await;
        assert!(matches!(heard, Ok(Ok(0) | Err(_))), "still on the line");
    }
    assert!(!folder.exists());
}

#[tokio::test]
async fn raising_takes_a_moment_only() {
    let mut quickest = Duration::MAX;
    for _ in 0..5 {
        let begun = Instant::now();
        let stage = healthy().await;
        quickest = quickest.min(begun.elapsed());
        stage.strike().await;
    }
    assert!(quickest < Duration::from_millis(300), "{quickest:?}");
}

#[tokio::test]
async fn dates_follow_the_stage_clock() {
    let stage = healthy().await;
    stage.clock().advance(Duration::from_secs(86_400));
    assert!(ahead(&stage).await.abs_diff(86_400) < 60);
}

#[tokio::test]
async fn a_skewed_platform_is_twelve_minutes_ahead() {
    let stage = with(Fault::ClockSkew).await;
    assert!(ahead(&stage).await.abs_diff(720) < 60);
}

/// Tells by how many seconds WeChat's Date header is ahead of this machine's clock.
async fn ahead(stage: &rehearsal::Stage) -> u64 {
    let url = format!("{WECHAT}/cgi-bin/token");
    let reply = client(stage).get(url).send().await.expect("sent");
    let date = reply.headers()["date"].to_str().expect("text").to_owned();
    let told = jiff::fmt::rfc2822::parse(&date)
        .expect("a date")
        .timestamp();
    let now = jiff::Timestamp::try_from(SystemTime::now()).expect("now");
    u64::try_from(told.as_second() - now.as_second()).expect("ahead")
}

#[tokio::test]
async fn a_reset_connection_brings_no_answer() {
    let stage = with(Fault::WechatReset).await;
    let url = format!("{WECHAT}/cgi-bin/token");
    assert!(client(&stage).get(&url).send().await.is_err());
    stage.fault(None);
    assert!(client(&stage).get(&url).send().await.is_ok());
}

#[tokio::test]
async fn a_refused_port_refuses() {
    let stage = with(Fault::TcpRefused).await;
    let at = address(&stage, "oa.weapp-rehearsal.cn", 443);
    let refused = TcpStream::connect(at).await.expect_err("refused");
    assert_eq!(refused.kind(), std::io::ErrorKind::ConnectionRefused);
    stage.fault(None);
    let at = address(&stage, "oa.weapp-rehearsal.cn", 443);
    assert!(TcpStream::connect(at).await.is_ok());
}
