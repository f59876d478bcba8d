//! Where things are.

use std::path::{Path, PathBuf};

use crate::fault::Fault;

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    // Cargo tells the program it runs where its package lies now; the path at compile time may be of another checkout.
    let package = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    package
        .ancestors()
        .nth(2)
        .map_or_else(|| package.clone(), Path::to_owned)
}

/// The folder in which cargo puts finished programs for development.
///
/// This program was put there itself, which holds for every way of moving the target folder
/// (`CARGO_TARGET_DIR`, the configuration, a default target).
pub(crate) fn products() -> Result<PathBuf, Fault> {
    let here = std::env::current_exe().map_err(Fault::file("the path of this program"))?;
    Ok(here.parent().map_or_else(PathBuf::new, Path::to_owned))
}

/// The target folder.
pub(crate) fn target() -> Result<PathBuf, Fault> {
    let products = products()?;
    Ok(products.parent().map_or(products.clone(), Path::to_owned))
}

/// The file name of a program on this system.
pub(crate) fn program(name: &str) -> String {
    format!("{name}{}", std::env::consts::EXE_SUFFIX)
}
