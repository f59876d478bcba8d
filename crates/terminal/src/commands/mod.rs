//! One file a command.

mod apply;
mod check;
mod completions;
mod explain;
mod package;
mod place;
mod rehearse;
mod report;
mod undo;

use assistant::guide::Lang;
use assistant::wire::{Report, Request};

use crate::arguments::{Arguments, Command, Everywhere, Format};
use crate::exit::Exit;
use crate::paper;
use crate::session::{Session, Stop, language};

/// Runs a command and says how it ended.
pub(crate) async fn run(arguments: Arguments) -> Exit {
    let everywhere = arguments.everywhere;
    let outcome = match arguments.command {
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
    };
    match outcome {
        Ok(exit) => exit,
        Err(Stop::Usage(words)) => {
            paper::complain(&words);
            Exit::Usage
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

/// Opens the deployment of a file without keeping it, or the one changed last.
async fn open(session: &Session, file: Option<&std::path::Path>) -> Result<(), Stop> {
    match file {
        Some(file) => session
            .send(Request::Import {
                path: Some(file.to_string_lossy().into_owned()),
            })
            .await
            .map(drop),
        None => {
            let view = session.send(Request::Show).await?;
            let Some(newest) = view.deployments.first() else {
                let words = match session.lang {
                    Lang::Zh => "还没有部署。请给出 deployment.toml，或先在窗口里新建。",
                    Lang::En => {
                        "There is no deployment yet. Name a deployment.toml, or make one in the window first."
                    }
                };
                return Err(Stop::Usage(words.to_owned()));
            };
            session
                .send(Request::Open {
                    deployment: newest.id,
                })
                .await
                .map(drop)
        }
    }
}

/// Takes over `--proxy` as the answer it is.
async fn take_proxy(session: &Session, everywhere: &Everywhere) -> Result<(), Stop> {
    match &everywhere.proxy {
        Some(proxy) => session.answer(assistant::guide::Field::Proxy, proxy).await,
        None => Ok(()),
    }
}
