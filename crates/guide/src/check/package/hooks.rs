//! Do the project files carry commands?
//!
//! `scripts` in a project file (`beforeCompile`, `beforePreview`, `beforeUpload`) names commands that WeChat's developer tools run
//! on this machine, with the rights of whoever opens the project. A package from the vendor needs none. Read them before the
//! project is opened, and remove them when nobody can say what they are for.
//!
//! Source: WeChat's documentation of project.config.json.

use serde_json::Value;

use super::rooted;
use crate::package::project_file;
use crate::{Answers, Check, Outcome, Probe, Problem, Sighting, Text, Unknown, Verdict};

/// See the module.
pub(super) static CHECK: Check = Check {
    id: "package.command-hooks",
    question: Text::new(
        "项目文件里没有会自动运行的命令吗",
        "Are the project files free of commands that run by themselves?",
    ),
    looks_at: &[Probe::Package],
    judge,
    blocks: false,
    codes: &["package.command-hooks"],
    page: include_str!("hooks.rs"),
};

fn judge(answers: &Answers, sighting: &Sighting) -> Outcome {
    let (seen, _) = rooted(answers, sighting)?;
    let mut problem = Problem::new(
        "package.command-hooks",
        Text::new(
            "项目文件里有命令，开发者工具会在本机运行它们。",
            "A project file holds commands that the developer tools would run on this machine.",
        ),
    );
    for file in seen.project_config.iter().chain(&seen.private_config) {
        let value =
            project_file::value(&file.bytes).map_err(|why| Unknown::NotVisible(why.words()))?;
        for (name, command) in value["scripts"].as_object().into_iter().flatten() {
            if let Some(command) = Value::as_str(command).filter(|text| !text.trim().is_empty()) {
                problem = problem
                    .fact(Text::new("文件", "File"), &file.path)
                    .fact(Text::new("命令", "Command"), format!("{name}: {command}"));
            }
        }
    }
    if problem.facts.is_empty() {
        return Ok(Verdict::holds());
    }
    Ok(Verdict::Worrying(
        problem
            .advise(
                "打开项目之前先看清这些命令；说不清用途就从文件里删去 scripts 一项。",
                "Read these commands before opening the project; when nobody knows what they are for, remove the scripts entry.",
            )
            .advise(
                "向厂商核实资源包的来源。",
                "Ask the vendor whether the package is theirs.",
            ),
    ))
}
