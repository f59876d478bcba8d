//! A clock that can be put forward, so that tokens age without waiting.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The stage's time: the real time plus whatever it was put forward. Clones share the hands.
#[derive(Clone, Debug, Default)]
pub struct VirtualClock {
    ahead_ms: Arc<AtomicU64>,
}

impl VirtualClock {
    /// Puts the clock forward. It never goes back.
    pub fn advance(&self, by: Duration) {
        let ms = u64::try_from(by.as_millis()).unwrap_or(u64::MAX);
        self.ahead_ms.fetch_add(ms, Ordering::SeqCst);
    }

    /// Tells the stage's time.
    #[must_use]
    pub fn now(&self) -> SystemTime {
        SystemTime::now() + Duration::from_millis(self.ahead_ms.load(Ordering::SeqCst))
    }

    /// Tells the stage's time in whole Unix seconds.
    #[must_use]
    pub fn unix(&self) -> u64 {
        self.now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |since| since.as_secs())
    }
}

/// Writes a moment as an HTTP `Date` header wants it.
pub(crate) fn http_date(unix: u64) -> String {
    let seconds = i64::try_from(unix).unwrap_or(i64::MAX);
    jiff::Timestamp::from_second(seconds)
        .unwrap_or(jiff::Timestamp::MAX)
        .strftime("%a, %d %b %Y %H:%M:%S GMT")
        .to_string()
}
