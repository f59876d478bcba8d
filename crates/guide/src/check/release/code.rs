//! What a mini-program code that was asked for says about a version.

use crate::check::reply;
use crate::seen::CodeImage;
use crate::{Obstacle, Outcome, Probe, Problem, Unknown, Verdict, refused};

/// The page is not in the version asked for, or the version does not exist.
const NO_SUCH_PAGE: i64 = 41030;
/// Nothing has been released.
const NOT_PUBLISHED: i64 = 85079;

/// Refusals that a check may pass on beside its own problem.
pub(super) const PASSED_ON: [&str; 11] = [
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
];

/// Holds when an image came; `missing` when the version does not exist.
pub(super) fn judge(
    probe: Probe,
    seen: &CodeImage,
    missing: impl FnOnce(i64, &str) -> Verdict,
) -> Outcome {
    match reply::refusal(probe, &seen.reply)? {
        None => Ok(Verdict::holds()),
        Some((code @ (NO_SUCH_PAGE | NOT_PUBLISHED), message)) => Ok(missing(code, message)),
        Some((code, message)) => {
            let problem = refused::wechat(code, message);
            if PASSED_ON.contains(&problem.code) {
                Ok(Verdict::Broken(problem))
            } else {
                // Token, account and quota: the credentials' own check says what is wrong with them.
                Err(Unknown::CouldNotLook(
                    probe,
                    Obstacle::NotReached(format!("{code} {}", refused::words(message))),
                ))
            }
        }
    }
}

/// Adds number, words and request id of the refusal to a problem of ours.
pub(super) fn with_refusal(mut problem: Problem, code: i64, message: &str) -> Problem {
    problem.facts.extend(refused::wechat(code, message).facts);
    problem
}

#[cfg(test)]
pub(super) mod tests {
    use crate::seen::{CodeImage, Reply, Seen, Trouble};
    use crate::{Answers, Check, Outcome, Probe, Sighting};

    pub(in crate::check::release) fn judged(
        check: &Check,
        probe: Probe,
        reply: Result<Reply, Trouble>,
    ) -> Outcome {
        let mut sighting = Sighting::default();
        let image = Vec::new();
        sighting.record(
            probe,
            Ok(Seen::Code(CodeImage { reply, image })),
            jiff::Timestamp::UNIX_EPOCH,
        );
        (check.judge)(&Answers::default(), &sighting)
    }

    pub(in crate::check::release) fn refused(code: i64) -> Result<Reply, Trouble> {
        Ok(Reply::Refused {
            code,
            message: "invalid page rid: 6a689250-0123abcd-89abcdef".to_owned(),
        })
    }
}
