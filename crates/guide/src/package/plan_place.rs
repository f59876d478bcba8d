//! Placing the verification file.

use crate::{Action, Answers, Edit, Field, Plan, Sighting, Text, Unknown};

/// The largest content taken for that of a verification file; WeChat's are 32 characters.
const LONGEST: usize = 128;

/// Plans to write the verification file, byte for byte and under its own name, into the web root. Empty when it lies there.
///
/// # Errors
/// The answer or look that is missing; [`Unknown::NotVisible`] with a sentence when the file on this machine is none of the
/// mini-program's, or when others place it.
pub fn plan_place(answers: &Answers, sighting: &Sighting) -> Result<Plan, Unknown> {
    if answers.require(Field::Placement)? != "folder" {
        return Err(Unknown::NotVisible(Text::new(
            "校验文件由服务器管理员放置；要由本助手放置，请把“由谁放置”改为本机的网站目录。",
            "The server's people place the file; to have it done here, choose a web root on this machine.",
        )));
    }
    let web_root = answers.web_root()?;
    answers.verification_file()?;
    let seen = sighting.verification_file()?;
    let name = seen
        .path
        .file_name()
        .and_then(std::ffi::OsStr::to_str)
        .unwrap_or_default();
    is_verification_file(name, &seen.bytes).map_err(Unknown::NotVisible)?;
    let edits = if seen.placed.as_deref() == Some(&seen.bytes) {
        Vec::new()
    } else {
        vec![Edit::Write {
            path: web_root.join(name),
            before: seen.placed.clone(),
            after: seen.bytes.clone(),
        }]
    };
    Ok(Plan {
        action: Action::Place,
        edits,
    })
}

/// Whether name and content have the shape of a mini-program's verification file: ten letters or digits and `.txt`, holding one
/// short word.
fn is_verification_file(name: &str, bytes: &[u8]) -> Result<(), Text> {
    if name.starts_with("MP_verify_") {
        return Err(Text::new(
            "这是公众号的校验文件（MP_verify_ 开头），不是小程序的。请下载小程序“业务域名”里的校验文件。",
            "This is an official account's verification file (MP_verify_…). Download the one offered with the mini-program's business domain.",
        ));
    }
    if name.starts_with("WW_verify_") {
        return Err(Text::new(
            "这是企业微信的校验文件（WW_verify_ 开头），不是小程序的。请下载小程序“业务域名”里的校验文件。",
            "This is WeCom's verification file (WW_verify_…). Download the one offered with the mini-program's business domain.",
        ));
    }
    let stem = name.strip_suffix(".txt").unwrap_or_default();
    if stem.is_empty() || !stem.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err(Text::new(
            "文件名不像小程序的校验文件（十个字母或数字加 .txt）。浏览器重名下载会改名，请重新下载并保持原名。",
            "The name is not that of a verification file (ten letters or digits and .txt). Browsers rename second downloads; download it again and keep its name.",
        ));
    }
    if bytes.is_empty() {
        return Err(Text::new(
            "校验文件是空的。请重新下载。",
            "The verification file is empty. Download it again.",
        ));
    }
    if bytes.len() > LONGEST || !bytes.trim_ascii().iter().all(u8::is_ascii_alphanumeric) {
        return Err(Text::new(
            "文件内容不像校验文件（应是一串字母和数字，没有其他内容）。请重新下载，不要用编辑器另存。",
            "The content is not that of a verification file (one run of letters and digits). Download it again and do not save it with an editor.",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_files_are_refused_with_a_reason() {
        let content = b"0123456789abcdef0123456789abcdef";
        assert_eq!(is_verification_file("6ynZPDvfTF.txt", content), Ok(()));
        for (name, bytes) in [
            ("MP_verify_0123456789abcdef.txt", &content[..]),
            ("WW_verify_0123456789abcdef.txt", content),
            ("6ynZPDvfTF (1).txt", content),
            ("6ynZPDvfTF.txt.html", content),
            (".txt", content),
            ("6ynZPDvfTF.txt", b""),
            ("6ynZPDvfTF.txt", b"<html>"),
            ("6ynZPDvfTF.txt", b"\xef\xbb\xbf0123456789abcdef"),
        ] {
            assert!(is_verification_file(name, bytes).is_err(), "{name}");
        }
    }
}
