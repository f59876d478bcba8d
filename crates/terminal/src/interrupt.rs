//! Ctrl-C: a program hears it once for all its parts, so it is kept once.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::watch;

static TOLD: LazyLock<watch::Sender<bool>> = LazyLock::new(|| watch::channel(false).0);
static WORKING: AtomicBool = AtomicBool::new(false);

/// How long work that was told to stop may take to end itself.
pub(crate) const ENDING: Duration = Duration::from_secs(5);

/// Whether Ctrl-C was pressed.
pub(crate) fn told() -> bool {
    *TOLD.borrow()
}

/// Waits until Ctrl-C was pressed, now or before.
pub(crate) async fn wait() {
    // The sender is static, so it is never gone.
    let _ = TOLD.subscribe().wait_for(|told| *told).await;
}

/// Hears Ctrl-C and tells everybody who waits. Never ends where it cannot be heard.
pub(crate) async fn hear() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
    TOLD.send_replace(true);
}

/// Notes whether work is running, which then has to be waited for.
pub(crate) fn working(on: bool) {
    WORKING.store(on, Ordering::SeqCst);
}

/// How long the command may take to end by itself: longer than its work, if any is running.
pub(crate) fn grace() -> Duration {
    if WORKING.load(Ordering::SeqCst) {
        ENDING + Duration::from_secs(1)
    } else {
        Duration::from_millis(500)
    }
}
