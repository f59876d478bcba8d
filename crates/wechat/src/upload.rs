//! The upload host.

use guide::value::AppId;
use serde_json::json;

use crate::line::Line;
use crate::question::{Question, Sent};
use crate::{Answer, Reach};

/// Asks the upload host for a random string, the first thing every upload does; it changes nothing. The protocol is not
/// documented, so a refusal or a page says no less than success that the host is reached.
pub async fn upload_host(reach: &Reach, app_id: Option<&AppId>) -> Answer<()> {
    let mut line = Line::new(reach.into(), reach.upload.clone());
    // Here -1 is any refusal, not "busy".
    line.patience.tries = 1;
    let app_id = app_id.map(AppId::as_str).unwrap_or_default();
    let question = Question::post(
        "/wxa/ci/getrandstr",
        json!({ "appid": app_id, "clientRand": 1 }),
    );
    line.ask(&question, |sent: Sent| sent.accepted("errCode"))
        .await
}
