//! Support for whole stories: the built programs, and a small vocabulary to run them.

mod nginx;
mod program;
mod raised;

pub use nginx::{Fallback, Nginx, SITE};
pub use program::{Ended, Program, built};
pub use raised::Raised;
