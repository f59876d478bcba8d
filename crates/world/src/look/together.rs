//! Looks that run side by side: each has its deadline, all can be stopped, and one that crashes takes no other down.

use std::collections::HashMap;
use std::time::Duration;

use futures_util::future::BoxFuture;
use guide::seen::Seen;
use guide::{Obstacle, Probe};
use tokio::task::{Id, JoinSet};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

/// One look, whose answer is that of several probes.
pub(super) struct Look {
    /// The probes it answers; not empty.
    pub(super) alike: Vec<Probe>,
    /// How long it may take.
    pub(super) deadline: Duration,
    /// The looking itself.
    pub(super) looking: BoxFuture<'static, Result<Seen, Obstacle>>,
}

/// Runs all looks and records each as it comes back.
pub(super) async fn together(
    looks: Vec<Look>,
    cancel: &CancellationToken,
    mut record: impl FnMut(&[Probe], Result<Seen, Obstacle>),
) {
    let mut running = JoinSet::new();
    let mut waited_for: HashMap<Id, Vec<Probe>> = HashMap::new();
    for look in looks {
        let task = running.spawn(async move {
            let millis = u64::try_from(look.deadline.as_millis()).unwrap_or(u64::MAX);
            timeout(look.deadline, look.looking)
                .await
                .unwrap_or(Err(Obstacle::TimedOut(millis)))
        });
        waited_for.insert(task.id(), look.alike);
    }
    loop {
        // What was cancelled before it began is not looked at, even if it would have been quick.
        let back = tokio::select! {
            biased;
            () = cancel.cancelled() => break,
            back = running.join_next_with_id() => back,
        };
        let (id, seen) = match back {
            None => break,
            Some(Ok(back)) => back,
            Some(Err(crash)) => (crash.id(), Err(Obstacle::Crashed)),
        };
        if let Some(alike) = waited_for.remove(&id) {
            record(&alike, seen);
        }
    }
    running.abort_all();
    let mut left: Vec<_> = waited_for.into_values().collect();
    left.sort();
    for alike in left {
        record(&alike, Err(Obstacle::Cancelled));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;
    use guide::seen::EgressSeen;
    use std::sync::Arc;
    use tokio::sync::Barrier;

    fn seen() -> Result<Seen, Obstacle> {
        Ok(Seen::Egress(EgressSeen {
            addresses: Vec::new(),
            told_by: "",
        }))
    }

    fn look(
        probe: Probe,
        looking: impl Future<Output = Result<Seen, Obstacle>> + Send + 'static,
    ) -> Look {
        Look {
            alike: vec![probe],
            deadline: Duration::from_secs(60),
            looking: looking.boxed(),
        }
    }

    async fn run(
        looks: Vec<Look>,
        cancel: &CancellationToken,
    ) -> Vec<(Probe, Result<Seen, Obstacle>)> {
        let mut recorded = Vec::new();
        together(looks, cancel, |alike, seen| {
            recorded.extend(alike.iter().map(|probe| (*probe, seen.clone())));
        })
        .await;
        recorded.sort_by_key(|(probe, _)| *probe);
        recorded
    }

    #[tokio::test]
    async fn a_crash_is_an_obstacle_and_takes_nobody_down() {
        let crash = async { panic!("a fault of ours") };
        let looks = vec![
            look(Probe::WeChat, crash),
            look(Probe::Egress, async { seen() }),
        ];
        let recorded = run(looks, &CancellationToken::new()).await;
        assert_eq!(
            recorded,
            [
                (Probe::WeChat, Err(Obstacle::Crashed)),
                (Probe::Egress, seen())
            ]
        );
    }

    #[tokio::test]
    async fn what_is_not_back_by_its_deadline_has_timed_out() {
        let mut slow = look(Probe::WeChat, std::future::pending());
        slow.deadline = Duration::from_millis(5);
        let recorded = run(vec![slow], &CancellationToken::new()).await;
        assert_eq!(recorded, [(Probe::WeChat, Err(Obstacle::TimedOut(5)))]);
    }

    #[tokio::test]
    async fn what_waits_for_each_other_comes_back_because_it_runs_side_by_side() {
        let all = [
            Probe::WeChat,
            Probe::WeCom,
            Probe::UploadHost,
            Probe::Egress,
        ];
        let meeting = Arc::new(Barrier::new(all.len()));
        let looks = all.map(|probe| {
            let meeting = Arc::clone(&meeting);
            look(probe, async move {
                meeting.wait().await;
                seen()
            })
        });
        let recorded = run(looks.into(), &CancellationToken::new()).await;
        assert_eq!(recorded, all.map(|probe| (probe, seen())));
    }

    #[tokio::test]
    async fn what_still_runs_when_it_is_stopped_was_cancelled() {
        let cancel = CancellationToken::new();
        let stop = cancel.clone();
        let looks = vec![
            look(Probe::WeChat, std::future::pending()),
            look(Probe::WeCom, async move {
                stop.cancel();
                std::future::pending().await
            }),
        ];
        let recorded = run(looks, &cancel).await;
        let cancelled =
            [Probe::WeChat, Probe::WeCom].map(|probe| (probe, Err(Obstacle::Cancelled)));
        assert_eq!(recorded, cancelled);
    }
}
