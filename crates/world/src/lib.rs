//! world

mod eyes;
pub mod hand;
mod probe;

pub use eyes::{Eyes, Secrets};
