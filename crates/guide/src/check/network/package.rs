//! Can this machine reach the place the package is downloaded from?
//!
//! The vendor offers the mini-program's package on its own host, which is neither WeChat's nor the business system's. Where that
//! host is blocked the zip can be downloaded elsewhere and carried here, so this is worrying and not broken. Nothing is asked
//! when a zip on this machine is used.
//!
//! Source: the vendor's manual for the mini-program, which names the download address.

use super::platform;
use crate::check::reply;
use crate::{
    Answers, Check, Field, Outcome, Probe, Problem, Remedy, Sighting, Text, Unknown, Verdict,
};

/// See the module.
pub(super) static CHECK: Check = Check {
    id: "network.package",
    question: Text::new(
        "能连上资源包的下载地址吗？",
        "Can the package's host be reached?",
    ),
    looks_at: &[Probe::PackageHost, Probe::WeChat],
    judge,
    blocks: false,
    codes: &["network.package-host-unreachable"],
    page: include_str!("package.rs"),
};

fn judge(answers: &Answers, sighting: &Sighting) -> Outcome {
    if answers.effective(Field::PackageSource).as_deref() != Some("vendor") {
        return Ok(Verdict::holds());
    }
    let seen = sighting.package_host()?;
    let trouble = match &seen.outcome {
        // What the answer is worth is judged where the package is.
        Ok(_) => return Ok(Verdict::holds()),
        Err(trouble) => trouble,
    };
    let unknown = Unknown::CouldNotLook(Probe::PackageHost, reply::obstacle(trouble));
    if *trouble == crate::seen::Trouble::Offline || platform::wechat_fails_too(sighting) {
        return Err(unknown);
    }
    Ok(Verdict::Worrying(
        Problem::new(
            "network.package-host-unreachable",
            Text::new(
                "从本机连不上资源包的下载地址。",
                "The package's host cannot be reached from this machine.",
            ),
        )
        .fact(platform::WORDS, reply::words(trouble))
        .copyable(Text::new("下载地址", "Download address"), seen.url.as_str())
        .advise(
            "在能上网的电脑上下载这个 zip，拷到本机，再把“资源包来源”改为本机的 zip 文件。",
            "Download the zip on a machine that is online, carry it here and choose a zip on this machine as package source.",
        )
        .remedy(Remedy::Revisit(Field::PackageSource)),
    ))
}

#[cfg(test)]
mod tests {
    use super::super::platform::tests::{at, met, missed};
    use super::*;
    use crate::seen::{Fetched, Hop, PlatformSeen, Seen, Trouble};

    fn judged(outcome: Result<Hop, Trouble>, wechat: PlatformSeen) -> Outcome {
        let mut sighting = Sighting::default();
        sighting.record(Probe::WeChat, Ok(Seen::Platform(wechat)), at(0));
        sighting.record(
            Probe::PackageHost,
            Ok(Seen::PackageHost(Fetched {
                url: "https://example.com/a.zip".into(),
                outcome,
            })),
            at(0),
        );
        judge(&Answers::default(), &sighting)
    }

    #[test]
    fn any_answer_shows_that_the_way_is_open() {
        for status in [200, 404] {
            let hop = Hop {
                status,
                ..Hop::default()
            };
            assert_eq!(judged(Ok(hop), met(41002)), Ok(Verdict::holds()));
        }
    }

    #[test]
    fn no_answer_is_worrying_and_the_address_can_be_copied() {
        let outcome = judged(Err(Trouble::TimedOut), met(41002));
        let Ok(Verdict::Worrying(problem)) = outcome else {
            panic!("{outcome:?}")
        };
        assert_eq!(problem.code, "network.package-host-unreachable");
        assert!(problem.facts.iter().any(|fact| fact.copy));
    }

    #[test]
    fn a_zip_on_this_machine_needs_no_host() {
        let mut answers = Answers::default();
        answers.give(Field::PackageSource, "zip").expect("a choice");
        assert_eq!(judge(&answers, &Sighting::default()), Ok(Verdict::holds()));
    }

    #[test]
    fn offline_is_not_a_failure() {
        assert!(judged(Err(Trouble::Offline), met(41002)).is_err());
        assert!(judged(Err(Trouble::TimedOut), missed(Trouble::TimedOut)).is_err());
        assert!(judge(&Answers::default(), &Sighting::default()).is_err());
    }
}
