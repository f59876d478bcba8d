//! Is there a trial version?
//!
//! Uploaded code is seen by nobody but its uploader until it is chosen as the trial version (选为体验版); only then can testers
//! open it. WeChat draws a mini-program code for the trial version on request, without demanding that anything has been
//! released; when it refuses the page, there is no trial version yet or the uploaded package is not a mini-program of this
//! AppID.
//!
//! Source: WeChat server API, getUnlimitedQRCode with `env_version` trial and `check_path` off.

use super::code;
use crate::{Answers, Check, Outcome, Probe, Problem, Remedy, Sighting, Text, Verdict, console};

/// See the module.
pub(super) static CHECK: Check = Check {
    id: "release.trial",
    question: Text::new("有体验版吗？", "Is there a trial version?"),
    looks_at: &[Probe::TrialCode],
    judge,
    blocks: false,
    codes: &[
        "release.no-trial-version",
        "wechat.api-banned",
        "wechat.arguments-refused",
        "wechat.body-empty",
        "wechat.body-unreadable",
        "wechat.codes-gone",
        "wechat.not-permitted",
        "wechat.path-length",
        "wechat.scene-invalid",
        "wechat.scene-length",
        "wechat.scene-reserved",
        "wechat.unlisted",
    ],
    page: include_str!("trial.rs"),
};

fn judge(_: &Answers, sighting: &Sighting) -> Outcome {
    code::judge(
        Probe::TrialCode,
        sighting.trial_code()?,
        |number, message| {
            Verdict::Broken(code::with_refusal(
                Problem::new(
                    "release.no-trial-version",
                    Text::new("还没有体验版。", "There is no trial version yet."),
                )
                .advise(
                    "上传代码后，在“管理 → 版本管理 → 开发版本”里把它选为体验版。",
                    "After the upload, choose it as trial version under Versions, development version.",
                )
                .remedy(Remedy::Open(console::WECHAT)),
                number,
                message,
            ))
        },
    )
}

#[cfg(test)]
mod tests {
    use super::super::code::{
        PASSED_ON,
        tests::{judged, refused},
    };
    use super::*;
    use crate::seen::{Reply, Trouble};

    #[test]
    fn an_image_shows_that_there_is_one() {
        assert_eq!(
            judged(&CHECK, Probe::TrialCode, Ok(Reply::Success)),
            Ok(Verdict::holds())
        );
    }

    #[test]
    fn a_refused_page_means_that_there_is_none() {
        let outcome = judged(&CHECK, Probe::TrialCode, refused(41030));
        assert!(matches!(&outcome, Ok(Verdict::Broken(p)) if p.code == "release.no-trial-version"));
    }

    #[test]
    fn other_refusals_are_passed_on_under_their_own_code() {
        let outcome = judged(&CHECK, Probe::TrialCode, refused(48001));
        assert!(matches!(&outcome, Ok(Verdict::Broken(p)) if p.code == "wechat.not-permitted"));
        assert!(PASSED_ON.iter().all(|code| CHECK.codes.contains(code)));
    }

    #[test]
    fn a_refused_token_says_nothing_about_versions() {
        for reply in [
            refused(40001),
            refused(40164),
            refused(-1),
            Err(Trouble::Offline),
            Err(Trouble::TimedOut),
        ] {
            assert!(judged(&CHECK, Probe::TrialCode, reply).is_err());
        }
    }
}
