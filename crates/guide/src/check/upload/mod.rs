//! The upload.

mod key;

use super::Check;

/// In the order in which they are shown.
pub const ALL: &[&Check] = &[&key::CHECK];
