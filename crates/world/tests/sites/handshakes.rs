//! One handshake with each kind of server.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use guide::seen::{CertificateSeen, ChainEnd, TlsAnswer, TlsSeen, Trouble};
use guide::{Field, Probe, Site};
use rcgen::{CertificateParams, ExtendedKeyUsagePurpose};
use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;
use rustls::server::WebPkiClientVerifier;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use world::Eyes;

use crate::lab::{
    Authority, BOTH, HOST, Identity, answered, dated, eyes, issuer_at, leaf, look, self_signed,
    serve, serve_tls, server,
};

const PKI: &str = "pki.lab-company.cn";

async fn tls(eyes: &Eyes) -> TlsSeen {
    let answers = answered(&[(Field::BusinessDomain, HOST)]);
    let probe = Probe::Tls(Site::Business);
    let sighting = look(eyes, &answers, &[probe]).await;
    sighting.tls(Site::Business).expect("seen").clone()
}

/// What a server at `at` shows to eyes that trust this authority.
async fn shown_at(at: SocketAddr, authority: &Authority) -> TlsAnswer {
    let mut eyes = eyes(&[(HOST, 443, at)]);
    eyes.reach
        .add_roots_pem(&authority.root_pem())
        .expect("a root");
    tls(&eyes).await.answer
}

async fn shown(identity: Identity, authority: &Authority) -> (ChainEnd, Vec<CertificateSeen>) {
    let at = serve_tls(server(identity, BOTH)).await;
    match shown_at(at, authority).await {
        TlsAnswer::Shaken { end, chain, .. } => (end, chain),
        other => panic!("no handshake: {other:?}"),
    }
}

async fn failed(at: SocketAddr) -> TlsAnswer {
    let mut eyes = eyes(&[(HOST, 443, at)]);
    eyes.reach.timeout = Duration::from_millis(400);
    tls(&eyes).await.answer
}

#[tokio::test]
async fn a_good_server_is_seen_whole() {
    let ours = Authority::new("Lab");
    let at = serve_tls(server(ours.issue(leaf()), BOTH)).await;
    let TlsAnswer::Shaken {
        version,
        accepts_1_2,
        chain,
        end,
        wants_client_certificate,
        ..
    } = shown_at(at, &ours).await
    else {
        panic!("no handshake");
    };
    assert_eq!(version, "TLSv1.3");
    assert_eq!(accepts_1_2, Some(true));
    assert_eq!(end, ChainEnd::Trusted);
    assert!(!wants_client_certificate);
    let [leaf, middle] = &chain[..] else {
        panic!("{chain:?}");
    };
    assert_eq!(leaf.subject, HOST);
    assert_eq!(leaf.issuer, "Lab Middle");
    assert_eq!(leaf.names, [HOST]);
    assert_eq!((leaf.key_kind.as_str(), leaf.key_bits), ("EC", 256));
    assert_eq!(leaf.signature, "ecdsa-with-SHA256");
    assert!(leaf.server_auth);
    assert_eq!(leaf.sha256.len(), 64);
    let days = (leaf.not_after - leaf.not_before).get_seconds() / 86_400;
    assert_eq!(days, 90);
    assert_eq!(middle.issuer, "Lab Root");
}

#[tokio::test]
async fn dates_and_names_do_not_decide_where_the_chain_ends() {
    let ours = Authority::new("Lab");
    let now = jiff::Timestamp::now();
    let mut expired = leaf();
    dated(&mut expired, 93, 90);
    let (end, chain) = shown(ours.issue(expired), &ours).await;
    assert_eq!(end, ChainEnd::Trusted);
    assert!(chain[0].not_after < now);

    let mut early = leaf();
    dated(&mut early, -2, 90);
    let (end, chain) = shown(ours.issue(early), &ours).await;
    assert_eq!(end, ChainEnd::Trusted);
    assert!(chain[0].not_before > now);

    let mut long = leaf();
    dated(&mut long, 20, 800);
    let (end, _) = shown(ours.issue(long), &ours).await;
    assert_eq!(end, ChainEnd::Trusted);

    let mut other = leaf();
    other.subject_alt_names = CertificateParams::new(vec![
        "*.other-company.cn".to_owned(),
        "47.103.84.20".to_owned(),
    ])
    .expect("names")
    .subject_alt_names;
    let (end, chain) = shown(ours.issue(other), &ours).await;
    assert_eq!(end, ChainEnd::Trusted);
    assert_eq!(chain[0].names, ["*.other-company.cn", "47.103.84.20"]);

    let mut nameless = leaf();
    nameless.subject_alt_names.clear();
    let (end, chain) = shown(ours.issue(nameless), &ours).await;
    assert_eq!(end, ChainEnd::Trusted);
    assert!(chain[0].names.is_empty());
}

#[tokio::test]
async fn what_signed_itself_is_told_from_an_unknown_authority() {
    let ours = Authority::new("Lab");
    let theirs = Authority::new("Enterprise");
    let (end, _) = shown(self_signed(leaf()), &ours).await;
    assert_eq!(end, ChainEnd::SelfSigned);

    let (end, _) = shown(theirs.issue(leaf()), &ours).await;
    assert_eq!(end, ChainEnd::UnknownRoot("Enterprise Root".to_owned()));

    let mut with_root = theirs.issue(leaf());
    with_root.chain.push(theirs.root_der());
    let (end, chain) = shown(with_root, &ours).await;
    assert_eq!(end, ChainEnd::UnknownRoot("Enterprise Root".to_owned()));
    assert_eq!(chain.len(), 3);
}

/// What is seen of a server that sends its leaf alone, with the issuer served like this.
async fn without_its_issuer(authority: &Authority, served: Option<Vec<u8>>) -> ChainEnd {
    let served = Arc::new(served);
    let pki = serve(move |mut stream| {
        let served = Arc::clone(&served);
        async move {
            let mut asked = [0; 1024];
            let _ = stream.read(&mut asked).await;
            let (status, body) = match &*served {
                Some(body) => ("200 OK", body.clone()),
                None => ("404 Not Found", Vec::new()),
            };
            let head = format!(
                "HTTP/1.1 {status}\r\nContent-Length: {}\r\n\r\n",
                body.len()
            );
            let _ = stream.write_all(&[head.as_bytes(), &body].concat()).await;
        }
    })
    .await;
    let mut bare = leaf();
    let address = format!("http://{PKI}/middle.cer");
    bare.custom_extensions.push(issuer_at(&address));
    let at = serve_tls(server(authority.issue_bare(bare), BOTH)).await;
    let trusted = Authority::new("Lab");
    let mut eyes = eyes(&[(HOST, 443, at), (PKI, 80, pki)]);
    for root in [trusted.root_pem(), authority.root_pem()] {
        eyes.reach.add_roots_pem(&root).expect("a root");
    }
    match tls(&eyes).await.answer {
        TlsAnswer::Shaken { end, chain, .. } => {
            assert_eq!(chain.len(), 1);
            end
        }
        other => panic!("no handshake: {other:?}"),
    }
}

#[tokio::test]
async fn a_missing_intermediate_is_fetched_and_handed_over() {
    let ours = Authority::new("Lab");
    let whole = |pem: &str| pem.replace("\r\n", "\n");
    for served in [ours.middle_der().to_vec(), ours.middle_pem().into_bytes()] {
        let end = without_its_issuer(&ours, Some(served)).await;
        let ChainEnd::TrustedAfterFetching { subject, pem } = end else {
            panic!("{end:?}");
        };
        assert_eq!(subject, "Lab Middle");
        assert_eq!(whole(&pem), whole(&ours.middle_pem()));
    }
}

#[tokio::test]
async fn a_missing_intermediate_that_cannot_be_fetched_is_named() {
    let ours = Authority::new("Lab");
    let missing = ChainEnd::IssuerMissing("Lab Middle".to_owned());
    assert_eq!(without_its_issuer(&ours, None).await, missing);
    let another = Authority::new("Another").middle_der().to_vec();
    assert_eq!(without_its_issuer(&ours, Some(another)).await, missing);
    let page = b"<html>no such file</html>".to_vec();
    assert_eq!(without_its_issuer(&ours, Some(page)).await, missing);

    let (end, _) = shown(ours.issue_bare(leaf()), &ours).await;
    assert_eq!(end, missing);
}

#[tokio::test]
async fn a_chain_of_other_keys_is_refused() {
    let ours = Authority::new("Lab");
    let twin = Authority::new("Lab");
    let mut mixed = ours.issue_bare(leaf());
    mixed.chain.push(twin.middle_der());
    let (end, _) = shown(mixed, &twin).await;
    assert!(matches!(end, ChainEnd::Refused(_)), "{end:?}");
}

#[tokio::test]
async fn a_certificate_for_clients_only_is_seen_as_such() {
    let ours = Authority::new("Lab");
    let mut params = leaf();
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    let (end, chain) = shown(ours.issue(params), &ours).await;
    assert!(!chain[0].server_auth);
    assert!(matches!(end, ChainEnd::Refused(_)), "{end:?}");
}

#[tokio::test]
async fn one_version_alone_is_seen_as_such() {
    let ours = Authority::new("Lab");
    for (only, version, accepted) in [
        (&rustls::version::TLS13, "TLSv1.3", Some(false)),
        (&rustls::version::TLS12, "TLSv1.2", Some(true)),
    ] {
        let at = serve_tls(server(ours.issue(leaf()), &[only])).await;
        let TlsAnswer::Shaken {
            version: seen,
            accepts_1_2,
            ..
        } = shown_at(at, &ours).await
        else {
            panic!("no handshake");
        };
        assert_eq!((seen.as_str(), accepts_1_2), (version, accepted));
    }
}

#[tokio::test]
async fn a_demand_for_a_client_certificate_is_seen() {
    let ours = Authority::new("Lab");
    for version in BOTH {
        let identity = ours.issue(leaf());
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut roots = rustls::RootCertStore::empty();
        roots.add(ours.root_der()).expect("a root");
        let clients = WebPkiClientVerifier::builder_with_provider(roots.into(), provider.clone());
        let config = ServerConfig::builder_with_provider(provider)
            .with_protocol_versions(&[version])
            .expect("a version")
            .with_client_cert_verifier(clients.build().expect("a verifier"))
            .with_single_cert(
                identity.chain,
                PrivateKeyDer::Pkcs8(identity.key.serialize_der().into()),
            )
            .expect("a certificate");
        let answer = shown_at(serve_tls(config).await, &ours).await;
        let TlsAnswer::Shaken {
            wants_client_certificate,
            end,
            ..
        } = answer
        else {
            panic!("{answer:?}");
        };
        assert!(wants_client_certificate);
        assert_eq!(end, ChainEnd::Trusted);
    }
}

/// A server that answers the first bytes of each connection with what `answer` makes of the version offered.
async fn by_hand(answer: fn(u16) -> Vec<u8>) -> SocketAddr {
    serve(move |mut stream| async move {
        let mut hello = [0; 2048];
        let length = stream.read(&mut hello).await.unwrap_or(0);
        if length > 10 {
            let offered = u16::from_be_bytes([hello[9], hello[10]]);
            let _ = stream.write_all(&answer(offered)).await;
            let _ = stream.shutdown().await;
            let _ = stream.read(&mut hello).await;
        }
    })
    .await
}

fn server_hello(minor: u8) -> Vec<u8> {
    let mut record = vec![0x16, 3, minor, 0, 42, 2, 0, 0, 38, 3, minor];
    record.extend([0x5a; 32]);
    record.extend([0, 0xc0, 0x13, 0]);
    record
}

const PROTOCOL_VERSION: [u8; 7] = [0x15, 3, 1, 0, 2, 2, 70];
const HANDSHAKE_FAILURE: [u8; 7] = [0x15, 3, 1, 0, 2, 2, 40];

#[tokio::test]
async fn a_server_too_old_is_told_by_its_version() {
    let chooses = by_hand(|_| server_hello(1)).await;
    assert_eq!(
        failed(chooses).await,
        TlsAnswer::TooOld("TLSv1.0".to_owned())
    );

    let refuses = by_hand(|offered| match offered {
        0x0303 => PROTOCOL_VERSION.to_vec(),
        _ => server_hello(2),
    });
    assert_eq!(
        failed(refuses.await).await,
        TlsAnswer::TooOld("TLSv1.1".to_owned())
    );

    let fails = by_hand(|offered| match offered {
        0x0303 => HANDSHAKE_FAILURE.to_vec(),
        _ => server_hello(0),
    });
    assert_eq!(
        failed(fails.await).await,
        TlsAnswer::TooOld("SSLv3".to_owned())
    );
}

#[tokio::test]
async fn a_server_that_refuses_every_version_is_not_called_old() {
    let refuses = by_hand(|_| HANDSHAKE_FAILURE.to_vec()).await;
    let TlsAnswer::Failed(Trouble::TlsFailed(words)) = failed(refuses).await else {
        panic!("not failed");
    };
    assert!(words.contains("HandshakeFailure"), "{words}");
}

#[tokio::test]
async fn what_is_not_tls_at_all_is_told_apart() {
    let plain = by_hand(|_| b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec()).await;
    assert_eq!(failed(plain).await, TlsAnswer::Failed(Trouble::PlainHttp));
    let page = by_hand(|_| b"<html>400</html>".to_vec()).await;
    assert_eq!(failed(page).await, TlsAnswer::Failed(Trouble::PlainHttp));
    let banner = by_hand(|_| b"SSH-2.0-OpenSSH_9.6\r\n".to_vec()).await;
    let answer = failed(banner).await;
    assert!(
        matches!(answer, TlsAnswer::Failed(Trouble::TlsFailed(_))),
        "{answer:?}"
    );
}

#[tokio::test]
async fn a_cut_connection_a_closed_port_and_silence_are_told_apart() {
    let cut = serve(|mut stream| async move {
        let mut hello = [0; 16];
        let _ = stream.read(&mut hello).await;
        let _ = stream.set_zero_linger();
    })
    .await;
    assert_eq!(failed(cut).await, TlsAnswer::Failed(Trouble::Reset));

    let left = serve(|mut stream| async move {
        let mut hello = [0; 4096];
        let _ = stream.read(&mut hello).await;
    })
    .await;
    assert_eq!(failed(left).await, TlsAnswer::Failed(Trouble::Reset));

    let closed = tokio::net::TcpSocket::new_v4().expect("a socket");
    closed.bind(([127, 0, 0, 1], 0).into()).expect("a port");
    let at = closed.local_addr().expect("an address");
    assert_eq!(failed(at).await, TlsAnswer::Failed(Trouble::Refused));

    let silent = serve(|stream| async move {
        std::future::pending::<()>().await;
        drop(stream);
    })
    .await;
    assert_eq!(failed(silent).await, TlsAnswer::Failed(Trouble::TimedOut));
}
