//! Roots first: which broken finding explains which others, so that a report names a cause once and folds what follows under it.

use std::collections::BTreeSet;

use crate::{Answers, Finding, Obstacle, Probe, Problem, Site, Unknown, Verdict, check_named};

/// A kind of cause and what follows from it.
struct Root {
    /// Beginnings of the ids of checks, or of the codes of problems, that are the cause when they are broken.
    cause: &'static [&'static str],
    /// Beginnings of the ids of checks that could not look because of it.
    blinds: &'static [&'static str],
    /// Beginnings of the codes of problems that it brings about.
    breaks: &'static [&'static str],
    /// Whether cause and consequence have to be about the same host.
    same_host: bool,
}

/// Everything that stands on a site's name, connection and encryption.
const PAGES: &[&str] = &["file.", "verification.", "home.", "login."];

/// Deepest first: the first that fits is named.
const ROOTS: &[Root] = &[
    // Somebody stands between this machine and everything else.
    Root {
        cause: &["network.captive-portal", "network.proxy-failed"],
        blinds: &[""],
        breaks: &[
            "network.", "dns.", "tcp.", "tls.", "file.", "home.", "login.",
        ],
        same_host: false,
    },
    Root {
        cause: &["network.tls-intercepted"],
        blinds: &["network.", "credentials.", "release.", "wecom.", "domains."],
        breaks: &["network.", "tls.unknown-root"],
        same_host: false,
    },
    Root {
        cause: &["network.wechat-"],
        blinds: &["network.", "credentials.", "release.", "domains."],
        breaks: &[],
        same_host: false,
    },
    Root {
        cause: &["network.wecom-"],
        blinds: &["network.egress", "wecom."],
        breaks: &[],
        same_host: false,
    },
    // A good certificate looks expired, or not begun, to a clock that is wrong.
    Root {
        cause: &["network.clock-skew"],
        blinds: &[],
        breaks: &["tls.expired", "tls.not-yet-valid"],
        same_host: false,
    },
    Root {
        cause: &["credentials."],
        blinds: &["network.egress", "release.", "domains."],
        breaks: &[],
        same_host: false,
    },
    Root {
        cause: &["wecom.token", "wecom.address", "wecom.agent"],
        blinds: &["wecom."],
        breaks: &[],
        same_host: false,
    },
    // Name, connection, encryption, page: each stands on the one before.
    Root {
        cause: &["dns."],
        blinds: &["dns.", "tcp.", "tls."],
        breaks: &["tcp."],
        same_host: true,
    },
    Root {
        cause: &["tcp."],
        blinds: &["tcp.", "tls."],
        breaks: &[],
        same_host: true,
    },
    Root {
        cause: &["tls."],
        blinds: &["tls."],
        breaks: &[],
        same_host: true,
    },
    Root {
        cause: &["dns.", "tcp.", "tls."],
        blinds: PAGES,
        breaks: &["login.not-reached"],
        same_host: true,
    },
    Root {
        cause: &["home."],
        blinds: &["home."],
        breaks: &[],
        same_host: true,
    },
    // What is no package has nothing to be configured.
    Root {
        cause: &["package.incomplete", "package.not-"],
        blinds: &["package.", "configure."],
        breaks: &["configure."],
        same_host: false,
    },
];

/// Something broken.
struct Cause {
    check: &'static str,
    problem: Problem,
    hosts: BTreeSet<String>,
}

/// Sets `because` in every finding that a broken one explains.
pub(crate) fn attribute(answers: &Answers, findings: &mut [Finding]) {
    let causes: Vec<Cause> = findings
        .iter()
        .filter_map(|finding| match &finding.outcome {
            Ok(Verdict::Broken(problem)) => Some(Cause {
                check: finding.check,
                problem: problem.clone(),
                hosts: named(hosts(finding.check, answers), problem),
            }),
            _ => None,
        })
        .collect();
    for finding in findings {
        let others = || causes.iter().filter(|cause| cause.check != finding.check);
        let told = told(finding).and_then(|code| others().find(|c| c.problem.code == code));
        let cause = told.or_else(|| {
            ROOTS
                .iter()
                .find_map(|root| others().find(|cause| explains(root, cause, finding, answers)))
        });
        finding.because = cause.map(|cause| cause.problem.code);
    }
}

/// The code that a check names itself when it could not look because of another's finding.
fn told(finding: &Finding) -> Option<&str> {
    match &finding.outcome {
        Err(Unknown::CouldNotLook(_, Obstacle::NotReached(words))) => words.split(':').next(),
        _ => None,
    }
}

fn explains(root: &Root, cause: &Cause, finding: &Finding, answers: &Answers) -> bool {
    let begins = |text: &str, with: &[&str]| with.iter().any(|begin| text.starts_with(begin));
    let follows = match &finding.outcome {
        Err(Unknown::CouldNotLook(_, Obstacle::NotReached(_) | Obstacle::TimedOut(_))) => {
            begins(finding.check, root.blinds)
        }
        // Two causes of one kind stand side by side.
        Ok(Verdict::Broken(problem)) => {
            begins(problem.code, root.breaks) && !begins(problem.code, root.cause)
        }
        _ => false,
    };
    follows
        && (begins(cause.check, root.cause) || begins(cause.problem.code, root.cause))
        && (!root.same_host || !cause.hosts.is_disjoint(&hosts(finding.check, answers)))
}

/// The hosts a check looks at.
fn hosts(check: &str, answers: &Answers) -> BTreeSet<String> {
    let probes = check_named(check).map_or(&[][..], |check| check.looks_at);
    probes
        .iter()
        .filter_map(|probe| match probe {
            Probe::Dns(site) | Probe::Tcp(site) | Probe::Tls(site) | Probe::Http(site) => {
                Some(*site)
            }
            Probe::LoginServer => Some(Site::Service),
            Probe::PlacedFile => Some(Site::Business),
            _ => None,
        })
        .filter_map(|site| host(site, answers))
        .collect()
}

fn host(site: Site, answers: &Answers) -> Option<String> {
    let host = match site {
        Site::Service => answers.service_address().ok()?.host().to_owned(),
        Site::Home => answers.home_url().ok()?.host().to_owned(),
        Site::Request => answers.request_domain().ok()?.host().to_owned(),
        Site::Business => answers.business_domain().ok()?.as_str().to_owned(),
    };
    Some(host.to_ascii_lowercase())
}

/// Of the hosts a check looks at, those that the problem names; all when it names none.
fn named(hosts: BTreeSet<String>, problem: &Problem) -> BTreeSet<String> {
    let is_named = |host: &&String| {
        problem.facts.iter().any(|fact| {
            // A bare name, one with a port, or one with a code behind it.
            fact.value
                .strip_prefix(host.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with([':', ' ']))
        })
    };
    let named: BTreeSet<String> = hosts.iter().filter(is_named).cloned().collect();
    if named.is_empty() { hosts } else { named }
}

#[cfg(test)]
mod tests;
