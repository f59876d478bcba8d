//! The conversation: a `Request` goes in, a whole `View` comes out. The only place that keeps state.

pub mod wire;
