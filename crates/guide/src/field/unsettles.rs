//! Which sightings an answer makes void.

use super::Field;
use crate::{Probe, Site};

impl Field {
    /// The probes whose sighting is void once this answer changes.
    pub fn unsettles(self) -> &'static [Probe] {
        match self {
            Field::ServiceAddress => &[
                Probe::Dns(Site::Service),
                Probe::Tcp(Site::Service),
                Probe::Tls(Site::Service),
                Probe::Http(Site::Service),
                Probe::Dns(Site::Request),
                Probe::Tcp(Site::Request),
                Probe::Tls(Site::Request),
                Probe::LoginServer,
            ],
            Field::Proxy => &[
                Probe::WeChat,
                Probe::WeCom,
                Probe::UploadHost,
                Probe::PackageHost,
                Probe::Egress,
                Probe::Credentials,
                Probe::RegisteredDomains,
                Probe::TrialCode,
                Probe::ReleasedCode,
                Probe::WeComAgent,
            ],
            Field::AppId | Field::AppSecret => &[
                Probe::Credentials,
                Probe::RegisteredDomains,
                Probe::TrialCode,
                Probe::ReleasedCode,
            ],
            Field::LoginBackend => &[Probe::LoginServer],
            Field::HomeUrl => &[
                Probe::Dns(Site::Home),
                Probe::Tcp(Site::Home),
                Probe::Tls(Site::Home),
                Probe::Http(Site::Home),
                Probe::Dns(Site::Business),
                Probe::Tcp(Site::Business),
                Probe::Tls(Site::Business),
                Probe::PlacedFile,
            ],
            Field::PackageSource | Field::PackageUrl => &[Probe::PackageHost],
            Field::PackageFolder => &[Probe::Package],
            Field::RequestDomain => &[
                Probe::Dns(Site::Request),
                Probe::Tcp(Site::Request),
                Probe::Tls(Site::Request),
                Probe::RegisteredDomains,
            ],
            Field::BusinessDomain => &[
                Probe::Dns(Site::Business),
                Probe::Tcp(Site::Business),
                Probe::Tls(Site::Business),
                Probe::PlacedFile,
                Probe::RegisteredDomains,
            ],
            Field::VerificationFile => &[Probe::VerificationFile, Probe::PlacedFile],
            Field::WebRoot => &[Probe::VerificationFile],
            Field::UploadKey => &[Probe::UploadKey],
            Field::CorpId | Field::CorpSecret | Field::AgentId => &[Probe::WeComAgent],
            Field::Place
            | Field::Name
            | Field::PackageZip
            | Field::ServiceSetting
            | Field::HomeSetting
            | Field::Placement
            | Field::UploadVersion
            | Field::UploadDescription
            | Field::WeComWanted => &[],
        }
    }
}
