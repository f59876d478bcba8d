//! `gen`: the files that are made from the program, never by hand.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use crate::{call::Call, fault::Fault, place};

/// The variable by which ts-rs is told where to write.
pub(crate) const FOLDER_VARIABLE: &str = "TS_RS_EXPORT_DIR";
/// Where the page reads the wire types, from the root.
const WIRE: &str = "ui/src/wire";

/// Writes the generated files and removes those that are generated no longer.
pub(crate) fn write() -> Result<(), Fault> {
    let made = files(&generate()?)?;
    let there = place::root().join(WIRE);
    let old = files(&there)?;
    for name in differing(&made, &old) {
        let path = there.join(&name);
        match made.get(&name) {
            Some(bytes) => {
                let folder = path.parent().unwrap_or(&there);
                fs::create_dir_all(folder).map_err(Fault::file(folder))?;
                fs::write(&path, bytes).map_err(Fault::file(&path))?;
                println!("wrote {WIRE}/{name}");
            }
            None => {
                fs::remove_file(&path).map_err(Fault::file(&path))?;
                println!("removed {WIRE}/{name}");
            }
        }
    }
    Ok(())
}

/// Tells which generated files are not what would be generated now.
///
/// # Errors
/// [`Fault::OutOfDate`] with their names.
pub(crate) fn check() -> Result<(), Fault> {
    compare(&generate()?)
}

/// Compares a folder of freshly generated files with the ones of the page.
pub(crate) fn compare(fresh: &Path) -> Result<(), Fault> {
    let differing = differing(&files(fresh)?, &files(&place::root().join(WIRE))?);
    if differing.is_empty() {
        return Ok(());
    }
    Err(Fault::OutOfDate {
        files: differing
            .into_iter()
            .map(|name| format!("{WIRE}/{name}"))
            .collect(),
    })
}

/// An empty folder for freshly generated files.
pub(crate) fn fresh_folder() -> Result<PathBuf, Fault> {
    let fresh = place::target()?.join("generated/wire");
    if fresh.exists() {
        fs::remove_dir_all(&fresh).map_err(Fault::file(&fresh))?;
    }
    fs::create_dir_all(&fresh).map_err(Fault::file(&fresh))?;
    Ok(fresh)
}

fn generate() -> Result<PathBuf, Fault> {
    let fresh = fresh_folder()?;
    Call::cargo(["test", "--quiet", "--workspace", "--lib", "export_bindings"])
        .env(FOLDER_VARIABLE, &fresh)
        .run()?;
    Ok(fresh)
}

type Files = BTreeMap<String, Vec<u8>>;

/// Every file under a folder by its path from there, with `/` on every system; nothing where there is no folder.
fn files(folder: &Path) -> Result<Files, Fault> {
    let mut found = Files::new();
    let mut ahead = vec![folder.to_owned()];
    while let Some(next) = ahead.pop() {
        if !next.exists() {
            continue;
        }
        for entry in fs::read_dir(&next).map_err(Fault::file(&next))? {
            let path = entry.map_err(Fault::file(&next))?.path();
            if path.is_dir() {
                ahead.push(path);
                continue;
            }
            let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy();
            let name = name.replace('\\', "/");
            found.insert(name, fs::read(&path).map_err(Fault::file(&path))?);
        }
    }
    Ok(found)
}

fn differing(made: &Files, there: &Files) -> Vec<String> {
    let mut names: Vec<String> = made
        .keys()
        .chain(there.keys())
        .filter(|name| made.get(*name) != there.get(*name))
        .cloned()
        .collect();
    names.sort();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(files: &[(&str, &str)]) -> Files {
        files
            .iter()
            .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()))
            .collect()
    }

    #[test]
    fn a_changed_a_missing_and_a_left_over_file_are_named_once() {
        let made = some(&[("A.ts", "1"), ("B.ts", "2"), ("C.ts", "3")]);
        let there = some(&[("A.ts", "1"), ("B.ts", "x"), ("D.ts", "4")]);
        assert_eq!(differing(&made, &there), ["B.ts", "C.ts", "D.ts"]);
    }

    #[test]
    fn a_folder_that_is_not_there_holds_no_files() {
        let nowhere = place::root().join("no/such/folder");
        assert!(files(&nowhere).expect("not an error").is_empty());
    }
}
