//! `weapp-bridge package fetch|inspect|patch`

use std::path::Path;

use assistant::guide::Field;
use assistant::wire::{ActView, ControlView, OptionView, PlanView, Report, Request, View};
use serde::Serialize;

use crate::arguments::{Everywhere, Format, Package};
use crate::exit::Exit;
use crate::paper;
use crate::session::{Keep, Session, Stop};

pub(crate) async fn run(everywhere: &Everywhere, what: Package) -> Result<Exit, Stop> {
    match what {
        Package::Fetch {
            dir,
            url,
            zip,
            built_in,
        } => {
            let session = start(everywhere).await?;
            session
                .answer(Field::PackageFolder, &super::absolute(&dir)?)
                .await?;
            match (url, zip) {
                (_, Some(zip)) => take_zip(&session, &zip).await?,
                (Some(url), None) => session.answer(Field::PackageUrl, &url).await?,
                (None, None) if built_in => {
                    session.answer(Field::PackageSource, "built-in").await?
                }
                (None, None) => {}
            }
            apply(&session, everywhere, "package", "fetch-package").await
        }
        Package::Inspect { package } => inspect(everywhere, &package).await,
        Package::Patch {
            dir,
            service,
            home,
            appid,
            service_setting,
            home_setting,
            dry_run,
        } => {
            let session = start(everywhere).await?;
            session.answer(Field::ServiceAddress, &service).await?;
            session.answer(Field::HomeUrl, &home).await?;
            session.answer(Field::AppId, &appid).await?;
            session
                .answer(Field::PackageFolder, &super::absolute(&dir)?)
                .await?;
            if let Some(literal) = service_setting {
                session.answer(Field::ServiceSetting, &literal).await?;
            }
            if let Some(literal) = home_setting {
                session.answer(Field::HomeSetting, &literal).await?;
            }
            session
                .send(Request::Go {
                    step: "configure".to_owned(),
                })
                .await?;
            let view = session
                .carry_out(Request::Preview {
                    action: "configure".to_owned(),
                })
                .await?;
            let plan = planned(&view, "configure");
            match (dry_run, everywhere.format) {
                (true, Format::Json) => paper::print(&as_json(&plan)),
                (true, Format::Text) => paper::print(&told(plan)),
                (false, Format::Json) => {}
                (false, Format::Text) => paper::say(&told(plan)),
            }
            if dry_run {
                return Ok(Exit::Holds);
            }
            apply(&session, everywhere, "configure", "configure").await
        }
    }
}

/// A conversation about one package.
async fn start(everywhere: &Everywhere) -> Result<Session, Stop> {
    let session = Session::start(everywhere, Keep::Nothing)?;
    session
        .send(Request::Create {
            name: "package".to_owned(),
        })
        .await?;
    super::take_proxy(&session, everywhere).await?;
    Ok(session)
}

async fn take_zip(session: &Session, zip: &Path) -> Result<(), Stop> {
    session.answer(Field::PackageSource, "zip").await?;
    session
        .answer(Field::PackageZip, &super::absolute(zip)?)
        .await
}

async fn apply(
    session: &Session,
    everywhere: &Everywhere,
    step: &str,
    action: &str,
) -> Result<Exit, Stop> {
    session
        .send(Request::Go {
            step: step.to_owned(),
        })
        .await?;
    let applied = session.apply(action).await?;
    let report = session.report(&[step]).await?;
    super::print(&report, everywhere.format, session.lang);
    super::say_undo(&applied);
    Ok(super::ending(&report))
}

/// What an action of the shown step would change.
fn planned<'a>(view: &'a View, id: &str) -> Option<&'a PlanView> {
    let mut acts = view.step.iter().flat_map(|step| &step.act);
    acts.find_map(|act| match act {
        ActView::Ours { action } if action.id == id => action.plan.as_ref(),
        _ => None,
    })
}

/// What a plan would change, as a diff.
fn told(plan: Option<&PlanView>) -> String {
    let mut lines = Vec::new();
    if let Some(plan) = plan {
        lines.push(plan.summary.clone());
        for file in &plan.files {
            lines.push(format!("{} ({})", file.path, file.words));
            for line in &file.lines {
                let number = line.new.or(line.old).unwrap_or_default();
                lines.push(format!("  {number:>5} {} {}", line.sign, line.text));
            }
        }
    }
    lines.join("\n")
}

fn as_json(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).expect("a view is made of texts, numbers and flags only")
}

/// The settings found in a package, as JSON.
#[derive(Serialize)]
struct Inspected<'a> {
    literals: &'a [OptionView],
    report: &'a Report,
}

/// Tells the literals found. A zip is unpacked aside, and nothing of that is kept, not even that it was done.
async fn inspect(everywhere: &Everywhere, package: &Path) -> Result<Exit, Stop> {
    let aside = tempfile::tempdir().map_err(|error| Stop::Fault(error.to_string()))?;
    let passing = Everywhere {
        data: Some(aside.path().join("data")),
        ..everywhere.clone()
    };
    let session = start(&passing).await?;
    if package.is_file() {
        let folder = aside.path().join("package");
        session
            .answer(Field::PackageFolder, &folder.to_string_lossy())
            .await?;
        take_zip(&session, package).await?;
        session
            .send(Request::Go {
                step: "package".to_owned(),
            })
            .await?;
        session
            .apply("fetch-package")
            .await
            .map_err(Stop::without_undo)?;
    } else {
        session
            .answer(Field::PackageFolder, &super::absolute(package)?)
            .await?;
    }
    tell(&session, everywhere).await
}

async fn tell(session: &Session, everywhere: &Everywhere) -> Result<Exit, Stop> {
    session
        .carry_out(Request::Look {
            step: Some("package".to_owned()),
        })
        .await?;
    let view = session
        .send(Request::Go {
            step: "configure".to_owned(),
        })
        .await?;
    let asked = view
        .step
        .into_iter()
        .flat_map(|step| step.ask)
        .find(|field| field.id == Field::ServiceSetting.id());
    let literals = match asked.map(|field| field.control) {
        Some(ControlView::Choice { options }) => options,
        _ => Vec::new(),
    };
    let report = session.report(&["package"]).await?;
    match everywhere.format {
        Format::Json => paper::print(&as_json(&Inspected {
            literals: &literals,
            report: &report,
        })),
        Format::Text => {
            for literal in &literals {
                paper::print(&literal.label);
                if let Some(detail) = &literal.detail {
                    paper::print(&format!("    {detail}"));
                }
            }
            super::print(&report, everywhere.format, session.lang);
        }
    }
    Ok(super::ending(&report))
}
