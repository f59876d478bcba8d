//! The domains configured in the console, as the account itself may query them.

use serde_json::{Map, Value, json};

use super::complaint::Complaint;
use super::{Outcome, Turn, fine};
use crate::Fault;

/// `POST /wxa/getwxadevinfo`.
pub(super) fn list(turn: &mut Turn<'_>) -> Outcome {
    turn.own_token()?;
    if turn.is(Fault::DomainQueryDenied) {
        return Err(Complaint::new(48001));
    }
    let body = turn.body()?;
    let (server, business) = match body.get("action").and_then(Value::as_str) {
        None => (true, true),
        Some("getserverdomain") => (true, false),
        Some("getbizdomain") => (false, true),
        Some(_) => return Err(Complaint::new(40097)),
    };
    let cast = &turn.scene.cast;
    let (request, biz) = if turn.is(Fault::DomainNotListed) {
        ("www.other-company.cn", "m.other-company.cn")
    } else {
        (cast.request_domain.as_str(), cast.business_domain.as_str())
    };
    let mut answer = Map::new();
    if server {
        answer.insert(
            "requestdomain".into(),
            json!([format!("https://{request}")]),
        );
        answer.insert(
            "wsrequestdomain".into(),
            json!([format!("wss://{request}")]),
        );
        answer.insert("uploaddomain".into(), json!([format!("https://{request}")]));
        answer.insert(
            "downloaddomain".into(),
            json!([format!("https://{request}")]),
        );
        answer.insert("udpdomain".into(), json!([]));
    }
    if business {
        answer.insert("bizdomain".into(), json!([biz]));
    }
    fine(Value::Object(answer))
}
