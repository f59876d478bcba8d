//! The stage: WeChat, WeCom, a package host, an upload host, two name servers and a business site,
//! played on loopback under their real host names with a certificate authority of their own.
//!
//! Programs reach it as they reach the world, over HTTPS and by name; [`Stage::connect_to`],
//! [`Stage::ca_pem`] and [`Stage::resolver`] tell them how. What the platforms answer follows their
//! documented rules to the letter, on a clock that can be put forward. Exactly one [`Fault`] may be
//! switched on at a time, and each names the problem a program has to report for it.
//!
//! Deliberately absent: any knowledge of the programs that rehearse here. This crate depends on none
//! of ours, so that it cannot agree with their mistakes.

mod authority;
mod calls;
mod cast;
mod chance;
mod clock;
mod error;
mod fault;
mod http;
mod names;
pub mod package;
mod scene;
mod serve;
mod site;
mod stage;
mod tls;
mod upload;
mod weak;
mod wechat;
mod wecom;

pub use calls::Call;
pub use cast::Cast;
pub use clock::VirtualClock;
pub use error::Error;
pub use fault::{Fault, UnknownFault};
pub use stage::{Script, Stage};
