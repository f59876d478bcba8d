//! Starting work, hearing from it, and taking in what it brought.

use std::collections::BTreeSet;

use guide::{Action, JOURNEY, Lang, Probe, StepId, Text};
use tokio_util::sync::CancellationToken;

use super::state::{Conversation, Running};
use super::{Far, Message};
use crate::draw::step_of_action;
use crate::trouble;
use crate::wire::{Failure, FailureCode, NoticeView};
use crate::work::{Brought, Kind, News, Work};

impl Conversation {
    /// The probes that answer what a step verifies; for the acceptance, and for no step, everything that applies.
    pub(super) fn probes(&self, step: Option<StepId>) -> BTreeSet<Probe> {
        let Some(open) = &self.open else {
            return BTreeSet::new();
        };
        JOURNEY
            .iter()
            .filter(|candidate| match step {
                None | Some(StepId::Acceptance) => true,
                Some(step) => candidate.id == step,
            })
            .filter(|step| (step.applies)(&open.answers).is_ok())
            .flat_map(|step| {
                step.verify
                    .iter()
                    .flat_map(|check| check.looks_at.iter().copied())
            })
            .collect()
    }

    /// Starts a piece of work.
    pub(super) fn start(&mut self, kind: Kind) -> Result<(), Failure> {
        if self.running.is_some() {
            return Err(trouble::busy(self.lang));
        }
        let Some(open) = &self.open else {
            return Err(trouble::nothing_open(self.lang));
        };
        let id = open.deployment.id;
        let answers = open.answers.clone();
        let revision = open.revision;
        let cancel = CancellationToken::new();
        let looking = match &kind {
            Kind::Look(probes) | Kind::Apply(_, probes) => probes.clone(),
            Kind::Preview(_) => BTreeSet::new(),
        };
        let action = match &kind {
            Kind::Look(_) => None,
            Kind::Preview(action) | Kind::Apply(action, _) => Some(*action),
        };
        let title = title(&kind).to(self.lang).to_owned();
        let mut eyes = self.eyes(id);
        let mut hands = self.hands(id);
        if let Ok(proxy) = answers.proxy() {
            let through = wechat::Proxy::Through(proxy.url().clone());
            eyes.reach.proxy = through.clone();
            hands.reach.proxy = through;
        }
        let work = Work {
            kind,
            answers,
            secrets: self.secrets(id)?,
            eyes,
            hands,
            cancel: cancel.clone(),
        };
        self.works += 1;
        let number = self.works;
        let far = Far {
            done: 0,
            total: u64::try_from(looking.len()).ok().filter(|total| *total > 0),
            bytes: false,
        };
        self.running = Some(Running {
            id: number,
            action,
            revision,
            title,
            far,
            looking,
            void: BTreeSet::new(),
            cancel,
        });
        self.failure = None;
        self.notice = None;
        let back = self.back.clone();
        let news = back.clone();
        self.runtime.spawn(async move {
            let running = tokio::spawn(work.run(move |told| {
                // The conversation may have ended; then nobody wants to know.
                let _ = news.send(Message::News(number, told));
            }));
            let brought = running
                .await
                .map(Box::new)
                .map_err(|error| error.to_string());
            let _ = back.send(Message::Brought(number, brought));
        });
        Ok(())
    }

    /// Looks at a step by itself when something about it has not been looked at.
    pub(super) fn arrive(&mut self, step: StepId) -> Result<(), Failure> {
        let Some(open) = &self.open else {
            return Ok(());
        };
        if !self.look_on_arrival || self.running.is_some() {
            return Ok(());
        }
        let unseen: BTreeSet<Probe> = self
            .probes(Some(step))
            .into_iter()
            .filter(|probe| open.sighting.when(*probe).is_none())
            .collect();
        if unseen.is_empty() {
            Ok(())
        } else {
            self.start(Kind::Look(unseen))
        }
    }

    pub(super) fn news(&mut self, work: u64, news: News) {
        let Some(running) = self.running.as_mut().filter(|running| running.id == work) else {
            return;
        };
        match news {
            News::Back(probe) => {
                if running.looking.remove(&probe) && !running.far.bytes {
                    running.far.done += 1;
                }
            }
            News::Progress(progress) => running.far = progress.into(),
        }
    }

    pub(super) fn brought(&mut self, work: u64, brought: Result<Box<Brought>, String>) {
        let Some(running) = self.running.take_if(|running| running.id == work) else {
            return;
        };
        let lang = self.lang;
        let brought = match brought {
            Ok(brought) => *brought,
            Err(panic) => {
                // The hands may have been at work.
                self.read_applied();
                let fault = trouble::fault(&panic, lang);
                if let Some(open) = &mut self.open {
                    open.failures.push((running.action, fault.clone()));
                }
                self.failure = Some(fault);
                return;
            }
        };
        let Some(open) = &mut self.open else { return };
        let mut sighting = brought.sighting;
        for probe in &running.void {
            sighting.forget(*probe);
        }
        open.sighting.merge(sighting);
        let mut failure = None;
        let previewed = matches!(brought.plan, Some((_, Ok(_))));
        let outdated = brought.plan.is_some() && running.revision != open.revision;
        match brought.plan {
            Some(_) if outdated => failure = Some(trouble::outdated(lang)),
            Some((_, Ok(plan))) => open.preview = Some(plan),
            Some((_, Err(unknown))) => failure = Some(trouble::unplanned(&unknown, lang)),
            None => {}
        }
        match brought.applied {
            Some(Ok(applied)) => {
                open.preview = None;
                self.notice = Some(done(applied.action, lang));
            }
            Some(Err(error)) => failure = Some(trouble::hand(&error, lang)),
            None => {}
        }
        match &failure {
            Some(failure) if outdated || failure.code == FailureCode::Cancelled => {}
            Some(failure) => open.failures.push((running.action, failure.clone())),
            // Having made a plan settles what kept it from being made, not what kept it from being carried out.
            None => open.failures.retain(|(action, failure)| {
                *action != running.action || (previewed && failure.code != FailureCode::NotNow)
            }),
        }
        self.failure = failure;
        self.judge();
        self.read_applied();
    }

    /// The probes looked at after an action: those of its step.
    pub(super) fn after(&self, action: Action) -> BTreeSet<Probe> {
        self.probes(step_of_action(action).map(|step| step.id))
    }
}

fn title(kind: &Kind) -> Text {
    match kind {
        Kind::Look(_) => Text::new("正在检查", "Looking"),
        Kind::Preview(_) => Text::new("正在比较", "Comparing"),
        Kind::Apply(action, _) => action.title(),
    }
}

fn done(action: Action, lang: Lang) -> NoticeView {
    let words = match lang {
        Lang::Zh => format!("已完成：{}。可以随时撤销。", action.title().zh),
        Lang::En => format!(
            "Done: {}. It can be taken back at any time.",
            action.title().en
        ),
    };
    NoticeView {
        words,
        lines: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::sync::{Arc, mpsc};

    use guide::{Action, Answers, Field, Lang, Plan, Unknown};
    use tokio_util::sync::CancellationToken;
    use world::hand::{self, Applied, State};

    use super::super::Far;
    use super::super::state::{Conversation, Running};
    use crate::secrets::Memory;
    use crate::wire::{FailureCode, Request};
    use crate::work::Brought;
    use crate::{Host, Pick, Settings, Stage, StageError};

    struct Nobody;

    impl Host for Nobody {
        fn pick(&self, _: Pick) -> Option<PathBuf> {
            None
        }

        fn open_link(&self, _: &str) -> std::io::Result<()> {
            Ok(())
        }

        fn raise_stage(&self, _: Option<&str>) -> Result<Box<dyn Stage>, StageError> {
            Err(StageError::NotRaised(String::new()))
        }
    }

    /// Runs a scene with a conversation that has a deployment open.
    fn within(scene: impl FnOnce(&mut Conversation)) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let data = tempfile::tempdir().unwrap();
        let mut settings = Settings::new(data.path().to_owned());
        settings.language = Some(Lang::En);
        settings.vault = Some(Box::new(Memory::default()));
        let (back, _messages) = mpsc::channel();
        let mut conversation =
            Conversation::open(Arc::new(Nobody), settings, back, runtime.handle().clone()).unwrap();
        conversation.create("School", &Answers::default()).unwrap();
        scene(&mut conversation);
    }

    /// Work on an action is running.
    fn running(conversation: &mut Conversation, action: Option<Action>) {
        conversation.running = Some(Running {
            id: 7,
            action,
            revision: conversation.open.as_ref().unwrap().revision,
            title: String::new(),
            far: Far::default(),
            looking: Default::default(),
            void: Default::default(),
            cancel: CancellationToken::new(),
        });
    }

    fn bring(conversation: &mut Conversation, action: Option<Action>, brought: Brought) {
        running(conversation, action);
        conversation.brought(7, Ok(Box::new(brought)));
    }

    fn planned(action: Action) -> Brought {
        let edits = Vec::new();
        Brought {
            plan: Some((action, Ok(Plan { action, edits }))),
            ..Brought::default()
        }
    }

    fn applied(outcome: Result<(), hand::Error>) -> Brought {
        let applied = outcome.map(|()| Applied {
            id: String::new(),
            action: Action::Place,
            when: jiff::Timestamp::UNIX_EPOCH,
            state: State::Done,
            paths: Vec::new(),
        });
        Brought {
            applied: Some(applied),
            ..Brought::default()
        }
    }

    fn failures(conversation: &Conversation) -> Vec<FailureCode> {
        let open = conversation.open.as_ref().unwrap();
        open.failures
            .iter()
            .map(|(_, failure)| failure.code)
            .collect()
    }

    #[test]
    fn a_plan_made_of_older_answers_is_put_away() {
        within(|conversation| {
            bring(conversation, Some(Action::Place), planned(Action::Place));
            assert!(conversation.open.as_ref().unwrap().preview.is_some());
            running(conversation, Some(Action::Place));
            let field = Field::AppId.id().to_owned();
            let text = "wx0123456789abcdef".to_owned();
            conversation
                .request(Request::Answer { field, text })
                .unwrap();
            conversation.brought(7, Ok(Box::new(planned(Action::Place))));
            assert!(conversation.open.as_ref().unwrap().preview.is_none());
            let failure = conversation.failure.as_ref().unwrap();
            assert_eq!(failure.code, FailureCode::NotNow);
            assert_eq!(failures(conversation), []);
        });
    }

    #[test]
    fn a_failure_stays_in_the_report_until_its_own_action_succeeds() {
        within(|conversation| {
            let place = Some(Action::Place);
            let busy = hand::Error::Busy {
                journal: PathBuf::new(),
            };
            bring(conversation, place, applied(Err(busy)));
            let unknown = Unknown::NotAnswered(Field::AppId);
            let unplanned = Brought {
                plan: Some((Action::Place, Err(unknown))),
                ..Brought::default()
            };
            bring(conversation, place, unplanned);
            bring(conversation, None, Brought::default());
            assert_eq!(
                failures(conversation),
                [FailureCode::Undone, FailureCode::NotNow]
            );
            bring(conversation, place, planned(Action::Place));
            assert_eq!(failures(conversation), [FailureCode::Undone]);
            bring(conversation, place, applied(Ok(())));
            assert_eq!(failures(conversation), []);
        });
    }

    #[test]
    fn stopping_is_no_failure_of_the_report() {
        within(|conversation| {
            let stopped = applied(Err(hand::Error::Cancelled));
            bring(conversation, Some(Action::Place), stopped);
            let failure = conversation.failure.as_ref().unwrap();
            assert_eq!(failure.code, FailureCode::Cancelled);
            assert_eq!(failures(conversation), []);
        });
    }

    #[test]
    fn a_panic_at_work_is_reported_until_the_work_succeeds() {
        within(|conversation| {
            running(conversation, None);
            conversation.brought(7, Err("broken".to_owned()));
            assert_eq!(failures(conversation), [FailureCode::Fault]);
            assert!(conversation.running.is_none());
            bring(conversation, None, Brought::default());
            assert_eq!(failures(conversation), []);
        });
    }
}
