//! The login backend.

mod answers;

use super::Check;

/// In the order in which they are shown.
pub const ALL: &[&Check] = &[&answers::CHECK];
