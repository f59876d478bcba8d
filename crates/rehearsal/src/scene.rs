//! What all parts of the stage share: the fault that is on, the clock, the memory of calls.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock};

use crate::Fault;
use crate::calls::{Call, REMEMBERED};
use crate::cast::Cast;
use crate::chance::Chance;
use crate::clock::VirtualClock;
use crate::package::Packages;
use crate::wechat::Platform;
use crate::wecom::Corp;

/// How many calls [`Fault::SystemBusy`] spoils on each platform.
const BUSY_CALLS: u32 = 2;

/// The fault that is on.
#[derive(Default)]
pub(crate) struct Switch {
    fault: RwLock<Option<Fault>>,
}

impl Switch {
    pub(crate) fn current(&self) -> Option<Fault> {
        *self.fault.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn turn(&self, fault: Option<Fault>) {
        *self.fault.write().unwrap_or_else(PoisonError::into_inner) = fault;
    }
}

/// Everything behind the servers.
pub(crate) struct Scene {
    pub(crate) cast: Cast,
    pub(crate) clock: VirtualClock,
    pub(crate) chance: Chance,
    pub(crate) switch: std::sync::Arc<Switch>,
    pub(crate) packages: Packages,
    pub(crate) web_root: PathBuf,
    pub(crate) intermediate: Vec<u8>,
    pub(crate) busy: [AtomicU32; 2],
    calls: Mutex<VecDeque<Call>>,
    platform: Mutex<Platform>,
    corp: Mutex<Corp>,
}

impl Scene {
    pub(crate) fn new(
        cast: Cast,
        switch: std::sync::Arc<Switch>,
        packages: Packages,
        web_root: PathBuf,
        intermediate: Vec<u8>,
    ) -> Self {
        Self {
            cast,
            clock: VirtualClock::default(),
            chance: Chance::new(),
            switch,
            packages,
            web_root,
            intermediate,
            busy: Default::default(),
            calls: Mutex::default(),
            platform: Mutex::default(),
            corp: Mutex::default(),
        }
    }

    pub(crate) fn fault(&self) -> Option<Fault> {
        self.switch.current()
    }

    pub(crate) fn is(&self, fault: Fault) -> bool {
        self.fault() == Some(fault)
    }

    pub(crate) fn turn(&self, fault: Option<Fault>) {
        let calls = if fault == Some(Fault::SystemBusy) {
            BUSY_CALLS
        } else {
            0
        };
        for left in &self.busy {
            left.store(calls, Ordering::SeqCst);
        }
        self.switch.turn(fault);
    }

    /// Uses up one busy answer of a platform (0 WeChat, 1 WeCom), if any is left.
    pub(crate) fn busy_now(&self, platform: usize) -> bool {
        self.busy[platform]
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| {
                left.checked_sub(1)
            })
            .is_ok()
    }

    pub(crate) fn remember(&self, call: Call) {
        let mut calls = locked(&self.calls);
        if calls.len() == REMEMBERED {
            calls.pop_front();
        }
        calls.push_back(call);
    }

    pub(crate) fn calls(&self) -> Vec<Call> {
        locked(&self.calls).iter().cloned().collect()
    }

    pub(crate) fn platform(&self) -> MutexGuard<'_, Platform> {
        locked(&self.platform)
    }

    pub(crate) fn corp(&self) -> MutexGuard<'_, Corp> {
        locked(&self.corp)
    }
}

/// Locks even after a panic elsewhere: what the mutexes guard is whole between any two statements.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
