//! `weapp-bridge package fetch|inspect|patch`

use std::path::{Path, PathBuf};

use assistant::guide::Field;
use assistant::wire::{ActView, ControlView, Report, Request, View};

use crate::arguments::{Everywhere, Format, Package};
use crate::exit::Exit;
use crate::paper;
use crate::session::{Keep, Session, Stop};

pub(crate) async fn run(everywhere: &Everywhere, what: Package) -> Result<Exit, Stop> {
    let session = Session::start(everywhere, Keep::Nothing)?;
    session
        .send(Request::Create {
            name: "package".to_owned(),
        })
        .await?;
    super::take_proxy(&session, everywhere).await?;
    match what {
        Package::Fetch { dir, url, zip } => {
            session
                .answer(Field::PackageFolder, &super::absolute(&dir)?)
                .await?;
            match (url, zip) {
                (_, Some(zip)) => take_zip(&session, &zip).await?,
                (Some(url), None) => session.answer(Field::PackageUrl, &url).await?,
                (None, None) => {}
            }
            apply(&session, everywhere, "package", "fetch-package").await
        }
        Package::Inspect { package } => inspect(&session, everywhere, &package).await,
        Package::Patch {
            dir,
            service,
            home,
            appid,
            service_setting,
            home_setting,
            dry_run,
        } => {
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
            if everywhere.format == Format::Text {
                show_plan(&view);
            }
            if dry_run {
                return Ok(Exit::Holds);
            }
            apply(&session, everywhere, "configure", "configure").await
        }
    }
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

/// Shows what a plan would change, as a diff.
fn show_plan(view: &View) {
    for act in view.step.iter().flat_map(|step| &step.act) {
        let ActView::Ours { action } = act else {
            continue;
        };
        let Some(plan) = &action.plan else { continue };
        paper::say(&plan.summary);
        for file in &plan.files {
            paper::say(&format!("{} ({})", file.path, file.words));
            for line in &file.lines {
                let number = line.new.or(line.old).unwrap_or_default();
                paper::say(&format!("  {number:>5} {} {}", line.sign, line.text));
            }
        }
    }
}

/// Tells the literals found. A zip is unpacked aside first and that copy removed again.
async fn inspect(session: &Session, everywhere: &Everywhere, package: &Path) -> Result<Exit, Stop> {
    let aside = if package.is_file() {
        let aside =
            std::env::temp_dir().join(format!("weapp-bridge-inspect-{}", std::process::id()));
        session
            .answer(Field::PackageFolder, &aside.to_string_lossy())
            .await?;
        take_zip(session, package).await?;
        session
            .send(Request::Go {
                step: "package".to_owned(),
            })
            .await?;
        session
            .carry_out(Request::Apply {
                action: "fetch-package".to_owned(),
            })
            .await?;
        Some(aside)
    } else {
        session
            .answer(Field::PackageFolder, &super::absolute(package)?)
            .await?;
        None
    };
    let told = tell(session, everywhere).await;
    remove(aside);
    let report = told?;
    Ok(super::ending(&report))
}

fn remove(aside: Option<PathBuf>) {
    if let Some(aside) = aside
        && let Err(error) = std::fs::remove_dir_all(&aside)
    {
        paper::complain(&format!("{}: {error}", aside.display()));
    }
}

async fn tell(session: &Session, everywhere: &Everywhere) -> Result<Report, Stop> {
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
    if let (Format::Text, Some(ControlView::Choice { options })) =
        (everywhere.format, asked.map(|field| field.control))
    {
        for option in options {
            paper::print(&option.label);
            if let Some(detail) = option.detail {
                paper::print(&format!("    {detail}"));
            }
        }
    }
    let report = session.report(&["package"]).await?;
    super::print(&report, everywhere.format, session.lang);
    Ok(report)
}
