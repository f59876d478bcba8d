//! `run`: from a fresh checkout to the open window.

use crate::{call::Call, fault::Fault, node, place, set_up};

/// Installs what is missing, builds everything and opens the window; where there is no screen, walks the
/// rehearsal in the terminal. Further words are passed to the program.
pub(crate) fn run(words: &[&str]) -> Result<(), Fault> {
    set_up::for_building()?;
    node::install()?;
    node::script("build")?;
    // Always the whole workspace: a part of it would be compiled with other features, all over again.
    Call::cargo(["build", "--workspace"]).run()?;
    let products = place::products()?;
    if screen() {
        let window = products.join(place::program("weapp-bridge-desktop"));
        return Call::new(window, words.iter().copied()).interactive().run();
    }
    println!(
        "No screen here (neither DISPLAY nor WAYLAND_DISPLAY is set), so the rehearsal is walked in the terminal."
    );
    Call::new(products.join(place::program("weapp-bridge")), ["rehearse"])
        .interactive()
        .run()
}

fn screen() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}
