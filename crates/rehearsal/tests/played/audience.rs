//! A client that trusts the stage's authority and finds its hosts, as a program under rehearsal would.

use std::net::SocketAddr;
use std::sync::Arc;

use rehearsal::{Fault, Script, Stage};
use reqwest::redirect::Policy;
use reqwest::{Client, ClientBuilder};
use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use serde_json::{Value, json};

pub(crate) const WECHAT: &str = "https://api.weixin.qq.com";
pub(crate) const WECOM: &str = "https://qyapi.weixin.qq.com";

pub(crate) async fn healthy() -> Stage {
    Stage::raise(Script::default())
        .await
        .expect("the stage stands")
}

pub(crate) async fn with(fault: Fault) -> Stage {
    let stage = healthy().await;
    stage.fault(Some(fault));
    stage
}

/// Finds where a host and port are played.
pub(crate) fn address(stage: &Stage, host: &str, port: u16) -> SocketAddr {
    let wanted = format!("{host}:{port}:");
    stage
        .connect_to()
        .iter()
        .find_map(|line| line.strip_prefix(&wanted)?.parse().ok())
        .expect("the stage plays this host and port")
}

pub(crate) fn trusting(ca_pem: &str) -> rustls::ClientConfig {
    let mut roots = RootCertStore::empty();
    for root in CertificateDer::pem_slice_iter(ca_pem.as_bytes()) {
        roots.add(root.expect("PEM")).expect("a root");
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(roots)
        .with_no_client_auth()
}

fn builder(stage: &Stage, port: u16) -> ClientBuilder {
    let mut builder = Client::builder()
        .no_proxy()
        .redirect(Policy::none())
        .tls_backend_preconfigured(trusting(stage.ca_pem()));
    let infix = format!(":{port}:");
    for line in stage.connect_to() {
        if let Some((host, addr)) = line.split_once(&infix) {
            builder = builder.resolve(host, addr.parse().expect("an address"));
        }
    }
    builder
}

/// A client for `https` addresses.
pub(crate) fn client(stage: &Stage) -> Client {
    builder(stage, 443).build().expect("a client")
}

/// A client for `http` addresses.
pub(crate) fn plain_client(stage: &Stage) -> Client {
    builder(stage, 80).build().expect("a client")
}

pub(crate) async fn get(stage: &Stage, url: &str) -> Value {
    let reply = client(stage).get(url).send().await.expect("an answer");
    assert_eq!(reply.status(), 200, "platforms answer errors with 200 too");
    reply.json().await.expect("JSON")
}

pub(crate) async fn post(stage: &Stage, url: &str, body: &Value) -> Value {
    let reply = client(stage).post(url).json(body).send().await;
    reply.expect("an answer").json().await.expect("JSON")
}

/// Asks for the stable token, refreshing by force or not.
pub(crate) async fn stable(stage: &Stage, forced: bool) -> Value {
    let body = json!({
        "grant_type": "client_credential",
        "appid": stage.cast().app_id,
        "secret": stage.cast().app_secret,
        "force_refresh": forced,
    });
    post(stage, &format!("{WECHAT}/cgi-bin/stable_token"), &body).await
}

/// Asks for a token of the legacy kind.
pub(crate) async fn legacy(stage: &Stage) -> Value {
    let (id, secret) = (&stage.cast().app_id, &stage.cast().app_secret);
    let url =
        format!("{WECHAT}/cgi-bin/token?grant_type=client_credential&appid={id}&secret={secret}");
    get(stage, &url).await
}

pub(crate) fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().expect("a string")
}

pub(crate) fn code(value: &Value) -> i64 {
    value["errcode"].as_i64().expect("an errcode")
}

/// Tells the errcode a token meets on a harmless call.
pub(crate) async fn standing(stage: &Stage, token: &str) -> i64 {
    let url = format!("{WECHAT}/cgi-bin/get_api_domain_ip?access_token={token}");
    get(stage, &url).await["errcode"].as_i64().unwrap_or(0)
}
