//! The AppID and AppSecret.

use super::Check;

/// In the order in which they are shown.
pub const ALL: &[&Check] = &[];
