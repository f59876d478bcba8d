//! What probes bring back: plain data, no judgement. Written by `world`, read by checks.

mod network;
mod package;
mod platform;
mod site;
mod tls;

pub use network::{AddressSeen, Connection, DnsAnswer, DnsSeen, TcpSeen, Trouble};
pub use package::{FileSeen, KeySeen, PackageSeen, TextSeen};
pub use platform::{
    AgentSeen, CodeImage, CredentialsSeen, DomainsSeen, EgressSeen, PlatformSeen, Reply, WeComSeen,
};
pub use site::{Fetched, Hop, HttpSeen, LoginSeen, PlacedSeen};
pub use tls::{CertificateSeen, ChainEnd, TlsAnswer, TlsSeen};

/// Whatever one probe saw.
#[derive(Clone, Debug, PartialEq)]
pub enum Seen {
    /// `Probe::WeChat`, `Probe::WeCom`, `Probe::UploadHost`.
    Platform(PlatformSeen),
    /// `Probe::PackageHost`: the answer to a request for the package's headers.
    PackageHost(Fetched),
    /// `Probe::Egress`.
    Egress(EgressSeen),
    /// `Probe::Credentials`.
    Credentials(CredentialsSeen),
    /// `Probe::RegisteredDomains`.
    Domains(DomainsSeen),
    /// `Probe::TrialCode`, `Probe::ReleasedCode`.
    Code(CodeImage),
    /// `Probe::WeComAgent`.
    WeCom(WeComSeen),
    /// `Probe::Dns`.
    Dns(DnsSeen),
    /// `Probe::Tcp`.
    Tcp(TcpSeen),
    /// `Probe::Tls`.
    Tls(TlsSeen),
    /// `Probe::Http`.
    Http(HttpSeen),
    /// `Probe::Package`.
    Package(PackageSeen),
    /// `Probe::VerificationFile`.
    File(FileSeen),
    /// `Probe::PlacedFile`.
    Placed(PlacedSeen),
    /// `Probe::UploadKey`.
    Key(KeySeen),
    /// `Probe::LoginServer`.
    Login(LoginSeen),
}
