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
/// Where people read the handbook, from the root.
const HANDBOOK: &str = "docs/handbook";
/// Every folder of which each file is generated, from the root.
const FOLDERS: [&str; 2] = [WIRE, HANDBOOK];

/// Writes the generated files and removes those that are generated no longer.
pub(crate) fn write() -> Result<(), Fault> {
    let fresh = generate()?;
    for folder in FOLDERS {
        let made = files(&fresh.folder(folder))?;
        let there = place::root().join(folder);
        for name in differing(&made, &files(&there)?) {
            let path = there.join(&name);
            match made.get(&name) {
                Some(bytes) => {
                    let within = path.parent().unwrap_or(&there);
                    fs::create_dir_all(within).map_err(Fault::file(within))?;
                    fs::write(&path, bytes).map_err(Fault::file(&path))?;
                    println!("wrote {folder}/{name}");
                }
                None => {
                    fs::remove_file(&path).map_err(Fault::file(&path))?;
                    println!("removed {folder}/{name}");
                }
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
    generate()?.compare()
}

/// Freshly generated files, beside the ones that are there.
pub(crate) struct Fresh(PathBuf);

impl Fresh {
    /// None yet: the folders are empty.
    pub(crate) fn new() -> Result<Fresh, Fault> {
        let fresh = Fresh(place::target()?.join("generated"));
        for folder in FOLDERS.map(|folder| fresh.folder(folder)) {
            if folder.exists() {
                fs::remove_dir_all(&folder).map_err(Fault::file(&folder))?;
            }
            fs::create_dir_all(&folder).map_err(Fault::file(&folder))?;
        }
        Ok(fresh)
    }

    /// Where the tests of the crates are to write the wire types.
    pub(crate) fn wire(&self) -> PathBuf {
        self.folder(WIRE)
    }

    /// Has the built program write the handbook.
    pub(crate) fn handbook(&self) -> Result<(), Fault> {
        let program = place::products()?.join(place::program("weapp-bridge"));
        let folder = self.folder(HANDBOOK);
        Call::new(program, ["explain", "--write", &folder.to_string_lossy()]).run()
    }

    /// Tells which files that are there differ from these.
    ///
    /// # Errors
    /// [`Fault::OutOfDate`] with their names.
    pub(crate) fn compare(&self) -> Result<(), Fault> {
        let mut out_of_date = Vec::new();
        for folder in FOLDERS {
            let there = files(&place::root().join(folder))?;
            let differing = differing(&files(&self.folder(folder))?, &there);
            out_of_date.extend(differing.iter().map(|name| format!("{folder}/{name}")));
        }
        if out_of_date.is_empty() {
            return Ok(());
        }
        Err(Fault::OutOfDate { files: out_of_date })
    }

    fn folder(&self, from_root: &str) -> PathBuf {
        self.0.join(from_root)
    }
}

fn generate() -> Result<Fresh, Fault> {
    let fresh = Fresh::new()?;
    Call::cargo(["build", "--workspace"]).run()?;
    Call::cargo(["test", "--quiet", "--workspace", "--lib", "export_bindings"])
        .env(FOLDER_VARIABLE, fresh.wire())
        .run()?;
    fresh.handbook()?;
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
