//! A lab of servers on loopback with certificates of a real authority, and eyes that see nothing else.

use std::collections::BTreeSet;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use guide::{Answers, Field, Probe, Sighting};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, CustomExtension, DnType,
    ExtendedKeyUsagePurpose, IsCa, KeyPair, KeyUsagePurpose, date_time_ymd,
};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;
use wechat::Reach;
use world::{Eyes, Secrets};

pub(crate) const HOST: &str = "oa.lab-company.cn";
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A root and one intermediate below it.
pub(crate) struct Authority {
    root: CertifiedIssuer<'static, KeyPair>,
    middle: CertifiedIssuer<'static, KeyPair>,
}

/// Certificates with the key of the first.
pub(crate) struct Identity {
    pub(crate) chain: Vec<CertificateDer<'static>>,
    pub(crate) key: KeyPair,
}

fn now() -> Duration {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("a clock")
}

/// Valid from so many days ago for so many days.
pub(crate) fn dated(params: &mut CertificateParams, began: i32, lasts: u32) {
    let begin = match began {
        0.. => now() - DAY * began.unsigned_abs(),
        _ => now() + DAY * began.unsigned_abs(),
    };
    params.not_before = date_time_ymd(1970, 1, 1) + begin;
    params.not_after = date_time_ymd(1970, 1, 1) + begin + DAY * lasts;
}

fn issuing(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    dated(&mut params, 900, 3650);
    params
}

/// A healthy leaf, to be spoilt.
pub(crate) fn leaf() -> CertificateParams {
    let mut params = CertificateParams::new(vec![HOST.to_owned()]).expect("a name");
    params.distinguished_name.push(DnType::CommonName, HOST);
    params.is_ca = IsCa::ExplicitNoCa;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    dated(&mut params, 20, 90);
    params
}

pub(crate) fn key() -> KeyPair {
    KeyPair::generate_for(&rcgen::PKCS_ECDSA_P256_SHA256).expect("a key")
}

impl Authority {
    pub(crate) fn new(name: &str) -> Authority {
        let root = CertifiedIssuer::self_signed(issuing(&format!("{name} Root")), key());
        let root = root.expect("a root");
        let middle = CertifiedIssuer::signed_by(issuing(&format!("{name} Middle")), key(), &root);
        Authority {
            middle: middle.expect("an intermediate"),
            root,
        }
    }

    pub(crate) fn root_pem(&self) -> String {
        self.root.pem()
    }

    pub(crate) fn root_der(&self) -> CertificateDer<'static> {
        self.root.der().clone()
    }

    pub(crate) fn middle_der(&self) -> CertificateDer<'static> {
        self.middle.der().clone()
    }

    pub(crate) fn middle_pem(&self) -> String {
        self.middle.pem()
    }

    /// A leaf with the intermediate, as it should be sent.
    pub(crate) fn issue(&self, params: CertificateParams) -> Identity {
        let mut bare = self.issue_bare(params);
        bare.chain.push(self.middle_der());
        bare
    }

    /// A leaf alone.
    pub(crate) fn issue_bare(&self, params: CertificateParams) -> Identity {
        let key = key();
        let leaf = params.signed_by(&key, &self.middle).expect("a leaf");
        Identity {
            chain: vec![leaf.der().clone()],
            key,
        }
    }
}

pub(crate) fn self_signed(params: CertificateParams) -> Identity {
    let key = key();
    let leaf = params.self_signed(&key).expect("a leaf");
    Identity {
        chain: vec![leaf.der().clone()],
        key,
    }
}

/// Authority information access (RFC 5280 §4.2.2.1) with one address of the issuer's certificate.
pub(crate) fn issuer_at(address: &str) -> CustomExtension {
    let wrap = |tag: u8, content: &[u8]| {
        let length = u8::try_from(content.len()).expect("short");
        [&[tag, length], content].concat()
    };
    let method = [0x06, 0x08, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x02];
    let place = wrap(0x86, address.as_bytes());
    let described = wrap(0x30, &[&method[..], &place].concat());
    CustomExtension::from_oid_content(&[1, 3, 6, 1, 5, 5, 7, 1, 1], wrap(0x30, &described))
}

/// Listens on loopback and answers every connection, each by itself, until the test ends.
pub(crate) async fn serve<F, A>(answer: F) -> SocketAddr
where
    F: Fn(TcpStream) -> A + Send + 'static,
    A: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .await
        .expect("a port");
    let at = listener.local_addr().expect("an address");
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(answer(stream));
        }
    });
    at
}

pub(crate) const BOTH: &[&rustls::SupportedProtocolVersion] =
    &[&rustls::version::TLS13, &rustls::version::TLS12];

/// A server's side of TLS without client certificates.
pub(crate) fn server(
    identity: Identity,
    versions: &[&'static rustls::SupportedProtocolVersion],
) -> ServerConfig {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let key = PrivateKeyDer::Pkcs8(identity.key.serialize_der().into());
    ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(versions)
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(identity.chain, key)
        .expect("a certificate")
}

/// Shakes hands with everybody, then waits for them to leave.
pub(crate) async fn serve_tls(config: ServerConfig) -> SocketAddr {
    let acceptor = TlsAcceptor::from(Arc::new(config));
    serve(move |stream| {
        let acceptor = acceptor.clone();
        async move {
            if let Ok(mut stream) = acceptor.accept(stream).await {
                let _ = tokio::io::copy(&mut stream, &mut tokio::io::sink()).await;
            }
        }
    })
    .await
}

/// Eyes that reach nothing but loopback, where these hosts and ports are mapped to.
pub(crate) fn eyes(mapped: &[(&str, u16, SocketAddr)]) -> Eyes {
    let entry = |(host, port, at): &(&str, u16, SocketAddr)| {
        format!("{host}:{port}:{at}").parse().expect("curl's form")
    };
    Eyes {
        reach: Reach {
            sealed: true,
            connect_to: mapped.iter().map(entry).collect(),
            ..Reach::default()
        },
        system_resolver: None,
        named_resolver: None,
        login_instance: None,
        search_root: None,
        journal: PathBuf::new(),
    }
}

pub(crate) fn answered(answers: &[(Field, &str)]) -> Answers {
    let mut given = Answers::default();
    for (field, text) in answers {
        given.give(*field, text).expect(text);
    }
    given
}

pub(crate) async fn look(eyes: &Eyes, answers: &Answers, probes: &[Probe]) -> Sighting {
    let probes: BTreeSet<Probe> = probes.iter().copied().collect();
    let never = CancellationToken::new();
    world::look(
        &probes,
        answers,
        &Secrets::default(),
        eyes,
        &never,
        &mut |_| {},
    )
    .await
}
