//! WeCom.

mod address;
mod agent;
mod calls;
mod ticket;
mod token;
mod visible_range;

use super::Check;

/// In the order in which they are shown.
pub const ALL: &[&Check] = &[
    &token::CHECK,
    &address::CHECK,
    &agent::CHECK,
    &visible_range::CHECK,
    &ticket::CHECK,
];
