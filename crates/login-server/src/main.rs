//! `weapp-bridge-login`: the login server as a program. Exit codes: 0 stopped as told, 1 could not run, 2 usage.

mod stop;

use std::error::Error;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use login_server::{Config, serve};
use tokio::net::TcpListener;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::EnvFilter;

/// 小程序登录服务 · signs people in from a WeChat mini-program.
#[derive(Debug, Parser)]
#[command(name = "weapp-bridge-login", version, max_term_width = 110)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Answers until told to stop. Prints one line of JSON when ready; logs go to standard error.
    ///
    /// How much is logged is set by WEAPP_BRIDGE_LOG (error, warn, info, debug).
    Serve {
        /// The configuration; without it everything has its default.
        #[arg(long, value_name = "login.toml")]
        config: Option<PathBuf>,
        /// End when standard input closes, so as not to outlive the program that started this one.
        #[arg(long)]
        sidecar: bool,
    },
}

fn main() -> ExitCode {
    let Command::Serve { config, sidecar } = Arguments::parse().command;
    write_logs();
    let config = match config
        .as_deref()
        .map_or(Ok(Config::default()), Config::read)
    {
        Ok(config) => config,
        Err(error) => return complain(&error, 2),
    };
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return complain(&error, 1),
    };
    let ended = runtime.block_on(run(&config, sidecar));
    // A disk that has stopped answering must not hold up the end.
    runtime.shutdown_background();
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => complain(error.as_ref(), 1),
    }
}

async fn run(config: &Config, sidecar: bool) -> Result<(), Box<dyn Error>> {
    // Before the line is printed: who reads it may stop the program at once.
    let told = stop::told(sidecar)?;
    let address = config.listen;
    let listener = TcpListener::bind(address)
        .await
        .map_err(|source| login_server::Error::Socket { address, source })?;
    let serving = serve(listener, config, told)?;
    let line = serde_json::to_string(&serving.ready())?;
    let mut out = io::stdout();
    if let Err(error) = writeln!(out, "{line}").and_then(|()| out.flush()) {
        tracing::warn!(%error, "nobody reads standard output");
    }
    serving.ended().await;
    Ok(())
}

fn write_logs() {
    let filter = EnvFilter::builder()
        .with_default_directive(LevelFilter::INFO.into())
        .with_env_var("WEAPP_BRIDGE_LOG")
        .from_env_lossy();
    // When standard error is gone, complaining about it there would be a panic.
    let logs = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .log_internal_errors(false);
    if io::stderr().is_terminal() {
        logs.init();
    } else {
        logs.json().flatten_event(true).with_span_list(false).init();
    }
}

fn complain(error: &dyn Error, exit: u8) -> ExitCode {
    let mut text = format!("weapp-bridge-login: {error}");
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}\n  {error}");
        cause = error.source();
    }
    let _ = writeln!(io::stderr(), "{text}");
    ExitCode::from(exit)
}
