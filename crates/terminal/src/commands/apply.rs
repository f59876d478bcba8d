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

/// Opens the deployment that the file names, with the file's answers: made the first time, found again later.
async fn open_named(session: &Session, file: &Path) -> Result<(), Stop> {
    let path = file.to_string_lossy().into_owned();
    let text =
        std::fs::read_to_string(file).map_err(|error| Stop::Usage(format!("{path}: {error}")))?;
    let name = deployment_file::read(&text, session.lang)
        .ok()
        .and_then(|(name, _)| name);
    let view = session.send(Request::Show).await?;
    let known = name.and_then(|name| {
        view.deployments
            .into_iter()
            .find(|deployment| deployment.name == name)
    });
    let Some(known) = known else {
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
    let (_, answers) = deployment_file::read(&text, session.lang)
        .map_err(|error| Stop::Usage(format!("{path}: {error}")))?;
    for (field, text) in answers.texts() {
        session.answer(field, text).await?;
    }
    let words = match session.lang {
        Lang::Zh => format!("继续部署“{}”", known.name),
        Lang::En => format!("Going on with “{}”", known.name),
    };
    paper::say(&words);
    Ok(())
}
