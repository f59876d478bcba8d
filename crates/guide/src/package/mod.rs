//! The package: its settings, its limits, and the edits that configure it.
//!
//! Scripts and project files are never printed anew: the spans of single values are found by parsing, replaced in the bytes, and
//! the result is parsed again and compared.

mod address;
pub(crate) mod app_json;
mod built_in;
mod comment;
mod decide;
mod guard;
mod literal;
pub(crate) mod place;
mod plan_configure;
mod plan_fetch;
mod plan_place;
pub(crate) mod project_file;
mod reader;
mod script;
mod splice;
mod surroundings;
mod unfit;
mod unfit_problem;
mod unreadable;

pub use built_in::BUILT_IN;
pub use decide::{Choice, Decided, decide};
pub use literal::{Literal, Quote};
pub use plan_configure::plan_configure;
pub(crate) use plan_configure::setting;
pub use plan_fetch::plan_fetch;
pub use plan_place::plan_place;
pub(crate) use script::literals;
pub use script::{offered, settings};
pub use unfit::Unfit;
pub use unfit_problem::problem_of;
pub use unreadable::Unreadable;
