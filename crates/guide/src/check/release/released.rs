//! Has the mini-program been released?
//!
//! Before the first release nobody but testers can open the mini-program, and WeChat refuses to draw a code for it when it is
//! asked to make sure that the page exists in the released version. That is how things stand for days during filing and review,
//! so it is worrying and not broken.
//!
//! Source: WeChat server API, getUnlimitedQRCode with `check_path` on, error 41030.

use super::code;
use crate::{Answers, Check, Outcome, Probe, Problem, Remedy, Sighting, Text, Verdict, console};

/// See the module.
pub(super) static CHECK: Check = Check {
    id: "release.released",
    question: Text::new(
        "小程序已经发布了吗？",
        "Has the mini-program been released?",
    ),
    looks_at: &[Probe::ReleasedCode],
    judge,
    blocks: false,
    codes: &[
        "release.not-released",
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
    page: include_str!("released.rs"),
};

fn judge(_: &Answers, sighting: &Sighting) -> Outcome {
    code::judge(
        Probe::ReleasedCode,
        sighting.released_code()?,
        |number, message| {
            Verdict::Worrying(code::with_refusal(
                Problem::new(
                    "release.not-released",
                    Text::new(
                        "小程序还没有发布，只有体验成员能打开。",
                        "The mini-program has not been released; only testers can open it.",
                    ),
                )
                .advise(
                    "体验无误后，完成小程序备案和隐私保护指引，提交审核；审核通过后点“发布”。",
                    "When the trial went well, complete filing and privacy guideline and submit for review; once approved, release it.",
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
    fn an_image_shows_that_it_is_out() {
        assert_eq!(
            judged(&CHECK, Probe::ReleasedCode, Ok(Reply::Success)),
            Ok(Verdict::holds())
        );
    }

    #[test]
    fn not_being_out_yet_is_worrying_and_not_broken() {
        for code in [41030, 85079] {
            let outcome = judged(&CHECK, Probe::ReleasedCode, refused(code));
            assert!(
                matches!(&outcome, Ok(Verdict::Worrying(p)) if p.code == "release.not-released")
            );
        }
    }

    #[test]
    fn every_refusal_passed_on_is_listed() {
        assert!(PASSED_ON.iter().all(|code| CHECK.codes.contains(code)));
    }

    #[test]
    fn offline_is_not_a_failure() {
        for reply in [refused(40001), refused(-1), Err(Trouble::Offline)] {
            assert!(judged(&CHECK, Probe::ReleasedCode, reply).is_err());
        }
    }
}
