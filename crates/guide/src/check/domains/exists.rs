//! WeChat opens a domain by asking public name servers for it. A name that they do not know, or for which they fail, cannot be
//! opened on any phone, whatever this machine's own resolver says. Asked are the system's resolver and a public one; the
//! public one decides, because phones stand outside.
//!
//! Source: WeChat, server domains and business domains (a filed public domain name is required).

use super::{label, resolved, sites};
use crate::check::Check;
use crate::seen::{DnsAnswer, DnsSeen};
use crate::{
    Answers, Fact, Field, Obstacle, Outcome, Probe, Problem, Remedy, Sighting, Site, Text, Unknown,
    Verdict,
};

/// Whether the name exists.
pub static CHECK: Check = Check {
    id: "dns.exists",
    question: Text::new(
        "域名能在公网解析吗？",
        "Is the domain known to public name servers?",
    ),
    looks_at: &[Probe::Dns(Site::Request), Probe::Dns(Site::Business)],
    judge,
    blocks: false,
    codes: &["dns.no-such-name", "dns.failed"],
    page: include_str!("exists.rs"),
};

fn judge(answers: &Answers, sighting: &Sighting) -> Outcome {
    sites::each(answers, sighting, look)
}

pub(super) fn look(sighting: &Sighting, site: Site) -> Outcome {
    let seen = sighting.dns(site)?;
    if let Some(holds) = resolved::overridden(seen) {
        return Ok(holds);
    }
    match (resolved::outside(seen), &seen.named) {
        (DnsAnswer::Addresses(addresses), _) => {
            Ok(Verdict::Holds(vec![resolved::listed(addresses)]))
        }
        (DnsAnswer::NoSuchName, _) => Ok(Verdict::Broken(no_such_name(seen, site))),
        (DnsAnswer::Failed(words), _)
        | (DnsAnswer::Silent, Some((_, DnsAnswer::Failed(words)))) => {
            Ok(Verdict::Broken(failed(seen, words)))
        }
        (DnsAnswer::Silent, _) => Err(Unknown::CouldNotLook(
            Probe::Dns(site),
            Obstacle::NotReached("no resolver answered".to_owned()),
        )),
    }
}

fn no_such_name(seen: &DnsSeen, site: Site) -> Problem {
    let field = match site {
        Site::Business | Site::Home => Field::BusinessDomain,
        Site::Request | Site::Service => Field::RequestDomain,
    };
    let mut problem = Problem::new(
        "dns.no-such-name",
        Text::new(
            "这个域名在公网上不存在。",
            "This domain does not exist in public DNS.",
        ),
    );
    problem.facts.extend(asked(seen));
    problem
        .advise(
            "请在域名服务商处添加指向服务器公网地址的 A 记录，等它生效后再检查。",
            "Add an A record with the server's public address at the domain's provider, wait until it is live, then check again.",
        )
        .remedy(Remedy::Revisit(field))
}

fn failed(seen: &DnsSeen, words: &str) -> Problem {
    let mut problem = Problem::new(
        "dns.failed",
        Text::new(
            "域名服务器对这个域名报错。",
            "The name servers fail for this domain.",
        ),
    )
    .fact(label::ANSWER, words);
    problem.facts.extend(asked(seen));
    problem.advise(
        "请域名服务商检查该域名的 NS 和 DNSSEC（DS 记录）设置。",
        "Have the domain's provider check its name servers and DNSSEC (DS records).",
    )
}

/// The resolver whose word was taken.
fn asked(seen: &DnsSeen) -> Option<Fact> {
    seen.named
        .as_ref()
        .map(|(resolver, _)| Fact::new(label::RESOLVER, resolver.as_str()))
}

#[cfg(test)]
mod tests {
    use super::super::scene::{Scene, addresses};
    use super::*;

    #[test]
    fn the_public_resolver_decides_whether_a_name_exists() {
        let known = || addresses(&["8.130.1.2"]);
        let failed = || DnsAnswer::Failed("SERVFAIL".to_owned());
        let table = [
            (known(), Some(known()), "holds"),
            (known(), None, "holds"),
            (known(), Some(DnsAnswer::Silent), "holds"),
            (failed(), Some(known()), "holds"),
            (DnsAnswer::NoSuchName, Some(known()), "holds"),
            (
                known(),
                Some(DnsAnswer::NoSuchName),
                "broken dns.no-such-name",
            ),
            (DnsAnswer::NoSuchName, None, "broken dns.no-such-name"),
            (
                DnsAnswer::NoSuchName,
                Some(failed()),
                "broken dns.no-such-name",
            ),
            (failed(), Some(failed()), "broken dns.failed"),
            (DnsAnswer::Silent, Some(failed()), "broken dns.failed"),
            (
                DnsAnswer::Silent,
                Some(DnsAnswer::Silent),
                "unknown not-reached",
            ),
            (DnsAnswer::Silent, None, "unknown not-reached"),
        ];
        for (system, named, expected) in table {
            let scene = Scene::healthy().dns(system.clone(), named.clone());
            assert_eq!(scene.judge(&CHECK), expected, "{system:?} {named:?}");
        }
    }

    #[test]
    fn a_name_fixed_by_connect_to_need_not_exist_yet() {
        let scene = Scene::healthy()
            .dns(DnsAnswer::NoSuchName, None)
            .edit_dns(|seen| seen.overridden = true);
        assert_eq!(scene.judge(&CHECK), "holds");
    }

    #[test]
    fn offline_is_not_a_missing_name() {
        let scene = Scene::healthy().obstacle(Probe::Dns, Obstacle::Offline);
        assert_eq!(scene.judge(&CHECK), "unknown offline");
    }
}
