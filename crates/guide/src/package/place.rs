//! Where the files of a seen package lie.

use std::path::PathBuf;

use crate::Field;
use crate::seen::{PackageSeen, TextSeen};
use crate::{Answers, Problem, Remedy, Text};

/// The name of the project file.
pub(crate) const PROJECT: &str = "project.config.json";
/// The name of the private project file, whose values win.
pub(crate) const PRIVATE: &str = "project.private.config.json";

/// The folder of the program below the root, without slashes at its ends; empty when it is the root.
pub(crate) fn program(seen: &PackageSeen) -> String {
    seen.miniprogram_root
        .split(['/', '\\'])
        .filter(|part| !part.is_empty() && *part != ".")
        .collect::<Vec<_>>()
        .join("/")
}

/// The path below the root of a file of the program.
pub(crate) fn below_root(seen: &PackageSeen, path: &str) -> String {
    let program = program(seen);
    if program.is_empty() || path.starts_with(&format!("{program}/")) {
        path.to_owned()
    } else {
        format!("{program}/{path}")
    }
}

/// The absolute path of something below the root.
pub(crate) fn absolute(root: &std::path::Path, below: &str) -> PathBuf {
    below
        .split('/')
        .fold(root.to_owned(), |path, part| path.join(part))
}

/// What is wrong when a script or JSON file of the package does not parse.
pub(crate) fn does_not_parse(path: &str, why: &super::Unreadable) -> Problem {
    why.facts(
        Problem::new("configure.does-not-parse", why.words()).fact(Text::new("文件", "File"), path),
    )
    .advise(
        "改正这个文件，或在“资源包”一步重新获取，再检查。",
        "Correct the file, or get the package again in the package step, then check again.",
    )
}

/// That no mini-program lies in the folder.
pub(crate) fn not_found(answers: &Answers, seen: &PackageSeen) -> Problem {
    let problem = Problem::new(
        "package.not-found",
        Text::new(
            "这个文件夹里没有小程序：找不到 project.config.json 和 app.json。",
            "There is no mini-program in this folder: neither project.config.json nor app.json was found.",
        ),
    )
    .fact(
        Text::new("文件夹", "Folder"),
        seen.folder.display().to_string(),
    )
    .remedy(Remedy::Offer(crate::Action::FetchPackage));
    match answers.text(Field::PackageFolder) {
        Some(_) => problem.remedy(Remedy::Revisit(Field::PackageFolder)),
        None => problem,
    }
}

/// The seen text of the program's own file, if its path is this one.
pub(crate) fn named<'a>(seen: &'a PackageSeen, path: &str) -> Option<&'a TextSeen> {
    seen.app_js
        .iter()
        .chain(&seen.required)
        .find(|text| text.path == path)
}
