//! Which of the two resolvers' answers counts.

use std::net::IpAddr;

use super::label;
use crate::seen::{DnsAnswer, DnsSeen};
use crate::{Fact, Obstacle, Probe, Sighting, Site, Text, Unknown, Verdict};

/// The answer that phones get. The named resolver stands outside, as they do; the system's own may know inner names.
pub(super) fn outside(seen: &DnsSeen) -> &DnsAnswer {
    match &seen.named {
        Some((_, answer @ (DnsAnswer::Addresses(_) | DnsAnswer::NoSuchName))) => answer,
        _ => &seen.system,
    }
}

/// The addresses that phones get.
pub(super) fn addresses(sighting: &Sighting, site: Site) -> Result<&[IpAddr], Unknown> {
    let below = |code: &str| {
        Err(Unknown::CouldNotLook(
            Probe::Dns(site),
            Obstacle::NotReached(code.to_owned()),
        ))
    };
    match outside(sighting.dns(site)?) {
        DnsAnswer::Addresses(addresses) => Ok(addresses),
        DnsAnswer::NoSuchName => below("dns.no-such-name"),
        DnsAnswer::Failed(_) => below("dns.failed"),
        DnsAnswer::Silent => below("no resolver answered"),
    }
}

/// Holds, when `--connect-to` decides where we connect: the name may not be in public DNS yet, and that is the point.
pub(super) fn overridden(seen: &DnsSeen) -> Option<Verdict> {
    seen.overridden.then(|| {
        Verdict::Holds(vec![Fact::new(
            Text::new("未按 DNS 判断", "Not judged by DNS"),
            format!("--connect-to {}", seen.name),
        )])
    })
}

/// The addresses as a fact.
pub(super) fn listed(addresses: &[IpAddr]) -> Fact {
    let text: Vec<String> = addresses.iter().map(IpAddr::to_string).collect();
    Fact::new(label::ADDRESSES, text.join(", "))
}
