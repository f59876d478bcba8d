//! The two commands of the page, and the one conversation behind them.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use assistant::wire::{Failure, FailureCode, Request, View};
use assistant::{Assistant, Settings};
use serde::Serialize;
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager, State};
use tokio::sync::{OnceCell, watch};

use crate::host::Window;

/// Where the data is kept instead of the system's place for it.
const DATA: &str = "WEAPP_BRIDGE_DATA";

/// No faster than the eye: progress of a download would otherwise come by the hundred.
const FRAME: Duration = Duration::from_millis(30);

/// How long running work is given to stop when the window is closed. What it leaves half done is in its journal.
const FAREWELL: Duration = Duration::from_secs(3);

/// A view with its place in the order of views. Replies and the channel are two ways to the page, and neither keeps
/// step with the other: by the number the page tells an old view that arrives late.
#[derive(Clone, Serialize)]
pub(crate) struct Numbered {
    number: u64,
    view: View,
}

/// The conversation, started by the first request. A start that failed is tried again by the next one.
#[derive(Default)]
pub(crate) struct Door {
    conversation: OnceCell<Assistant>,
    handed_out: Mutex<u64>,
}

impl Door {
    async fn open(&self, app: &AppHandle) -> Result<&Assistant, Box<Failure>> {
        self.conversation
            .get_or_try_init(|| {
                let app = app.clone();
                async move {
                    // The database and the keyring may let one wait; the window must not.
                    tokio::task::spawn_blocking(move || start(&app))
                        .await
                        .unwrap_or_else(|crash| Err(fault(&crash)))
                }
            })
            .await
    }

    /// The newest view, numbered while no other one can be taken: a higher number never is an older view.
    fn newest(&self, views: &mut watch::Receiver<Arc<View>>) -> Numbered {
        // A number is whole whatever happened to whoever held it.
        let mut handed_out = self
            .handed_out
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *handed_out += 1;
        Numbered {
            number: *handed_out,
            view: View::clone(&views.borrow_and_update()),
        }
    }

    /// Stops what is running and takes the stage down, so that nothing of a rehearsal is left behind.
    pub(crate) async fn close(&self) {
        let Some(assistant) = self.conversation.get() else {
            return;
        };
        let farewell = async {
            // A conversation that has ended already needs neither.
            let _ = assistant.send(Request::Cancel).await;
            assistant.settled().await;
            let _ = assistant.send(Request::EndRehearsal).await;
        };
        let _ = tokio::time::timeout(FAREWELL, farewell).await;
    }
}

fn start(app: &AppHandle) -> Result<Assistant, Box<Failure>> {
    let data = match std::env::var_os(DATA) {
        Some(data) => data.into(),
        None => app.path().app_data_dir().map_err(|error| fault(&error))?,
    };
    let host = Window {
        app: app.clone(),
        runtime: tokio::runtime::Handle::current(),
    };
    let settings = Settings {
        look_on_arrival: true,
        ..Settings::new(data)
    };
    Assistant::start(Arc::new(host), settings).map_err(Box::new)
}

/// Sends a request and gives back the view after it.
///
/// # Errors
/// Why it was not carried out, or why the program could not start.
#[tauri::command]
pub(crate) async fn send(
    app: AppHandle,
    door: State<'_, Door>,
    request: Request,
) -> Result<Numbered, Box<Failure>> {
    let assistant = door.open(&app).await?;
    assistant.send(request).await.map_err(Box::new)?;
    Ok(door.newest(&mut assistant.watch()))
}

/// Sends every change down the channel, for as long as the page listens.
///
/// # Errors
/// Why the program could not start.
#[tauri::command]
pub(crate) async fn watch(
    app: AppHandle,
    door: State<'_, Door>,
    channel: Channel<Numbered>,
) -> Result<(), Box<Failure>> {
    let mut views = door.open(&app).await?.watch();
    tauri::async_runtime::spawn(async move {
        while views.changed().await.is_ok() {
            let newest = app.state::<Door>().newest(&mut views);
            if channel.send(newest).is_err() {
                break;
            }
            tokio::time::sleep(FRAME).await;
        }
    });
    Ok(())
}

fn fault(error: &dyn std::fmt::Display) -> Box<Failure> {
    Box::new(Failure {
        code: FailureCode::Fault,
        what: "程序没能启动。 The program could not start.".to_owned(),
        hint: "请重新打开窗口；仍然如此时，请把技术细节发给技术支持。 Open the window again; if it stays so, send the details to support.".to_owned(),
        cause: vec![error.to_string()],
        problem: None,
    })
}
