//! A conversation for one command: set up from the options every command shares, and asked in the words of fields.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use assistant::guide::value::ProxyAddress;
use assistant::guide::{Field, Lang};
use assistant::secrets::Memory;
use assistant::wire::{ActView, Failure, FieldView, Report, Request, View};
use assistant::{Assistant, Proxy, Settings};

use crate::arguments::{Everywhere, Language};
use crate::host::Terminal;
use crate::{interrupt, paper, secret};

/// Why a command went no further.
pub(crate) enum Stop {
    /// The command line does not make sense: what is wrong.
    Usage(String),
    /// The program itself is at fault: its words.
    Fault(String),
    /// Ctrl-C was pressed; the plans applied before that, by id.
    Interrupted(Vec<String>),
    /// The assistant could not do it.
    Failed(Box<Failure>),
}

impl Stop {
    /// The same, where what was applied vanishes with the command and need not be undone.
    pub(crate) fn without_undo(self) -> Stop {
        match self {
            Stop::Interrupted(_) => Stop::Interrupted(Vec::new()),
            stop => stop,
        }
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Stop {
        Stop::Failed(Box::new(failure))
    }
}

/// A running conversation.
pub(crate) struct Session {
    assistant: Assistant,
    pub(crate) lang: Lang,
    secrets: secret::Handed,
}

/// Whether answers are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    /// In the data folder, as the window does.
    Answers,
    /// Nothing but what was applied, so that it can be undone.
    Nothing,
}

impl Session {
    pub(crate) fn start(everywhere: &Everywhere, keep: Keep) -> Result<Session, Stop> {
        Session::searching(everywhere, keep, None)
    }

    /// Starts a conversation that searches web roots below a folder.
    pub(crate) fn searching(
        everywhere: &Everywhere,
        keep: Keep,
        root: Option<PathBuf>,
    ) -> Result<Session, Stop> {
        let lang = language(everywhere.lang);
        let mut settings = Settings::new(data_folder(everywhere));
        settings.search_root = root;
        settings.language = Some(lang);
        settings.named_resolver = everywhere.resolver;
        if keep == Keep::Nothing {
            settings.in_memory = true;
            settings.vault = Some(Box::new(Memory::default()));
        }
        let reach = &mut settings.reach;
        reach.offline = everywhere.offline;
        if let Some(seconds) = everywhere.timeout {
            reach.timeout = Duration::from_secs(seconds);
        }
        for mapping in &everywhere.connect_to {
            reach.connect_to.push(
                mapping
                    .parse()
                    .map_err(|error| Stop::Usage(format!("--connect-to {mapping}: {error}")))?,
            );
        }
        if let Some(proxy) = &everywhere.proxy {
            let proxy = ProxyAddress::parse(proxy).map_err(|refusal| {
                Stop::Usage(format!("--proxy {proxy}: {}", refusal.what.to(lang)))
            })?;
            reach.proxy = Proxy::Through(proxy.url().clone());
        }
        if let Some(file) = &everywhere.ca_file {
            let wrong =
                |error: String| Stop::Usage(format!("--ca-file {}: {error}", file.display()));
            let pem = std::fs::read_to_string(file).map_err(|error| wrong(error.to_string()))?;
            reach
                .add_roots_pem(&pem)
                .map_err(|error| wrong(error.to_string()))?;
        }
        let secrets = match &everywhere.secret_file {
            Some(file) => secret::read(file).map_err(Stop::Usage)?,
            None => Vec::new(),
        };
        let host = Arc::new(Terminal {
            runtime: tokio::runtime::Handle::current(),
        });
        let assistant = Assistant::start(host, settings)?;
        Ok(Session {
            assistant,
            lang,
            secrets,
        })
    }

    /// Sends a request.
    ///
    /// # Errors
    /// Also that Ctrl-C was pressed meanwhile.
    pub(crate) async fn send(&self, request: Request) -> Result<View, Stop> {
        if interrupt::told() {
            return Err(Stop::Interrupted(Vec::new()));
        }
        Ok(self.assistant.send(request).await?)
    }

    /// Sends a request that starts long work, shows how it goes, and waits for its end.
    ///
    /// # Errors
    /// Also what the work itself failed at.
    pub(crate) async fn carry_out(&self, request: Request) -> Result<View, Stop> {
        self.send(request).await?;
        interrupt::working(true);
        let view = self.watch_work().await;
        interrupt::working(false);
        if interrupt::told() {
            return Err(Stop::Interrupted(Vec::new()));
        }
        match &view.failure {
            Some(failure) => Err(failure.clone().into()),
            None => Ok(view),
        }
    }

    /// Carries out an action of the shown step: the plan that was applied by that, `None` when there was nothing to do.
    ///
    /// # Errors
    /// As [`Session::carry_out`]; what was applied before Ctrl-C is told then too.
    pub(crate) async fn apply(&self, action: &str) -> Result<Option<String>, Stop> {
        let before = newest(&self.send(Request::Show).await?, action);
        let outcome = self
            .carry_out(Request::Apply {
                action: action.to_owned(),
            })
            .await;
        let after = newest(&self.assistant.watch().borrow(), action);
        let fresh = after.filter(|plan| before.as_ref() != Some(plan));
        match outcome {
            Ok(_) => Ok(fresh),
            Err(Stop::Interrupted(_)) => Err(Stop::Interrupted(fresh.into_iter().collect())),
            Err(stop) => Err(stop),
        }
    }

    async fn watch_work(&self) -> View {
        let mut views = self.assistant.watch();
        let mut bar = paper::Bar::default();
        loop {
            let view = views.borrow_and_update().clone();
            match &view.work {
                None => break,
                Some(work) => bar.show(work),
            }
            tokio::select! {
                changed = views.changed() => if changed.is_err() { break },
                () = interrupt::wait() => {
                    // Files are only ever changed as a whole, so the work is let come to its own end.
                    let _ = self.assistant.send(Request::Cancel).await;
                    let _ = tokio::time::timeout(interrupt::ENDING, self.assistant.settled()).await;
                    break;
                }
            }
        }
        bar.clear();
        let view = views.borrow();
        (**view).clone()
    }

    /// Answers a field.
    ///
    /// # Errors
    /// What the field refuses is a usage error that names the field and what is wrong with the value.
    pub(crate) async fn answer(&self, field: Field, text: &str) -> Result<(), Stop> {
        let id = field.id();
        self.send(Request::Answer {
            field: id.to_owned(),
            text: text.to_owned(),
        })
        .await?;
        let Some(shown) = self.shown(id).await? else {
            return Ok(());
        };
        match shown.refusal {
            Some(refusal) => {
                let meant = shown
                    .suggestion
                    .map(|meant| format!(" → {meant}"))
                    .unwrap_or_default();
                Err(Stop::Usage(format!("{}: {refusal}{meant}", shown.label)))
            }
            None => Ok(()),
        }
    }

    /// A field as it is shown in its step; `None` when it is not asked just now.
    async fn shown(&self, id: &str) -> Result<Option<FieldView>, Stop> {
        let view = self.send(Request::Show).await?;
        for step in view.steps {
            let view = self.send(Request::Go { step: step.id }).await?;
            let mut asked = view.step.into_iter().flat_map(|step| step.ask);
            if let Some(field) = asked.find(|field| field.id == id) {
                return Ok(Some(field));
            }
        }
        Ok(None)
    }

    /// The stored answer of a field, empty when there is none.
    pub(crate) async fn stored(&self, field: Field) -> Result<String, Stop> {
        let shown = self.shown(field.id()).await?;
        Ok(shown
            .filter(|shown| shown.answered)
            .map(|shown| shown.text)
            .unwrap_or_default())
    }

    /// Hands in the secrets of `--secret-file`, and asks for those that are needed and nowhere to be had.
    pub(crate) async fn hand_in_secrets(&self, needed: &[Field]) -> Result<(), Stop> {
        for (field, text) in &self.secrets {
            self.answer(*field, text).await?;
        }
        for field in needed {
            let Some(shown) = self.shown(field.id()).await? else {
                continue;
            };
            if shown.answered {
                continue;
            }
            // Asked on a thread of its own: Ctrl-C must be heard while nobody types.
            let asked = tokio::task::spawn_blocking(move || secret::ask(&shown.label));
            let typed = tokio::select! {
                typed = asked => typed.ok().flatten(),
                () = interrupt::wait() => return Err(Stop::Interrupted(Vec::new())),
            };
            if let Some(typed) = typed {
                self.answer(*field, &typed).await?;
            }
        }
        Ok(())
    }

    /// The report, of everything or of the steps named.
    pub(crate) async fn report(&self, steps: &[&str]) -> Result<Report, Stop> {
        Ok(self.assistant.report(steps).await?)
    }
}

/// The newest plan of an action of the shown step.
fn newest(view: &View, id: &str) -> Option<String> {
    let mut acts = view.step.iter().flat_map(|step| &step.act);
    acts.find_map(|act| match act {
        ActView::Ours { action } if action.id == id => {
            action.applied.first().map(|plan| plan.id.clone())
        }
        _ => None,
    })
}

/// The language asked for, else the system's, else Chinese.
pub(crate) fn language(asked: Option<Language>) -> Lang {
    match asked {
        Some(Language::Zh) => Lang::Zh,
        Some(Language::En) => Lang::En,
        None => {
            let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
            let locale = set("LC_ALL")
                .or_else(|| set("LC_MESSAGES"))
                .or_else(|| set("LANG"))
                .unwrap_or_default();
            if locale.starts_with("en") {
                Lang::En
            } else {
                Lang::Zh
            }
        }
    }
}

/// The data folder asked for, else where the window keeps its data, so that both see the same deployments.
pub(crate) fn data_folder(everywhere: &Everywhere) -> PathBuf {
    if let Some(data) = &everywhere.data {
        return data.clone();
    }
    let home = |rest: &str| std::env::var_os("HOME").map(|home| Path::new(&home).join(rest));
    let folder = if cfg!(windows) {
        std::env::var_os("APPDATA").map(PathBuf::from)
    } else if cfg!(target_os = "macos") {
        home("Library/Application Support")
    } else {
        std::env::var_os("XDG_DATA_HOME")
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
            .or_else(|| home(".local/share"))
    };
    folder
        .unwrap_or_else(std::env::temp_dir)
        .join("cn.weappbridge.desktop")
}
