//! The verification file: the right one, in the right place, served byte for byte.

use super::Check;

mod answer;
mod content;
mod marks;
pub mod placed;
pub mod served;
pub mod shape;

/// In the order in which they are shown.
pub const ALL: &[&Check] = &[&shape::CHECK, &placed::CHECK, &served::CHECK];
