//! What a host may ask for. A closed list; a new verb is a new variant, and the compiler shows what to extend.

use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::LanguageTag;

/// A request. Ids are those of the view: steps, fields, actions and deployments by name.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "kebab-case",
    rename_all_fields = "camelCase"
)]
#[ts(export)]
pub enum Request {
    /// The view as it is.
    Show,
    /// Speak this language from now on.
    Speak {
        /// The language.
        language: LanguageTag,
    },
    /// Make a deployment and open it.
    Create {
        /// What it is called.
        name: String,
    },
    /// Open a deployment.
    Open {
        /// Its id.
        deployment: i64,
    },
    /// Close the open deployment and show the list.
    Close,
    /// Give a deployment another name.
    Rename {
        /// Its id.
        deployment: i64,
        /// The new name.
        name: String,
    },
    /// Make a deployment with the same answers; secrets are not copied.
    Copy {
        /// Its id.
        deployment: i64,
        /// What the copy is called.
        name: String,
    },
    /// Delete a deployment with its secrets. Files on disk stay.
    Delete {
        /// Its id.
        deployment: i64,
    },
    /// Write the open deployment's answers as `deployment.toml`, without secrets. Without a path the host asks for one.
    Export {
        /// Where to.
        path: Option<String>,
    },
    /// Make a deployment from a `deployment.toml`. Without a path the host asks for one.
    Import {
        /// Where from.
        path: Option<String>,
    },
    /// Go to a step.
    Go {
        /// The step.
        step: String,
    },
    /// Answer a field. An empty text withdraws the answer. Secrets come this way too and go to the secret store only.
    Answer {
        /// The field.
        field: String,
        /// What was typed.
        text: String,
    },
    /// Let the host ask for a file or folder, and take it as the answer.
    Pick {
        /// The field.
        field: String,
    },
    /// Look at what a step verifies; without a step at everything.
    Look {
        /// The step.
        step: Option<String>,
    },
    /// Stop what is running.
    Cancel,
    /// Show what an action would change.
    Preview {
        /// The action.
        action: String,
    },
    /// Do what was previewed; plans anew when the world has changed since.
    Apply {
        /// The action.
        action: String,
    },
    /// Take an applied plan back.
    Undo {
        /// Its id.
        plan: String,
    },
    /// Save the report. Without a path the host asks for one.
    SaveReport {
        /// In which form.
        format: ReportFormat,
        /// Where to.
        path: Option<String>,
    },
    /// Show the handbook page of a problem code.
    Explain {
        /// The code.
        code: String,
    },
    /// Open a page outside.
    OpenLink {
        /// One of the addresses of the view.
        url: String,
    },
    /// Start the rehearsal, with one fault or healthy.
    Rehearse {
        /// The fault's name.
        fault: Option<String>,
    },
    /// End the rehearsal.
    EndRehearsal,
    /// Put the notice or the failure away.
    Dismiss,
}

/// What was typed may be a secret, so it is never shown.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Request::Answer { field, .. } => f
                .debug_struct("Answer")
                .field("field", field)
                .finish_non_exhaustive(),
            other => f.write_str(&serde_json::to_string(other).map_err(|_| fmt::Error)?),
        }
    }
}

/// In which form a report is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum ReportFormat {
    /// One self-contained page.
    Html,
    /// The report as JSON.
    Json,
    /// Plain text.
    Text,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_never_shown_in_debug() {
        let request = Request::Answer {
            field: "app-secret".to_owned(),
            text: "canary".to_owned(),
        };
        let shown = format!("{request:?} {:#?}", Some(&request));
        assert!(shown.contains("app-secret"), "{shown}");
        assert!(!shown.contains("canary"), "{shown}");
        let other = Request::Go {
            step: "network".to_owned(),
        };
        assert!(format!("{other:?}").contains("network"));
    }
}
