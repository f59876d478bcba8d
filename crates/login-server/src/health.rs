//! Whether the server lives (`/healthz`) and can store what it is told (`/readyz`).

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::json;
use tokio::sync::Mutex;
use tokio::task::spawn_blocking;
use tokio::time::timeout;
use tracing::warn;

use crate::{Instance, VERSION};

/// A network drive that is gone does not refuse, it stays silent.
const PATIENCE: Duration = Duration::from_secs(3);

#[derive(Clone)]
struct Health {
    instance: Instance,
    /// The file whose writing is tried, held by whoever tries: however often `/readyz` is asked, one write runs.
    trial: Arc<Mutex<PathBuf>>,
}

pub(crate) fn router(instance: Instance, data_folder: PathBuf) -> Router {
    let trial = data_folder.join(format!(".ready-{instance}"));
    let trial = Arc::new(Mutex::new(trial));
    Router::new()
        .route("/healthz", get(alive))
        .route("/readyz", get(ready))
        .with_state(Health { instance, trial })
}

fn answer(status: StatusCode, body: serde_json::Value) -> Response {
    (status, [(CACHE_CONTROL, "no-store")], Json(body)).into_response()
}

async fn alive(State(health): State<Health>) -> Response {
    let body = json!({ "status": "ok", "version": VERSION, "instance": health.instance });
    answer(StatusCode::OK, body)
}

async fn ready(State(health): State<Health>) -> Response {
    let tried = timeout(PATIENCE, async {
        let trial = health.trial.lock_owned().await;
        spawn_blocking(move || store(&trial))
            .await
            .map_err(io::Error::other)?
    });
    let error = match tried.await {
        Ok(Ok(())) => return answer(StatusCode::OK, json!({ "status": "ready" })),
        Ok(Err(error)) => error,
        Err(_) => io::ErrorKind::TimedOut.into(),
    };
    warn!(%error, "the data folder cannot be written to");
    let detail = error.kind().to_string();
    let body =
        json!({ "status": "not-ready", "reason": "data-folder-not-writable", "detail": detail });
    answer(StatusCode::SERVICE_UNAVAILABLE, body)
}

fn store(trial: &PathBuf) -> io::Result<()> {
    // Permission to write is not room to write: a full disk shows only once bytes have to arrive.
    let written = File::create(trial).and_then(|mut file| {
        file.write_all(&[0; 4096])?;
        file.sync_all()
    });
    let removed = fs::remove_file(trial);
    written.and(removed)
}
