//! The phone line: how the platforms are reached, and typed calls to WeChat and WeCom.
//!
//! Where the platforms live is a parameter ([`Reach`]), so that every call can be rehearsed on loopback. No call keeps or
//! writes anything: tokens live in memory as long as the value that fetched them, and neither an address with its query nor
//! a secret ever reaches a log or an error.

mod answer;
mod connect_to;
mod error;
mod line;
mod lookup;
mod patience;
mod proxy;
mod question;
mod reach;
mod roots;
mod token;
mod trouble;
mod upload;
mod wechat;
mod wecom;
pub mod words;

pub use answer::Answer;
pub use connect_to::{ConnectTo, NotConnectTo};
pub use error::Error;
pub use patience::Patience;
pub use proxy::Proxy;
pub use reach::{Reach, Target};
pub use roots::Untrusted;
pub use token::Token;
pub use trouble::{io_trouble, trouble};
pub use upload::upload_host;
pub use wechat::{Called, Code, Domains, Version, WeChat};
pub use wecom::{Agent, Ticket, WeCom};
