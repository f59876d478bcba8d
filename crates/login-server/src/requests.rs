//! What holds for every request: an id, a line in the log, a largest size, and the form of a refusal.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::body::HttpBody;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::{Json, Router};
use serde_json::json;
use tracing::{Instrument, info, info_span};

use crate::Instance;

/// No route takes more; a body of unknown length is never read at all.
const LARGEST_BODY: u64 = 64 << 10;

/// Counts requests; with the beginning of the instance's id in front, a number is not met again after a restart.
struct Counter {
    instance: Instance,
    requests: AtomicU64,
}

/// Answers with a status and a small body that names the reason.
pub(crate) fn refuse(status: StatusCode, error: &'static str) -> Response {
    (status, Json(json!({ "error": error }))).into_response()
}

/// Wraps all routes.
pub(crate) fn watched(routes: Router, instance: Instance) -> Router {
    let counter = Arc::new(Counter {
        instance,
        requests: AtomicU64::new(1),
    });
    routes
        .method_not_allowed_fallback(|| async {
            refuse(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed")
        })
        .layer(from_fn_with_state(counter, watch))
}

async fn watch(State(counter): State<Arc<Counter>>, request: Request, next: Next) -> Response {
    let number = counter.requests.fetch_add(1, Ordering::Relaxed);
    let id = format!("{:.8}-{number}", counter.instance.to_string());
    // The path alone: queries carry codes and tickets.
    let span = info_span!("request", id, method = %request.method(), path = %request.uri().path());
    let started = Instant::now();
    let mut response = if request.body().size_hint().lower() > LARGEST_BODY {
        refuse(StatusCode::PAYLOAD_TOO_LARGE, "too-large")
    } else {
        next.run(request).instrument(span.clone()).await
    };
    let milliseconds = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    span.in_scope(|| {
        info!(
            status = response.status().as_u16(),
            milliseconds, "answered"
        )
    });
    let id = HeaderValue::try_from(id).expect("hexadecimal digits and a number make a header");
    response.headers_mut().insert("x-request-id", id);
    response
}
