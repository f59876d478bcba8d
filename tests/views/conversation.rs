//! A conversation without a window or terminal around it.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use assistant::guide::Lang;
use assistant::secrets::Memory;
use assistant::wire::{ActView, ActionView, LanguageTag, Request, View};
use assistant::{Assistant, Host, Pick, Settings, Stage, StageError};
use tokio::runtime::{Handle, Runtime};

use crate::record::record;

/// A host on which nobody sits: the stage can be raised, nothing is picked or opened.
struct Nobody {
    runtime: Handle,
}

impl Host for Nobody {
    fn pick(&self, _: Pick) -> Option<PathBuf> {
        None
    }

    fn open_link(&self, _: &str) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn raise_stage(&self, fault: Option<&str>) -> Result<Box<dyn Stage>, StageError> {
        backstage::raise(&self.runtime, fault)
    }
}

/// A conversation in a data folder of its own, which reaches nothing but the stage.
pub(crate) struct Conversation {
    assistant: Assistant,
    runtime: Runtime,
    _data: tempfile::TempDir,
}

impl Conversation {
    pub(crate) fn begin() -> Conversation {
        let runtime = Runtime::new().expect("a runtime can be made");
        let data = tempfile::tempdir().expect("a temporary folder can be made");
        let mut settings = Settings::new(data.path().to_owned());
        settings.language = Some(Lang::Zh);
        settings.vault = Some(Box::new(Memory::default()));
        settings.reach.offline = true;
        let host = Arc::new(Nobody {
            runtime: runtime.handle().clone(),
        });
        let within = runtime.enter();
        let assistant = Assistant::start(host, settings).expect("a conversation begins");
        drop(within);
        Conversation {
            assistant,
            runtime,
            _data: data,
        }
    }

    /// Begins a rehearsal, with one fault or healthy.
    pub(crate) fn rehearse(fault: Option<&str>) -> Conversation {
        let conversation = Conversation::begin();
        conversation.send(Request::Rehearse {
            fault: fault.map(str::to_owned),
        });
        conversation
    }

    /// Sends a request and waits until nothing is running any more.
    pub(crate) fn send(&self, request: Request) -> View {
        self.runtime.block_on(async {
            let named = format!("{request:?}");
            if let Err(failure) = self.assistant.send(request).await {
                panic!("{named}: {failure:?}");
            }
            (*self.assistant.settled().await).clone()
        })
    }

    pub(crate) fn go(&self, step: &str) -> View {
        self.send(Request::Go {
            step: step.to_owned(),
        })
    }

    pub(crate) fn answer(&self, field: &str, text: &str) -> View {
        self.send(Request::Answer {
            field: field.to_owned(),
            text: text.to_owned(),
        })
    }

    pub(crate) fn apply(&self, action: &str) -> View {
        self.send(Request::Apply {
            action: action.to_owned(),
        })
    }

    pub(crate) fn look(&self, step: Option<&str>) -> View {
        self.send(Request::Look {
            step: step.map(str::to_owned),
        })
    }

    /// Goes to a step and answers what it asks with what the stage's deployer would type.
    pub(crate) fn answered(&self, step: &str) -> View {
        let mut view = self.go(step);
        // An answer may bring further questions.
        while let Some((field, text)) = suggested(&view) {
            view = self.answer(&field, &text);
        }
        view
    }

    /// Records the view as it is in both languages.
    pub(crate) fn record(&self, name: &str) {
        self.in_both_languages(|| record(name, &self.send(Request::Show)));
    }

    /// Does something in one language, then in the other. Sentences that were said are not translated afterwards, so what is to
    /// be recorded with them has to be done in both.
    pub(crate) fn in_both_languages(&self, go: impl Fn()) {
        for language in [LanguageTag::Zh, LanguageTag::En] {
            self.send(Request::Speak { language });
            go();
        }
    }
}

fn suggested(view: &View) -> Option<(String, String)> {
    let mut asked = view.step.iter().flat_map(|step| &step.ask);
    let open = asked.find(|field| !field.answered && field.suggestion.is_some())?;
    Some((open.id.clone(), open.suggestion.clone()?))
}

/// An action of the shown step.
pub(crate) fn action<'a>(view: &'a View, id: &str) -> &'a ActionView {
    let acts = view.step.iter().flat_map(|step| &step.act);
    acts.filter_map(|act| match act {
        ActView::Ours { action } => Some(action),
        ActView::Theirs { .. } => None,
    })
    .find(|action| action.id == id)
    .expect("the step has this action")
}

/// The actions of the shown step that can be carried out now.
pub(crate) fn open_actions(view: &View) -> Vec<String> {
    let acts = view.step.iter().flat_map(|step| &step.act);
    acts.filter_map(|act| match act {
        ActView::Ours { action } if action.closed.is_none() => Some(action.id.clone()),
        _ => None,
    })
    .collect()
}
