//! Comparing a view with the one that was recorded.

use std::fs;
use std::path::{Path, PathBuf};

use assistant::wire::{LanguageTag, View};

use crate::placeholders;

/// Set to anything, recorded views are written and not compared.
const RECORD: &str = "WEAPP_BRIDGE_RECORD";

/// Compares a view with the one that was recorded in its language under this name, or records it.
///
/// # Panics
/// When they differ, with the first line that does.
pub(crate) fn record(name: &str, view: &View) {
    let ending = match view.language {
        LanguageTag::Zh => "zh",
        LanguageTag::En => "en",
    };
    let name = format!("{name}.{ending}");
    let mut value = serde_json::to_value(view).expect("a view is JSON");
    placeholders::put(&mut value);
    let text = serde_json::to_string_pretty(&value).expect("JSON can be written") + "\n";
    let path = folder().join(format!("{name}.json"));
    if std::env::var_os(RECORD).is_some() {
        fs::create_dir_all(folder()).expect("the folder can be made");
        fs::write(&path, text).expect("the view can be recorded");
        return;
    }
    let recorded = fs::read_to_string(&path).unwrap_or_default();
    let recorded = recorded.replace("\r\n", "\n");
    if text == recorded {
        return;
    }
    let differing = |(a, b): &(&str, &str)| a != b;
    let at = text
        .lines()
        .zip(recorded.lines())
        .position(|pair| differing(&pair));
    let at = at.unwrap_or_else(|| text.lines().count().min(recorded.lines().count()));
    panic!(
        "{name}, line {}: recorded {:?}, now {:?}; when it is meant to be so, run with {RECORD}=1 and look at the difference",
        at + 1,
        recorded.lines().nth(at).unwrap_or_default().trim(),
        text.lines().nth(at).unwrap_or_default().trim(),
    );
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("views/recorded")
}
