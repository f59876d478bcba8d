//! What takes a while: looking, planning, applying. It runs beside the conversation and reports back as messages; doing
//! starts with looking and ends with looking.

use std::collections::BTreeSet;

use guide::{Action, Answers, Plan, Probe, Sighting, Unknown, package};
use tokio_util::sync::CancellationToken;
use world::hand::{self, Applied, Hands, Progress};
use world::{Eyes, Secrets};

/// A job, with everything it needs to know.
pub(crate) struct Work {
    pub(crate) kind: Kind,
    pub(crate) answers: Answers,
    pub(crate) secrets: Secrets,
    pub(crate) eyes: Eyes,
    pub(crate) hands: Hands,
    pub(crate) cancel: CancellationToken,
}

/// What the job is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Look with these probes.
    Look(BTreeSet<Probe>),
    /// Find out what an action would change.
    Preview(Action),
    /// Carry an action out, then look with these probes.
    Apply(Action, BTreeSet<Probe>),
}

/// News from a running job.
pub(crate) enum News {
    /// This probe came back.
    Back(Probe),
    /// The hands got this far.
    Progress(Progress),
}

/// What a job brought.
#[derive(Default)]
pub(crate) struct Brought {
    pub(crate) sighting: Sighting,
    pub(crate) plan: Option<(Action, Result<Plan, Unknown>)>,
    pub(crate) applied: Option<Result<Applied, hand::Error>>,
}

/// The probes that only look at this machine; a plan is always computed from a fresh look.
fn local() -> BTreeSet<Probe> {
    BTreeSet::from([Probe::Package, Probe::VerificationFile])
}

fn plan(action: Action, answers: &Answers, sighting: &Sighting) -> Result<Plan, Unknown> {
    match action {
        Action::FetchPackage => package::plan_fetch(answers, sighting),
        Action::Configure => package::plan_configure(answers, sighting),
        Action::Place => package::plan_place(answers, sighting),
    }
}

impl Work {
    pub(crate) async fn run(self, mut tell: impl FnMut(News) + Send) -> Brought {
        let mut brought = Brought::default();
        match &self.kind {
            Kind::Look(probes) => brought.sighting = self.look(probes, &mut tell).await,
            Kind::Preview(action) => {
                brought.sighting = self.look(&local(), &mut tell).await;
                brought.plan = Some((*action, plan(*action, &self.answers, &brought.sighting)));
            }
            Kind::Apply(action, after) => {
                brought.sighting = self.look(&local(), &mut |_| {}).await;
                match plan(*action, &self.answers, &brought.sighting) {
                    Err(unknown) => brought.plan = Some((*action, Err(unknown))),
                    Ok(plan) => {
                        let applied =
                            hand::apply(&plan, &self.hands, &self.cancel, &mut |progress| {
                                tell(News::Progress(progress));
                            })
                            .await;
                        brought.applied = Some(applied);
                        let probes = after.union(&local()).copied().collect();
                        brought.sighting = self.look(&probes, &mut tell).await;
                    }
                }
            }
        }
        brought
    }

    async fn look(
        &self,
        probes: &BTreeSet<Probe>,
        tell: &mut (impl FnMut(News) + Send),
    ) -> Sighting {
        world::look(
            probes,
            &self.answers,
            &self.secrets,
            &self.eyes,
            &self.cancel,
            &mut |probe| {
                tell(News::Back(probe));
            },
        )
        .await
    }
}
