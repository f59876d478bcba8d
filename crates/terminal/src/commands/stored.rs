//! Opening a deployment only to look at it.

use std::path::Path;

use assistant::guide::{Field, Lang};
use assistant::wire::Request;

use crate::arguments::Everywhere;
use crate::session::{Keep, Session, Stop};

/// Opens the deployment of a file, or the one changed last, and leaves what is stored as it is.
///
/// Secrets that are handed in belong to a passing copy of the answers; without them the stored deployment is opened,
/// with its stored secrets, and nothing about it is answered.
pub(super) async fn open(everywhere: &Everywhere, file: Option<&Path>) -> Result<Session, Stop> {
    let session = match (file, &everywhere.secret_file) {
        (Some(file), _) => {
            let session = Session::start(everywhere, Keep::Nothing)?;
            import(&session, file).await?;
            session
        }
        (None, Some(_)) => copy(everywhere).await?,
        (None, None) => {
            let session = Session::start(everywhere, Keep::Answers)?;
            open_newest(&session).await?;
            refuse_another_proxy(&session, everywhere).await?;
            return Ok(session);
        }
    };
    super::take_proxy(&session, everywhere).await?;
    session
        .hand_in_secrets(&[Field::AppSecret, Field::CorpSecret])
        .await?;
    Ok(session)
}

async fn import(session: &Session, file: &Path) -> Result<(), Stop> {
    session
        .send(Request::Import {
            path: Some(file.to_string_lossy().into_owned()),
        })
        .await
        .map(drop)
}

/// The answers of the deployment changed last, in a conversation that keeps nothing.
async fn copy(everywhere: &Everywhere) -> Result<Session, Stop> {
    // First of all: the secrets may come from standard input, which can be read only once.
    let passing = Session::start(everywhere, Keep::Nothing)?;
    let bare = Everywhere {
        secret_file: None,
        ..everywhere.clone()
    };
    let aside = tempfile::tempdir().map_err(|error| Stop::Fault(error.to_string()))?;
    let file = aside.path().join("deployment.toml");
    let stored = Session::start(&bare, Keep::Answers)?;
    open_newest(&stored).await?;
    stored
        .send(Request::Export {
            path: Some(file.to_string_lossy().into_owned()),
        })
        .await?;
    import(&passing, &file).await?;
    Ok(passing)
}

async fn open_newest(session: &Session) -> Result<(), Stop> {
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

/// A stored answer comes before `--proxy`; rather than going out another way than asked, say so.
async fn refuse_another_proxy(session: &Session, everywhere: &Everywhere) -> Result<(), Stop> {
    let Some(asked) = &everywhere.proxy else {
        return Ok(());
    };
    let stored = session.stored(Field::Proxy).await?;
    if stored.is_empty() || stored == *asked {
        return Ok(());
    }
    Err(Stop::Usage(match session.lang {
        Lang::Zh => format!(
            "--proxy {asked}：这个部署自己的代理是 {stored}。请去掉 --proxy，或用 --secret-file 检查它的副本。"
        ),
        Lang::En => format!(
            "--proxy {asked}: the deployment has its own proxy, {stored}. Leave --proxy out, or check a copy of the deployment with --secret-file."
        ),
    }))
}
