//! Does the private project file name another AppID?
//!
//! `project.private.config.json` belongs to one person's machine, and its values win over those of `project.config.json`. A package
//! passed on with somebody's private file is opened, previewed and uploaded under that person's AppID, whatever the public file
//! says. Writing the settings corrects both files.
//!
//! Source: WeChat's documentation of project.private.config.json; miniprogram-ci.

use super::rooted;
use crate::package::project_file;
use crate::{
    Action, Answers, Check, Outcome, Probe, Problem, Remedy, Sighting, Text, Unknown, Verdict,
};

/// See the module.
pub(super) static CHECK: Check = Check {
    id: "package.private-appid",
    question: Text::new(
        "私有项目文件没有别的 AppID 吗",
        "Is the private project file free of another AppID?",
    ),
    looks_at: &[Probe::Package],
    judge,
    blocks: false,
    codes: &["package.private-appid"],
    page: include_str!("private_app_id.rs"),
};

fn judge(answers: &Answers, sighting: &Sighting) -> Outcome {
    let wanted = answers.app_id()?;
    let (seen, _) = rooted(answers, sighting)?;
    let Some(private) = &seen.private_config else {
        return Ok(Verdict::holds());
    };
    let found = project_file::string(&private.bytes, "appid")
        .map_err(|why| Unknown::NotVisible(why.words()))?;
    Ok(match found {
        Some(found) if found != wanted.as_str() => Verdict::Worrying(
            Problem::new(
                "package.private-appid",
                Text::new(
                    "私有项目文件里是另一个 AppID，它会盖过 project.config.json。",
                    "The private project file names another AppID, which wins over project.config.json.",
                ),
            )
            .fact(Text::new("文件", "File"), &private.path)
            .fact(Text::new("其中的 AppID", "AppID in it"), found)
            .fact(Text::new("应为", "Wanted"), wanted.as_str())
            .remedy(Remedy::Offer(Action::Configure))
            .advise(
                "或删除 project.private.config.json；开发者工具会重新生成。",
                "Or delete project.private.config.json; the developer tools make a new one.",
            ),
        ),
        _ => Verdict::holds(),
    })
}
