//! `project.config.json` and `project.private.config.json`: reading single values, and replacing them in the bytes.

use jsonc_parser::ast::{Object, Value};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast, parse_to_serde_value};

use super::splice::{Replacement, splice};
use super::{Unreadable, guard};

/// Comments and trailing commas occur in project files and do no harm; everything else that is no JSON is refused.
fn options() -> ParseOptions {
    ParseOptions {
        allow_comments: true,
        allow_trailing_commas: true,
        allow_loose_object_property_names: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    }
}

fn text(bytes: &[u8]) -> Result<&str, Unreadable> {
    let text = guard::text(bytes)?;
    if text.starts_with('\u{FEFF}') {
        return Err(Unreadable::Bom);
    }
    Ok(text)
}

fn syntax(error: &jsonc_parser::errors::ParseError) -> Unreadable {
    Unreadable::Syntax {
        line: error.line_display(),
        column: error.column_display(),
        said: error.kind().to_string(),
    }
}

/// The file as a value.
///
/// # Errors
/// What keeps it from being read.
pub(crate) fn value(bytes: &[u8]) -> Result<serde_json::Value, Unreadable> {
    let value: serde_json::Value =
        parse_to_serde_value(text(bytes)?, &options()).map_err(|error| syntax(&error))?;
    if value.is_object() {
        Ok(value)
    } else {
        Err(Unreadable::NotAnObject)
    }
}

/// The text under a top-level key; `None` when it is missing or no text.
///
/// # Errors
/// As [`value`].
pub(crate) fn string(bytes: &[u8], key: &str) -> Result<Option<String>, Unreadable> {
    Ok(value(bytes)?
        .get(key)
        .and_then(serde_json::Value::as_str)
        .map(str::to_owned))
}

/// What is to stand under a top-level key.
#[derive(Clone, Debug)]
pub(super) struct Wanted<'a> {
    pub(super) key: &'static str,
    pub(super) value: &'a str,
    /// Whether the key is put in where it is missing.
    pub(super) add: bool,
}

/// `bytes` with the wanted texts in place, every other byte as it was.
///
/// # Errors
/// As [`value`]; [`Unreadable::Crashed`] when the result, parsed again, does not hold exactly what was wanted.
pub(super) fn edited(bytes: &[u8], wanted: &[Wanted]) -> Result<Vec<u8>, Unreadable> {
    let before = value(bytes)?;
    let source = text(bytes)?;
    let parsed = parse_to_ast(source, &CollectOptions::default(), &options())
        .map_err(|error| syntax(&error))?;
    let Some(Value::Object(root)) = parsed.value else {
        return Err(Unreadable::NotAnObject);
    };
    let mut replacements = Vec::new();
    let mut expected = before;
    let mut added = String::new();
    for Wanted { key, value, add } in wanted {
        let encoded = serde_json::Value::from(*value).to_string();
        // The last of two equal keys wins when JSON is read; all are made equal.
        let mut present = false;
        for property in root
            .properties
            .iter()
            .filter(|property| property.name.as_str() == *key)
        {
            present = true;
            if property.value.as_string_lit().map(|text| &*text.value) != Some(*value) {
                let span = value_range(&property.value);
                replacements.push(Replacement {
                    span,
                    text: encoded.clone(),
                });
            }
        }
        if present || *add {
            expected[*key] = (*value).into();
        }
        if !present && *add {
            added.push_str(&member(source, &root, key, &encoded));
        }
    }
    if !added.is_empty() {
        let at = root
            .properties
            .first()
            .map_or(root.range.start + 1, |first| first.range.start);
        if root.properties.is_empty() {
            added = added.trim_end().trim_end_matches(',').to_owned();
        }
        replacements.push(Replacement {
            span: at..at,
            text: added,
        });
    }
    let after = splice(bytes, replacements);
    if value(&after)? == expected {
        Ok(after)
    } else {
        Err(Unreadable::Crashed)
    }
}

fn value_range(value: &Value) -> std::ops::Range<usize> {
    use jsonc_parser::common::Ranged;
    let range = value.range();
    range.start..range.end
}

/// A member to stand before the first one, followed by the blanks that stand before that.
fn member(source: &str, root: &Object, key: &str, encoded: &str) -> String {
    let gap = root.properties.first().map_or("", |first| {
        let before = &source[root.range.start + 1..first.range.start];
        &before[before.trim_end_matches(char::is_whitespace).len()..]
    });
    let blank = if gap.is_empty() && source[root.range.start..root.range.end].contains(": ") {
        " "
    } else {
        ""
    };
    let colon = if gap.is_empty() && blank.is_empty() && !root.properties.is_empty() {
        ":"
    } else {
        ": "
    };
    format!("\"{key}\"{colon}{encoded},{gap}{blank}")
}

/// A project file where there is none.
pub(super) fn fresh(app_id: &str, name: Option<&str>) -> Vec<u8> {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let mut text = format!("{{\n  \"appid\": {},\n", quoted(app_id));
    if let Some(name) = name {
        text.push_str(&format!("  \"projectname\": {},\n", quoted(name)));
    }
    text.push_str("  \"compileType\": \"miniprogram\"\n}\n");
    text.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(before: &str, app_id: &str, name: Option<&str>) -> Result<String, Unreadable> {
        let mut wanted = vec![Wanted {
            key: "appid",
            value: app_id,
            add: true,
        }];
        wanted.extend(name.map(|value| Wanted {
            key: "projectname",
            value,
            add: true,
        }));
        edited(before.as_bytes(), &wanted)
            .map(|after| String::from_utf8(after).expect("still UTF-8"))
    }

    #[test]
    fn only_the_value_changes() {
        for (before, after) in [
            ("{\"appid\":\"old\"}", "{\"appid\":\"wx1\"}"),
            (
                "{\r\n\t\"a\" : 1,\r\n\t\"appid\" :  \"\" ,\r\n}",
                "{\r\n\t\"a\" : 1,\r\n\t\"appid\" :  \"wx1\" ,\r\n}",
            ),
            (
                "{\n  // 说明\n  \"appid\": null\n}",
                "{\n  // 说明\n  \"appid\": \"wx1\"\n}",
            ),
            (
                "{\"appid\":\"a\",\"appid\":\"b\"}",
                "{\"appid\":\"wx1\",\"appid\":\"wx1\"}",
            ),
            (
                "{\"x\":{\"appid\":\"inner\"},\"appid\":\"b\"}",
                "{\"x\":{\"appid\":\"inner\"},\"appid\":\"wx1\"}",
            ),
            ("{\"app\\u0069d\":\"b\"}", "{\"app\\u0069d\":\"wx1\"}"),
        ] {
            assert_eq!(given(before, "wx1", None).as_deref(), Ok(after));
        }
    }

    #[test]
    fn a_missing_key_is_put_in_front() {
        for (before, after) in [
            ("{}", "{\"appid\": \"wx1\"}"),
            ("{\n}", "{\"appid\": \"wx1\"\n}"),
            ("{\"a\":1}", "{\"appid\":\"wx1\",\"a\":1}"),
            (
                "{\n  // 说明\n  \"a\": 1\n}\n",
                "{\n  // 说明\n  \"appid\": \"wx1\",\n  \"a\": 1\n}\n",
            ),
        ] {
            assert_eq!(given(before, "wx1", None).as_deref(), Ok(after));
        }
        assert_eq!(
            given("{\r\n\t\"a\": 1\r\n}", "wx1", Some("移动\"办公\"")).as_deref(),
            Ok(
                "{\r\n\t\"appid\": \"wx1\",\r\n\t\"projectname\": \"移动\\\"办公\\\"\",\r\n\t\"a\": 1\r\n}"
            )
        );
    }

    #[test]
    fn what_is_no_plain_json_object_is_refused() {
        assert_eq!(given("\u{FEFF}{}", "wx1", None), Err(Unreadable::Bom));
        assert_eq!(given("[1]", "wx1", None), Err(Unreadable::NotAnObject));
        assert_eq!(given("", "wx1", None), Err(Unreadable::NotAnObject));
        assert!(matches!(
            given("{'appid': 1}", "wx1", None),
            Err(Unreadable::Syntax { line: 1, .. })
        ));
        assert!(given(&"[".repeat(20_000), "wx1", None).is_err());
        assert!(given(&"{\"a\":".repeat(20_000), "wx1", None).is_err());
    }
}
