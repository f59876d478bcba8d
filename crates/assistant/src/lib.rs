//! The conversation: a `Request` goes in, a whole `View` comes out. The only place that keeps state.

pub mod deployment_file;
pub mod secrets;
pub mod store;
pub mod wire;
