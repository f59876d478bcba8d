//! The request and business domains: one file a check, from the name servers up to the certificate.

use super::Check;

pub mod agree;
pub mod dates;
pub mod exists;
mod handshake;
pub mod ipv4;
pub mod key;
mod label;
pub mod name;
#[cfg(test)]
mod named_once;
pub mod open;
pub mod public;
pub(crate) mod reach;
pub mod registered;
mod resolved;
#[cfg(test)]
pub(crate) mod scene;
pub mod server_auth;
pub mod signature;
pub(crate) mod sites;
pub mod spoken;
pub mod trusted;
pub mod validity;

/// In the order in which they are shown.
pub const ALL: &[&Check] = &[
    &exists::CHECK,
    &public::CHECK,
    &ipv4::CHECK,
    &agree::CHECK,
    &open::CHECK,
    &spoken::CHECK,
    &trusted::CHECK,
    &dates::CHECK,
    &name::CHECK,
    &key::CHECK,
    &signature::CHECK,
    &validity::CHECK,
    &server_auth::CHECK,
    &registered::CHECK,
];
