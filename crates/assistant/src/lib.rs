//! The conversation: a `Request` goes in, a whole `View` comes out. The only place that keeps state.
//!
//! Knows neither window nor terminal: what it needs of them is [`Host`]. Rules are the guide's, looking and doing are the
//! world's; here they are brought together, kept and worded.

mod conversation;
pub mod deployment_file;
mod draw;
mod host;
mod report;
pub mod secrets;
mod settings;
pub mod store;
mod taken_back;
mod trouble;
pub mod wire;
mod work;

pub use conversation::Assistant;
pub use guide;
pub use host::{Host, Pick, Scenery, Stage, StageError};
pub use report::{html, json, text};
pub use settings::Settings;
pub use taken_back::take_back;
pub use wechat::{ConnectTo, Proxy, Reach};
