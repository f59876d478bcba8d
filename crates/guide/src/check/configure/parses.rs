//! Can the scripts and project files be parsed?
//!
//! A file with a syntax error stops WeChat's compiler (10045 with line and column), and a file in another encoding compiles but
//! shows garbled Chinese on the phone. Such a file is never edited here: a parser that goes on after an error may pair a name with
//! the value of another. Scripts are refused too when they are larger than 4 MB or nested beyond what any person writes.
//!
//! Looked at are `app.js`, both project files, and the scripts that `app.js` requires; one of these that cannot be read may still be
//! fine for the compiler, so it is only worrying: settings in it are not found. Whether every page compiles is only told by WeChat's own
//! compiler.
//!
//! Source: miniprogram-ci, tried with files of each kind.

use crate::check::package::rooted;
use crate::package::{literals, place, project_file};
use crate::{Answers, Check, Outcome, Probe, Sighting, Text, Unknown, Verdict};

/// See the module.
pub(super) static CHECK: Check = Check {
    id: "configure.parses",
    question: Text::new(
        "脚本和项目文件没有语法错误吗",
        "Can the scripts and project files be parsed?",
    ),
    looks_at: &[Probe::Package],
    judge,
    blocks: false,
    codes: &["configure.does-not-parse"],
    page: include_str!("parses.rs"),
};

fn judge(answers: &Answers, sighting: &Sighting) -> Outcome {
    let (seen, _) = rooted(answers, sighting)?;
    let Some(app_js) = &seen.app_js else {
        return Err(Unknown::NotVisible(Text::new(
            "资源包里没有 app.js；请先看“资源包”一步的检查。",
            "The package has no app.js; see the checks of the package step first.",
        )));
    };
    if let Err(why) = literals(&app_js.bytes) {
        return Ok(Verdict::Broken(place::does_not_parse(&app_js.path, &why)));
    }
    for file in seen.project_config.iter().chain(&seen.private_config) {
        if let Err(why) = project_file::value(&file.bytes) {
            return Ok(Verdict::Broken(place::does_not_parse(&file.path, &why)));
        }
    }
    for script in &seen.required {
        if let Err(why) = literals(&script.bytes) {
            return Ok(Verdict::Worrying(place::does_not_parse(&script.path, &why)));
        }
    }
    Ok(Verdict::holds())
}
