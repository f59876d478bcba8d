//! What is reached, and what is not.

mod support;

use std::process::Command;

use guide::seen::Trouble;
use reqwest::Method;
use support::{Parrot, http, staged, to};
use url::Url;
use wechat::{Error, Proxy, Reach, WeChat, WeCom, upload_host};

const OFFLINE: Error = Error::Unreached(Trouble::Offline);

fn url(text: &str) -> Url {
    Url::parse(text).expect(text)
}

async fn page() -> Parrot {
    Parrot::saying(|_| http("200 OK", "text/plain", "here")).await
}

#[tokio::test]
async fn sealed_reaches_nothing_but_what_is_mapped() {
    let proxy = page().await;
    let mut reach = Reach {
        sealed: true,
        proxy: Proxy::Through(proxy.url()),
        ..Reach::default()
    };
    assert_eq!(WeChat::bare(&reach).await.outcome, Err(OFFLINE));
    assert_eq!(WeCom::bare(&reach).await.outcome, Err(OFFLINE));
    assert_eq!(upload_host(&reach, None).await.outcome, Err(OFFLINE));
    assert_eq!(reach.client("198.51.100.7", 443).err(), Some(OFFLINE));
    assert_eq!(reach.client("[2001:db8::7]", 443).err(), Some(OFFLINE));

    reach.connect_to = vec!["::198.51.100.7:443".parse().expect("curl's form")];
    assert_eq!(WeChat::bare(&reach).await.outcome, Err(OFFLINE));
    assert_eq!(reach.proxy_for("https", "api.weixin.qq.com", 443), None);
    assert!(proxy.asked().is_empty());
}

#[tokio::test]
async fn a_sealed_client_looks_no_other_name_up() {
    let (stage, reach) = staged(None).await;
    let client = reach
        .client(&stage.cast().business_domain, 443)
        .expect("mapped");
    let error = client.get("https://www.example.cn/").send().await;
    let found = wechat::trouble(&error.expect_err("another host"));
    assert_eq!(found, Trouble::Offline);
}

#[tokio::test]
async fn offline_still_reaches_this_machine() {
    let parrot = page().await;
    let reach = Reach {
        offline: true,
        ..Reach::default()
    };
    assert_eq!(WeChat::bare(&reach).await.outcome, Err(OFFLINE));
    let port = parrot.address.port();
    for host in ["127.0.0.1", "localhost"] {
        let here = url(&format!("http://{host}:{port}/"));
        let sent = reach.request(Method::GET, &here).expect("loopback").send();
        assert_eq!(sent.await.expect("an answer").status(), 200);
    }
}

#[tokio::test]
async fn a_client_connects_where_its_host_is_mapped() {
    let (stage, reach) = staged(None).await;
    let cast = stage.cast();
    let client = reach.client(&cast.business_domain, 443).expect("mapped");
    let answer = client.get(&cast.home_url).send().await.expect("an answer");
    assert_eq!(answer.status(), 200);
}

#[tokio::test]
async fn a_port_of_its_own_is_mapped_and_the_host_named_stays_the_same() {
    let parrot = page().await;
    let mut reach = Reach {
        sealed: true,
        ..Reach::default()
    };
    let entry = format!("oa.example.cn:8080:localhost:{}", parrot.address.port());
    reach.connect_to = vec![entry.parse().expect("curl's form")];
    let address = url("http://oa.example.cn:8080/a?b=1");
    let sent = reach.request(Method::GET, &address).expect("mapped").send();
    assert_eq!(sent.await.expect("an answer").status(), 200);
    let asked = parrot.asked().remove(0).to_ascii_lowercase();
    assert!(asked.starts_with("get /a?b=1 "), "{asked}");
    assert!(
        asked.contains("\r\nhost: oa.example.cn:8080\r\n"),
        "{asked}"
    );
    assert!(reach.client("oa.example.cn", 8080).is_err());
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let parrot = Parrot::saying(|_| {
        "HTTP/1.1 302 Found\r\nlocation: /elsewhere\r\ncontent-length: 0\r\n\r\n".to_owned()
    })
    .await;
    let reach = parrot.as_wechat();
    let sent = reach
        .request(Method::GET, &parrot.url())
        .expect("loopback")
        .send();
    assert_eq!(sent.await.expect("an answer").status(), 302);
    assert_eq!(parrot.asked().len(), 1);
}

#[test]
fn an_address_literal_is_never_mapped() {
    let reach = Reach {
        connect_to: vec!["::127.0.0.1:1".parse().expect("curl's form")],
        ..Reach::default()
    };
    let target = reach.target("[2001:db8::7]", 443);
    assert_eq!(
        (target.host.as_str(), target.mapped),
        ("2001:db8::7", false)
    );
    assert_eq!(reach.target("oa.example.cn", 443).port, 1);
}

#[test]
fn roots_that_are_none_are_refused_and_change_nothing() {
    let mut reach = Reach::default();
    assert_eq!(reach.add_roots_pem("no PEM"), Err(Error::NoCertificate));
    let junk = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    assert!(matches!(reach.add_roots_pem(junk), Err(Error::NotARoot(_))));
    assert!(reach.extra_roots.is_empty());
}

#[tokio::test]
async fn one_unreadable_root_does_not_cost_the_others() {
    let (stage, _) = staged(None).await;
    let mut reach = to(&stage);
    reach.extra_roots.insert(0, vec![1, 2, 3]);
    let answer = WeChat::bare(&reach).await;
    assert!(matches!(
        answer.outcome,
        Err(Error::Refused { code: 41002, .. })
    ));
}

/// Set for the second role of the next test: the roots are read from the environment when a program starts.
const WITHOUT_ROOTS: &str = "WEAPP_BRIDGE_TEST_WITHOUT_ROOTS";

#[test]
fn a_machine_without_roots_trusts_the_given_ones_alone() {
    if std::env::var_os(WITHOUT_ROOTS).is_some() {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        return runtime.block_on(where_the_platform_has_no_roots());
    }
    let nowhere = "/nonexistent";
    let run = Command::new(std::env::current_exe().expect("this test"))
        .args([
            "--exact",
            "a_machine_without_roots_trusts_the_given_ones_alone",
        ])
        .env(WITHOUT_ROOTS, "yes")
        .env("SSL_CERT_FILE", nowhere)
        .env("SSL_CERT_DIR", nowhere)
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success() && said.contains("1 passed"), "{said}");
}

async fn where_the_platform_has_no_roots() {
    let (_stage, mut reach) = staged(None).await;
    let answer = WeChat::bare(&reach).await;
    assert!(matches!(
        answer.outcome,
        Err(Error::Refused { code: 41002, .. })
    ));
    reach.extra_roots.clear();
    let answer = WeChat::bare(&reach).await;
    assert!(matches!(
        answer.outcome,
        Err(Error::Unreached(Trouble::Untrusted { .. }))
    ));
}
