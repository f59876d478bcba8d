//! WeChat offers a verification file when a business domain is added: ten letters and digits with `.txt`, holding one value of 32
//! hexadecimal digits and nothing else. Files of the same kind exist for official accounts (`MP_verify_…`) and for WeCom
//! (`WW_verify_…`); they may lie beside it, but do not stand in for it. An editor that was used to "have a look" may have added
//! a byte order mark or a line break, and WeChat then refuses the file.
//!
//! Source: WeChat, business domains, verification file; the forms of the other files are from public reports.

use super::content;
use super::marks;
use crate::check::Check;
use crate::seen::FileSeen;
use crate::{Answers, Fact, Field, Outcome, Probe, Problem, Remedy, Sighting, Text, Verdict};

/// Whether the file on this machine is the one WeChat offered.
pub static CHECK: Check = Check {
    id: "file.shape",
    question: Text::new(
        "选中的是微信的校验文件吗？",
        "Is the chosen file WeChat's verification file?",
    ),
    looks_at: &[Probe::VerificationFile],
    judge,
    blocks: false,
    codes: &["file.wrong-kind", "file.edited"],
    page: include_str!("shape.rs"),
};

const NAME: Text = Text::new("文件名", "File name");

fn judge(answers: &Answers, sighting: &Sighting) -> Outcome {
    answers.verification_file()?;
    Ok(look(sighting.verification_file()?))
}

pub(crate) fn look(seen: &FileSeen) -> Verdict {
    let name = name(seen);
    let read = content::read(&seen.bytes);
    if let Some(what) = wrong_name(&name) {
        return Verdict::Broken(wrong_kind(what).fact(NAME, name));
    }
    if !content::is_value(&read.text.to_ascii_lowercase()) {
        let what = if marks::is_html(&read.text) {
            Text::new(
                "这个文件里是网页，不是校验值；多半是保存时存成了页面。",
                "The file holds a web page and no value; the page was probably saved in its place.",
            )
        } else {
            Text::new(
                "文件内容不是 32 位校验值。",
                "The file does not hold a value of 32 digits.",
            )
        };
        return Verdict::Broken(wrong_kind(what).fact(NAME, name).fact(
            Text::new("文件内容", "Content"),
            content::start(&seen.bytes),
        ));
    }
    if !read.added.is_empty() || !content::is_value(&read.text) {
        let mut problem = Problem::new(
            "file.edited",
            Text::new(
                "本机的校验文件被编辑器改动过，微信会拒绝。",
                "The verification file on this machine has been changed by an editor; WeChat will refuse it.",
            ),
        )
        .fact(NAME, name);
        problem.facts.extend(read.added);
        return Verdict::Broken(again(problem));
    }
    Verdict::Holds(vec![Fact::new(NAME, name)])
}

/// The file's name.
pub(super) fn name(seen: &FileSeen) -> String {
    seen.path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

fn wrong_name(name: &str) -> Option<Text> {
    let sound = name
        .strip_suffix(".txt")
        .is_some_and(|stem| stem.len() == 10 && stem.bytes().all(|b| b.is_ascii_alphanumeric()));
    if sound {
        None
    } else if name.starts_with("MP_verify_") {
        Some(Text::new(
            "这是公众号的校验文件（MP_verify_ 开头），不是小程序业务域名的。",
            "This is an official account's verification file (MP_verify_…), not one for a mini-program's business domain.",
        ))
    } else if name.starts_with("WW_verify_") {
        Some(Text::new(
            "这是企业微信可信域名的校验文件（WW_verify_ 开头），不是小程序业务域名的。",
            "This is WeCom's verification file for a trusted domain (WW_verify_…), not one for a mini-program's business domain.",
        ))
    } else {
        Some(Text::new(
            "文件名不是“十位字母数字加 .txt”；可能选错了文件，或下载时被改了名。",
            "The name is not ten letters and digits with .txt; it may be another file, or have been renamed when it was saved.",
        ))
    }
}

fn wrong_kind(what: Text) -> Problem {
    again(Problem::new("file.wrong-kind", what))
}

fn again(problem: Problem) -> Problem {
    problem
        .advise(
            "请在公众平台“开发管理 → 开发设置 → 业务域名”重新下载校验文件，不要打开编辑、不要改名。",
            "Download the file again in WeChat's console (Development settings, business domains); neither edit nor rename it.",
        )
        .remedy(Remedy::Revisit(Field::VerificationFile))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Obstacle;
    use crate::check::domains::scene::{NAME as SOUND, Scene, VALUE};

    #[test]
    fn name_and_content_have_the_form_wechat_gives_them() {
        let with = |front: &[u8], back: &[u8]| [front, VALUE.as_bytes(), back].concat();
        let utf16: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain(VALUE.bytes().flat_map(|b| [b, 0]))
            .collect();
        let plain = with(b"", b"");
        let table = [
            (SOUND, plain.clone(), "holds"),
            ("cp52rCayvx.txt", plain.clone(), "holds"),
            (
                "MP_verify_abcdefghij012345.txt",
                plain.clone(),
                "broken file.wrong-kind",
            ),
            (
                "WW_verify_abcdefghij012345.txt",
                plain.clone(),
                "broken file.wrong-kind",
            ),
            (
                "6ynZPDvfTF (1).txt",
                plain.clone(),
                "broken file.wrong-kind",
            ),
            (
                "6ynZPDvfTF.txt.txt",
                plain.clone(),
                "broken file.wrong-kind",
            ),
            ("6ynZPDvfTF.TXT", plain, "broken file.wrong-kind"),
            (SOUND, with(b"\xEF\xBB\xBF", b""), "broken file.edited"),
            (SOUND, with(b"", b"\n"), "broken file.edited"),
            (SOUND, with(b"", b"\r\n"), "broken file.edited"),
            (SOUND, with(b" ", b""), "broken file.edited"),
            (SOUND, utf16, "broken file.edited"),
            (
                SOUND,
                VALUE.to_uppercase().into_bytes(),
                "broken file.edited",
            ),
            (SOUND, Vec::new(), "broken file.wrong-kind"),
            (
                SOUND,
                b"<!DOCTYPE html><html>".to_vec(),
                "broken file.wrong-kind",
            ),
            (
                SOUND,
                VALUE.as_bytes()[..31].to_vec(),
                "broken file.wrong-kind",
            ),
        ];
        for (name, bytes, expected) in table {
            let scene = Scene::healthy().edit_file(|seen| {
                seen.path.set_file_name(name);
                seen.bytes = bytes.clone();
            });
            assert_eq!(scene.judge(&CHECK), expected, "{name} {bytes:?}");
        }
    }

    #[test]
    fn an_unreadable_file_is_not_a_wrong_one() {
        let unreadable = Obstacle::Unreadable("/x".to_owned(), "denied".to_owned());
        let scene = Scene::healthy().kept_from(Probe::VerificationFile, unreadable);
        assert_eq!(scene.judge(&CHECK), "unknown unreadable");
        let scene = Scene::healthy().answer(Field::VerificationFile, "");
        assert_eq!(scene.judge(&CHECK), "unknown not-answered");
    }
}
