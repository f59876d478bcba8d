//! The unpacked mini-program.

mod requires;

use std::fs;
use std::path::{Path, PathBuf};

use guide::seen::{PackageSeen, TextSeen};
use guide::{Answers, Obstacle};
use serde_json::Value;
use walkdir::WalkDir;

use super::reading;
use crate::eyes::{Eyes, Secrets};
use crate::hand::journal::unpacked_into;
use crate::hand::unpack::same;

/// The most of a text file that is read, in bytes.
const TEXT: u64 = 8 * 1024 * 1024;

/// The most files that are listed; a mini-program has a few hundred.
const FILES: usize = 20_000;

/// The most scripts that are read because `app.js` requires them.
const SCRIPTS: usize = 64;

const PROJECT: &str = "project.config.json";
const PRIVATE: &str = "project.private.config.json";

/// Looks at the package folder. A folder that does not exist, or holds no mini-program, is seen without a root.
pub(crate) async fn look(
    answers: &Answers,
    _: &Secrets,
    eyes: &Eyes,
) -> Result<PackageSeen, Obstacle> {
    let folder = answers.package_folder().map_err(|_| Obstacle::Crashed)?;
    let folder = folder.path().to_owned();
    let journal = eyes.journal.clone();
    reading::aside(move || see(folder, &journal)).await
}

fn see(folder: PathBuf, journal: &Path) -> Result<PackageSeen, Obstacle> {
    let mut seen = PackageSeen {
        root: root(&folder)?,
        vacant: std::fs::read_dir(&folder).map_or_else(
            |error| error.kind() == std::io::ErrorKind::NotFound,
            |mut entries| entries.next().is_none(),
        ),
        folder,
        ..PackageSeen::default()
    };
    if let Some(root) = seen.root.clone() {
        seen.files = files(&root)?;
        seen.project_config = text(&root, PROJECT)?;
        seen.private_config = text(&root, PRIVATE)?;
        seen.miniprogram_root = seen
            .project_config
            .as_ref()
            .map_or_else(String::new, |config| miniprogram_root(&config.bytes));
        let below = |name: &str| match seen.miniprogram_root.as_str() {
            "" => name.to_owned(),
            folder => format!("{folder}/{name}"),
        };
        seen.app_json = text(&root, &below("app.json"))?;
        seen.app_js = text(&root, &below("app.js"))?;
        if let Some(app_js) = &seen.app_js {
            seen.required = required(&root, app_js)?;
        }
    }
    compare(&mut seen, journal)?;
    Ok(seen)
}

/// The folder itself, or one just below it: zips often hold one folder that holds everything.
fn root(folder: &Path) -> Result<Option<PathBuf>, Obstacle> {
    let mut candidates = vec![folder.to_owned()];
    match fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(reading::unreadable(folder, &error)),
        Ok(listing) => {
            let mut below: Vec<PathBuf> = listing
                .filter_map(Result::ok)
                .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
                .map(|entry| entry.path())
                .collect();
            below.sort();
            candidates.extend(below);
        }
    }
    let holding = |name: &str, among: &[PathBuf]| {
        among
            .iter()
            .find(|folder| folder.join(name).is_file())
            .cloned()
    };
    let (own, below) = candidates.split_at(1);
    Ok([own, below]
        .into_iter()
        .find_map(|among| holding(PROJECT, among).or_else(|| holding("app.json", among))))
}

/// Every file below a folder, links left out.
fn files(root: &Path) -> Result<Vec<(String, u64)>, Obstacle> {
    let mut files = Vec::new();
    for entry in WalkDir::new(root).follow_links(false).sort_by_file_name() {
        let failed = |error: walkdir::Error| {
            let path = error.path().unwrap_or(root).display().to_string();
            Obstacle::Unreadable(path, error.to_string())
        };
        let entry = entry.map_err(failed)?;
        if !entry.file_type().is_file() {
            continue;
        }
        if files.len() == FILES {
            break;
        }
        let size = entry.metadata().map_err(failed)?.len();
        files.push((slashed(root, entry.path()), size));
    }
    Ok(files)
}

/// A path below `root`, with `/`.
fn slashed(root: &Path, path: &Path) -> String {
    let parts: Vec<_> = path
        .strip_prefix(root)
        .unwrap_or(path)
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}

fn text(root: &Path, path: &str) -> Result<Option<TextSeen>, Obstacle> {
    let bytes = reading::at_most(&root.join(path), TEXT)?;
    Ok(bytes.map(|bytes| TextSeen {
        path: path.to_owned(),
        bytes,
    }))
}

/// `miniprogramRoot` without `./` and the closing `/`; empty when it is not there, not readable, or leads outside.
fn miniprogram_root(config: &[u8]) -> String {
    let config = config.strip_prefix(b"\xef\xbb\xbf").unwrap_or(config);
    let value: Value = serde_json::from_slice(config).unwrap_or_default();
    let written = value["miniprogramRoot"].as_str().unwrap_or_default();
    if written.starts_with('/') || written.contains(['\\', ':']) {
        return String::new();
    }
    let parts: Vec<&str> = written
        .split('/')
        .filter(|part| !matches!(*part, "" | "."))
        .collect();
    match parts.contains(&"..") {
        true => String::new(),
        false => parts.join("/"),
    }
}

/// The scripts that `app.js` names, as far as they are there.
fn required(root: &Path, app_js: &TextSeen) -> Result<Vec<TextSeen>, Obstacle> {
    let folder = app_js
        .path
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    let source = String::from_utf8_lossy(&app_js.bytes);
    let mut found: Vec<TextSeen> = Vec::new();
    for named in requires::named(&source) {
        let Some(path) = requires::resolved(folder, named) else {
            continue;
        };
        let spellings = [
            path.clone(),
            format!("{path}.js"),
            format!("{path}/index.js"),
        ];
        let script = spellings
            .iter()
            .filter(|path| path.ends_with(".js"))
            .find(|path| root.join(path).is_file());
        let Some(script) = script else { continue };
        let known = found.iter().any(|text| &text.path == script) || &app_js.path == script;
        if known || found.len() == SCRIPTS {
            continue;
        }
        found.extend(text(root, script)?);
    }
    Ok(found)
}

/// Compares with what was unpacked into the folder, if we did that. The paths are below the root where the root holds them.
fn compare(seen: &mut PackageSeen, journal: &Path) -> Result<(), Obstacle> {
    let record = unpacked_into(journal, &seen.folder)
        .map_err(|error| Obstacle::Unreadable(journal.display().to_string(), error.to_string()))?;
    let Some((unpacked, contents)) = record else {
        seen.changed = seen.root.as_deref().and_then(built_in);
        return Ok(());
    };
    let root = seen.root.as_deref().unwrap_or(&seen.folder);
    let mut changed = Vec::new();
    for (name, print) in &contents.files {
        let path = seen.folder.join(name);
        let same = same(&path, print).map_err(|error| reading::unreadable(&path, &error))?;
        if same != Some(true) {
            changed.push(match path.starts_with(root) {
                true => slashed(root, &path),
                false => name.clone(),
            });
        }
    }
    seen.changed = Some(changed);
    seen.sha256 = Some(unpacked.zip);
    Ok(())
}

/// The files that differ from the built-in mini-program; `None` when it is another one.
fn built_in(root: &Path) -> Option<Vec<String>> {
    let mut changed = Vec::new();
    for (name, bytes) in guide::package::BUILT_IN {
        match std::fs::read(root.join(name)) {
            Ok(there) if there == *bytes => {}
            Ok(_) => changed.push((*name).to_owned()),
            Err(_) => return None,
        }
    }
    Some(changed)
}

#[cfg(test)]
mod tests;
