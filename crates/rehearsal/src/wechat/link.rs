//! URL schemes and URL links, which exist for released mini-programs alone.

use serde_json::{Value, json};

use super::complaint::Complaint;
use super::{Outcome, Turn, fine};
use crate::package::PAGES;

const LONGEST_QUERY: usize = 1024;

/// `POST /wxa/generatescheme`.
pub(super) fn scheme(turn: &mut Turn<'_>) -> Outcome {
    turn.own_token()?;
    let body = turn.body()?;
    allowed(turn, body.get("jump_wxa").unwrap_or(&Value::Null))?;
    let ticket = turn.scene.chance.letters(11);
    fine(json!({"openlink": format!("weixin://dl/business/?t={ticket}")}))
}

/// `POST /wxa/generate_urllink`.
pub(super) fn url(turn: &mut Turn<'_>) -> Outcome {
    turn.own_token()?;
    let body = turn.body()?;
    allowed(turn, &body)?;
    let ticket = turn.scene.chance.letters(11);
    fine(json!({"url_link": format!("https://wxaurl.cn/{ticket}")}))
}

fn allowed(turn: &Turn<'_>, target: &Value) -> Result<(), Complaint> {
    if !turn.platform.released {
        return Err(Complaint::new(85079));
    }
    let text_of = |name| target.get(name).and_then(Value::as_str).unwrap_or_default();
    let path = text_of("path");
    if !path.is_empty() && !PAGES.contains(&path) {
        return Err(Complaint::new(40165));
    }
    if text_of("query").len() > LONGEST_QUERY {
        return Err(Complaint::new(40212));
    }
    if !matches!(text_of("env_version"), "" | "release" | "trial" | "develop") {
        return Err(Complaint::new(85402));
    }
    Ok(())
}
