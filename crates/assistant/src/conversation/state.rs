//! The state, and the view drawn from it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, mpsc};

use guide::{Action, Answers, Field, Finding, Lang, Plan, Probe, Sighting, StepId};
use tokio::runtime::Handle;
use tokio_util::sync::CancellationToken;
use world::hand::{self, Applied, Hands};
use world::{Eyes, Secrets};

use super::stage::Rehearsal;
use super::{Far, Message};
use crate::draw::{self, Drawing, Fields, Refused};
use crate::host::Host;
use crate::secrets::{self, Memory, Place, Vault};
use crate::settings::Settings;
use crate::store::{Deployment, Store};
use crate::trouble;
use crate::wire::{
    DeploymentRow, Failure, LanguageTag, NoticeView, SecretsView, Summary, View, WorkView,
};

/// Everything the conversation knows.
pub(super) struct Conversation {
    pub(super) host: Arc<dyn Host>,
    pub(super) back: mpsc::Sender<Message>,
    pub(super) runtime: Handle,
    pub(super) lang: Lang,
    pub(super) look_on_arrival: bool,
    /// The real world; set aside while a rehearsal runs.
    pub(super) real: Ground,
    pub(super) rehearsal: Option<Rehearsal>,
    pub(super) open: Option<Open>,
    pub(super) running: Option<Running>,
    pub(super) works: u64,
    pub(super) notice: Option<NoticeView>,
    pub(super) failure: Option<Failure>,
}

/// Where answers and secrets are kept, and the way out.
pub(super) struct Ground {
    pub(super) store: Store,
    pub(super) vault: Box<dyn Vault>,
    pub(super) realm: String,
    pub(super) eyes: Eyes,
    pub(super) data: PathBuf,
    /// Whether the answers vanish with the program.
    pub(super) passing: bool,
}

/// The open deployment.
pub(crate) struct Open {
    pub(crate) deployment: Deployment,
    pub(crate) answers: Answers,
    /// Counts the changes of the answers.
    pub(crate) revision: u64,
    pub(crate) sighting: Sighting,
    pub(crate) findings: Vec<Finding>,
    pub(crate) at: StepId,
    pub(crate) refused: BTreeMap<Field, Refused>,
    pub(crate) preview: Option<Plan>,
    pub(crate) applied: Vec<Applied>,
    /// What was tried, failed and has not succeeded since, for the report; of no action when it was a look.
    pub(crate) failures: Vec<(Option<Action>, Failure)>,
}

/// What is running.
pub(super) struct Running {
    pub(super) id: u64,
    /// The action previewed or applied; none for a look.
    pub(super) action: Option<Action>,
    /// The revision of the answers it works with.
    pub(super) revision: u64,
    pub(super) title: String,
    pub(super) far: Far,
    pub(super) looking: BTreeSet<Probe>,
    /// Probes whose answers changed meanwhile: what they bring is void.
    pub(super) void: BTreeSet<Probe>,
    pub(super) cancel: CancellationToken,
}

impl Conversation {
    pub(super) fn open(
        host: Arc<dyn Host>,
        settings: Settings,
        back: mpsc::Sender<Message>,
        runtime: Handle,
    ) -> Result<Conversation, Failure> {
        let lang = settings.language.unwrap_or_default();
        let data = settings.data;
        fs::create_dir_all(&data)
            .map_err(|error| trouble::file(&data.display().to_string(), &error, lang))?;
        let store = if settings.in_memory {
            Store::in_memory()
        } else {
            Store::open(&data.join("weapp-bridge.db"))
        };
        let mut store = store.map_err(|error| trouble::store(&error, lang))?;
        let lang = match settings.language {
            Some(lang) => lang,
            None => store
                .language()
                .map_err(|error| trouble::store(&error, lang))?
                .unwrap_or_default(),
        };
        let vault = match settings.vault {
            Some(vault) => vault,
            None => secrets::open(&data).map_err(|error| trouble::secrets(&error, lang))?,
        };
        let realm = store
            .realm()
            .map_err(|error| trouble::store(&error, lang))?;
        let eyes = Eyes {
            reach: settings.reach,
            system_resolver: settings.system_resolver,
            named_resolver: settings.named_resolver,
            search_root: settings.search_root,
            journal: data.join("journal"),
            login_instance: None,
        };
        Ok(Conversation {
            host,
            back,
            runtime,
            lang,
            look_on_arrival: settings.look_on_arrival,
            real: Ground {
                store,
                vault,
                realm,
                eyes,
                data,
                passing: settings.in_memory,
            },
            rehearsal: None,
            open: None,
            running: None,
            works: 0,
            notice: None,
            failure: None,
        })
    }

    /// The ground everything stands on now: the stage's during a rehearsal, else the real one.
    pub(super) fn ground(&mut self) -> &mut Ground {
        match &mut self.rehearsal {
            Some(rehearsal) => &mut rehearsal.ground,
            None => &mut self.real,
        }
    }

    fn standing_ground(&self) -> &Ground {
        self.rehearsal
            .as_ref()
            .map_or(&self.real, |rehearsal| &rehearsal.ground)
    }

    /// The journal of a deployment, so that one deployment's plans are not another's. What was done for answers that are
    /// not kept is filed apart.
    fn journal(&self, deployment: i64) -> PathBuf {
        let ground = self.standing_ground();
        let name = if ground.passing {
            "loose".to_owned()
        } else {
            deployment.to_string()
        };
        ground.data.join("journal").join(name)
    }

    pub(super) fn eyes(&self, deployment: i64) -> Eyes {
        Eyes {
            journal: self.journal(deployment),
            ..self.standing_ground().eyes.clone()
        }
    }

    pub(super) fn hands(&self, deployment: i64) -> Hands {
        Hands {
            reach: self.standing_ground().eyes.reach.clone(),
            journal: self.journal(deployment),
        }
    }

    /// The secrets of a deployment, read for one piece of work.
    pub(super) fn secrets(&mut self, deployment: i64) -> Result<Secrets, Failure> {
        let lang = self.lang;
        let ground = self.ground();
        let get = |field| {
            let place = Place {
                realm: &ground.realm,
                deployment,
                field,
            };
            ground
                .vault
                .get(place)
                .map_err(|error| trouble::secrets(&error, lang))
        };
        let app = get(Field::AppSecret)?;
        let corp = get(Field::CorpSecret)?;
        Ok(Secrets {
            app: app.and_then(|text| guide::value::AppSecret::parse(&text).ok()),
            corp: corp.and_then(|text| guide::value::CorpSecret::parse(&text).ok()),
        })
    }

    /// Judges anew: new evidence or new answers; costs nothing.
    pub(super) fn judge(&mut self) {
        if let Some(open) = &mut self.open {
            open.findings = guide::judge_all(&open.answers, &open.sighting);
        }
    }

    /// Reads again what was applied, also by another program.
    pub(super) fn read_applied(&mut self) {
        let lang = self.lang;
        let Some(id) = self.open.as_ref().map(|open| open.deployment.id) else {
            return;
        };
        match hand::applied(&self.journal(id)) {
            Ok(applied) => {
                if let Some(open) = &mut self.open {
                    open.applied = applied;
                }
            }
            Err(error) => self.failure = Some(trouble::hand(&error, lang)),
        }
    }

    pub(super) fn stop(&mut self) {
        if let Some(running) = &self.running {
            running.cancel.cancel();
        }
    }

    /// The picture, or where drawing panics the last good one with the failure and with what is running now.
    pub(super) fn picture(&mut self, good: &mut Arc<View>) -> Arc<View> {
        match catch_unwind(AssertUnwindSafe(|| self.view())) {
            Ok(view) => {
                *good = Arc::new(view);
                good.clone()
            }
            Err(panic) => {
                let fault = trouble::panicked(&*panic, self.lang);
                self.failure = Some(fault.clone());
                Arc::new(View {
                    failure: Some(fault),
                    work: self.work_view(),
                    ..(**good).clone()
                })
            }
        }
    }

    fn work_view(&self) -> Option<WorkView> {
        self.running.as_ref().map(|running| WorkView {
            title: running.title.clone(),
            done: running.far.done,
            total: running.far.total,
            bytes: running.far.bytes,
            stopping: running.cancel.is_cancelled(),
        })
    }

    /// The whole picture.
    pub(super) fn view(&self) -> View {
        let lang = self.lang;
        let ground = self.standing_ground();
        let none = BTreeSet::new();
        let suggestions = self
            .rehearsal
            .as_ref()
            .map(|rehearsal| rehearsal.suggestions.clone())
            .unwrap_or_default();
        let looking = self
            .running
            .as_ref()
            .map_or(&none, |running| &running.looking);
        let step = self.open.as_ref().and_then(|open| {
            let drawing = Drawing {
                fields: Fields {
                    answers: &open.answers,
                    sighting: &open.sighting,
                    refused: &open.refused,
                    suggestions: &suggestions,
                    lang,
                },
                findings: &open.findings,
                looking,
                preview: open.preview.as_ref(),
                applied: &open.applied,
                busy: self.running.is_some(),
            };
            draw::step_view(open.at, &drawing)
        });
        View {
            language: match lang {
                Lang::Zh => LanguageTag::Zh,
                Lang::En => LanguageTag::En,
            },
            rehearsal: self
                .rehearsal
                .as_ref()
                .map(|rehearsal| rehearsal.view(lang)),
            // A database that broke meanwhile shows an empty list; the next request says why.
            deployments: ground
                .store
                .deployments()
                .unwrap_or_default()
                .into_iter()
                .map(|deployment| {
                    let app_id = ground
                        .store
                        .answers(deployment.id)
                        .ok()
                        .and_then(|answers| answers.text(Field::AppId).map(str::to_owned));
                    row(&deployment, app_id)
                })
                .collect(),
            open: self.open.as_ref().map(|open| {
                row(
                    &open.deployment,
                    open.answers.text(Field::AppId).map(str::to_owned),
                )
            }),
            steps: self
                .open
                .as_ref()
                .map(|open| draw::steps(&open.answers, &open.findings, lang))
                .unwrap_or_default(),
            step,
            work: self.work_view(),
            notice: self.notice.clone(),
            failure: self.failure.clone(),
            secrets: SecretsView {
                kept_in: ground.vault.kept_in().to_owned(),
                words: ground.vault.words().to(lang).to_owned(),
            },
            summary: self.open.as_ref().map_or_else(Summary::default, |open| {
                draw::summary(open.findings.iter().map(|finding| &finding.outcome), lang)
            }),
        }
    }
}

fn row(deployment: &Deployment, app_id: Option<String>) -> DeploymentRow {
    DeploymentRow {
        id: deployment.id,
        name: deployment.name.clone(),
        app_id,
        changed: deployment.changed.clone(),
    }
}

impl Ground {
    /// Ground that vanishes with the rehearsal.
    pub(super) fn passing(data: PathBuf, eyes: Eyes, lang: Lang) -> Result<Ground, Failure> {
        let store = Store::in_memory().map_err(|error| trouble::store(&error, lang))?;
        Ok(Ground {
            store,
            vault: Box::new(Memory::default()),
            realm: "rehearsal".to_owned(),
            eyes,
            data,
            passing: true,
        })
    }
}
