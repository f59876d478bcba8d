//! The network: can this machine reach the platform and can the platform reach the system.

use super::Check;

/// In the order in which they are shown.
pub const ALL: &[&Check] = &[];
