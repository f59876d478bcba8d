//! `weapp-bridge place FILE --to DIR | --search ROOT`

use std::path::{Path, PathBuf};

use assistant::guide::{Field, Lang};
use assistant::wire::{FindingState, Request};

use crate::arguments::Everywhere;
use crate::exit::Exit;
use crate::paper;
use crate::session::{Keep, Session, Stop};

pub(crate) async fn run(
    everywhere: &Everywhere,
    file: &Path,
    to: Option<PathBuf>,
    search: Option<PathBuf>,
) -> Result<Exit, Stop> {
    let file = super::absolute(file)?;
    let to = to.as_deref().map(super::absolute).transpose()?;
    let search = search.as_deref().map(super::absolute).transpose()?;
    let root = search.as_deref().map(PathBuf::from);
    let session = Session::searching(everywhere, Keep::Nothing, root)?;
    session
        .send(Request::Create {
            name: "place".to_owned(),
        })
        .await?;
    session.answer(Field::VerificationFile, &file).await?;
    session
        .send(Request::Go {
            step: "verification".to_owned(),
        })
        .await?;
    let folder = match to {
        Some(folder) => folder,
        None => found(&session, &search.unwrap_or_default()).await?,
    };
    session.answer(Field::WebRoot, &folder).await?;
    session
        .send(Request::Go {
            step: "verification".to_owned(),
        })
        .await?;
    let applied = session.apply("place").await?;
    let report = session.report(&["verification"]).await?;
    super::print(&report, everywhere.format, session.lang);
    super::say_undo(&applied);
    // Whether the outside sees it needs the domain, which this command does not ask for.
    let here = report.steps.iter().flat_map(|step| &step.findings);
    let broken = here
        .clone()
        .any(|finding| finding.state == FindingState::Broken);
    Ok(if broken { Exit::Broken } else { Exit::Holds })
}

/// The one web root below `root`; several or none are told, never guessed.
async fn found(session: &Session, root: &str) -> Result<String, Stop> {
    session
        .carry_out(Request::Look {
            step: Some("verification".to_owned()),
        })
        .await?;
    let view = session
        .send(Request::Go {
            step: "verification".to_owned(),
        })
        .await?;
    let field = view
        .step
        .into_iter()
        .flat_map(|step| step.ask)
        .find(|field| field.id == Field::WebRoot.id());
    let folders = field.map(|field| field.found).unwrap_or_default();
    match &folders[..] {
        [one] => {
            paper::say(one);
            Ok(one.clone())
        }
        [] => Err(Stop::Usage(match session.lang {
            Lang::Zh => format!(
                "在 {} 下没有找到 …/nginx/build/layout；请用 --to 指定网站根目录。",
                root
            ),
            Lang::En => format!(
                "No …/nginx/build/layout was found below {}; name the web root with --to.",
                root
            ),
        })),
        several => Err(Stop::Usage(match session.lang {
            Lang::Zh => format!(
                "找到多个网站根目录，请用 --to 指定其中一个：\n{}",
                several.join("\n")
            ),
            Lang::En => format!(
                "Several web roots were found; name one of them with --to:\n{}",
                several.join("\n")
            ),
        })),
    }
}
