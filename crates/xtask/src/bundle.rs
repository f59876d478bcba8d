//! `bundle`: the installers of this system.

use std::fs;

use crate::{call::Call, fault::Fault, node, place, set_up};

/// The program that travels beside the window.
const SIDECAR: &str = "weapp-bridge-login";
/// Kinds that are made without loading anything from the network where that is possible.
const KINDS: &str = if cfg!(target_os = "macos") {
    "app,dmg"
} else if cfg!(windows) {
    "nsis"
} else {
    "deb,rpm"
};

/// Builds the workspace for release, puts the sidecar where the bundler looks for it, and bundles.
pub(crate) fn run() -> Result<(), Fault> {
    set_up::for_building()?;
    node::install()?;
    node::script("build")?;
    Call::cargo(["build", "--release", "--workspace"]).run()?;
    stage_sidecar()?;
    // `tauri build` would compile the window once more, alone and so with other features.
    node::program([
        "tauri",
        "bundle",
        "--config",
        "src-tauri/tauri.bundle.conf.json",
        "--bundles",
        KINDS,
    ])
    .run()?;
    println!("{}", place::target()?.join("release/bundle").display());
    Ok(())
}

fn stage_sidecar() -> Result<(), Fault> {
    let triple = match std::env::var("TAURI_ENV_TARGET_TRIPLE") {
        Ok(triple) => triple,
        Err(_) => {
            let told = Call::new("rustc", ["--print", "host-tuple"]).ask()?;
            String::from_utf8_lossy(&told.stdout).trim().to_owned()
        }
    };
    let from = place::target()?
        .join("release")
        .join(place::program(SIDECAR));
    let folder = place::root().join("src-tauri/binaries");
    fs::create_dir_all(&folder).map_err(Fault::file(&folder))?;
    let to = folder.join(place::program(&format!("{SIDECAR}-{triple}")));
    fs::copy(&from, &to).map_err(Fault::file(&from))?;
    Ok(())
}
