//! The one door: requests queue to one thread that owns all state; long work runs beside it and reports back as messages.

mod deployments;
mod requests;
mod stage;
mod state;
mod working;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use tokio::sync::{oneshot, watch};
use world::hand::Progress;

use crate::host::Host;
use crate::settings::Settings;
use crate::trouble;
use crate::wire::{Failure, Report, Request, View};
use crate::work::{Brought, News};
use state::Conversation;
pub(crate) use state::Open;

/// What reaches the conversation.
enum Message {
    End,
    Request(Request, oneshot::Sender<Result<View, Failure>>),
    Report(Vec<String>, oneshot::Sender<Result<Report, Failure>>),
    News(u64, News),
    Brought(u64, Result<Box<Brought>, String>),
    Picked(Request),
}

/// A running conversation. Clones speak with the same one; it ends when the last is dropped.
#[derive(Clone)]
pub struct Assistant {
    door: Arc<Door>,
    views: watch::Receiver<Arc<View>>,
}

/// The way in. The conversation holds a sender of its own for work and pickers, so it has to be told when nobody is left.
struct Door {
    requests: mpsc::Sender<Message>,
    ended: Mutex<mpsc::Receiver<()>>,
}

/// How long the last host waits for the database to be closed. Only a keyring that asks somebody takes longer.
const CLOSING: Duration = Duration::from_secs(2);

impl Drop for Door {
    fn drop(&mut self) {
        // It may have ended by itself; then neither the message nor the wait means anything.
        let _ = self.requests.send(Message::End);
        if let Ok(ended) = self.ended.get_mut() {
            let _ = ended.recv_timeout(CLOSING);
        }
    }
}

impl Assistant {
    /// Starts a conversation. Must be called within a tokio runtime, which carries the long work.
    ///
    /// # Errors
    /// [`wire::FailureCode::Data`] when the data folder or the database cannot be used.
    pub fn start(host: Arc<dyn Host>, settings: Settings) -> Result<Assistant, Failure> {
        let (requests, messages) = mpsc::channel();
        let mut conversation = Conversation::open(
            host,
            settings,
            requests.clone(),
            tokio::runtime::Handle::current(),
        )?;
        // Nothing is ever sent: that the sender is gone tells the end.
        let (closed, ended) = mpsc::channel::<()>();
        let mut good = Arc::new(conversation.view());
        let (drawn, views) = watch::channel(good.clone());
        std::thread::Builder::new()
            .name("conversation".to_owned())
            .spawn(move || {
                while let Ok(message) = messages.recv() {
                    if matches!(message, Message::End) {
                        break;
                    }
                    let reply = conversation.take_safely(message);
                    let view = conversation.picture(&mut good);
                    // First the picture, then the reply: who was answered must not see an older picture. Nobody may be
                    // watching just now.
                    drawn.send_replace(view.clone());
                    if let Some((reply, outcome)) = reply {
                        // Whoever asked may have gone.
                        let _ = reply.send(outcome.map(|()| (*view).clone()));
                    }
                }
                conversation.stop();
                drop(conversation);
                drop(closed);
            })
            .map_err(|error| trouble::fault(&error.to_string(), guide::Lang::Zh))?;
        Ok(Assistant {
            door: Arc::new(Door {
                requests,
                ended: Mutex::new(ended),
            }),
            views,
        })
    }

    /// Sends a request and waits for the view after it. Long work has then been started, not finished.
    ///
    /// # Errors
    /// Why the request was not carried out.
    pub async fn send(&self, request: Request) -> Result<View, Failure> {
        let (reply, answer) = oneshot::channel();
        let gone = || trouble::fault("the conversation has ended", guide::Lang::Zh);
        self.door
            .requests
            .send(Message::Request(request, reply))
            .map_err(|_| gone())?;
        answer.await.map_err(|_| gone())?
    }

    /// The report of the open deployment, or of the steps named.
    ///
    /// # Errors
    /// When nothing is open.
    pub async fn report(&self, steps: &[&str]) -> Result<Report, Failure> {
        let (reply, answer) = oneshot::channel();
        let gone = || trouble::fault("the conversation has ended", guide::Lang::Zh);
        let message = Message::Report(steps.iter().map(|step| (*step).to_owned()).collect(), reply);
        self.door.requests.send(message).map_err(|_| gone())?;
        answer.await.map_err(|_| gone())?
    }

    /// Every change, also progress, as a fresh view; intermediate ones may be skipped.
    pub fn watch(&self) -> watch::Receiver<Arc<View>> {
        self.views.clone()
    }

    /// Waits until nothing is running.
    pub async fn settled(&self) -> Arc<View> {
        let mut views = self.views.clone();
        match views.wait_for(|view| view.work.is_none()).await {
            Ok(view) => view.clone(),
            // The conversation has ended; the last view is what there is.
            Err(_) => self.views.borrow().clone(),
        }
    }
}

type Reply = Option<(oneshot::Sender<Result<View, Failure>>, Result<(), Failure>)>;

impl Conversation {
    /// Takes a message; a panic becomes a failure, not a dead window.
    fn take_safely(&mut self, message: Message) -> Reply {
        type Step<'a> = Box<dyn FnOnce(&mut Conversation) -> Result<(), Failure> + 'a>;
        let (reply, step): (_, Step<'_>) = match message {
            Message::Request(request, reply) => {
                (Some(reply), Box::new(move |this| this.request(request)))
            }
            Message::Picked(request) => (None, Box::new(move |this| this.request(request))),
            Message::End => (None, Box::new(|_| Ok(()))),
            Message::Report(steps, reply) => {
                let report = catch_unwind(AssertUnwindSafe(|| self.report(&steps)))
                    .unwrap_or_else(|panic| Err(trouble::panicked(&*panic, self.lang)));
                // Whoever asked may have gone.
                let _ = reply.send(report);
                return None;
            }
            Message::News(work, news) => (
                None,
                Box::new(move |this| {
                    this.news(work, news);
                    Ok(())
                }),
            ),
            Message::Brought(work, brought) => (
                None,
                Box::new(move |this| {
                    this.brought(work, brought);
                    Ok(())
                }),
            ),
        };
        let outcome = catch_unwind(AssertUnwindSafe(|| step(self)))
            .unwrap_or_else(|panic| Err(trouble::panicked(&*panic, self.lang)));
        match reply {
            Some(reply) => Some((reply, outcome)),
            None => {
                if let Err(failure) = outcome {
                    self.failure = Some(failure);
                }
                None
            }
        }
    }
}

/// How far something running has come.
#[derive(Clone, Copy, Debug, Default)]
struct Far {
    done: u64,
    total: Option<u64>,
    bytes: bool,
}

impl From<Progress> for Far {
    fn from(progress: Progress) -> Far {
        Far {
            done: progress.done,
            total: progress.total,
            bytes: matches!(progress.doing, world::hand::Doing::Downloading),
        }
    }
}
