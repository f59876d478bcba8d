//! One file a probe.

pub(crate) mod agent;
pub(crate) mod codes;
pub(crate) mod credentials;
pub(crate) mod dns;
pub(crate) mod domains;
pub(crate) mod egress;
pub(crate) mod files;
pub(crate) mod hosts;
pub(crate) mod http;
pub(crate) mod key;
pub(crate) mod login;
pub(crate) mod package;
pub(crate) mod placed;
mod reading;
pub(crate) mod route;
pub(crate) mod site;
pub(crate) mod tcp;
pub(crate) mod tls;
pub(crate) mod wechat;
pub(crate) mod wecom;

use std::time::Instant;

use guide::seen::Seen;
use guide::{Answers, Obstacle, Probe};

use crate::eyes::{Eyes, Secrets};

/// Milliseconds since `began`.
fn millis(began: Instant) -> u64 {
    u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX)
}

/// Looks at one thing.
pub(crate) async fn look(
    probe: Probe,
    answers: &Answers,
    secrets: &Secrets,
    eyes: &Eyes,
) -> Result<Seen, Obstacle> {
    let (a, s, e) = (answers, secrets, eyes);
    match probe {
        Probe::WeChat => wechat::look(a, s, e).await.map(Seen::Platform),
        Probe::WeCom => wecom::look(a, s, e).await.map(Seen::Platform),
        Probe::UploadHost => hosts::look_upload(a, s, e).await.map(Seen::Platform),
        Probe::PackageHost => hosts::look_packages(a, s, e).await.map(Seen::PackageHost),
        Probe::Egress => egress::look(a, s, e).await.map(Seen::Egress),
        Probe::Credentials => credentials::look(a, s, e).await.map(Seen::Credentials),
        Probe::RegisteredDomains => domains::look(a, s, e).await.map(Seen::Domains),
        Probe::TrialCode => codes::look_trial(a, s, e).await.map(Seen::Code),
        Probe::ReleasedCode => codes::look_released(a, s, e).await.map(Seen::Code),
        Probe::WeComAgent => agent::look(a, s, e).await.map(Seen::WeCom),
        Probe::Dns(site) => dns::look(a, s, e, site).await.map(Seen::Dns),
        Probe::Tcp(site) => tcp::look(a, s, e, site).await.map(Seen::Tcp),
        Probe::Tls(site) => tls::look(a, s, e, site).await.map(Seen::Tls),
        Probe::Http(site) => http::look(a, s, e, site).await.map(Seen::Http),
        Probe::PlacedFile => placed::look(a, s, e).await.map(Seen::Placed),
        Probe::LoginServer => login::look(a, s, e).await.map(Seen::Login),
        Probe::Package => package::look(a, s, e).await.map(Seen::Package),
        Probe::VerificationFile => files::look(a, s, e).await.map(Seen::File),
        Probe::UploadKey => key::look(a, s, e).await.map(Seen::Key),
    }
}
