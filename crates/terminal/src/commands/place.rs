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
    let session = Session::searching(everywhere, Keep::Nothing, search.clone())?;
    session
        .send(Request::Create {
            name: "place".to_owned(),
        })
        .await?;
    session
        .answer(Field::VerificationFile, &file.to_string_lossy())
        .await?;
    session
        .send(Request::Go {
            step: "verification".to_owned(),
        })
        .await?;
    let folder = match to {
        Some(folder) => folder.to_string_lossy().into_owned(),
        None => found(&session, &search.unwrap_or_default()).await?,
    };
    session.answer(Field::WebRoot, &folder).await?;
    session
        .send(Request::Go {
            step: "verification".to_owned(),
        })
        .await?;
    session
        .carry_out(Request::Apply {
            action: "place".to_owned(),
        })
        .await?;
    let report = session.report(&["verification"]).await?;
    super::print(&report, everywhere.format, session.lang);
    // Whether the outside sees it needs the domain, which this command does not ask for.
    let here = report.steps.iter().flat_map(|step| &step.findings);
    let broken = here
        .clone()
        .any(|finding| finding.state == FindingState::Broken);
    Ok(if broken { Exit::Broken } else { Exit::Holds })
}

/// The one web root below `root`; several or none are told, never guessed.
async fn found(session: &Session, root: &Path) -> Result<String, Stop> {
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
                root.display()
            ),
            Lang::En => format!(
                "No …/nginx/build/layout was found below {}; name the web root with --to.",
                root.display()
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
