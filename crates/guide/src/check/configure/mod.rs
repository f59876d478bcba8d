//! The values written into the package.

mod app_id;
mod home_page;
mod other_bytes;
mod parses;
mod service_address;
mod setting;

use super::Check;

/// In the order in which they are shown.
pub const ALL: &[&Check] = &[
    &parses::CHECK,
    &service_address::CHECK,
    &home_page::CHECK,
    &app_id::CHECK,
    &other_bytes::CHECK,
];
