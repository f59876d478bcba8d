//! Whole stories, from the terminal.

mod apply;
mod bad_input;
mod nginx;
mod rehearsal;
