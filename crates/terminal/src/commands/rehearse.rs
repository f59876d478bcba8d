//! `weapp-bridge rehearse`

use assistant::guide::Lang;
use assistant::wire::{Report, Request};

use crate::arguments::{Everywhere, Format};
use crate::exit::Exit;
use crate::paper;
use crate::session::{Keep, Session, Stop, language};
use crate::walk::{problems, walk};

pub(crate) async fn run(everywhere: &Everywhere, fault: Option<&str>) -> Result<Exit, Stop> {
    if fault == Some("list") {
        list(language(everywhere.lang), everywhere.format);
        return Ok(Exit::Holds);
    }
    // What is applied on the stage vanishes with it, so its data folder need not outlive the command either.
    let data = tempfile::tempdir().map_err(|error| Stop::Fault(error.to_string()))?;
    let session = Session::start(
        &Everywhere {
            data: Some(data.path().to_owned()),
            ..everywhere.clone()
        },
        Keep::Nothing,
    )?;
    session
        .send(Request::Rehearse {
            fault: fault.map(str::to_owned),
        })
        .await?;
    let walked = walk(&session, everywhere.format == Format::Json)
        .await
        .map_err(Stop::without_undo)?;
    session.send(Request::EndRehearsal).await?;
    super::print(&walked.report, everywhere.format, session.lang);
    if fault.is_some() && everywhere.format == Format::Text {
        say_named(&walked.report, session.lang);
    }
    // With a fault on, naming it is what counts, also when it is merely worrying or was mended on the way.
    let named = |code: &str| codes(&walked.report).iter().any(|found| found == code);
    let wanted = fault.and_then(|fault| {
        backstage::faults()
            .into_iter()
            .find(|(name, ..)| *name == fault)
    });
    match wanted {
        Some((_, _, Some(code))) if named(code) => Ok(Exit::Broken),
        _ => Ok(super::ending(&walked.report)),
    }
}

fn list(lang: Lang, format: Format) {
    let faults = backstage::faults();
    let text = match format {
        Format::Json => {
            let rows: Vec<_> = faults
                .iter()
                .map(|(name, words, code)| serde_json::json!({ "name": name, "words": words.to(lang), "problem": code }))
                .collect();
            serde_json::Value::Array(rows).to_string()
        }
        Format::Text => {
            let width = faults
                .iter()
                .map(|(name, ..)| name.len())
                .max()
                .unwrap_or_default();
            let rows: Vec<String> = faults
                .iter()
                .map(|(name, words, _)| format!("{name:width$}  {}", words.to(lang)))
                .collect();
            rows.join("\n")
        }
    };
    paper::print(&text);
}

/// The codes of every problem that no other one explains, mended ones included.
fn codes(report: &Report) -> Vec<String> {
    let mut codes: Vec<String> = problems(report)
        .chain(report.mended.clone())
        .map(|problem| problem.code)
        .collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

fn say_named(report: &Report, lang: Lang) {
    let codes = codes(report).join(", ");
    paper::say(&match (codes.is_empty(), lang) {
        (true, Lang::Zh) => "没有发现问题。".to_owned(),
        (true, Lang::En) => "No problem was found.".to_owned(),
        (false, Lang::Zh) => format!("找到的原因：{codes}"),
        (false, Lang::En) => format!("Found: {codes}"),
    });
}
