//! Trial version and release.

mod code;
mod released;
mod trial;

use super::Check;

/// In the order in which they are shown.
pub const ALL: &[&Check] = &[&trial::CHECK, &released::CHECK];
