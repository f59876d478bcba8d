//! Drawing: flat, worded copies of what the guide says, in the person's language.

mod field;
mod plan;
mod step;
mod words;

pub(crate) use field::{Fields, Refused};
pub(crate) use plan::{applied_view, plan_view};
pub(crate) use step::{Drawing, finding_view, problem_view, step_of_action, step_view, steps};
pub(crate) use words::{standing_words, summary, unknown_words};
