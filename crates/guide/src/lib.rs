//! The mind of Weapp Bridge: the journey, its steps, the fields they ask for, the values those parse into, the checks that
//! judge what was seen, the plans of what would be changed, and every sentence said about them.
//!
//! Pure: nothing here does IO, reads a clock or knows a host. Looking is `world`'s, keeping is `assistant`'s.

mod action;
mod answers;
pub mod check;
mod console;
mod errand;
mod field;
pub mod handbook;
mod journey;
mod judge;
pub mod package;
mod plan;
mod probe;
mod problem;
pub mod refused;
mod roots;
pub mod seen;
mod sighting;
mod step;
mod text;
pub mod value;
mod verdict;

pub use action::Action;
pub use answers::Answers;
pub use check::Check;
pub use errand::Errand;
pub use field::{Choice, Control, Field};
pub use journey::{JOURNEY, check_named, step_named};
pub use judge::judge_all;
pub use plan::{Edit, Plan};
pub use probe::{Probe, Site};
pub use problem::{Fact, Link, Problem, Remedy};
pub use sighting::Sighting;
pub use step::{Act, Standing, Step, StepId, asks, blocks, needed, standing};
pub use text::{Lang, Text};
pub use verdict::{Finding, Obstacle, Outcome, Unknown, Verdict};
