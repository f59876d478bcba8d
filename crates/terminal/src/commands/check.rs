//! `weapp-bridge check`

use std::path::Path;

use assistant::guide::Field;
use assistant::wire::Request;

use crate::arguments::{Everywhere, What};
use crate::exit::Exit;
use crate::session::{Keep, Session, Stop};

pub(crate) async fn run(
    everywhere: &Everywhere,
    what: Option<What>,
    file: Option<&Path>,
) -> Result<Exit, Stop> {
    let Some(what) = what else {
        let session = super::stored::open(everywhere, file).await?;
        return look(&session, everywhere, &[]).await;
    };
    let session = Session::start(everywhere, Keep::Nothing)?;
    session
        .send(Request::Create {
            name: "check".to_owned(),
        })
        .await?;
    super::take_proxy(&session, everywhere).await?;
    match what {
        What::Network => look(&session, everywhere, &["network"]).await,
        What::Credentials { appid } => {
            session.answer(Field::AppId, &appid).await?;
            session.hand_in_secrets(&[Field::AppSecret]).await?;
            look(&session, everywhere, &["credentials"]).await
        }
        What::Domain { name, file } => {
            session.answer(Field::BusinessDomain, &name).await?;
            session.answer(Field::RequestDomain, &name).await?;
            match file {
                None => look(&session, everywhere, &["domains"]).await,
                Some(file) => {
                    // Somebody else has placed it, or will; whether it lies in a folder of this machine is not asked.
                    session.answer(Field::Placement, "others").await?;
                    session
                        .answer(Field::VerificationFile, &file.to_string_lossy())
                        .await?;
                    look(&session, everywhere, &["domains", "verification"]).await
                }
            }
        }
    }
}

/// Looks at the steps named (all when none is), prints one report of them.
async fn look(session: &Session, everywhere: &Everywhere, steps: &[&str]) -> Result<Exit, Stop> {
    if steps.is_empty() {
        session.carry_out(Request::Look { step: None }).await?;
    }
    for step in steps {
        session
            .carry_out(Request::Look {
                step: Some((*step).to_owned()),
            })
            .await?;
    }
    let report = session.report(steps).await?;
    super::print(&report, everywhere.format, session.lang);
    Ok(super::ending(&report))
}
