//! Can this machine reach the upload service?
//!
//! A mini-program's code is uploaded to `https://servicewechat.com`, from the developer tools or by an upload key. This is only
//! needed on the machine that uploads, so a blocked way is worrying here and not a fault of the deployment.
//!
//! Source: WeChat's upload tool, miniprogram-ci.

use super::platform::{self, Meeting};
use crate::{Answers, Check, Outcome, Probe, Problem, Sighting, Text, Unknown, Verdict};

/// See the module.
pub(super) static CHECK: Check = Check {
    id: "network.upload",
    question: Text::new(
        "能连上代码上传服务器吗？",
        "Can the upload service be reached?",
    ),
    looks_at: &[Probe::UploadHost, Probe::WeChat],
    judge,
    blocks: false,
    codes: &["network.upload-unreachable"],
    page: include_str!("upload.rs"),
};

fn judge(_: &Answers, sighting: &Sighting) -> Outcome {
    let seen = sighting.upload_host()?;
    // Any answer will do: what this host says to a bare call is not documented.
    if seen.reply.is_ok() {
        return Ok(Verdict::holds());
    }
    let met: Meeting = platform::meeting(Probe::UploadHost, seen)?;
    if platform::wechat_fails_too(sighting) {
        return Err(Unknown::CouldNotLook(
            Probe::UploadHost,
            crate::Obstacle::NotReached(seen.host.clone()),
        ));
    }
    Ok(Verdict::Worrying(platform::with_host(
        Problem::new(
            "network.upload-unreachable",
            Text::new(
                "从本机连不上代码上传服务器。",
                "The upload service cannot be reached from this machine.",
            ),
        )
        .fact(platform::WORDS, met.words())
        .advise(
            "在另一台能上网的电脑上用微信开发者工具上传，或请网络管理员放行下面的主机（443 端口）。",
            "Upload with the developer tools on a machine that is online, or have the host below allowed, port 443.",
        ),
        seen,
    )))
}

#[cfg(test)]
mod tests {
    use super::super::platform::tests::{at, html, judged, met, missed};
    use super::*;
    use crate::seen::{Seen, Trouble};

    #[test]
    fn any_answer_shows_that_the_way_is_open() {
        for seen in [met(-1), html(404)] {
            assert_eq!(
                judged(&CHECK, Probe::UploadHost, seen),
                Ok(Verdict::holds())
            );
        }
    }

    #[test]
    fn no_answer_is_worrying_and_not_broken() {
        let outcome = judged(&CHECK, Probe::UploadHost, missed(Trouble::TimedOut));
        assert!(
            matches!(&outcome, Ok(Verdict::Worrying(p)) if p.code == "network.upload-unreachable")
        );
    }

    #[test]
    fn offline_is_not_a_failure() {
        assert!(judged(&CHECK, Probe::UploadHost, missed(Trouble::Offline)).is_err());
    }

    #[test]
    fn what_keeps_us_from_wechat_too_is_named_there() {
        let mut sighting = Sighting::default();
        for probe in [Probe::WeChat, Probe::UploadHost] {
            sighting.record(probe, Ok(Seen::Platform(missed(Trouble::Reset))), at(0));
        }
        assert!(judge(&Answers::default(), &sighting).is_err());
    }
}
