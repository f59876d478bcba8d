//! The view: everything a host draws, whole, every time.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{FactView, Failure, FindingView, Summary};

wire! {
    /// The whole picture.
    pub struct View {
        /// The language of every sentence in it.
        pub language: LanguageTag,
        /// Present while on the stage.
        pub rehearsal: Option<RehearsalView>,
        /// Every deployment, newest change first.
        pub deployments: Vec<DeploymentRow>,
        /// The open one; without it only the list is shown.
        pub open: Option<DeploymentRow>,
        /// The journey; empty while nothing is open.
        pub steps: Vec<StepRow>,
        /// The step that is shown.
        pub step: Option<StepView>,
        /// What is running.
        pub work: Option<WorkView>,
        /// Something worth knowing that is no failure.
        pub notice: Option<NoticeView>,
        /// The last failure of something that ran by itself.
        pub failure: Option<Failure>,
        /// Where secrets are kept.
        pub secrets: SecretsView,
        /// How everything stands.
        pub summary: Summary,
    }

    /// The stage is up.
    pub struct RehearsalView {
        /// The banner's sentence.
        pub banner: String,
        /// The fault that is switched on.
        pub fault: Option<OptionView>,
        /// Every fault that can be switched on.
        pub faults: Vec<OptionView>,
    }

    /// One deployment in the list.
    pub struct DeploymentRow {
        /// Its id.
        pub id: i64,
        /// What it is called.
        pub name: String,
        /// Its AppID, when answered.
        pub app_id: Option<String>,
        /// When it was last changed, RFC 3339.
        pub changed: String,
    }

    /// One step in the row of steps.
    pub struct StepRow {
        /// Its name in requests.
        pub id: String,
        /// Its title.
        pub title: String,
        /// Where it stands.
        pub standing: StandingTag,
        /// The standing in words, for the eye and the screen reader.
        pub standing_words: String,
    }

    /// The step that is shown: ask, act, verify.
    pub struct StepView {
        /// Its name in requests.
        pub id: String,
        /// Its title.
        pub title: String,
        /// What it is for.
        pub why: String,
        /// Why it does not apply; the rest is then empty.
        pub folded: Option<String>,
        /// What it asks.
        pub ask: Vec<FieldView>,
        /// What is done.
        pub act: Vec<ActView>,
        /// What is looked at.
        pub verify: Vec<FindingView>,
        /// The step before.
        pub previous: Option<String>,
        /// The step after.
        pub next: Option<String>,
        /// Why the step after is closed; a broken check that would do harm.
        pub next_closed: Option<String>,
    }

    /// A field.
    pub struct FieldView {
        /// Its name in requests.
        pub id: String,
        /// Its label.
        pub label: String,
        /// Where the answer is found.
        pub hint: String,
        /// How it is drawn.
        pub control: ControlView,
        /// What to show: the answer, or what was typed and refused. Always empty for secrets.
        pub text: String,
        /// What holds while nothing is answered.
        pub usual: Option<String>,
        /// Whether an answer (or a secret) is stored.
        pub answered: bool,
        /// Whether the step can be done without it.
        pub optional: bool,
        /// Why what was typed is refused.
        pub refusal: Option<String>,
        /// What was probably meant, or what the stage expects: offered to be taken over.
        pub suggestion: Option<String>,
        /// Folders found on this machine that may be the answer.
        pub found: Vec<String>,
    }

    /// One option of a choice.
    pub struct OptionView {
        /// Its name in requests.
        pub id: String,
        /// Its label.
        pub label: String,
        /// A second line.
        pub detail: Option<String>,
    }

    /// Something we can do.
    pub struct ActionView {
        /// Its name in requests.
        pub id: String,
        /// What the button says.
        pub title: String,
        /// Why it cannot be done now.
        pub closed: Option<String>,
        /// What it would change, once asked for.
        pub plan: Option<PlanView>,
        /// What was done, newest first.
        pub applied: Vec<AppliedView>,
    }

    /// What would change.
    pub struct PlanView {
        /// One sentence.
        pub summary: String,
        /// Whether there is anything to do.
        pub empty: bool,
        /// File by file.
        pub files: Vec<FileChange>,
    }

    /// What would change in one file.
    pub struct FileChange {
        /// Its path.
        pub path: String,
        /// What happens to it.
        pub kind: ChangeKind,
        /// What happens to it in words.
        pub words: String,
        /// The changed lines with a little of their surroundings; empty for files that are not text.
        pub lines: Vec<DiffLine>,
    }

    /// One line of a diff.
    pub struct DiffLine {
        /// ` `, `-` or `+`.
        pub sign: String,
        /// Line number before, when it was there.
        pub old: Option<u32>,
        /// Line number after, when it is there.
        pub new: Option<u32>,
        /// The line without its end.
        pub text: String,
    }

    /// A plan that was applied.
    pub struct AppliedView {
        /// Its id for undoing.
        pub id: String,
        /// One sentence: what and when.
        pub words: String,
        /// Whether it can be taken back.
        pub can_undo: bool,
        /// Whether it was cut short.
        pub interrupted: bool,
    }

    /// Something a person does elsewhere.
    pub struct ErrandView {
        /// Its name.
        pub id: String,
        /// What it achieves.
        pub title: String,
        /// What to do, in order.
        pub lines: Vec<String>,
        /// The exact values.
        pub values: Vec<FactView>,
        /// Where.
        pub link: Option<OptionView>,
    }

    /// What is running.
    pub struct WorkView {
        /// What it is, in words.
        pub title: String,
        /// How far: done so far.
        pub done: u64,
        /// Of how much, when known.
        pub total: Option<u64>,
        /// Whether `done` and `total` count bytes.
        pub bytes: bool,
        /// Whether it was asked to stop.
        pub stopping: bool,
    }

    /// Something worth knowing.
    pub struct NoticeView {
        /// The sentence.
        pub words: String,
        /// Further lines, such as a handbook page.
        pub lines: Vec<String>,
    }

    /// Where secrets are kept.
    pub struct SecretsView {
        /// `keyring`, `file` or `memory`.
        pub kept_in: String,
        /// Said openly.
        pub words: String,
    }
}

tag! {
    /// A language.
    pub enum LanguageTag {
        /// Simplified Chinese.
        Zh,
        /// English.
        En,
    }

    /// Where a step stands.
    pub enum StandingTag {
        /// Does not apply.
        Folded,
        /// Closed by a broken check before it.
        Blocked,
        /// Something is missing or unknown.
        Open,
        /// A check in it is broken.
        Broken,
        /// Done.
        Done,
    }

    /// What happens to a file.
    pub enum ChangeKind {
        /// It appears.
        Create,
        /// Its bytes change.
        Change,
        /// A package appears in a folder.
        Unpack,
    }
}

/// How a field is drawn. Closed: the window has one component for each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "kebab-case",
    rename_all_fields = "camelCase"
)]
#[ts(export)]
pub enum ControlView {
    /// One line of text.
    Line,
    /// One line that is not shown.
    Secret,
    /// One of these; a choice among literals of the package is one too.
    Choice {
        /// The options.
        options: Vec<OptionView>,
    },
    /// A folder on this machine.
    Folder,
    /// A file on this machine.
    File,
    /// On or off: `yes` or `no`.
    Switch,
}

/// Something done in a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "kebab-case",
    rename_all_fields = "camelCase"
)]
#[ts(export)]
pub enum ActView {
    /// We do it.
    Ours {
        /// The action.
        action: ActionView,
    },
    /// Somebody does it elsewhere.
    Theirs {
        /// The errand.
        errand: ErrandView,
    },
}
