//! The home page: whether it opens, and stays open, inside a mini-program.

use super::Check;

pub mod cookies;
pub mod displays;
pub mod domain;
pub mod encrypted;
pub mod opens;
pub mod stays;
mod trail;

/// In the order in which they are shown.
pub const ALL: &[&Check] = &[
    &domain::CHECK,
    &opens::CHECK,
    &stays::CHECK,
    &encrypted::CHECK,
    &cookies::CHECK,
    &displays::CHECK,
];
