#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use guide::{Action, Edit, Plan};
use tokio_util::sync::CancellationToken;

use super::*;
use crate::hand::{self, Hands};

fn folder_of(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn seen(folder: &Path) -> PackageSeen {
    see(folder.to_owned(), &folder.join("no journal")).unwrap()
}

#[test]
fn a_folder_that_is_not_there_has_no_root() {
    let seen = seen(Path::new("/no/such/folder"));
    assert_eq!(seen.root, None);
    assert_eq!(seen.changed, None);
}

#[test]
fn the_root_may_lie_one_level_down_and_no_deeper() {
    let folder = folder_of(&[("weapp/app.json", "{}"), ("weapp/app.js", "App({})")]);
    let seen_there = seen(folder.path());
    assert_eq!(seen_there.root, Some(folder.path().join("weapp")));
    assert_eq!(seen_there.app_js.unwrap().path, "app.js");

    let deeper = folder_of(&[("a/b/app.json", "{}")]);
    assert_eq!(seen(deeper.path()).root, None);
}

#[test]
fn a_project_file_wins_over_an_app_file_below() {
    let folder = folder_of(&[
        (
            "project.config.json",
            "\u{feff}{\"miniprogramRoot\":\"./mini/\"}",
        ),
        ("mini/app.json", "{}"),
        (
            "mini/app.js",
            "const s = require( './setting' ); import x from \"../shared/y.js\"",
        ),
        ("mini/setting.js", "module.exports = 1"),
        ("shared/y.js", "export default 2"),
    ]);
    let seen = seen(folder.path());
    assert_eq!(seen.root.as_deref(), Some(folder.path()));
    assert_eq!(seen.miniprogram_root, "mini");
    assert_eq!(seen.app_json.unwrap().path, "mini/app.json");
    let required: Vec<_> = seen
        .required
        .iter()
        .map(|text| text.path.as_str())
        .collect();
    assert_eq!(required, ["mini/setting.js", "shared/y.js"]);
    let sizes: BTreeMap<_, _> = seen.files.into_iter().collect();
    assert_eq!(sizes["mini/app.json"], 2);
    assert_eq!(sizes.len(), 5);
}

#[test]
fn a_mini_program_root_outside_is_not_followed() {
    let folder = folder_of(&[("project.config.json", r#"{"miniprogramRoot":"../../etc"}"#)]);
    let seen = seen(folder.path());
    assert_eq!(seen.miniprogram_root, "");
    assert_eq!(seen.app_json, None);
}

#[test]
fn scripts_outside_are_not_read() {
    assert_eq!(requires::resolved("", "../secret.js"), None);
    assert_eq!(
        requires::resolved("a/b", "../c.js").as_deref(),
        Some("a/c.js")
    );
    assert_eq!(
        requires::named("require(name); require('wx-package')"),
        [""; 0]
    );
}

#[tokio::test]
async fn what_changed_since_it_was_unpacked_is_named() {
    let place = tempfile::tempdir().unwrap();
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for name in ["app.json", "app.js", "pages/index.js"] {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(format!("weapp/{name}"), options).unwrap();
        zip.write_all(b"{}").unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    fs::write(place.path().join("package.zip"), &bytes).unwrap();
    let hands = Hands {
        reach: wechat::Reach::default(),
        journal: place.path().join("journal"),
    };
    let to = place.path().join("package");
    let plan = Plan {
        action: Action::FetchPackage,
        edits: vec![Edit::Unpack {
            zip: place.path().join("package.zip"),
            to: to.clone(),
        }],
    };
    let cancel = CancellationToken::new();
    let applied = hand::apply(&plan, &hands, &cancel, &mut |_| {})
        .await
        .unwrap();

    let fresh = see(to.clone(), &hands.journal).unwrap();
    assert_eq!(fresh.changed, Some(vec![]));
    assert_eq!(fresh.sha256, Some(hand::digest::of(&bytes)));

    fs::write(to.join("weapp/app.js"), "[]").unwrap();
    fs::remove_file(to.join("weapp/pages/index.js")).unwrap();
    fs::write(to.join("weapp/mine.js"), "mine").unwrap();
    let changed = see(to.clone(), &hands.journal).unwrap().changed.unwrap();
    assert_eq!(changed, ["app.js", "pages/index.js"]);

    fs::write(to.join("weapp/app.js"), "{}").unwrap();
    hand::undo(&hands.journal, &applied.id).unwrap();
    assert_eq!(see(to, &hands.journal).unwrap().changed, None);
}
