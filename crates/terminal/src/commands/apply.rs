//! `weapp-bridge apply deployment.toml`

use std::path::Path;

use assistant::deployment_file;
use assistant::guide::{Field, Lang};
use assistant::wire::Request;

use crate::arguments::{Everywhere, Format};
use crate::exit::Exit;
use crate::paper;
use crate::session::{Keep, Session, Stop};
use crate::walk::walk;

pub(crate) async fn run(everywhere: &Everywhere, file: &Path) -> Result<Exit, Stop> {
    let session = Session::start(everywhere, Keep::Answers)?;
    open_named(&session, file).await?;
    super::take_proxy(&session, everywhere).await?;
    session
        .hand_in_secrets(&[Field::AppSecret, Field::CorpSecret])
        .await?;
    let walked = walk(&session, everywhere.format == Format::Json).await?;
    super::print(&walked.report, everywhere.format, session.lang);
    super::say_undo(&walked.applied);
    Ok(super::ending(&walked.report))
}

/// Opens the deployment that the file names, itself or by what it is called: made the first time, found again later, and
/// then with the file's answers and no others. Secrets, which a file never holds, stay.
async fn open_named(session: &Session, file: &Path) -> Result<(), Stop> {
    let path = file.to_string_lossy().into_owned();
    let text =
        std::fs::read_to_string(file).map_err(|error| Stop::Usage(format!("{path}: {error}")))?;
    let view = session.send(Request::Show).await?;
    let read = deployment_file::read(&text, session.lang).ok();
    let known = read.and_then(|(name, answers)| {
        let stem = || Some(file.file_stem()?.to_string_lossy().into_owned());
        let name = name.or_else(stem)?;
        let mut stored = view.deployments.into_iter();
        Some((stored.find(|row| row.name == name.trim())?, answers))
    });
    let Some((known, answers)) = known else {
        // What is wrong with a file is told here too.
        return session
            .send(Request::Import { path: Some(path) })
            .await
            .map(drop);
    };
    session
        .send(Request::Open {
            deployment: known.id,
        })
        .await?;
    let held: Vec<(Field, &str)> = answers.texts().collect();
    for field in Field::ALL {
        if !field.is_secret() && held.iter().all(|(given, _)| *given != field) {
            session
                .send(Request::Answer {
                    field: field.id().to_owned(),
                    text: String::new(),
                })
                .await?;
        }
    }
    for (field, text) in held {
        session.answer(field, text).await?;
    }
    let words = match session.lang {
        Lang::Zh => format!("继续部署“{}”", known.name),
        Lang::En => format!("Going on with “{}”", known.name),
    };
    paper::say(&words);
    Ok(())
}
