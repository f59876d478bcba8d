//! How long each stage of a verb took.

use std::time::{Duration, Instant};

use crate::fault::Fault;

/// The stages gone through so far, told in a table at the end, also when one of them failed.
#[derive(Default)]
pub(crate) struct Stages {
    gone: Vec<(&'static str, Duration, bool)>,
}

impl Stages {
    /// Goes through one stage.
    pub(crate) fn go(
        &mut self,
        name: &'static str,
        stage: impl FnOnce() -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        println!("\n== {name}");
        let start = Instant::now();
        let outcome = stage();
        self.gone.push((name, start.elapsed(), outcome.is_ok()));
        outcome
    }
}

impl Drop for Stages {
    fn drop(&mut self) {
        let whole: Duration = self.gone.iter().map(|(_, took, _)| *took).sum();
        println!();
        for (name, took, well) in &self.gone {
            let mark = if *well { "ok" } else { "FAILED" };
            println!("{:>8.1} s  {name}  {mark}", took.as_secs_f64());
        }
        println!("{:>8.1} s  in all", whole.as_secs_f64());
    }
}
