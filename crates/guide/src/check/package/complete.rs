//! Is the mini-program complete?
//!
//! Without `app.json` there is no mini-program, without `app.js` none that can be configured, and each page that `app.json` lists
//! needs its script (`.js`, or `.ts` in a TypeScript project) and its `.wxml`. WeChat's compiler refuses anything else: a missing
//! `app.json` with 10005, one that is no JSON or begins with a byte order mark with 10006, one saved as GBK with 10031, a missing
//! page with 10005. A package that was unpacked only in part, or edited by hand, is found out here, not at the upload.
//!
//! Source: WeChat's documentation of app.json; error codes of miniprogram-ci, tried.

use super::rooted;
use crate::package::Unreadable;
use crate::package::app_json::AppJson;
use crate::package::place;
use crate::{
    Action, Answers, Check, Fact, Outcome, Probe, Problem, Remedy, Sighting, Text, Verdict,
};

/// The most missing files that are named one by one.
const NAMED: usize = 10;

/// See the module.
pub(super) static CHECK: Check = Check {
    id: "package.complete",
    question: Text::new("小程序完整吗", "Is the mini-program complete?"),
    looks_at: &[Probe::Package],
    judge,
    blocks: true,
    codes: &["package.incomplete", "package.missing-page"],
    page: include_str!("complete.rs"),
};

fn judge(answers: &Answers, sighting: &Sighting) -> Outcome {
    let (seen, _) = rooted(answers, sighting)?;
    let Some(app_json) = &seen.app_json else {
        return Ok(Verdict::Broken(missing("app.json")));
    };
    let app = match AppJson::parse(&app_json.bytes) {
        Ok(app) => app,
        Err(why) => return Ok(Verdict::Broken(unreadable(&app_json.path, &why))),
    };
    if seen.app_js.is_none() {
        return Ok(Verdict::Broken(missing("app.js")));
    }
    if app.pages.is_empty() {
        return Ok(Verdict::Broken(no_page(&app_json.path)));
    }
    let there = |path: String| {
        let path = place::below_root(seen, &path);
        seen.files.iter().any(|(file, _)| *file == path)
    };
    let mut absent = Vec::new();
    for page in &app.pages {
        if !there(format!("{page}.js")) && !there(format!("{page}.ts")) {
            absent.push(format!("{page}.js"));
        }
        if !there(format!("{page}.wxml")) {
            absent.push(format!("{page}.wxml"));
        }
    }
    if absent.is_empty() {
        return Ok(Verdict::Holds(vec![Fact::new(
            Text::new("页面数", "Pages"),
            app.pages.len().to_string(),
        )]));
    }
    Ok(Verdict::Broken(missing_pages(&absent)))
}

/// That files of pages are not there.
pub(crate) fn missing_pages(absent: &[String]) -> Problem {
    let mut problem = Problem::new(
        "package.missing-page",
        Text::new(
            "app.json 列出的页面缺少文件。",
            "Files of pages that app.json lists are missing.",
        ),
    );
    for path in absent.iter().take(NAMED) {
        problem = problem.fact(Text::new("缺少", "Missing"), path);
    }
    if absent.len() > NAMED {
        problem = problem.fact(
            Text::new("缺少的文件总数", "Missing in all"),
            absent.len().to_string(),
        );
    }
    again(problem)
}

/// That `app.json` lists no page.
pub(crate) fn no_page(path: &str) -> Problem {
    again(
        Problem::new(
            "package.incomplete",
            Text::new("app.json 没有列出任何页面。", "app.json lists no page."),
        )
        .fact(Text::new("文件", "File"), path),
    )
}

/// That a file without which there is no mini-program is not there.
pub(crate) fn missing(name: &str) -> Problem {
    again(
        Problem::new(
            "package.incomplete",
            Text::new(
                "资源包不完整，缺少一个必需的文件。",
                "The package is incomplete; a file that it needs is missing.",
            ),
        )
        .fact(Text::new("缺少", "Missing"), name),
    )
}

/// That `app.json` cannot be read.
pub(crate) fn unreadable(path: &str, why: &Unreadable) -> Problem {
    again(why.facts(
        Problem::new("package.incomplete", why.words()).fact(Text::new("文件", "File"), path),
    ))
}

fn again(problem: Problem) -> Problem {
    problem
        .advise(
            "清空文件夹，重新获取并解压资源包。",
            "Empty the folder, then get and unpack the package again.",
        )
        .remedy(Remedy::Offer(Action::FetchPackage))
        .remedy(Remedy::Revisit(crate::Field::PackageFolder))
}
