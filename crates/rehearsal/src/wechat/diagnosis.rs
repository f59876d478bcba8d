//! What an account may ask about itself: quotas, request ids, addresses, the message push.

use serde_json::{Value, json};

use super::complaint::Complaint;
use super::{LARGEST_MEMORY, Outcome, ROUTES, Turn, fine, said, token};

/// How long a request id can be looked up.
const TRACE_LIFETIME: u64 = 7 * 24 * 60 * 60;
const CLEARINGS_A_MONTH: u64 = 50;

/// One refused call, kept under its request id.
pub(super) struct Trace {
    rid: String,
    at: u64,
    url: String,
    request_body: String,
    response_body: String,
}

/// Makes a request id: the time in hex, then two random groups.
pub(super) fn fresh_rid(turn: &Turn<'_>) -> String {
    let chance = turn.scene.chance.hex(16);
    format!("{:08x}-{}-{}", turn.now, &chance[..8], &chance[8..])
}

/// Keeps a refusal so that it can be looked up.
pub(super) fn trace(turn: &mut Turn<'_>, rid: String, answer: &Value) {
    let query = turn.asked.raw_query.as_deref();
    let url = match query {
        Some(query) => format!("{}?{query}", turn.asked.path),
        None => turn.asked.path.clone(),
    };
    let trace = Trace {
        rid,
        at: turn.now,
        url,
        request_body: String::from_utf8_lossy(&turn.asked.body).into_owned(),
        response_body: answer.to_string(),
    };
    if turn.platform.traces.len() == LARGEST_MEMORY {
        turn.platform.traces.pop_front();
    }
    turn.platform.traces.push_back(trace);
}

/// `POST /cgi-bin/openapi/rid/get`, which also tells the caller's address.
pub(super) fn explain(turn: &mut Turn<'_>) -> Outcome {
    turn.own_token()?;
    let body = turn.body()?;
    let rid = body.get("rid").and_then(Value::as_str).unwrap_or_default();
    if !well_formed(rid) {
        return Err(Complaint::new(76002));
    }
    let trace = turn.platform.traces.iter().find(|trace| trace.rid == rid);
    let trace = trace.ok_or(Complaint::new(76001))?;
    if turn.now > trace.at + TRACE_LIFETIME {
        return Err(Complaint::new(76004));
    }
    fine(json!({"request": {
        "invoke_time": trace.at,
        "cost_in_ms": 12,
        "request_url": trace.url,
        "request_body": trace.request_body,
        "response_body": trace.response_body,
        "client_ip": turn.scene.cast.egress.to_string(),
    }}))
}

fn well_formed(rid: &str) -> bool {
    let groups: Vec<&str> = rid.split('-').collect();
    let hex = |group: &&str| {
        group.len() == 8
            && group
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    };
    groups.len() == 3 && groups.iter().all(hex)
}

/// `GET /cgi-bin/get_api_domain_ip`.
pub(super) fn api_addresses(turn: &mut Turn<'_>) -> Outcome {
    turn.own_token()?;
    said(json!({"ip_list": ["101.226.103.0/25", "101.226.233.128/25"]}))
}

/// `GET /cgi-bin/getcallbackip`.
pub(super) fn callback_addresses(turn: &mut Turn<'_>) -> Outcome {
    turn.own_token()?;
    said(json!({"ip_list": ["101.226.62.77", "101.226.62.78"]}))
}

fn daily_limit(path: &str) -> u64 {
    match path {
        "/cgi-bin/token" => 2000,
        "/cgi-bin/stable_token" => 500_000,
        _ => 100_000,
    }
}

/// Reads the path a quota call is about and refuses those without one.
fn quota_path(turn: &Turn<'_>) -> Result<String, Complaint> {
    let body = turn.body()?;
    let path = body.get("cgi_path").and_then(Value::as_str);
    let path = path.unwrap_or_default();
    if path.starts_with("/sns/") {
        return Err(Complaint::new(76022));
    }
    if !ROUTES.iter().any(|(known, ..)| *known == path) {
        return Err(Complaint::new(76021));
    }
    Ok(path.to_owned())
}

/// `POST /cgi-bin/openapi/quota/get`.
pub(super) fn quota(turn: &mut Turn<'_>) -> Outcome {
    turn.own_token()?;
    let path = quota_path(turn)?;
    let limit = daily_limit(&path);
    let used = turn.platform.used(&path, turn.day()).min(limit);
    fine(json!({
        "quota": {"daily_limit": limit, "used": used, "remain": limit - used},
        "rate_limit": {"call_count": 10_000, "refresh_second": 60},
    }))
}

/// `POST /cgi-bin/openapi/quota/clear`.
pub(super) fn clear_one_quota(turn: &mut Turn<'_>) -> Outcome {
    turn.own_token()?;
    let path = quota_path(turn)?;
    let day = turn.day();
    if turn.platform.count("single clearings", day / 30) >= CLEARINGS_A_MONTH {
        return Err(Complaint::new(48006));
    }
    turn.platform.used.remove(&path);
    fine(json!({}))
}

/// `POST /cgi-bin/clear_quota`.
pub(super) fn clear_quota(turn: &mut Turn<'_>) -> Outcome {
    turn.own_token()?;
    let body = turn.body()?;
    let app_id = body.get("appid").and_then(Value::as_str);
    token::known(turn, app_id.unwrap_or_default())?;
    token::clear(turn)
}

/// `POST /cgi-bin/callback/check`: it tests the message push address alone, and none is configured.
pub(super) fn callback(turn: &mut Turn<'_>) -> Outcome {
    turn.own_token()?;
    let body = turn.body()?;
    let text_of = |name| body.get(name).and_then(Value::as_str).unwrap_or_default();
    if !matches!(text_of("action"), "dns" | "ping" | "all") {
        return Err(Complaint::new(40202));
    }
    let operator = text_of("check_operator");
    if !matches!(operator, "CHINANET" | "UNICOM" | "CAP" | "DEFAULT") {
        return Err(Complaint::new(40203));
    }
    Err(Complaint::new(40201))
}
