//! `tauri-driver`, through which the tests drive the window.

use std::path::PathBuf;

use crate::{call::Call, fault::Fault, place};

/// Installs the driver into the target folder where it is missing, and tells the folder it is in.
pub(crate) fn install() -> Result<PathBuf, Fault> {
    let target = place::target()?;
    let tools = target.join("tools");
    let programs = tools.join("bin");
    if !programs.join(place::program("tauri-driver")).exists() {
        // The newest release may be an alpha of another major, so the major is said.
        Call::cargo([
            "install",
            "tauri-driver",
            "--locked",
            "--version",
            "^2",
            "--root",
        ])
        .arg(&tools.to_string_lossy())
        .env("CARGO_TARGET_DIR", &target)
        .run()?;
    }
    Ok(programs)
}
