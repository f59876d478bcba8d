//! Do the project files name the AppID?
//!
//! WeChat's tools upload under the AppID of `project.config.json`, unless `project.private.config.json` names another one, which
//! then wins. Both are read; each AppID that is named must be the one answered, and one must be named.
//!
//! Source: WeChat's documentation of the project files; miniprogram-ci takes the AppID from them.

use crate::check::package::rooted;
use crate::package::{place, project_file};
use crate::{
    Action, Answers, Check, Fact, Field, Outcome, Probe, Problem, Remedy, Sighting, Text, Unknown,
    Verdict,
};

/// See the module.
pub(super) static CHECK: Check = Check {
    id: "configure.appid",
    question: Text::new(
        "资源包里的 AppID 对吗",
        "Do the project files name the AppID?",
    ),
    looks_at: &[Probe::Package],
    judge,
    blocks: false,
    codes: &["configure.appid-differs"],
    page: include_str!("app_id.rs"),
};

fn judge(answers: &Answers, sighting: &Sighting) -> Outcome {
    let wanted = answers.app_id()?;
    let (seen, _) = rooted(answers, sighting)?;
    let mut named = Vec::new();
    for file in seen.private_config.iter().chain(&seen.project_config) {
        let found = project_file::string(&file.bytes, "appid")
            .map_err(|why| Unknown::NotVisible(why.words()))?;
        named.extend(found.map(|found| (file.path.as_str(), found)));
    }
    if !named.iter().any(|(path, _)| *path == place::PROJECT) {
        named.push((place::PROJECT, String::new()));
    }
    if named.iter().all(|(_, found)| found == wanted.as_str()) {
        return Ok(Verdict::Holds(vec![Fact::new(
            Text::new("AppID", "AppID"),
            wanted.as_str(),
        )]));
    }
    let mut problem = Problem::new(
        "configure.appid-differs",
        Text::new(
            "项目文件里的 AppID 与填写的不同，或没有写。",
            "The AppID in a project file is not the one answered, or is missing.",
        ),
    );
    for (path, found) in named.iter().filter(|(_, found)| found != wanted.as_str()) {
        problem = problem.fact(
            Text::new("文件和其中的 AppID", "File and the AppID in it"),
            format!("{path} {found}").trim_end(),
        );
    }
    Ok(Verdict::Broken(
        problem
            .copyable(Text::new("应为", "Wanted"), wanted.as_str())
            .remedy(Remedy::Offer(Action::Configure))
            .remedy(Remedy::Revisit(Field::AppId)),
    ))
}
