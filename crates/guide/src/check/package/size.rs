//! Is the package within WeChat's size limits?
//!
//! The main package and each sub-package may have 2 MB, all together 30 MB. The files on disk are counted here, before the
//! compiler makes scripts smaller, without what is never uploaded: project files, `node_modules`, files beginning with a dot, and
//! what the project file's `packOptions.ignore` names. The limits are not applied by the compiler, only by the server at the very end
//! of an upload. A program developed through a service provider may have 20 MB.
//!
//! Source: WeChat's documentation of sub-packages; miniprogram-ci, tried with a script of 4 MB, which compiles.

use serde_json::Value;

use super::rooted;
use crate::package::app_json::AppJson;
use crate::package::{place, project_file};
use crate::seen::PackageSeen;
use crate::{Answers, Check, Fact, Outcome, Probe, Problem, Sighting, Text, Unknown, Verdict};

/// The limit of the main package and of each sub-package.
const ONE: u64 = 2 << 20;
/// The limit of all together.
const ALL: u64 = 30 << 20;

/// See the module.
pub(super) static CHECK: Check = Check {
    id: "package.size",
    question: Text::new(
        "资源包没有超过大小限制吗",
        "Is the package within the size limits?",
    ),
    looks_at: &[Probe::Package],
    judge,
    blocks: false,
    codes: &["package.too-large"],
    page: include_str!("size.rs"),
};

fn judge(answers: &Answers, sighting: &Sighting) -> Outcome {
    let (seen, _) = rooted(answers, sighting)?;
    let app = seen
        .app_json
        .as_ref()
        .and_then(|text| AppJson::parse(&text.bytes).ok())
        .ok_or(Unknown::NotVisible(Text::new(
            "读不出 app.json，无法按分包计算大小。",
            "app.json cannot be read, so the sizes of its packages cannot be counted.",
        )))?;
    let ignored = ignored(seen);
    let program = place::below_root(seen, "");
    // The main package is the last one: it takes what no sub-package has.
    let mut sizes = vec![0_u64; app.roots.len() + 1];
    for (path, size) in &seen.files {
        let Some(path) = path.strip_prefix(program.as_str()) else {
            continue;
        };
        if is_left_out(path, &ignored) {
            continue;
        }
        let package = app
            .roots
            .iter()
            .position(|root| path.starts_with(root.as_str()))
            .unwrap_or(app.roots.len());
        sizes[package] += size;
    }
    let total: u64 = sizes.iter().sum();
    let names = app.roots.iter().map(String::as_str).chain(["app.json"]);
    let over: Vec<(&str, u64)> = names.zip(sizes).filter(|(_, size)| *size > ONE).collect();
    let total_fact = Fact::new(Text::new("合计字节数", "Bytes in all"), total.to_string());
    if over.is_empty() && total <= ALL {
        return Ok(Verdict::Holds(vec![total_fact]));
    }
    let mut problem = Problem::new(
        "package.too-large",
        Text::new(
            "资源包超过微信的大小限制：主包和每个分包 2 MB，合计 30 MB。",
            "The package exceeds WeChat's limits: 2 MB for the main package and each sub-package, 30 MB in all.",
        ),
    );
    for (name, size) in over {
        let label = if name == "app.json" {
            Text::new("主包字节数", "Bytes of the main package")
        } else {
            Text::new("分包和字节数", "Sub-package and bytes")
        };
        let value = if name == "app.json" {
            size.to_string()
        } else {
            format!("{name} {size}")
        };
        problem = problem.fact(label, value);
    }
    problem.facts.push(total_fact);
    Ok(Verdict::Broken(problem.advise(
        "移走不属于小程序的大文件（图片、视频、安装包），或把它们放到服务器上。",
        "Move large files that do not belong to the mini-program away (pictures, films, installers), or serve them from the server.",
    )))
}

/// `packOptions.ignore` of the project file: kind and value.
fn ignored(seen: &PackageSeen) -> Vec<(String, String)> {
    let value = seen
        .project_config
        .as_ref()
        .and_then(|text| project_file::value(&text.bytes).ok())
        .unwrap_or(Value::Null);
    let text = |entry: &Value, key: &str| entry[key].as_str().unwrap_or_default().to_owned();
    value["packOptions"]["ignore"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|entry| (text(entry, "type"), text(entry, "value")))
        .filter(|(_, value)| !value.is_empty())
        .collect()
}

fn is_left_out(path: &str, ignored: &[(String, String)]) -> bool {
    [place::PROJECT, place::PRIVATE].contains(&path)
        || path
            .split('/')
            .any(|part| part.starts_with('.') || part == "node_modules")
        || ignored.iter().any(|(kind, value)| {
            let value = value.trim_start_matches("./").trim_matches('/');
            match kind.as_str() {
                "file" => path == value,
                "folder" => path
                    .strip_prefix(value)
                    .is_some_and(|rest| rest.starts_with('/')),
                "suffix" => path.ends_with(value),
                "prefix" => path
                    .rsplit('/')
                    .next()
                    .is_some_and(|name| name.starts_with(value)),
                _ => false,
            }
        })
}
