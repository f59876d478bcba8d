//! Whole stories, from the terminal.

#![expect(clippy::unwrap_used, reason = "a story that cannot go on has failed")]

mod apply;
mod bad_input;
mod built_in;
#[cfg(target_os = "linux")]
mod keyring;
mod nginx;
mod rehearsal;
mod untouched;
