//! `test`: every test there is.

use crate::{call::Call, driver, fault::Fault, r#gen, node, set_up, stages::Stages};

/// Installs what is missing, runs the tests of the page, of the crates and of the real window, and tells how
/// long each stage took.
pub(crate) fn run() -> Result<(), Fault> {
    let mut stages = Stages::default();
    stages.go("system packages", set_up::for_testing)?;
    stages.go("page: packages", node::install)?;
    stages.go("page: build", || node::script("build"))?;
    stages.go("page: tests", || node::script("test"))?;
    stages.go("build", || Call::cargo(["build", "--workspace"]).run())?;
    // The wire types are written by tests, so the same round tells whether those of the page are up to date.
    let fresh = r#gen::Fresh::new()?;
    stages.go("crates: tests", || {
        Call::cargo(["test", "--workspace"])
            .env(r#gen::FOLDER_VARIABLE, fresh.wire())
            .run()
    })?;
    stages.go("generated files", || {
        fresh.handbook()?;
        fresh.compare()
    })?;
    if !cfg!(target_os = "linux") {
        println!("\nThe tests of the real window are left out: their driver runs on Linux alone.");
        return Ok(());
    }
    let mut programs = None;
    stages.go("window: driver", || {
        programs = Some(driver::install()?);
        Ok(())
    })?;
    stages.go("window: tests", || {
        let mut call = under_a_screen([
            "test",
            "--workspace",
            "--test",
            "window",
            "--",
            "--test-threads=1",
        ]);
        if let Some(programs) = &programs {
            call = call.path_first(programs);
        }
        call.run()
    })
}

/// Cargo under a session bus and a screen of its own. Two windows on one bus or one screen disturb each other:
/// the second program hands over to the first, and screenshots fail.
fn under_a_screen<'a>(cargo: impl IntoIterator<Item = &'a str>) -> Call {
    let wrap = [
        "--",
        "xvfb-run",
        "-a",
        "-s",
        // Without -noreset the screen starts over whenever the last window closes, and may lose one that is just opening.
        "-screen 0 1280x900x24 -noreset",
        "cargo",
    ];
    Call::new("dbus-run-session", wrap.into_iter().chain(cargo))
}
