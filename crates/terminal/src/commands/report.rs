//! `weapp-bridge report`

use std::path::Path;

use assistant::wire::{ReportFormat, Request};

use crate::arguments::Everywhere;
use crate::exit::Exit;
use crate::paper;
use crate::session::Stop;

pub(crate) async fn run(
    everywhere: &Everywhere,
    file: Option<&Path>,
    output: Option<&Path>,
) -> Result<Exit, Stop> {
    let format = match output.map(|output| output.extension().and_then(|ending| ending.to_str())) {
        None => None,
        Some(Some("html")) => Some(ReportFormat::Html),
        Some(Some("json")) => Some(ReportFormat::Json),
        Some(Some("txt")) => Some(ReportFormat::Text),
        Some(_) => return Err(Stop::Usage("--output: .html, .json, .txt".to_owned())),
    };
    let session = super::stored::open(everywhere, file).await?;
    session.carry_out(Request::Look { step: None }).await?;
    let report = session.report(&[]).await?;
    match (format, output) {
        (Some(format), Some(output)) => {
            session
                .send(Request::SaveReport {
                    format,
                    path: Some(output.to_string_lossy().into_owned()),
                })
                .await?;
            paper::say(&output.display().to_string());
        }
        _ => super::print(&report, everywhere.format, session.lang),
    }
    Ok(super::ending(&report))
}
