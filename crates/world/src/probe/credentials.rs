//! AppID and AppSecret: the quiet way first, then through `stable_token` in normal mode.

use guide::seen::{CredentialsSeen, Reply};
use guide::{Answers, Field, Obstacle};
use wechat::WeChat;

use crate::eyes::{Eyes, Secrets};

/// The mini-program's line to WeChat.
pub(super) fn line<'a>(
    answers: &Answers,
    secrets: &Secrets,
    eyes: &'a Eyes,
) -> Result<WeChat<'a>, Obstacle> {
    // Nobody looks before the AppID is answered.
    let app_id = answers.app_id().map_err(|_| Obstacle::Crashed)?;
    let secret = secrets
        .app
        .clone()
        .ok_or(Obstacle::NoSecret(Field::AppSecret))?;
    Ok(WeChat::new(&eyes.reach, app_id, secret))
}

pub(crate) async fn look(
    answers: &Answers,
    secrets: &Secrets,
    eyes: &Eyes,
) -> Result<CredentialsSeen, Obstacle> {
    let line = line(answers, secrets, eyes)?;
    let quiet = line.check_credentials().await.seen();
    // A wrong AppID or AppSecret stays wrong, and what does not answer need not be asked again. Anything else leaves open
    // whether a token can be had: only the token call knows the list of addresses, a frozen AppSecret and the account's state.
    let settled = match &quiet {
        Err(_) | Ok(Reply::NotJson { .. }) => true,
        Ok(Reply::Refused { code, .. }) => matches!(code, 40013 | 40125),
        Ok(Reply::Success) => false,
    };
    let token = match settled {
        true => None,
        false => Some(line.token().await.seen()),
    };
    Ok(CredentialsSeen { quiet, token })
}
