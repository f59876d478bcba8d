//! What must not be left lying about.

use std::fs;

use crate::{ends_with, files, name, root, text};

const SOURCES: &[&str] = &["rs", "ts", "vue", "css", "js", "sh"];

/// Everything in the root has its reason; a quiet root is the first page of the book.
const ROOT: &[&str] = &[
    ".cargo",
    ".clippy.toml",
    ".ci",
    ".gitignore",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "README.zh-CN.md",
    "crates",
    "docs",
    "icons",
    "miniprogram",
    "package-lock.json",
    "package.json",
    "rust-toolchain.toml",
    "src-tauri",
    "tests",
    "ui",
];

fn sources() -> impl Iterator<Item = std::path::PathBuf> {
    files(".")
        .into_iter()
        .filter(|path| ends_with(path, SOURCES) && !name(path).starts_with("ui/src/wire/"))
}

#[test]
fn the_root_is_quiet() {
    let passing = [".git", "target", "node_modules"];
    for entry in fs::read_dir(root()).expect("the root can be read") {
        let entry = entry
            .expect("the root can be read")
            .file_name()
            .to_string_lossy()
            .into_owned();
        assert!(
            ROOT.contains(&entry.as_str()) || passing.contains(&entry.as_str()),
            "{entry} has no place in the root"
        );
    }
}

#[test]
fn no_file_is_longer_than_one_concept() {
    for path in sources() {
        let lines = text(&path).lines().count();
        assert!(
            lines <= 400,
            "{} has {lines} lines: is it really one concept?",
            name(&path)
        );
    }
}

#[test]
fn nothing_is_left_to_do() {
    // Written in two halves, so that this file does not find itself.
    let words = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("todo", "!("),
        concat!("unimplemented", "!("),
        concat!("#[ig", "nore"),
    ];
    for path in sources() {
        for word in words {
            assert!(!text(&path).contains(word), "{} holds {word}", name(&path));
        }
    }
}

#[test]
fn names_say_what_things_are() {
    let vague = [
        "Manager",
        "Service",
        "Helper",
        "Util",
        "Handler",
        "Processor",
        "Info",
        "Data",
        "Item",
        "Common",
        "Core",
        "Misc",
    ];
    // A name of the field: the service address (服务地址).
    let terms = ["ServiceAddress", "ServiceSetting"];
    for path in files("crates")
        .into_iter()
        .chain(files("src-tauri/src"))
        .filter(|path| ends_with(path, &["rs"]))
    {
        let stem = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .unwrap_or_default()
            .to_owned();
        assert!(
            !vague
                .iter()
                .any(|word| stem.split('_').any(|part| part == word.to_lowercase()))
                || stem == "service_address",
            "{} has a vague name",
            name(&path)
        );
        for line in text(&path).lines() {
            let mut words = line
                .split_whitespace()
                .skip_while(|word| !matches!(*word, "struct" | "enum" | "trait" | "type"));
            let (Some(_), Some(named)) = (words.next(), words.next()) else {
                continue;
            };
            if !line.trim_start().starts_with(['p', 's', 'e', 't'])
                || line.trim_start().starts_with("//")
            {
                continue;
            }
            let named: String = named.chars().take_while(|c| c.is_alphanumeric()).collect();
            let bad = vague
                .iter()
                .find(|word| named.ends_with(**word) || named == **word);
            assert!(
                bad.is_none() || terms.contains(&named.as_str()),
                "{}: {named} is a vague name",
                name(&path)
            );
        }
    }
}
