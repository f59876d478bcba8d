//! What differs from run to run, replaced by what never does: times, ports, temporary paths, ids.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;

/// Patterns in the order they are replaced, each with what stands in for it.
static PATTERNS: LazyLock<Vec<(Regex, &'static str)>> = LazyLock::new(|| {
    let temporary = regex::escape(&std::env::temp_dir().to_string_lossy());
    let temporary = temporary.trim_end_matches(['/', '\\']);
    [
        (format!(r"{temporary}[/\\]+[A-Za-z0-9._-]+"), "/temporary"),
        (
            r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|[+-][0-9:]+)".to_owned(),
            "2026-01-02T03:04:05Z",
        ),
        (
            r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}(:[0-9]{2})?".to_owned(),
            "2026-01-02 03:04",
        ),
        (r"20[0-9]{2}-[0-9]{2}-[0-9]{2}".to_owned(), "2026-01-02"),
        // Ids of applied plans and of the platform's answers.
        (
            r"^[0-9]{8}T[0-9]{6}-[0-9]{4}$".to_owned(),
            "20260102T030405-0001",
        ),
        (
            r"^[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$".to_owned(),
            "00000000-00000000-00000000",
        ),
        (r"^[0-9]+ ms$".to_owned(), "1 ms"),
        (r"^-?[0-9]+ s$".to_owned(), "0 s"),
        (r"127\.0\.0\.1:[0-9]+".to_owned(), "127.0.0.1:1"),
    ]
    .into_iter()
    .map(|(pattern, instead)| (Regex::new(&pattern).expect("a sound pattern"), instead))
    .collect()
});

/// Puts the placeholders into every text of a view.
pub(crate) fn put(value: &mut Value) {
    match value {
        Value::String(text) => {
            for (pattern, instead) in PATTERNS.iter() {
                *text = pattern.replace_all(text, *instead).into_owned();
            }
        }
        Value::Array(values) => values.iter_mut().for_each(put),
        Value::Object(fields) => fields.values_mut().for_each(put),
        _ => {}
    }
}
