//! The page's side: Node, its packages and its scripts.

use std::{fs, path::PathBuf};

use crate::{call::Call, fault::Fault, place};

/// What Vite asks for.
const OLDEST: (u32, u32) = (20, 19);
const REMEDY: &str =
    "Node 20.19 or newer (22 or 24 are fine) with npm is needed: https://nodejs.org/";

/// Installs the packages of the lock file, unless that was done for this very lock file.
pub(crate) fn install() -> Result<(), Fault> {
    look_for_node()?;
    let lock_path = place::root().join("package-lock.json");
    let lock = fs::read(&lock_path).map_err(Fault::file(&lock_path))?;
    // What the times of files say is lost in a checkout, so the stamp is the lock file itself.
    let stamp = place::root().join("node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    Call::new(npm(), ["ci", "--no-fund", "--no-audit"]).run()?;
    fs::write(&stamp, lock).map_err(Fault::file(&stamp))
}

/// Runs a script of the page's `package.json`.
pub(crate) fn script(name: &str) -> Result<(), Fault> {
    Call::new(npm(), ["run", name, "--workspace", "ui"]).run()
}

/// A program of the installed packages, never one from the network.
pub(crate) fn program<'a>(args: impl IntoIterator<Item = &'a str>) -> Call {
    let npx = if cfg!(windows) { "npx.cmd" } else { "npx" };
    Call::new(npx, ["--no", "--"].into_iter().chain(args))
}

fn npm() -> PathBuf {
    PathBuf::from(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

fn look_for_node() -> Result<(), Fault> {
    let wanted = |found| Fault::Wanted {
        program: "Node",
        found,
        remedy: REMEDY,
    };
    let told = Call::new("node", ["--version"])
        .ask()
        .map_err(|_| wanted(None))?;
    let version = String::from_utf8_lossy(&told.stdout).trim().to_owned();
    match parts(&version) {
        Some(found) if found >= OLDEST => {}
        _ => return Err(wanted(Some(version))),
    }
    // Debian ships npm in a package of its own.
    Call::new(npm(), ["--version"])
        .ask()
        .map(|_| ())
        .map_err(|_| Fault::Wanted {
            program: "npm",
            found: None,
            remedy: REMEDY,
        })
}

/// Major and minor of `v20.19.4`.
fn parts(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.strip_prefix('v')?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_compared_by_its_numbers() {
        assert!(parts("v20.19.0") >= Some(OLDEST));
        assert!(parts("v22.3.0") >= Some(OLDEST));
        assert!(parts("v20.9.0") < Some(OLDEST));
        assert!(parts("v18.20.4") < Some(OLDEST));
        assert_eq!(parts("node"), None);
    }
}
