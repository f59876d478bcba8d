//! The report: one value; page, text and JSON are renderings of it, so that they cannot disagree.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{FactView, Failure, FindingView, ProblemView};

/// Everything worth telling about a deployment. Holds no secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Report {
    /// Version of this form.
    pub version: u32,
    /// The program and its version.
    pub program: String,
    /// When it was made, RFC 3339.
    pub made: String,
    /// What the deployment is called.
    pub deployment: String,
    /// Whether it was made on the stage; such a report says nothing about a real deployment.
    pub rehearsal: bool,
    /// How everything stands.
    pub summary: Summary,
    /// The answers, without secrets.
    pub answers: Vec<FactView>,
    /// Step by step.
    pub steps: Vec<ReportStep>,
    /// What could not be done, when something was tried.
    pub failures: Vec<Failure>,
    /// Problems that were found on the way and are gone now.
    pub mended: Vec<ProblemView>,
}

/// One step of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ReportStep {
    /// The step's name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Why it does not apply.
    pub folded: Option<String>,
    /// Its findings.
    pub findings: Vec<FindingView>,
    /// What a person still has to do there, one line each.
    pub errands: Vec<String>,
}

/// How many checks stand how.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Summary {
    /// Checks that hold.
    pub holds: u32,
    /// Checks that are worrying.
    pub worrying: u32,
    /// Checks that are broken.
    pub broken: u32,
    /// Checks of which nothing can be told.
    pub unknown: u32,
    /// One sentence.
    pub words: String,
}
