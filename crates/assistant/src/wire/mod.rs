//! Everything that crosses the one door between a host and the assistant. Flat, worded in the person's language, and
//! generated into TypeScript: `cargo xtask gen` writes `ui/src/wire/`.

macro_rules! wire {
    ($($(#[$doc:meta])* $vis:vis struct $name:ident { $($body:tt)* })*) => {
        $($(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
        #[serde(rename_all = "camelCase")]
        #[ts(export)]
        $vis struct $name { $($body)* })*
    };
}

macro_rules! tag {
    ($($(#[$doc:meta])* $vis:vis enum $name:ident { $($body:tt)* })*) => {
        $($(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
        #[serde(rename_all = "kebab-case")]
        #[ts(export)]
        $vis enum $name { $($body)* })*
    };
}

mod failure;
mod finding;
mod report;
mod request;
mod view;

pub use failure::{Failure, FailureCode};
pub use finding::{FactView, FindingState, FindingView, ProblemView, RemedyView};
pub use report::{Report, ReportStep, Summary};
pub use request::{ReportFormat, Request};
pub use view::{
    ActView, ActionView, AppliedView, ChangeKind, ControlView, DeploymentRow, DiffLine, ErrandView,
    FieldView, FileChange, LanguageTag, NoticeView, OptionView, PlanView, RehearsalView,
    SecretsView, StandingTag, StepRow, StepView, View, WorkView,
};
