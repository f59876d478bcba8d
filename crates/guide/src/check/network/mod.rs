//! The network: can this machine reach the platform and can the platform reach the system.

mod captive_portal;
mod clock;
mod egress;
mod package;
mod platform;
mod tls_intercepted;
mod upload;
mod wechat;
mod wecom;

use super::Check;

/// In the order in which they are shown.
pub const ALL: &[&Check] = &[
    &wechat::CHECK,
    &captive_portal::CHECK,
    &tls_intercepted::CHECK,
    &clock::CHECK,
    &egress::CHECK,
    &wecom::CHECK,
    &upload::CHECK,
    &package::CHECK,
];
