//! Many phones and most company networks in China still have no IPv6, and WeChat's own fetch of the verification file comes
//! over IPv4. A domain with AAAA records only opens for some people and fails for the rest.
//!
//! Source: experience with mini-program domains; no rule of WeChat's promises IPv6.

use super::{resolved, sites};
use crate::check::Check;
use crate::{Answers, Outcome, Probe, Problem, Sighting, Site, Text, Verdict};

/// Whether there is an IPv4 address.
pub static CHECK: Check = Check {
    id: "dns.ipv4",
    question: Text::new(
        "域名有 IPv4 地址吗？",
        "Does the domain have an IPv4 address?",
    ),
    looks_at: &[Probe::Dns(Site::Request), Probe::Dns(Site::Business)],
    judge,
    blocks: false,
    codes: &["dns.no-ipv4"],
    page: include_str!("ipv4.rs"),
};

fn judge(answers: &Answers, sighting: &Sighting) -> Outcome {
    sites::each(answers, sighting, look)
}

pub(super) fn look(sighting: &Sighting, site: Site) -> Outcome {
    if let Some(holds) = resolved::overridden(sighting.dns(site)?) {
        return Ok(holds);
    }
    let addresses = resolved::addresses(sighting, site)?;
    if addresses.iter().any(|address| address.is_ipv4()) {
        return Ok(Verdict::Holds(vec![resolved::listed(addresses)]));
    }
    let mut problem = Problem::new(
        "dns.no-ipv4",
        Text::new(
            "域名没有 IPv4 地址，多数手机打不开。",
            "The domain has no IPv4 address, so most phones cannot open it.",
        ),
    );
    if !addresses.is_empty() {
        problem.facts.push(resolved::listed(addresses));
    }
    Ok(Verdict::Broken(problem.advise(
        "请在域名服务商处添加指向服务器公网 IPv4 地址的 A 记录。",
        "Add an A record with the server's public IPv4 address at the domain's provider.",
    )))
}

#[cfg(test)]
mod tests {
    use super::super::scene::{Scene, addresses};
    use super::*;
    use crate::seen::DnsAnswer;

    #[test]
    fn one_ipv4_address_is_enough_and_none_is_not() {
        let table = [
            (addresses(&["8.130.1.2"]), "holds"),
            (addresses(&["240e:1::2", "8.130.1.2"]), "holds"),
            (addresses(&["240e:1::2"]), "broken dns.no-ipv4"),
            (addresses(&[]), "broken dns.no-ipv4"),
            (DnsAnswer::NoSuchName, "unknown not-reached"),
            (DnsAnswer::Silent, "unknown not-reached"),
        ];
        for (answer, expected) in table {
            let scene = Scene::healthy().dns(answer.clone(), None);
            assert_eq!(scene.judge(&CHECK), expected, "{answer:?}");
        }
    }
}
