//! The hands, tried from outside: apply, undo, applied.

#![allow(clippy::unwrap_used)]

mod download;
mod hostile;
mod kill;
mod resume;
mod server;
mod support;
mod undo;
mod unpack;
mod write;
mod zips;
