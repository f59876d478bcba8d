//! Eyes and hands: probes that look at the world and bring back plain data, and hands that change files and can take it back.
//!
//! Nothing here judges. What a probe saw goes into a [`guide::Sighting`]; what kept it from seeing goes in as an obstacle.

mod eyes;
pub mod hand;
mod look;
mod probe;

pub use eyes::{Eyes, Secrets};
pub use look::look;
