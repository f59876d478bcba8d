//! `bench`: the figures, beside what they are measured against.

use crate::{call::Call, fault::Fault, node, set_up, stages::Stages};

/// Switches the empty window on, which nothing else builds.
const FEATURES: &str = "weapp-bridge-desktop/bench";

/// Builds for release what is measured and what measures, and prints the figures of one run.
pub(crate) fn run() -> Result<(), Fault> {
    if !cfg!(target_os = "linux") {
        println!("The figures are taken on Linux alone: unzip and the empty window are Debian's.");
        return Ok(());
    }
    let mut stages = Stages::default();
    stages.go("system packages", set_up::for_testing)?;
    stages.go("page: packages", node::install)?;
    stages.go("page: build", || node::script("build"))?;
    // One build for all, so that nothing is compiled twice; `cargo bench` finds everything done.
    stages.go("build", || {
        Call::cargo([
            "build",
            "--release",
            "--workspace",
            "--features",
            FEATURES,
            "--bins",
            "--example",
            "empty",
            "--bench",
            "figures",
        ])
        .run()
    })?;
    stages.go("figures", || {
        // A bus of its own: a window of ours that is open elsewhere would be handed over to.
        let wrap = [
            "--",
            "cargo",
            "bench",
            "--workspace",
            "--features",
            FEATURES,
            "--bench",
            "figures",
        ];
        Call::new("dbus-run-session", wrap).run()
    })
}
