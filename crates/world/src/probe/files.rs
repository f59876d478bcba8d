//! The verification file on this machine, where it could go, and what is there.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use guide::seen::FileSeen;
use guide::{Answers, Obstacle};
use walkdir::WalkDir;

use super::reading;
use crate::eyes::{Eyes, Secrets};

/// The most of a verification file that is read, in bytes.
const LIMIT: u64 = 64 * 1024;

/// How deep below a root web roots are searched for.
const DEPTH: usize = 8;

/// How long they are searched for.
const DEADLINE: Duration = Duration::from_secs(2);

/// Where E10 is usually installed.
const USUAL_ROOTS: [&str; 6] = [
    "/opt/weaver",
    "/usr/local/weaver",
    "/data/weaver",
    "C:\\weaver",
    "D:\\weaver",
    "E:\\weaver",
];

/// Looks at the verification file.
pub(crate) async fn look(
    answers: &Answers,
    _: &Secrets,
    eyes: &Eyes,
) -> Result<FileSeen, Obstacle> {
    let path = answers.verification_file().map_err(|_| Obstacle::Crashed)?;
    let web_root = answers.web_root().ok();
    let roots = match &eyes.search_root {
        Some(root) => vec![root.clone()],
        None => USUAL_ROOTS.iter().map(PathBuf::from).collect(),
    };
    reading::aside(move || {
        let bytes = reading::at_most(&path, LIMIT)?
            .ok_or_else(|| reading::unreadable(&path, &std::io::ErrorKind::NotFound.into()))?;
        let placed = match (web_root, path.file_name()) {
            (Some(root), Some(name)) => reading::at_most(&root.join(name), LIMIT)?,
            _ => None,
        };
        Ok(FileSeen {
            bytes,
            layouts: layouts(&roots),
            placed,
            path,
        })
    })
    .await
}

/// The folders below the roots that end like E10's web root, as far as they are found in time. Links are not followed, and
/// what cannot be read is passed over.
fn layouts(roots: &[PathBuf]) -> Vec<PathBuf> {
    let began = Instant::now();
    let mut found = Vec::new();
    for root in roots.iter().filter(|root| root.is_dir()) {
        let walk = WalkDir::new(root)
            .max_depth(DEPTH)
            .follow_links(false)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|entry| entry.file_type().is_dir() && !is_hopeless(entry.file_name()));
        for entry in walk {
            if began.elapsed() > DEADLINE {
                break;
            }
            if let Ok(entry) = entry
                && is_layout(entry.path())
            {
                found.push(entry.into_path());
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

fn is_hopeless(name: &OsStr) -> bool {
    matches!(
        name.to_str(),
        Some("node_modules" | ".git" | "proc" | "sys")
    )
}

/// Whether a path ends like `e10-front/nginx/build/layout` or `front/nginx/build/layout`.
fn is_layout(path: &Path) -> bool {
    let mut names = path.components().rev().map(|part| part.as_os_str());
    let ends = ["layout", "build", "nginx"]
        .iter()
        .all(|name| names.next() == Some(OsStr::new(name)));
    ends && matches!(
        names.next().and_then(OsStr::to_str),
        Some("e10-front" | "front")
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use guide::Field;

    use super::*;

    fn eyes(root: &Path) -> Eyes {
        Eyes {
            reach: wechat::Reach::default(),
            system_resolver: None,
            named_resolver: None,
            login_instance: None,
            search_root: Some(root.to_owned()),
            journal: root.join("journal"),
        }
    }

    #[tokio::test]
    async fn layouts_are_found_and_what_lies_there_is_read() {
        let root = tempfile::tempdir().unwrap();
        let wanted = root.path().join("weaver/e10-front/nginx/build/layout");
        let older = root.path().join("weaver/front/nginx/build/layout");
        let other = root.path().join("weaver/back/nginx/build/layout");
        let deep = root.path().join("1/2/3/4/5/e10-front/nginx/build/layout");
        for folder in [&wanted, &older, &other, &deep] {
            std::fs::create_dir_all(folder).unwrap();
        }
        let file = root.path().join("WW_verify_x.txt");
        std::fs::write(&file, "x").unwrap();
        std::fs::write(wanted.join("WW_verify_x.txt"), "y").unwrap();
        let mut answers = Answers::default();
        let give = |answers: &mut Answers, field, path: &Path| {
            answers.give(field, path.to_str().unwrap()).unwrap();
        };
        give(&mut answers, Field::VerificationFile, &file);

        let seen = look(&answers, &Secrets::default(), &eyes(root.path())).await;
        let seen = seen.unwrap();
        assert_eq!(seen.bytes, b"x");
        assert_eq!(seen.layouts, [wanted.clone(), older.clone()]);
        assert_eq!(seen.placed, None);

        give(&mut answers, Field::WebRoot, &wanted);
        let seen = look(&answers, &Secrets::default(), &eyes(root.path())).await;
        assert_eq!(seen.unwrap().placed.as_deref(), Some(&b"y"[..]));

        give(&mut answers, Field::WebRoot, &older);
        let seen = look(&answers, &Secrets::default(), &eyes(root.path())).await;
        assert_eq!(seen.unwrap().placed, None);
    }

    #[tokio::test]
    async fn a_file_that_is_not_there_is_an_obstacle() {
        let root = tempfile::tempdir().unwrap();
        let mut answers = Answers::default();
        let gone = root.path().join("gone.txt");
        let text = gone.to_str().unwrap();
        answers.give(Field::VerificationFile, text).unwrap();
        let seen = look(&answers, &Secrets::default(), &eyes(root.path())).await;
        assert!(matches!(seen, Err(Obstacle::Unreadable(path, _)) if path == text));
    }
}
