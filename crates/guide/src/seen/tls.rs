//! One handshake, taken apart.

use super::Trouble;

/// What a TLS hello to a site brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsSeen {
    /// Host name sent as server name.
    pub host: String,
    /// Port.
    pub port: u16,
    /// When it was looked at.
    pub at: jiff::Timestamp,
    /// What came back.
    pub answer: TlsAnswer,
}

/// What came back to the hello.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TlsAnswer {
    /// A handshake was completed (trust is judged from the chain, not required for it).
    Shaken {
        /// `TLSv1.2` or `TLSv1.3`.
        version: String,
        /// Whether a hello offering 1.2 only is accepted too; `None` when it could not be told.
        accepts_1_2: Option<bool>,
        /// Certificates as sent, leaf first.
        chain: Vec<CertificateSeen>,
        /// Where the chain ends.
        end: ChainEnd,
        /// Whether the server asked for a client certificate.
        wants_client_certificate: bool,
        /// How long it took, in milliseconds.
        millis: u64,
    },
    /// The server speaks at most this version (`TLSv1.1`, `TLSv1.0`, `SSLv3`).
    TooOld(String),
    /// No handshake; `Trouble::PlainHttp`, `Refused`, `Reset`, …
    Failed(Trouble),
}

/// Where a chain ends, by the roots of this machine and those given with `--ca-file`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChainEnd {
    /// At a trusted root.
    Trusted,
    /// At a trusted root, but only after fetching the missing certificate named in the leaf: its subject and PEM.
    TrustedAfterFetching {
        /// Subject of the certificate that the server should have sent.
        subject: String,
        /// The missing certificates in PEM, to be appended to the server's file.
        pem: String,
    },
    /// The leaf signed itself.
    SelfSigned,
    /// At an issuer that is not trusted here: its name.
    UnknownRoot(String),
    /// The issuer was not sent, and could not be fetched: the name of the issuer.
    IssuerMissing(String),
    /// Signatures do not fit, or the verifier refused otherwise: its words.
    Refused(String),
}

/// One certificate as sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateSeen {
    /// Common name, else the whole subject.
    pub subject: String,
    /// Issuer's common name or organisation.
    pub issuer: String,
    /// DNS names (and IP addresses in text) it is for.
    pub names: Vec<String>,
    /// Start of validity.
    pub not_before: jiff::Timestamp,
    /// End of validity.
    pub not_after: jiff::Timestamp,
    /// Key kind such as `RSA` or `EC`.
    pub key_kind: String,
    /// Key length in bits.
    pub key_bits: u32,
    /// Signature algorithm name such as `sha256WithRSAEncryption`.
    pub signature: String,
    /// Whether it may be used as a server certificate (no extended key usage at all counts as yes).
    pub server_auth: bool,
    /// SHA-256 fingerprint, lower-case hex.
    pub sha256: String,
}
