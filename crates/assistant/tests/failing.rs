//! What a conversation shows and keeps when something around it fails.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use assistant::guide::{Field, JOURNEY, Lang, Text};
use assistant::secrets::{Error, Memory, Place, Vault};
use assistant::wire::{FailureCode, FieldView, Request, View};
use assistant::{Assistant, Host, Pick, Settings, Stage, StageError};

const SECRET: &str = "0123456789abcdef0123456789abcdef";

struct Nobody;

impl Host for Nobody {
    fn pick(&self, _: Pick) -> Option<PathBuf> {
        None
    }

    fn open_link(&self, _: &str) -> io::Result<()> {
        Ok(())
    }

    fn raise_stage(&self, _: Option<&str>) -> Result<Box<dyn Stage>, StageError> {
        Err(StageError::NotRaised(String::new()))
    }
}

#[derive(Clone, Default)]
struct Weather {
    locked: Arc<AtomicBool>,
    panics: Arc<AtomicBool>,
}

/// A vault that can be locked, and made to panic where it is drawn.
struct Moody {
    weather: Weather,
    memory: Memory,
}

impl Moody {
    fn unlocked(&self) -> Result<(), Error> {
        if self.weather.locked.load(Ordering::SeqCst) {
            Err(Error::Keyring("locked".to_owned()))
        } else {
            Ok(())
        }
    }
}

impl Vault for Moody {
    fn kept_in(&self) -> &'static str {
        "memory"
    }

    fn words(&self) -> Text {
        assert!(!self.weather.panics.load(Ordering::SeqCst), "cannot draw");
        self.memory.words()
    }

    fn get(&self, place: Place<'_>) -> Result<Option<zeroize::Zeroizing<String>>, Error> {
        self.unlocked()?;
        self.memory.get(place)
    }

    fn set(&mut self, place: Place<'_>, secret: &str) -> Result<(), Error> {
        self.unlocked()?;
        self.memory.set(place, secret)
    }

    fn remove(&mut self, place: Place<'_>) -> Result<(), Error> {
        self.unlocked()?;
        self.memory.remove(place)
    }
}

struct Scene {
    assistant: Assistant,
    weather: Weather,
    data: tempfile::TempDir,
}

/// A conversation with one deployment open, at the step that asks for the secret.
async fn scene() -> Scene {
    let data = tempfile::tempdir().unwrap();
    let weather = Weather::default();
    let mut settings = Settings::new(data.path().join("data"));
    settings.language = Some(Lang::En);
    settings.reach.offline = true;
    settings.vault = Some(Box::new(Moody {
        weather: weather.clone(),
        memory: Memory::default(),
    }));
    let assistant = Assistant::start(Arc::new(Nobody), settings).unwrap();
    let name = "School".to_owned();
    assistant.send(Request::Create { name }).await.unwrap();
    let step = JOURNEY
        .iter()
        .find(|step| step.ask.contains(&Field::AppSecret))
        .unwrap();
    let step = step.id.id().to_owned();
    assistant.send(Request::Go { step }).await.unwrap();
    Scene {
        assistant,
        weather,
        data,
    }
}

fn answer(text: &str) -> Request {
    Request::Answer {
        field: Field::AppSecret.id().to_owned(),
        text: text.to_owned(),
    }
}

fn field(view: &View) -> FieldView {
    let step = view.step.as_ref().unwrap();
    let field = step
        .ask
        .iter()
        .find(|field| field.id == Field::AppSecret.id());
    field.unwrap().clone()
}

#[tokio::test]
async fn an_answer_that_could_not_be_kept_is_not_shown_as_given() {
    let Scene {
        assistant, weather, ..
    } = scene().await;
    let refused = assistant.send(answer("no secret")).await.unwrap();
    assert!(field(&refused).refusal.is_some());
    weather.locked.store(true, Ordering::SeqCst);
    let failure = assistant.send(answer(SECRET)).await.unwrap_err();
    assert_eq!(failure.code, FailureCode::Undone);
    let view = assistant.send(Request::Show).await.unwrap();
    assert_eq!(field(&view), field(&refused));
    assert!(!field(&view).answered);
    weather.locked.store(false, Ordering::SeqCst);
    let kept = field(&assistant.send(answer(SECRET)).await.unwrap());
    assert!(kept.answered && kept.refusal.is_none());
}

#[tokio::test]
async fn a_secret_that_could_not_be_forgotten_stays_answered() {
    let Scene {
        assistant, weather, ..
    } = scene().await;
    assistant.send(answer(SECRET)).await.unwrap();
    weather.locked.store(true, Ordering::SeqCst);
    assistant.send(answer("")).await.unwrap_err();
    let view = assistant.send(Request::Show).await.unwrap();
    assert!(field(&view).answered);
}

#[tokio::test]
async fn a_locked_vault_does_not_lock_the_answers_away() {
    let Scene {
        assistant, weather, ..
    } = scene().await;
    let view = assistant.send(Request::Close).await.unwrap();
    let deployment = view.deployments[0].id;
    weather.locked.store(true, Ordering::SeqCst);
    let view = assistant.send(Request::Open { deployment }).await.unwrap();
    assert_eq!(view.open.unwrap().id, deployment);
    assert_eq!(view.failure.unwrap().code, FailureCode::Undone);
}

#[tokio::test]
async fn a_view_that_cannot_be_drawn_leaves_the_last_good_one() {
    let Scene {
        assistant, weather, ..
    } = scene().await;
    let good = assistant.send(Request::Show).await.unwrap();
    weather.panics.store(true, Ordering::SeqCst);
    let view = assistant.send(Request::Show).await.unwrap();
    assert_eq!(view.failure.unwrap().code, FailureCode::Fault);
    assert_eq!(view.step, good.step);
    weather.panics.store(false, Ordering::SeqCst);
    let view = assistant.send(Request::Dismiss).await.unwrap();
    assert_eq!(view, good);
}

#[tokio::test]
async fn saving_leaves_the_files_beside_alone_and_nothing_behind() {
    let Scene {
        assistant, data, ..
    } = scene().await;
    let folder = data.path().join("mine");
    fs::create_dir_all(folder.join("taken.toml")).unwrap();
    fs::write(folder.join("school.part"), "mine").unwrap();
    let export = |name: &str| Request::Export {
        path: Some(folder.join(name).display().to_string()),
    };
    assistant.send(export("school.toml")).await.unwrap();
    let failure = assistant.send(export("taken.toml")).await.unwrap_err();
    assert_eq!(failure.code, FailureCode::Undone);
    assert_eq!(fs::read(folder.join("school.part")).unwrap(), b"mine");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 3);
}
