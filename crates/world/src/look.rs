//! Looking: every probe side by side, each under its own deadline, none able to take the others down.

mod together;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use guide::seen::Seen;
use guide::{Answers, Obstacle, Probe, Sighting, Unknown};
use jiff::Timestamp;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use wechat::Reach;

use self::together::{Look, together};
use crate::eyes::{Eyes, Secrets};
use crate::probe::route::{has_network, has_way};
use crate::probe::{self, site};

/// How long a name may take to be found where there is no way out.
const RESOLVING: Duration = Duration::from_secs(2);

/// Looks at everything that `probes` ask for, side by side, and calls `report` with each probe as it comes back.
///
/// Each probe has a deadline; one that is not back by then, that was cancelled or that crashed leaves its obstacle in the
/// sighting. Sites with the same host and port are looked at once. A probe whose target has not been answered yet is left
/// out, and not reported.
pub async fn look(
    probes: &BTreeSet<Probe>,
    answers: &Answers,
    secrets: &Secrets,
    eyes: &Eyes,
    cancel: &CancellationToken,
    report: &mut (dyn FnMut(Probe) + Send),
) -> Sighting {
    let mut sighting = Sighting::default();
    let record = |alike: &[Probe], seen: Result<Seen, Obstacle>| {
        for probe in alike {
            sighting.record(*probe, seen.clone(), Timestamp::now());
            report(*probe);
        }
    };
    let shared = Arc::new((answers.clone(), secrets.clone(), eyes.clone()));
    let mut looks = Vec::new();
    for alike in alike(probes, answers) {
        let probe = alike[0];
        let shared = Arc::clone(&shared);
        looks.push(Look {
            alike,
            deadline: deadline(probe),
            looking: Box::pin(async move {
                let (answers, secrets, eyes) = &*shared;
                if cut_off(probe, answers, eyes).await {
                    return Err(Obstacle::Offline);
                }
                probe::look(probe, answers, secrets, eyes).await
            }),
        });
    }
    together(looks, cancel, record).await;
    sighting
}

/// The probes that can be made, those with the same target together.
fn alike(probes: &BTreeSet<Probe>, answers: &Answers) -> Vec<Vec<Probe>> {
    let mut groups: BTreeMap<String, Vec<Probe>> = BTreeMap::new();
    for probe in probes {
        if let Ok(target) = target(*probe, answers) {
            groups.entry(target).or_default().push(*probe);
        }
    }
    groups.into_values().collect()
}

/// What tells a probe's target from every other; an unknown while it has not been answered.
fn target(probe: Probe, answers: &Answers) -> Result<String, Unknown> {
    let place = |site| {
        let place = site::place(answers, site)?;
        Ok::<_, Unknown>(format!("{}:{}", place.host, place.port))
    };
    match probe {
        Probe::Dns(site) => return Ok(format!("dns {}", place(site)?)),
        Probe::Tcp(site) => return Ok(format!("tcp {}", place(site)?)),
        Probe::Tls(site) => return Ok(format!("tls {}", place(site)?)),
        Probe::Http(site) => return Ok(format!("http {}", site::page(answers, site)?)),
        Probe::WeChat | Probe::WeCom | Probe::UploadHost | Probe::Egress => {}
        Probe::PackageHost => {
            answers.package_url()?;
        }
        Probe::Credentials | Probe::RegisteredDomains | Probe::TrialCode | Probe::ReleasedCode => {
            answers.app_id()?;
        }
        Probe::WeComAgent => {
            answers.corp_id()?;
            answers.agent_id()?;
        }
        Probe::Package => {
            answers.package_folder()?;
        }
        Probe::VerificationFile => {
            answers.verification_file()?;
        }
        Probe::PlacedFile => {
            answers.business_domain()?;
            answers.verification_file()?;
        }
        Probe::UploadKey => {
            answers.upload_key()?;
        }
        Probe::LoginServer => {
            answers.service_address()?;
        }
    }
    Ok(format!("{probe:?}"))
}

/// How long a probe may take. Calls with a token are repeated while the platform is busy.
fn deadline(probe: Probe) -> Duration {
    Duration::from_secs(match probe {
        Probe::Egress
        | Probe::Credentials
        | Probe::RegisteredDomains
        | Probe::TrialCode
        | Probe::ReleasedCode
        | Probe::WeComAgent => 15,
        _ => 10,
    })
}

/// Whether a probe cannot be made because this machine has no network, or must not be made.
async fn cut_off(probe: Probe, answers: &Answers, eyes: &Eyes) -> bool {
    let reach = &eyes.reach;
    let hosts = hosts(probe, answers, reach);
    for (host, port) in &hosts {
        if may_be_reached(reach, host, *port).await {
            return false;
        }
    }
    !hosts.is_empty()
}

async fn may_be_reached(reach: &Reach, host: &str, port: u16) -> bool {
    let Ok(target) = reach.allow(host, port) else {
        return false;
    };
    if target.is_loopback() || through_this_machine(reach, host, port) || has_network() {
        return true;
    }
    // A closed network may have no way out and yet hold the very host.
    let found = timeout(RESOLVING, target.addresses()).await;
    found.is_ok_and(|found| found.is_ok_and(|all| all.into_iter().any(has_way)))
}

/// The hosts a probe speaks to; none when it stays on this machine, or knows itself whom it may ask.
fn hosts(probe: Probe, answers: &Answers, reach: &Reach) -> Vec<(String, u16)> {
    let base = |url: &url::Url| {
        let host = url.host_str().unwrap_or_default().to_owned();
        (host, url.port_or_known_default().unwrap_or(443))
    };
    let place = |site| {
        let place = site::place(answers, site);
        place
            .map(|place| (place.host, place.port))
            .into_iter()
            .collect()
    };
    match probe {
        Probe::WeChat
        | Probe::Credentials
        | Probe::RegisteredDomains
        | Probe::TrialCode
        | Probe::ReleasedCode => vec![base(&reach.wechat)],
        Probe::WeCom | Probe::WeComAgent => vec![base(&reach.wecom)],
        Probe::UploadHost => vec![base(&reach.upload)],
        Probe::Egress => vec![base(&reach.wechat), base(&reach.wecom)],
        Probe::PackageHost => answers
            .package_url()
            .map(|address| base(address.url()))
            .into_iter()
            .collect(),
        Probe::Tcp(site) | Probe::Tls(site) | Probe::Http(site) => place(site),
        Probe::PlacedFile => place(guide::Site::Business),
        Probe::LoginServer => place(guide::Site::Service),
        Probe::Dns(_) | Probe::Package | Probe::VerificationFile | Probe::UploadKey => Vec::new(),
    }
}

/// Whether a proxy on this machine stands between, which may know a way out that we do not.
fn through_this_machine(reach: &Reach, host: &str, port: u16) -> bool {
    let Some(proxy) = reach.proxy_for("https", host, port) else {
        return false;
    };
    let Ok(proxy) = url::Url::parse(&proxy) else {
        return false;
    };
    let host = proxy.host_str().unwrap_or_default();
    wechat::Target {
        host: host.trim_matches(['[', ']']).to_owned(),
        port: 0,
        mapped: false,
    }
    .is_loopback()
}
