//! The house keeps its shape: who may know whom, and what must not be left lying about.

mod layering;
mod tidiness;

use std::fs;
use std::path::{Path, PathBuf};

/// The root of the repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("this crate lies in the root")
        .to_owned()
}

/// Every file of ours below a folder: no build results, no packages of others.
fn files(below: &str) -> Vec<PathBuf> {
    let foreign = [
        "target",
        "node_modules",
        ".git",
        "dist",
        "gen",
        "binaries",
        "artefacts",
    ];
    walkdir::WalkDir::new(root().join(below))
        .into_iter()
        .filter_entry(|entry| !foreign.iter().any(|name| entry.file_name() == *name))
        .map(|entry| entry.expect("the repository can be read"))
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .collect()
}

/// A file's path from the root, with `/`.
fn name(path: &Path) -> String {
    path.strip_prefix(root())
        .expect("a file of the repository")
        .to_string_lossy()
        .replace('\\', "/")
}

fn text(path: &Path) -> String {
    String::from_utf8_lossy(&fs::read(path).expect("a file of the repository can be read"))
        .into_owned()
}

fn ends_with(path: &Path, endings: &[&str]) -> bool {
    path.extension()
        .and_then(|ending| ending.to_str())
        .is_some_and(|ending| endings.contains(&ending))
}
