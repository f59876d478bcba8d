//! The AppID and AppSecret.

mod accepted;

use super::Check;

/// In the order in which they are shown.
pub const ALL: &[&Check] = &[&accepted::CHECK];
