//! Support for whole stories: the built programs, and a small vocabulary to run them.

mod program;

pub use program::{Ended, Program, built};
