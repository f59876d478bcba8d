//! Which certificate is shown, and how TLS goes wrong on purpose.

use std::fmt;
use std::sync::{Arc, OnceLock};

use rustls::ServerConfig;
use rustls::crypto::CryptoProvider;
use rustls::server::{ClientHello, NoServerSessionStorage, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

use crate::authority::{Authority, Leaf};
use crate::cast::{PACKAGES, PORTAL, SITE, UPLOAD, WECHAT, WECOM};
use crate::scene::Switch;
use crate::{Error, Fault};

/// The certificates of all hosts; those of faults are made when first shown.
pub(crate) struct Wardrobe {
    authority: Authority,
    provider: Arc<CryptoProvider>,
    healthy: Vec<(&'static str, Arc<CertifiedKey>)>,
    faulty: OnceLock<Vec<(Fault, Arc<CertifiedKey>)>>,
}

impl Wardrobe {
    pub(crate) fn new() -> Result<Self, Error> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let authority = Authority::new(
            "Rehearsal Root CA",
            "Rehearsal TLS CA 1",
            Arc::clone(&provider),
        )?
        .published();
        let healthy = [WECHAT, WECOM, UPLOAD, PACKAGES, SITE, PORTAL]
            .into_iter()
            .map(|host| Ok((host, Arc::new(authority.issue(&Leaf::healthy(host))?))))
            .collect::<Result<_, Error>>()?;
        Ok(Self {
            authority,
            provider,
            healthy,
            faulty: OnceLock::new(),
        })
    }

    pub(crate) fn authority(&self) -> &Authority {
        &self.authority
    }

    fn pick(&self, host: &str, fault: Option<Fault>) -> Option<Arc<CertifiedKey>> {
        let changed = fault.filter(|fault| concerns(*fault, host));
        if let Some(changed) = changed {
            // No certificate at all is the honest answer if the faulty one could not be made.
            let faulty = self
                .faulty
                .get_or_init(|| self.all_faulty().unwrap_or_default());
            return faulty
                .iter()
                .find(|(fault, _)| *fault == changed)
                .map(|(_, key)| Arc::clone(key));
        }
        self.healthy
            .iter()
            .find(|(name, _)| *name == host)
            .map(|(_, key)| Arc::clone(key))
    }

    fn all_faulty(&self) -> Result<Vec<(Fault, Arc<CertifiedKey>)>, Error> {
        let provider = || Arc::clone(&self.provider);
        let enterprise = Authority::new("Enterprise Root CA", "Enterprise TLS CA", provider())?;
        let proxy = Authority::new("Corp Proxy CA", "Corp Proxy Issuing CA", provider())?;
        let ours = &self.authority;
        let healthy = Leaf::healthy(SITE);
        Ok([
            (Fault::TlsIntercepted, proxy.issue(&Leaf::healthy(WECHAT))?),
            (Fault::TlsExpired, ours.issue(&Leaf::lasting(SITE, 93, 90))?),
            (
                Fault::TlsNotYetValid,
                ours.issue(&Leaf::beginning_in(SITE, 2))?,
            ),
            (
                Fault::TlsEndsSoon,
                ours.issue(&Leaf::lasting(SITE, 85, 90))?,
            ),
            (
                Fault::TlsWrongName,
                ours.issue(&Leaf::healthy("www.other-company.cn"))?,
            ),
            (Fault::TlsSelfSigned, ours.self_signed(&healthy)?),
            (Fault::TlsUnknownRoot, enterprise.issue(&healthy)?),
            (Fault::TlsChainIncomplete, ours.issue_bare(&healthy)?),
            (Fault::TlsWeakKey, ours.issue_weak(&healthy)?),
            (
                Fault::TlsLongValidity,
                ours.issue(&Leaf::lasting(SITE, 20, 800))?,
            ),
        ]
        .map(|(fault, key)| (fault, Arc::new(key)))
        .into())
    }
}

fn concerns(fault: Fault, host: &str) -> bool {
    match fault {
        Fault::TlsIntercepted => host == WECHAT,
        Fault::TlsExpired
        | Fault::TlsNotYetValid
        | Fault::TlsEndsSoon
        | Fault::TlsWrongName
        | Fault::TlsSelfSigned
        | Fault::TlsUnknownRoot
        | Fault::TlsChainIncomplete
        | Fault::TlsWeakKey
        | Fault::TlsLongValidity => host == SITE,
        _ => false,
    }
}

/// Shows one host's certificate, whichever the current fault makes it.
struct Presenter {
    host: &'static str,
    wardrobe: Arc<Wardrobe>,
    switch: Arc<Switch>,
}

impl fmt::Debug for Presenter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Presenter({})", self.host)
    }
}

impl ResolvesServerCert for Presenter {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        self.wardrobe.pick(self.host, self.switch.current())
    }
}

/// Configures TLS 1.2 and 1.3 for one host.
pub(crate) fn configure(
    host: &'static str,
    wardrobe: &Arc<Wardrobe>,
    switch: &Arc<Switch>,
) -> Result<Arc<ServerConfig>, Error> {
    let presenter = Presenter {
        host,
        wardrobe: Arc::clone(wardrobe),
        switch: Arc::clone(switch),
    };
    let mut config = ServerConfig::builder_with_provider(Arc::clone(&wardrobe.provider))
        .with_protocol_versions(&[&rustls::version::TLS13, &rustls::version::TLS12])
        .map_err(Error::Tls)?
        .with_no_client_auth()
        .with_cert_resolver(Arc::new(presenter));
    // A resumed session shows no certificate, so a fault switched on later would go unseen.
    config.session_storage = Arc::new(NoServerSessionStorage {});
    config.send_tls13_tickets = 0;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

/// Plays a server whose best is TLS 1.1: it starts a handshake with clients that offer no more and
/// refuses all others with the alert `protocol_version`.
pub(crate) async fn speak_tls_1_1<S>(mut io: S)
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    // RFC 4346 §7.4.1.2: record header (5), handshake header (4), then the version offered (2).
    let mut hello = [0_u8; 11];
    if io.read_exact(&mut hello).await.is_err() || hello[0] != 0x16 {
        return;
    }
    let offered = u16::from_be_bytes([hello[9], hello[10]]);
    let rest = usize::from(u16::from_be_bytes([hello[3], hello[4]])).saturating_sub(6);
    let mut remainder = vec![0; rest];
    if io.read_exact(&mut remainder).await.is_err() {
        return;
    }
    let answer: Vec<u8> = if offered > 0x0302 {
        vec![0x15, 0x03, 0x02, 0x00, 0x02, 0x02, 0x46]
    } else {
        server_hello()
    };
    let _ = io.write_all(&answer).await;
    let _ = io.shutdown().await;
}

/// A TLS 1.1 ServerHello: version, random, no session, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, no compression.
fn server_hello() -> Vec<u8> {
    let mut body = vec![0x03, 0x02];
    body.extend([0x5a; 32]);
    body.extend([0x00, 0xc0, 0x13, 0x00]);
    let length = u8::try_from(body.len()).expect("38 bytes");
    let mut record = vec![0x16, 0x03, 0x02, 0x00, length + 4, 0x02, 0x00, 0x00, length];
    record.append(&mut body);
    record
}
