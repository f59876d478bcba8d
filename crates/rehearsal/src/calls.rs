//! What was asked on the stage, with every secret value masked.

use serde_json::Value;

/// One request that reached the stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The host that was played.
    pub host: &'static str,
    /// The method, in capitals.
    pub method: String,
    /// The path with its query; secret values read `***`.
    pub path: String,
    /// The body, if it was JSON; secret values read `***`. Empty otherwise.
    pub body: String,
}

/// How many calls are remembered; older ones are forgotten first.
pub(crate) const REMEMBERED: usize = 10_000;

/// Parameters whose values must not be kept, in queries and in bodies.
const SECRET: [&str; 11] = [
    "secret",
    "appsecret",
    "corpsecret",
    "access_token",
    "js_code",
    "code",
    "signature",
    "session_key",
    "ticket",
    "ssoToken",
    "singleToken",
];

pub(crate) const MASK: &str = "***";

/// Writes a path and query with the values of secret parameters masked.
pub(crate) fn masked_path(path: &str, query: Option<&str>) -> String {
    let Some(query) = query else {
        return path.to_owned();
    };
    let pairs: Vec<String> = query
        .split('&')
        .map(|pair| match pair.split_once('=') {
            Some((name, value)) if SECRET.contains(&name) && !value.is_empty() => {
                format!("{name}={MASK}")
            }
            _ => pair.to_owned(),
        })
        .collect();
    format!("{path}?{}", pairs.join("&"))
}

/// Writes a JSON body with the values of secret members masked; anything else becomes empty.
pub(crate) fn masked_body(body: &[u8]) -> String {
    let Ok(mut value) = serde_json::from_slice::<Value>(body) else {
        return String::new();
    };
    mask(&mut value);
    value.to_string()
}

fn mask(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                if SECRET.contains(&name.as_str()) {
                    *member = Value::from(MASK);
                } else {
                    mask(member);
                }
            }
        }
        Value::Array(elements) => elements.iter_mut().for_each(mask),
        _ => {}
    }
}
