//! A handshake that believes everything and remembers what it was shown.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use guide::seen::Trouble;
use rustls::client::ResolvesClientCert;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::sign::CertifiedKey;
use rustls::{
    AlertDescription, ClientConfig, ClientConnection, DigitallySignedStruct, ProtocolVersion,
    SignatureScheme, SupportedProtocolVersion,
};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use wechat::io_trouble;

use super::old;

/// A completed handshake.
#[derive(Debug)]
pub(super) struct Shaken {
    /// The version agreed upon.
    pub(super) version: ProtocolVersion,
    /// Certificates as sent, leaf first.
    pub(super) chain: Vec<CertificateDer<'static>>,
    /// Whether a client certificate was asked for.
    pub(super) asked: bool,
}

/// Why there was no handshake.
#[derive(Debug)]
pub(super) enum Missed {
    /// The server chose this older version.
    Older(&'static str),
    /// The server ended it with an alert.
    Alert(AlertDescription),
    /// Anything else.
    Trouble(Trouble),
}

/// Accepts every certificate, so that also those no library would accept can be looked at.
#[derive(Debug, Default)]
pub(super) struct Recorder {
    chain: OnceLock<Vec<CertificateDer<'static>>>,
    asked: AtomicBool,
}

impl ServerCertVerifier for Recorder {
    fn verify_server_cert(
        &self,
        leaf: &CertificateDer<'_>,
        others: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        self.chain.get_or_init(|| {
            let sent = std::iter::once(leaf).chain(others);
            sent.map(|one| one.clone().into_owned()).collect()
        });
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        vec![
            SignatureScheme::ECDSA_NISTP256_SHA256,
            SignatureScheme::ECDSA_NISTP384_SHA384,
            SignatureScheme::ECDSA_NISTP521_SHA512,
            SignatureScheme::ED25519,
            SignatureScheme::RSA_PSS_SHA256,
            SignatureScheme::RSA_PSS_SHA384,
            SignatureScheme::RSA_PSS_SHA512,
            SignatureScheme::RSA_PKCS1_SHA256,
            SignatureScheme::RSA_PKCS1_SHA384,
            SignatureScheme::RSA_PKCS1_SHA512,
            SignatureScheme::RSA_PKCS1_SHA1,
        ]
    }
}

impl ResolvesClientCert for Recorder {
    fn resolve(&self, _: &[&[u8]], _: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        self.asked.store(true, Ordering::Relaxed);
        None
    }

    fn has_certs(&self) -> bool {
        true
    }
}

/// What a handshake is made with that believes everything.
pub(super) fn believing(
    versions: &[&'static SupportedProtocolVersion],
) -> (ClientConfig, Arc<Recorder>) {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let recorder = Arc::new(Recorder::default());
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(versions)
        .expect("ring offers the suites of TLS 1.2 and 1.3")
        .dangerous()
        .with_custom_certificate_verifier(recorder.clone())
        .with_client_cert_resolver(recorder.clone());
    config.resumption = rustls::client::Resumption::disabled();
    (config, recorder)
}

/// Makes one handshake.
pub(super) async fn shake(
    stream: &mut (impl AsyncRead + AsyncWrite + Unpin),
    host: &str,
    versions: &[&'static SupportedProtocolVersion],
) -> Result<Shaken, Missed> {
    let (config, recorder) = believing(versions);
    let failed = |error: rustls::Error| Missed::Trouble(Trouble::TlsFailed(error.to_string()));
    let name = ServerName::try_from(host.to_owned())
        .map_err(|error| Missed::Trouble(Trouble::TlsFailed(error.to_string())))?;
    let mut talk = ClientConnection::new(Arc::new(config), name).map_err(failed)?;
    let ended = exchange(&mut talk, stream).await;
    let chain = recorder.chain.get().cloned().unwrap_or_default();
    let asked = recorder.asked.load(Ordering::Relaxed);
    // Whoever insists on a client certificate ends the handshake without it, and has shown everything by then.
    match (ended, talk.protocol_version()) {
        (Err(missed), _) if !asked || chain.is_empty() => Err(missed),
        (_, Some(version)) => Ok(Shaken {
            version,
            chain,
            asked,
        }),
        (Err(missed), None) => Err(missed),
        (Ok(()), None) => Err(failed(rustls::Error::HandshakeNotComplete)),
    }
}

/// Passes bytes to and fro until the handshake is done.
async fn exchange(
    talk: &mut ClientConnection,
    stream: &mut (impl AsyncRead + AsyncWrite + Unpin),
) -> Result<(), Missed> {
    let trouble = |error: std::io::Error| Missed::Trouble(io_trouble(&error));
    let mut heard = Vec::new();
    let mut piece = [0; 4096];
    loop {
        let mut said = Vec::new();
        while talk.wants_write() {
            talk.write_tls(&mut said).map_err(trouble)?;
        }
        stream.write_all(&said).await.map_err(trouble)?;
        if !talk.is_handshaking() {
            return stream.flush().await.map_err(trouble);
        }
        let length = stream.read(&mut piece).await.map_err(trouble)?;
        if length == 0 {
            return Err(Missed::Trouble(Trouble::Reset));
        }
        if heard.len() < old::TELLING {
            heard.extend_from_slice(&piece[..length]);
        }
        let mut rest = &piece[..length];
        while !rest.is_empty() {
            talk.read_tls(&mut rest).map_err(trouble)?;
            talk.process_new_packets()
                .map_err(|error| missed(&heard, &error))?;
        }
    }
}

/// What it means that the library gave up after these first bytes.
fn missed(heard: &[u8], error: &rustls::Error) -> Missed {
    if heard.starts_with(b"HTTP/") || heard.starts_with(b"<") {
        return Missed::Trouble(Trouble::PlainHttp);
    }
    if let Some(version) = old::chosen(heard) {
        return Missed::Older(version);
    }
    match error {
        rustls::Error::AlertReceived(alert) => Missed::Alert(*alert),
        other => Missed::Trouble(Trouble::TlsFailed(other.to_string())),
    }
}
