//! `weapp-bridge`: the same conversation as the window's, for servers without a screen and for support.

mod arguments;
mod commands;
mod exit;
mod host;
mod interrupt;
mod paper;
mod secret;
mod session;
mod walk;

use std::process::ExitCode;

use clap::Parser;

use arguments::Arguments;
use exit::Exit;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => {
            paper::complain(&error.to_string());
            return Exit::Broken.into();
        }
    };
    let exit = runtime.block_on(commands::run(arguments));
    // Whatever still waits on the network must not hold up the prompt.
    runtime.shutdown_background();
    exit.into()
}
