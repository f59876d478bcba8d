//! The upload host, as far as it is played: its TLS answer and the first call of an upload.

use hyper::{Method, StatusCode};
use serde_json::{Value, json};

use crate::http::{Asked, Reply, empty, json as json_reply};
use crate::scene::Scene;

/// Answers one call to `servicewechat.com`.
pub(crate) fn answer(scene: &Scene, asked: &Asked) -> Reply {
    if asked.path != "/wxa/ci/getrandstr" || asked.method != Method::POST {
        return empty(StatusCode::NOT_FOUND);
    }
    let body: Value = serde_json::from_slice(&asked.body).unwrap_or_default();
    let known = body.get("appid").and_then(Value::as_str) == Some(&scene.cast.app_id);
    let value = if known {
        let chance = scene.chance.letters(32);
        json!({"errCode": 0, "errMsg": "ok", "data": {"randomString": chance}})
    } else {
        json!({"errCode": -1, "errMsg": "invalid appid"})
    };
    json_reply("application/json; charset=utf-8", &value)
}
