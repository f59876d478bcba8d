//! One file a command.

mod apply;
mod check;
mod completions;
mod explain;
mod package;
mod place;
mod rehearse;
mod report;
mod stored;
mod undo;

use assistant::guide::Lang;
use assistant::wire::Report;

use crate::arguments::{Arguments, Command, Everywhere, Format};
use crate::exit::Exit;
use crate::session::{Session, Stop, language};
use crate::{interrupt, paper};

/// Runs a command and says how it ended. Ctrl-C ends it, also between two pieces of work; a second one ends it at once.
pub(crate) async fn run(arguments: Arguments) -> Exit {
    let lang = language(arguments.everywhere.lang);
    let mut command = tokio::spawn(carry_out(arguments));
    let ended = tokio::select! {
        ended = &mut command => Some(ended),
        () = interrupt::hear() => tokio::select! {
            ended = tokio::time::timeout(interrupt::grace(), &mut command) => ended.ok(),
            () = interrupt::hear() => None,
        },
    };
    let outcome = match ended {
        Some(Ok(outcome)) => outcome,
        Some(Err(error)) => Err(Stop::Fault(error.to_string())),
        None => Err(Stop::Interrupted(Vec::new())),
    };
    match outcome {
        Ok(exit) => exit,
        Err(Stop::Usage(words)) => {
            paper::complain(&words);
            Exit::Usage
        }
        Err(Stop::Fault(words)) => {
            paper::complain(&words);
            Exit::Broken
        }
        Err(Stop::Interrupted(applied)) => {
            say_stopped(&applied, lang);
            Exit::Interrupted
        }
        Err(Stop::Failed(failure)) => {
            paper::fail(&failure);
            match failure.code {
                assistant::wire::FailureCode::Refused => Exit::Usage,
                assistant::wire::FailureCode::NotNow => Exit::Unknown,
                _ => Exit::Broken,
            }
        }
    }
}

/// Says that the command was stopped, and how what it had applied is taken back.
fn say_stopped(applied: &[String], lang: Lang) {
    paper::complain(match (applied.is_empty(), lang) {
        (true, Lang::Zh) => "已停止。",
        (true, Lang::En) => "Stopped.",
        (false, Lang::Zh) => "已停止；已应用的更改可以撤销：",
        (false, Lang::En) => "Stopped; what was applied can be undone:",
    });
    say_undo(applied);
}

/// Says how plans that were just applied are taken back.
fn say_undo<'a>(applied: impl IntoIterator<Item = &'a String>) {
    for plan in applied {
        paper::say(&format!("undo: weapp-bridge undo {plan}"));
    }
}

async fn carry_out(arguments: Arguments) -> Result<Exit, Stop> {
    let everywhere = arguments.everywhere;
    match arguments.command {
        Command::Rehearse { fault } => rehearse::run(&everywhere, fault.as_deref()).await,
        Command::Apply { file } => apply::run(&everywhere, &file).await,
        Command::Check { what, file } => check::run(&everywhere, what, file.as_deref()).await,
        Command::Package { what } => package::run(&everywhere, what).await,
        Command::Place { file, to, search } => place::run(&everywhere, &file, to, search).await,
        Command::Undo { plan } => undo::run(&everywhere, plan.as_deref()),
        Command::Report { file, output } => {
            report::run(&everywhere, file.as_deref(), output.as_deref()).await
        }
        Command::Explain {
            write: Some(folder),
            ..
        } => explain::write(&folder),
        Command::Explain { code, write: None } => {
            explain::run(language(everywhere.lang), code.as_deref())
        }
        Command::Completions { shell } => completions::run(shell),
    }
}

/// Prints a report in the form asked for.
fn print(report: &Report, format: Format, lang: Lang) {
    match format {
        Format::Json => paper::print(&assistant::json(report)),
        Format::Text => paper::print_marked(&assistant::text(report, lang)),
    }
}

/// How a report ends a command: what could not be done counts as broken.
fn ending(report: &Report) -> Exit {
    if report.failures.is_empty() {
        Exit::of(&report.summary)
    } else {
        Exit::Broken
    }
}

/// Takes over `--proxy` as the answer it is, where answers pass or are meant to be kept.
async fn take_proxy(session: &Session, everywhere: &Everywhere) -> Result<(), Stop> {
    match &everywhere.proxy {
        Some(proxy) => session.answer(assistant::guide::Field::Proxy, proxy).await,
        None => Ok(()),
    }
}

/// The path as the checks see it: absolute, so that blanks and Chinese anywhere above are found too.
fn absolute(path: &std::path::Path) -> Result<String, Stop> {
    std::path::absolute(path)
        .map(|path| path.to_string_lossy().into_owned())
        .map_err(|error| Stop::Usage(format!("{}: {error}", path.display())))
}
