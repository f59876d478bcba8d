//! When the system's resolver and a public one give entirely different addresses, what is checked from this machine may not be
//! what phones see. The usual reasons: a record changed a short while ago, an inner name server that answers differently inside
//! the company, an entry in the hosts file, or a service that answers by region. Each can be intended, so this is a worry and
//! no fault.
//!
//! Source: how name servers work; WeChat has no rule about it.

use super::{label, resolved, sites};
use crate::check::Check;
use crate::seen::DnsAnswer;
use crate::{
    Answers, Fact, Obstacle, Outcome, Probe, Problem, Sighting, Site, Text, Unknown, Verdict,
};

use super::public;

/// Whether the resolvers agree.
pub static CHECK: Check = Check {
    id: "dns.agree",
    question: Text::new(
        "本机和公网解析到同样的地址吗？",
        "Do this machine and the public see the same addresses?",
    ),
    looks_at: &[Probe::Dns(Site::Request), Probe::Dns(Site::Business)],
    judge,
    blocks: false,
    codes: &["dns.answers-differ"],
    page: include_str!("agree.rs"),
};

fn judge(answers: &Answers, sighting: &Sighting) -> Outcome {
    sites::each(answers, sighting, look)
}

fn look(sighting: &Sighting, site: Site) -> Outcome {
    let seen = sighting.dns(site)?;
    if let Some(holds) = resolved::overridden(seen) {
        return Ok(holds);
    }
    let below = |why: &str| {
        Err(Unknown::CouldNotLook(
            Probe::Dns(site),
            Obstacle::NotReached(why.to_owned()),
        ))
    };
    let Some((resolver, named)) = &seen.named else {
        return Ok(Verdict::Holds(vec![Fact::new(
            Text::new(
                "只询问了本机的解析服务器",
                "Only this machine's resolver was asked",
            ),
            seen.name.as_str(),
        )]));
    };
    let DnsAnswer::Addresses(outer) = named else {
        return match named {
            DnsAnswer::NoSuchName => below("dns.no-such-name"),
            DnsAnswer::Failed(words) => below(&format!("{resolver}: {words}")),
            _ => below(resolver),
        };
    };
    let inner = match &seen.system {
        DnsAnswer::Addresses(inner) => inner.as_slice(),
        DnsAnswer::NoSuchName => &[],
        DnsAnswer::Failed(_) | DnsAnswer::Silent => return below("no answer of the system"),
    };
    if inner
        .iter()
        .chain(outer)
        .any(|address| public::is_fake(*address))
    {
        return below("dns.fake-address");
    }
    let shared = inner.iter().any(|address| outer.contains(address));
    if shared || (inner.is_empty() && outer.is_empty()) {
        return Ok(Verdict::Holds(vec![resolved::listed(outer)]));
    }
    let text = |addresses: &[std::net::IpAddr]| resolved::listed(addresses).value;
    Ok(Verdict::Worrying(
        Problem::new(
            "dns.answers-differ",
            Text::new(
                "本机和公网解析到的地址不同，这里看到的可能不是手机看到的服务器。",
                "This machine and the public resolve the domain differently; what is seen here may not be what phones see.",
            ),
        )
        .fact(
            Text::new("本机解析到", "As this machine sees it"),
            text(inner),
        )
        .fact(
            Text::new("公网解析到", "As the public sees it"),
            text(outer),
        )
        .fact(label::RESOLVER, resolver.as_str())
        .advise(
            "刚改过解析就等它生效；若是内网解析或 hosts 文件有意为之，请再从外网检查一次。",
            "After a recent change, wait until it is live; if an inner name server or the hosts file does this on purpose, check once more from outside.",
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::super::scene::{Scene, addresses};
    use super::*;

    #[test]
    fn answers_without_a_common_address_are_worrying() {
        let one = || addresses(&["8.130.1.2"]);
        let two = || addresses(&["47.95.3.4"]);
        let failed = || DnsAnswer::Failed("SERVFAIL".to_owned());
        let table = [
            (one(), Some(one()), "holds"),
            (addresses(&["8.130.1.2", "8.130.1.3"]), Some(one()), "holds"),
            (one(), None, "holds"),
            (one(), Some(two()), "worrying dns.answers-differ"),
            (
                DnsAnswer::NoSuchName,
                Some(two()),
                "worrying dns.answers-differ",
            ),
            (one(), Some(DnsAnswer::NoSuchName), "unknown not-reached"),
            (one(), Some(DnsAnswer::Silent), "unknown not-reached"),
            (one(), Some(failed()), "unknown not-reached"),
            (failed(), Some(one()), "unknown not-reached"),
            (
                addresses(&["198.18.0.1"]),
                Some(one()),
                "unknown not-reached",
            ),
        ];
        for (system, named, expected) in table {
            let scene = Scene::healthy().dns(system.clone(), named.clone());
            assert_eq!(scene.judge(&CHECK), expected, "{system:?} {named:?}");
        }
    }

    #[test]
    fn connect_to_overrides_a_difference() {
        let scene = Scene::healthy()
            .dns(addresses(&["8.130.1.2"]), Some(addresses(&["47.95.3.4"])))
            .edit_dns(|seen| seen.overridden = true);
        assert_eq!(scene.judge(&CHECK), "holds");
    }
}
