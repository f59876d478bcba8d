//! Does the upload key fit the mini-program?
//!
//! A mini-program's code can be uploaded without the developer tools by a key that the administrator downloads once. WeChat names
//! the file `private.<AppID>.key`; it holds an RSA private key in PEM form and works for this one AppID only. A key of another
//! mini-program is refused by WeChat with words about a signature that name no cause, so the file is looked at first. Its content
//! never leaves this machine and is not stored.
//!
//! Without a key the code is uploaded with the developer tools. That it was uploaded shows from here only once a trial version
//! was chosen, whose code can then be had.
//!
//! Source: WeChat's documentation of code upload keys and of miniprogram-ci.

use crate::seen::Reply;
use crate::{
    Answers, Check, Fact, Field, Outcome, Probe, Problem, Remedy, Sighting, Text, Unknown, Verdict,
    console,
};

const FILE: Text = Text::new("文件", "File");

/// See the module.
pub(super) static CHECK: Check = Check {
    id: "upload.key",
    question: Text::new(
        "代码上传密钥属于这个小程序吗？",
        "Does the upload key belong to this mini-program?",
    ),
    looks_at: &[Probe::UploadKey, Probe::TrialCode],
    judge,
    blocks: false,
    codes: &["upload.key-not-a-key", "upload.key-of-another-appid"],
    page: include_str!("key.rs"),
};

fn judge(answers: &Answers, sighting: &Sighting) -> Outcome {
    if answers.text(Field::UploadKey).is_none() {
        let uploaded = sighting
            .trial_code()
            .is_ok_and(|seen| seen.reply == Ok(Reply::Success));
        if !uploaded {
            return Err(Unknown::NotVisible(Text::new(
                "没有填写密钥，就用开发者工具上传；上传并选为体验版之后，这里才看得到。",
                "Without a key the developer tools upload; it shows here once something was uploaded and chosen as the trial version.",
            )));
        }
        return Ok(Verdict::Holds(vec![Fact::new(
            Text::new("上传方式", "Way of uploading"),
            "微信开发者工具 (WeChat DevTools)",
        )]));
    }
    let app_id = answers.app_id()?;
    let seen = sighting.upload_key()?;
    if !seen.is_private_key {
        return Ok(Verdict::Broken(
            Problem::new(
                "upload.key-not-a-key",
                Text::new(
                    "这个文件不是代码上传密钥。",
                    "The file is not an upload key.",
                ),
            )
            .fact(FILE, seen.name.as_str())
            .remedy(Remedy::Revisit(Field::UploadKey))
            .advise(
                "在“开发管理 → 开发设置 → 小程序代码上传”由管理员下载；旧的找不回来，只能重置后重新下载。",
                "An administrator downloads it under Development settings, code upload; a lost one can only be reset.",
            )
            .remedy(Remedy::Open(console::WECHAT)),
        ));
    }
    match &seen.appid {
        Some(theirs) if theirs != app_id.as_str() => Ok(Verdict::Broken(
            Problem::new(
                "upload.key-of-another-appid",
                Text::new(
                    "这个密钥属于另一个小程序。",
                    "The key belongs to another mini-program.",
                ),
            )
            .fact(FILE, seen.name.as_str())
            .fact(
                Text::new("密钥的 AppID", "The key's AppID"),
                theirs.as_str(),
            )
            .fact(
                Text::new("填写的 AppID", "The AppID entered"),
                app_id.as_str(),
            )
            .remedy(Remedy::Revisit(Field::UploadKey))
            .advise(
                "选择文件名里是这个 AppID 的密钥；没有时由管理员在“开发管理 → 开发设置 → 小程序代码上传”重置后下载。",
                "Choose the key whose name holds this AppID; if there is none, an administrator resets and downloads it under Development settings, code upload.",
            )
            .remedy(Remedy::Revisit(Field::AppId)),
        )),
        _ => Ok(Verdict::Holds(vec![Fact::new(FILE, seen.name.as_str())])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Obstacle;
    use crate::seen::{CodeImage, KeySeen, Seen};

    fn answers() -> Answers {
        let mut answers = Answers::default();
        for (field, text) in [
            (Field::AppId, "wx0123456789abcdef"),
            (Field::UploadKey, "/keys/private.key"),
        ] {
            answers.give(field, text).expect("good answers");
        }
        answers
    }

    fn judged(is_private_key: bool, appid: Option<&str>) -> Outcome {
        let mut sighting = Sighting::default();
        let seen = KeySeen {
            name: "private.key".to_owned(),
            is_private_key,
            appid: appid.map(str::to_owned),
        };
        sighting.record(
            Probe::UploadKey,
            Ok(Seen::Key(seen)),
            jiff::Timestamp::UNIX_EPOCH,
        );
        judge(&answers(), &sighting)
    }

    #[test]
    fn a_key_named_after_the_appid_holds() {
        for appid in [Some("wx0123456789abcdef"), None] {
            assert!(matches!(judged(true, appid), Ok(Verdict::Holds(_))));
        }
    }

    #[test]
    fn another_appids_key_and_another_file_are_broken() {
        for (outcome, code) in [
            (
                judged(true, Some("wxffffffffffffffff")),
                "upload.key-of-another-appid",
            ),
            (judged(false, None), "upload.key-not-a-key"),
        ] {
            assert!(matches!(&outcome, Ok(Verdict::Broken(p)) if p.code == code));
            assert!(CHECK.codes.contains(&code));
        }
    }

    #[test]
    fn an_upload_by_the_developer_tools_shows_by_the_trial_version() {
        let mut sighting = Sighting::default();
        let unseen = judge(&Answers::default(), &sighting);
        assert!(matches!(unseen, Err(Unknown::NotVisible(_))));
        let code = CodeImage {
            reply: Ok(Reply::Success),
            image: vec![0xFF],
        };
        sighting.record(
            Probe::TrialCode,
            Ok(Seen::Code(code)),
            jiff::Timestamp::UNIX_EPOCH,
        );
        assert!(matches!(
            judge(&Answers::default(), &sighting),
            Ok(Verdict::Holds(_))
        ));
    }

    #[test]
    fn an_unreadable_file_tells_nothing() {
        let mut sighting = Sighting::default();
        let obstacle = Obstacle::Unreadable("/keys/private.key".into(), "denied".into());
        sighting.record(
            Probe::UploadKey,
            Err(obstacle.clone()),
            jiff::Timestamp::UNIX_EPOCH,
        );
        assert_eq!(
            judge(&answers(), &sighting),
            Err(Unknown::CouldNotLook(Probe::UploadKey, obstacle))
        );
    }
}
