//! The unpacked package.

pub(crate) mod ascii_path;
pub(crate) mod complete;
mod found;
mod hooks;
mod private_app_id;
mod size;

use std::path::Path;

use super::Check;
use crate::package::place;
use crate::seen::PackageSeen;
use crate::{Answers, Sighting, Unknown};

/// In the order in which they are shown.
pub const ALL: &[&Check] = &[
    &found::CHECK,
    &complete::CHECK,
    &ascii_path::CHECK,
    &size::CHECK,
    &hooks::CHECK,
    &private_app_id::CHECK,
];

/// The package and its root; that there is none is told by [`found`] alone.
pub(in crate::check) fn rooted<'s>(
    answers: &Answers,
    sighting: &'s Sighting,
) -> Result<(&'s PackageSeen, &'s Path), Unknown> {
    answers.package_folder()?;
    let seen = sighting.package()?;
    match &seen.root {
        Some(root) => Ok((seen, root)),
        None => Err(Unknown::NotVisible(place::not_found(answers, seen).what)),
    }
}
