//! The phone line: how the platforms are reached, and typed calls to WeChat and WeCom.
//!
//! Where the platforms live is a parameter ([`Reach`]), so that every call can be rehearsed on loopback. No call keeps or
//! writes anything: tokens live in memory as long as the value that fetched them, and neither an address with its query nor
//! a secret ever reaches a log or an error.

mod connect_to;
mod error;
mod lookup;
mod proxy;
mod reach;
mod roots;
mod trouble;

pub use connect_to::{ConnectTo, NotConnectTo};
pub use error::Error;
pub use proxy::Proxy;
pub use reach::{Reach, Target};
pub use roots::Untrusted;
pub use trouble::{io_trouble, trouble};
