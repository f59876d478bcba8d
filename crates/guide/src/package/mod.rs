//! The package: its settings, its limits, and the edits that configure it.

mod unfit;

pub use unfit::Unfit;
