//! Everything that crosses the one door between a host and the assistant. Flat, worded in the person's language, and
//! generated into TypeScript: `cargo xtask gen` writes `ui/src/wire/`.

mod failure;
mod report;
mod request;
mod view;

pub use failure::{Failure, FailureCode};
pub use report::{Report, ReportStep, Summary};
pub use request::{ReportFormat, Request};
pub use view::{
    ActView, ActionView, AppliedView, ChangeKind, ControlView, DeploymentRow, DiffLine, ErrandView,
    FactView, FieldView, FileChange, FindingState, FindingView, LanguageTag, NoticeView,
    OptionView, PlanView, ProblemView, RehearsalView, RemedyView, SecretsView, StandingTag,
    StepRow, StepView, View, WorkView,
};
