//! Support for whole stories: the built programs, and a small vocabulary to run them.

#[cfg(unix)]
mod dialog;
#[cfg(unix)]
mod driver;
mod nginx;
mod program;
mod raised;
#[cfg(unix)]
mod window;

#[cfg(unix)]
pub use dialog::choose;
#[cfg(unix)]
pub use driver::surround;
pub use nginx::{Fallback, Nginx, SITE};
pub use program::{Ended, Program, built};
pub use raised::Raised;
#[cfg(unix)]
pub use window::Window;
