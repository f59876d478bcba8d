//! `check`: what must hold before a change is shared, besides the tests.

use crate::{call::Call, fault::Fault, r#gen, node, set_up};

/// Format, layering, tidiness, lints, generated files, types of the page.
pub(crate) fn run() -> Result<(), Fault> {
    set_up::for_building()?;
    node::install()?;
    run_fast()?;
    Call::cargo([
        "clippy",
        "--workspace",
        "--all-targets",
        "--all-features",
        "--",
        "-D",
        "warnings",
    ])
    .run()?;
    r#gen::check()?;
    node::script("check")
}

/// Format, layering and tidiness: quick enough for each commit.
pub(crate) fn run_fast() -> Result<(), Fault> {
    Call::cargo(["fmt", "--all", "--check"]).run()?;
    Call::cargo(["test", "--workspace", "--test", "house"]).run()
}
