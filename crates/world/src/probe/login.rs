//! The login backend behind the service address.

use guide::seen::{LoginSeen, Trouble};
use guide::{Answers, Field, Obstacle};

use super::http;
use crate::eyes::{Eyes, Secrets};

pub(crate) async fn look(
    answers: &Answers,
    _: &Secrets,
    eyes: &Eyes,
) -> Result<LoginSeen, Obstacle> {
    // Nobody looks before the service address is answered.
    let address = answers.service_address().map_err(|_| Obstacle::Crashed)?;
    let mut url = address.url().clone();
    if answers.effective(Field::LoginBackend).as_deref() == Some("bundled")
        && let Ok(mut path) = url.path_segments_mut()
    {
        path.pop_if_empty().push("healthz");
    }
    let health = http::fetch(eyes, &url, None).await;
    if health.outcome == Err(Trouble::Offline) {
        return Err(Obstacle::Offline);
    }
    Ok(LoginSeen {
        health,
        ours: eyes.login_instance.clone(),
    })
}
