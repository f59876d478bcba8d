use std::sync::{Arc, Mutex};

use rehearsal::{Fault, Stage};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{DigitallySignedStruct, Error, ProtocolVersion, SignatureScheme};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use x509_parser::prelude::{FromDer, X509Certificate};

use crate::audience::{WECHAT, address, client, healthy, plain_client, trusting, with};

const SITE: &str = "oa.weapp-rehearsal.cn";

/// Believes everything and keeps the chain that was shown.
#[derive(Debug, Default)]
struct Onlooker {
    chain: Mutex<Vec<CertificateDer<'static>>>,
}

impl ServerCertVerifier for Onlooker {
    fn verify_server_cert(
        &self,
        leaf: &CertificateDer<'_>,
        others: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let mut chain = vec![leaf.clone().into_owned()];
        chain.extend(others.iter().map(|other| other.clone().into_owned()));
        *self.chain.lock().expect("unpoisoned") = chain;
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        vec![
            SignatureScheme::ECDSA_NISTP256_SHA256,
            SignatureScheme::RSA_PSS_SHA256,
        ]
    }
}

async fn chain(stage: &Stage, host: &'static str) -> Vec<CertificateDer<'static>> {
    let onlooker = Arc::new(Onlooker::default());
    let mut config = trusting(stage.ca_pem());
    config
        .dangerous()
        .set_certificate_verifier(Arc::clone(&onlooker) as _);
    let stream = TcpStream::connect(address(stage, host, 443)).await;
    let name = ServerName::try_from(host).expect("a name");
    let connector = TlsConnector::from(Arc::new(config));
    connector
        .connect(name, stream.expect("connected"))
        .await
        .expect("a handshake");
    onlooker.chain.lock().expect("unpoisoned").clone()
}

fn parsed<'a>(certificate: &'a CertificateDer<'_>) -> X509Certificate<'a> {
    X509Certificate::from_der(certificate)
        .expect("a certificate")
        .1
}

/// Days from now until the leaf begins and until it ends.
fn days(leaf: &CertificateDer<'_>) -> (i64, i64) {
    let now = x509_parser::time::ASN1Time::now().timestamp();
    let validity = parsed(leaf).validity().clone();
    let day = |at: i64| (at - now).div_euclid(86_400);
    (
        day(validity.not_before.timestamp()),
        day(validity.not_after.timestamp()),
    )
}

async fn trusted(stage: &Stage) -> bool {
    let url = format!("https://{SITE}/");
    client(stage).get(url).send().await.is_ok()
}

#[tokio::test]
async fn both_modern_versions_are_spoken() {
    let stage = healthy().await;
    for (version, expected) in [
        (&rustls::version::TLS12, ProtocolVersion::TLSv1_2),
        (&rustls::version::TLS13, ProtocolVersion::TLSv1_3),
    ] {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = rustls::ClientConfig::builder_with_provider(provider)
            .with_protocol_versions(&[version])
            .expect("a version")
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(Onlooker::default()))
            .with_no_client_auth();
        let stream = TcpStream::connect(address(&stage, SITE, 443)).await;
        let stream = stream.expect("connected");
        let name = ServerName::try_from(SITE).expect("a name");
        let talk = TlsConnector::from(Arc::new(config)).connect(name, stream);
        let talk = talk.await.expect("a handshake");
        assert_eq!(talk.get_ref().1.protocol_version(), Some(expected));
    }
}

#[tokio::test]
async fn the_healthy_chain_is_whole_and_of_public_form() {
    let stage = healthy().await;
    let shown = chain(&stage, SITE).await;
    assert_eq!(shown.len(), 2);
    let leaf = parsed(&shown[0]);
    assert_eq!(leaf.issuer(), parsed(&shown[1]).subject());
    let names = leaf
        .subject_alternative_name()
        .expect("well formed")
        .expect("present");
    assert_eq!(names.value.general_names.len(), 1);
    let (begins, ends) = days(&shown[0]);
    assert!((-21..=-20).contains(&begins) && (69..=70).contains(&ends));
    assert!(trusted(&stage).await);
}

#[tokio::test]
async fn certificate_faults_show_in_the_certificate() {
    let stage = healthy().await;
    for (fault, expected) in [
        (Fault::TlsExpired, (-93, -3)),
        (Fault::TlsNotYetValid, (2, 92)),
        (Fault::TlsEndsSoon, (-85, 5)),
        (Fault::TlsLongValidity, (-20, 780)),
    ] {
        stage.fault(Some(fault));
        let (begins, ends) = days(&chain(&stage, SITE).await[0]);
        // A second passes between making and looking.
        assert!(
            (begins - expected.0).abs() <= 1,
            "{fault:?} begins {begins}"
        );
        assert!((ends - expected.1).abs() <= 1, "{fault:?} ends {ends}");
    }
}

#[tokio::test]
async fn what_breaks_trust_is_refused_by_an_honest_client() {
    let stage = healthy().await;
    for fault in Fault::all().filter(|fault| fault.name().starts_with("tls-")) {
        if fault == Fault::TlsIntercepted {
            continue;
        }
        stage.fault(Some(fault));
        assert_eq!(trusted(&stage).await, !fault.breaks(), "{fault:?}");
    }
    stage.fault(None);
    assert!(trusted(&stage).await);
}

#[tokio::test]
async fn an_intercepting_proxy_signs_for_wechat_only() {
    let stage = with(Fault::TlsIntercepted).await;
    let shown = chain(&stage, "api.weixin.qq.com").await;
    let issuer = parsed(&shown[1]).issuer().to_string();
    assert!(issuer.contains("Corp Proxy CA"), "{issuer}");
    let url = format!("{WECHAT}/cgi-bin/token");
    assert!(client(&stage).get(url).send().await.is_err());
    assert!(trusted(&stage).await);
}

#[tokio::test]
async fn self_signed_and_foreign_chains_are_what_they_say() {
    let stage = with(Fault::TlsSelfSigned).await;
    let shown = chain(&stage, SITE).await;
    assert_eq!(shown.len(), 1);
    let leaf = parsed(&shown[0]);
    assert_eq!(leaf.issuer(), leaf.subject());
    assert!(leaf.verify_signature(None).is_ok());
    stage.fault(Some(Fault::TlsUnknownRoot));
    let shown = chain(&stage, SITE).await;
    assert!(
        parsed(&shown[1])
            .issuer()
            .to_string()
            .contains("Enterprise Root CA")
    );
}

#[tokio::test]
async fn a_weak_key_stands_in_a_certificate_that_is_else_sound() {
    let stage = with(Fault::TlsWeakKey).await;
    let shown = chain(&stage, SITE).await;
    let leaf = parsed(&shown[0]);
    let key = leaf.public_key().parsed().expect("a key");
    assert_eq!(key.key_size(), 1024);
    let issuer = parsed(&shown[1]);
    assert!(leaf.verify_signature(Some(issuer.public_key())).is_ok());
}

#[tokio::test]
async fn a_missing_intermediate_lies_where_the_leaf_says() {
    let stage = with(Fault::TlsChainIncomplete).await;
    let shown = chain(&stage, SITE).await;
    assert_eq!(shown.len(), 1);
    let told = String::from_utf8_lossy(&shown[0]).into_owned();
    let url = "http://pki.weapp-rehearsal.cn/intermediate.der";
    assert!(told.contains(url));
    let issuer = plain_client(&stage).get(url).send().await.expect("sent");
    let issuer = CertificateDer::from(issuer.bytes().await.expect("read").to_vec());
    let issuer = parsed(&issuer);
    let leaf = parsed(&shown[0]);
    assert!(leaf.verify_signature(Some(issuer.public_key())).is_ok());
}

#[tokio::test]
async fn plain_http_answers_a_handshake_with_http() {
    let stage = with(Fault::TlsPlainHttp).await;
    let at = address(&stage, SITE, 443);
    let reply = exchange(at, &hello(0x0303)).await;
    assert!(reply.starts_with(b"HTTP/1.1 400 "));
    let get = format!("GET / HTTP/1.1\r\nHost: {SITE}\r\n\r\n");
    assert!(
        exchange(at, get.as_bytes())
            .await
            .starts_with(b"HTTP/1.1 200 ")
    );
}

#[tokio::test]
async fn an_old_server_greets_old_clients_only() {
    let stage = with(Fault::TlsOldVersion).await;
    let at = address(&stage, SITE, 443);
    let refused = exchange(at, &hello(0x0303)).await;
    assert_eq!(refused, [0x15, 3, 2, 0, 2, 2, 70], "alert protocol_version");
    let greeted = exchange(at, &hello(0x0302)).await;
    assert_eq!(greeted[0], 0x16);
    assert_eq!(greeted[5], 2, "a ServerHello");
    assert_eq!(greeted[9..11], [3, 2], "of TLS 1.1");
}

/// A small ClientHello offering this version at most.
fn hello(version: u16) -> Vec<u8> {
    let mut body = version.to_be_bytes().to_vec();
    body.extend([7; 32]);
    body.extend([0, 0, 4, 0xc0, 0x13, 0xc0, 0x2f, 1, 0]);
    let length = u8::try_from(body.len()).expect("short");
    let mut record = vec![0x16, 3, 1, 0, length + 4, 1, 0, 0, length];
    record.append(&mut body);
    record
}

async fn exchange(at: std::net::SocketAddr, said: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(at).await.expect("connected");
    stream.write_all(said).await.expect("sent");
    let mut reply = Vec::new();
    stream
        .read_to_end(&mut reply)
        .await
        .expect("read to the end");
    reply
}
