//! Mini-program codes (小程序码): a picture on success, JSON on refusal, HTTP 200 either way.

use serde_json::Value;

use super::complaint::Complaint;
use super::{Outcome, Said, Turn};
use crate::package::PAGES;

/// The picture of a successful call. What it shows cannot be scanned; its format is real.
pub(super) const JPEG: &[u8] = include_bytes!("code.jpg");
/// The same with a transparent ground.
pub(super) const PNG: &[u8] = include_bytes!("code.png");

const LONGEST_PATH: usize = 1024;
const LONGEST_SCENE: usize = 32;
const SCENE_MARKS: &str = "!#$&'()*+,/:;=?@-._~";
const CALLS_A_MINUTE: u64 = 5000;

/// `POST /wxa/getwxacode`.
pub(super) fn limited(turn: &mut Turn<'_>) -> Outcome {
    turn.own_token()?;
    let body = turn.body()?;
    let path = body.get("path").and_then(Value::as_str).unwrap_or_default();
    if path.is_empty() || path.len() > LONGEST_PATH {
        return Err(Complaint::new(40159));
    }
    painted(&body)
}

/// `POST /wxa/getwxacodeunlimit`.
pub(super) fn unlimited(turn: &mut Turn<'_>) -> Outcome {
    turn.own_token()?;
    let body = turn.body()?;
    let minute = turn.now / 60;
    if turn.platform.count("codes a minute", minute) >= CALLS_A_MINUTE {
        return Err(Complaint::new(45009));
    }
    scene_fits(body.get("scene"))?;
    let page = body.get("page").and_then(Value::as_str).unwrap_or_default();
    if page.starts_with('/') || page.contains('?') {
        return Err(Complaint::new(41030));
    }
    let checked = body.get("check_path").and_then(Value::as_bool) != Some(false);
    let exists = turn.platform.released && (page.is_empty() || PAGES.contains(&page));
    if checked && !exists {
        return Err(Complaint::new(41030));
    }
    painted(&body)
}

fn scene_fits(scene: Option<&Value>) -> Result<(), Complaint> {
    let scene = match scene {
        None => return Err(Complaint::new(40129)),
        Some(Value::String(scene)) => scene,
        Some(_) => return Err(Complaint::new(40169)),
    };
    if scene.contains("scancode_time") {
        return Err(Complaint::new(85096));
    }
    if scene.len() > LONGEST_SCENE {
        return Err(Complaint::new(40169));
    }
    let allowed = |mark: char| mark.is_ascii_alphanumeric() || SCENE_MARKS.contains(mark);
    if scene.is_empty() || !scene.chars().all(allowed) {
        return Err(Complaint::new(40129));
    }
    Ok(())
}

fn painted(body: &Value) -> Outcome {
    let version = body
        .get("env_version")
        .map_or(Some("release"), Value::as_str);
    let width = body.get("width").map_or(Some(430), Value::as_u64);
    let known = matches!(version, Some("release" | "trial" | "develop"));
    if !known || !width.is_some_and(|width| (280..=1280).contains(&width)) {
        return Err(Complaint::new(40097));
    }
    let png = body.get("is_hyaline").and_then(Value::as_bool) == Some(true);
    Ok(Said::Picture { png })
}
