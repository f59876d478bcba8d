//! The login server: `weapp-bridge-login`, started by the window beside itself or alone on a server.
//!
//! [`Config`] is what `login.toml` says, [`serve`] answers on a socket until it is told to stop. Each
//! module below brings its own routes: `health` says whether the server lives and can store,
//! `verification` serves WeChat's and WeCom's verification files at the root.

mod config;
mod error;
mod health;
mod instance;
mod requests;
mod serve;
mod verification;

pub use config::{Config, PublicAddress};
pub use error::Error;
pub use instance::Instance;
pub use serve::{Ready, Serving, serve};

/// The version of this program.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
