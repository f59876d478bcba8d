//! Arrows point down. Each rule here is an invariant of docs/ARCHITECTURE.md.

use std::collections::BTreeSet;

use crate::{ends_with, files, name, root, text};

/// Each crate of ours and what it may depend on.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("crates/guide", &[]),
    ("crates/wechat", &["guide"]),
    ("crates/world", &["guide", "wechat"]),
    ("crates/assistant", &["guide", "wechat", "world"]),
    ("crates/login-server", &["guide", "wechat"]),
    ("crates/rehearsal", &[]),
    ("crates/backstage", &["assistant", "rehearsal"]),
    ("crates/terminal", &["assistant", "backstage"]),
    ("crates/xtask", &[]),
    ("src-tauri", &["assistant", "backstage"]),
];

/// What the mind may use: parsers, numbers and texts; nothing that does IO or reads a clock by itself.
const GUIDE_USES: &[&str] = &[
    "jiff",
    "jsonc-parser",
    "oxc_allocator",
    "oxc_ast",
    "oxc_ast_visit",
    "oxc_parser",
    "oxc_span",
    "serde_json",
    "sha2",
    "url",
    "zeroize",
];

/// Who may use a package that belongs in one place.
const LIVES_IN: &[(&str, &[&str])] = &[
    ("rusqlite", &["crates/assistant", "crates/login-server"]),
    ("keyring-core", &["crates/assistant", "crates/login-server"]),
    ("reqwest", &["crates/wechat", "crates/world"]),
    ("walkdir", &["crates/world", "tests"]),
    ("zip", &["crates/world", "crates/rehearsal", "tests"]),
];

fn manifest(folder: &str) -> toml::Table {
    text(&root().join(folder).join("Cargo.toml"))
        .parse()
        .expect("a manifest is TOML")
}

/// The packages a crate is built with; those of its tests and of other systems aside.
fn dependencies(folder: &str) -> BTreeSet<String> {
    let manifest = manifest(folder);
    let table = manifest.get("dependencies").and_then(toml::Value::as_table);
    table
        .into_iter()
        .flat_map(|table| table.keys().cloned())
        .collect()
}

fn members() -> Vec<String> {
    let workspace = manifest(".");
    let members = workspace["workspace"]["members"]
        .as_array()
        .expect("members are a list");
    members
        .iter()
        .map(|member| member.as_str().expect("a member is a path").to_owned())
        .collect()
}

#[test]
fn every_crate_has_its_place() {
    let placed: BTreeSet<&str> = MAY_KNOW
        .iter()
        .map(|(folder, _)| *folder)
        .chain(["tests"])
        .collect();
    let members = members();
    assert_eq!(
        members.iter().map(String::as_str).collect::<BTreeSet<_>>(),
        placed
    );
}

#[test]
fn no_arrow_points_up() {
    let ours: BTreeSet<String> = members()
        .iter()
        .map(|folder| {
            manifest(folder)["package"]["name"]
                .as_str()
                .expect("a crate has a name")
                .to_owned()
        })
        .collect();
    for (folder, may_know) in MAY_KNOW {
        for known in dependencies(folder).intersection(&ours) {
            assert!(
                may_know.contains(&known.as_str()),
                "{folder} must not depend on {known}"
            );
        }
    }
}

#[test]
fn the_mind_does_no_io() {
    for package in dependencies("crates/guide") {
        assert!(
            GUIDE_USES.contains(&package.as_str()),
            "guide must not use {package}"
        );
    }
    for path in files("crates/guide/src") {
        for word in [
            "std::fs",
            "std::net::Tcp",
            "std::process",
            "SystemTime",
            "Instant::now",
            "Timestamp::now",
            "tokio",
        ] {
            assert!(
                !text(&path).contains(word),
                "{} must not mention {word}",
                name(&path)
            );
        }
    }
}

#[test]
fn packages_live_where_they_belong() {
    for folder in members() {
        for package in dependencies(&folder) {
            let homes = LIVES_IN.iter().find(|(lives, _)| *lives == package);
            assert!(
                homes.is_none_or(|(_, homes)| homes.contains(&folder.as_str())),
                "{folder} must not use {package}"
            );
            assert!(
                !package.starts_with("tauri") || folder == "src-tauri",
                "{folder} must not name Tauri"
            );
        }
    }
}

#[test]
fn sql_is_written_in_stores_alone() {
    for path in files("crates")
        .into_iter()
        .filter(|path| ends_with(path, &["rs"]))
    {
        let store = name(&path).contains("/store");
        let statement = ["\"SELECT ", "\"INSERT ", "\"UPDATE ", "\"DELETE "]
            .iter()
            .any(|verb| text(&path).contains(verb));
        assert!(store || !statement, "{} holds SQL", name(&path));
    }
}

#[test]
fn one_file_of_the_page_knows_tauri() {
    let knowing: Vec<String> = files("ui/src")
        .iter()
        .filter(|path| ends_with(path, &["ts", "vue"]) && text(path).contains("@tauri-apps"))
        .map(|path| name(path))
        .collect();
    assert!(
        knowing.iter().all(|file| file == "ui/src/host/desktop.ts"),
        "{knowing:?}"
    );
}

#[test]
fn the_page_has_no_permissions() {
    for path in files("src-tauri/capabilities") {
        let capability: serde_json::Value =
            serde_json::from_str(&text(&path)).expect("a capability is JSON");
        assert_eq!(
            capability["permissions"],
            serde_json::json!([]),
            "{}",
            name(&path)
        );
    }
}

#[test]
fn every_guard_that_the_architecture_names_exists() {
    let document = text(&root().join("docs/ARCHITECTURE.md"));
    let table = document.lines().filter(|line| line.starts_with('|'));
    let named: BTreeSet<&str> = table
        .flat_map(|line| line.split('`').skip(1).step_by(2))
        .filter(|name| {
            name.matches('_').count() >= 3
                && name.chars().all(|c| c.is_ascii_lowercase() || c == '_')
        })
        .collect();
    assert!(named.len() > 10, "the table of invariants was not found");
    let sources: Vec<String> = ["crates", "tests"]
        .iter()
        .flat_map(|folder| files(folder))
        .filter(|path| ends_with(path, &["rs"]))
        .map(|path| text(&path))
        .collect();
    for name in named {
        let test = format!("fn {name}(");
        assert!(
            sources.iter().any(|source| source.contains(&test)),
            "no test is called {name}"
        );
    }
}
