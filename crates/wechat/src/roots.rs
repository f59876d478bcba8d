//! Whom we trust: the platform's own verdict, and the roots given with `--ca-file`.

use std::fmt;
use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, OtherError, RootCertStore,
    SignatureScheme,
};
use rustls_platform_verifier::Verifier;
use x509_parser::prelude::{FromDer, X509Certificate, X509Name};

use crate::Error;

/// A certificate was refused: by whom it claims to be issued, and the verifier's own refusal. It lies in the source chain
/// of the error a handshake ends with.
#[derive(Debug)]
pub struct Untrusted {
    /// Common name or organisation of the issuer of the topmost certificate sent.
    pub issuer: String,
    /// What the verifier said.
    pub refusal: rustls::Error,
}

impl fmt::Display for Untrusted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.refusal)
    }
}

impl std::error::Error for Untrusted {}

/// Reads certificates in PEM form.
pub(crate) fn from_pem(pem: &str) -> Result<Vec<Vec<u8>>, Error> {
    let mut roots = Vec::new();
    for read in CertificateDer::pem_slice_iter(pem.as_bytes()) {
        let root = read.map_err(|error| Error::NotARoot(error.to_string()))?;
        RootCertStore::empty()
            .add(root.clone())
            .map_err(|error| Error::NotARoot(error.to_string()))?;
        roots.push(root.to_vec());
    }
    if roots.is_empty() {
        return Err(Error::NoCertificate);
    }
    Ok(roots)
}

/// A configuration that trusts the platform's roots and `extra`. TLS 1.2 and 1.3.
pub(crate) fn config(extra: &[Vec<u8>]) -> ClientConfig {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    ClientConfig::builder_with_provider(provider.clone())
        .with_safe_default_protocol_versions()
        .expect("ring offers the suites of TLS 1.2 and 1.3")
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(Witness::new(extra, provider)))
        .with_no_client_auth()
}

/// Passes on the platform's verdict, and remembers with each refusal who issued what was refused.
#[derive(Debug)]
struct Witness {
    /// `None` where neither the platform nor the caller has a single root: nothing is trusted then.
    platform: Option<Verifier>,
    provider: Arc<CryptoProvider>,
}

impl Witness {
    fn new(extra: &[Vec<u8>], provider: Arc<CryptoProvider>) -> Witness {
        // One unreadable root must not cost all the others.
        let readable = extra
            .iter()
            .map(|root| CertificateDer::from(root.clone()))
            .filter(|root| RootCertStore::empty().add(root.clone()).is_ok());
        let platform = Verifier::new_with_extra_roots(readable, provider.clone());
        if let Err(error) = &platform {
            tracing::warn!(%error, "no root certificates on this machine");
        }
        Witness {
            platform: platform.ok(),
            provider,
        }
    }
}

impl ServerCertVerifier for Witness {
    fn verify_server_cert(
        &self,
        leaf: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let verdict = match &self.platform {
            Some(platform) => platform.verify_server_cert(leaf, intermediates, name, ocsp, now),
            None => Err(CertificateError::UnknownIssuer.into()),
        };
        verdict.map_err(|refusal| {
            let untrusted = Untrusted {
                issuer: issuer(intermediates.last().unwrap_or(leaf)),
                refusal,
            };
            CertificateError::Other(OtherError(Arc::new(untrusted))).into()
        })
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signed, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signed, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider
            .signature_verification_algorithms
            .supported_schemes()
    }
}

/// The issuer's common name, else its organisation, else all of it; empty when the certificate cannot be read.
fn issuer(certificate: &CertificateDer<'_>) -> String {
    match X509Certificate::from_der(certificate) {
        Ok((_, read)) => short(read.issuer()),
        Err(_) => String::new(),
    }
}

fn short(name: &X509Name<'_>) -> String {
    let common = name.iter_common_name().next();
    common
        .or_else(|| name.iter_organization().next())
        .and_then(|part| part.as_str().ok())
        .map_or_else(|| name.to_string(), str::to_owned)
}
