//! `weapp-bridge completions SHELL`

use clap::CommandFactory;

use crate::arguments::Arguments;
use crate::exit::Exit;
use crate::paper;
use crate::session::Stop;

pub(crate) fn run(shell: clap_complete::Shell) -> Result<Exit, Stop> {
    let mut script = Vec::new();
    clap_complete::generate(
        shell,
        &mut Arguments::command(),
        "weapp-bridge",
        &mut script,
    );
    paper::print(&String::from_utf8_lossy(&script));
    Ok(Exit::Holds)
}
