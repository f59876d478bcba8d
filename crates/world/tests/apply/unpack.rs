//! Packages that are unpacked, and taken back.

use std::fs;
use std::io::Read;

use guide::Edit;
use tokio_util::sync::CancellationToken;
use world::hand::{Doing, Error, State};

use crate::support::{Ground, mode, set_mode};
use crate::zips::{Entry, entry, good, package, zip_of};

#[test]
fn a_package_is_unpacked_and_taken_back() {
    let ground = Ground::new();
    let before = ground.picture();
    let to = ground.world().join("made/on the way/package");
    let mut seen = Vec::new();
    let edits = vec![Edit::Unpack {
        zip: ground.zip(&package()),
        to: to.clone(),
    }];
    let applied = ground
        .apply_watching(edits, &CancellationToken::new(), |step| seen.push(step))
        .unwrap();
    assert_eq!(applied.state, State::Done);
    assert_eq!(applied.paths, std::slice::from_ref(&to));
    assert_eq!(
        fs::read(to.join("weapp/app.js")).unwrap(),
        b"App({ globalData: {} })\r\n"
    );
    assert!(to.join("weapp/images").is_dir());
    assert!(
        seen.iter()
            .any(|step| step.doing == Doing::Unpacking && step.done > 0)
    );

    assert_eq!(ground.undo(&applied.id).unwrap().state, State::Undone);
    assert_eq!(ground.picture(), before);
}

#[test]
fn chinese_names_come_out_right_whatever_wrote_them() {
    let ground = Ground::new();
    let to = ground.world().join("package");
    let flagged = Entry {
        flags: 1 << 11,
        ..entry("图片/一.png")
    };
    // "图片/二.png" in GBK, and a character whose second byte is a backslash.
    let gbk = entry(b"\xcd\xbc\xc6\xac/\xb6\xfe.png");
    let trap = entry(b"\xd5\x5c.js");
    let unflagged = entry("图片/三.png");
    let zip = zip_of(&[flagged, gbk, trap, unflagged]);
    ground
        .apply(vec![Edit::Unpack {
            zip: ground.zip(&zip),
            to: to.clone(),
        }])
        .unwrap();
    for name in ["图片/一.png", "图片/二.png", "图片/三.png", "誠.js"] {
        assert!(
            to.join(name).is_file(),
            "{name}: {:?}",
            ground.picture().keys()
        );
    }
}

#[test]
fn what_macos_adds_is_left_out_and_dots_are_dropped() {
    let ground = Ground::new();
    let to = ground.world().join("package");
    let zip = zip_of(&[
        entry("./app.js"),
        entry("__MACOSX/._app.js"),
        entry("pages/.DS_Store"),
        entry("pages//index.js"),
    ]);
    ground
        .apply(vec![Edit::Unpack {
            zip: ground.zip(&zip),
            to: to.clone(),
        }])
        .unwrap();
    let files: Vec<_> = crate::support::picture(&to).into_keys().collect();
    assert_eq!(
        files,
        ["app.js", "pages", "pages/index.js"].map(std::path::PathBuf::from)
    );
}

#[test]
fn an_empty_folder_is_filled_and_emptied_again() {
    let ground = Ground::new();
    let to = ground.world().join("package");
    fs::create_dir(&to).unwrap();
    set_mode(&to, 0o2750);
    let before = ground.picture();
    let applied = ground
        .apply(vec![Edit::Unpack {
            zip: ground.zip(&package()),
            to: to.clone(),
        }])
        .unwrap();
    assert_eq!(mode(&to), before[std::path::Path::new("package")].0);
    ground.undo(&applied.id).unwrap();
    assert_eq!(ground.picture(), before);
}

#[test]
fn a_folder_that_holds_something_is_left_alone() {
    let ground = Ground::new();
    ground.file("package/mine.txt", "mine");
    ground.file("file", "mine");
    let before = ground.picture();
    for name in ["package", "file"] {
        let to = ground.world().join(name);
        let outcome = ground.apply(vec![Edit::Unpack {
            zip: ground.zip(&package()),
            to: to.clone(),
        }]);
        assert!(matches!(outcome, Err(Error::NotEmpty { path }) if path == to));
    }
    assert_eq!(ground.picture(), before);
    assert_eq!(ground.applied(), []);
}

#[test]
fn stopping_while_unpacking_leaves_nothing() {
    let ground = Ground::new();
    let before = ground.picture();
    let cancel = CancellationToken::new();
    let edits = vec![Edit::Unpack {
        zip: ground.zip(&package()),
        to: ground.world().join("a/package"),
    }];
    let outcome = ground.apply_watching(edits, &cancel, |step| {
        if step.doing == Doing::Unpacking {
            cancel.cancel();
        }
    });
    assert!(matches!(outcome, Err(Error::Cancelled)), "{outcome:?}");
    assert_eq!(ground.picture(), before);
    assert_eq!(ground.applied(), []);
}

#[test]
fn a_zip_of_two_thousand_files_comes_out_whole() {
    let ground = Ground::new();
    let names: Vec<_> = (0..2_000).map(|n| format!("p{}/f{n}.js", n % 40)).collect();
    let text = "x".repeat(700);
    let files: Vec<_> = names
        .iter()
        .map(|name| (name.as_str(), text.as_bytes()))
        .collect();
    let to = ground.world().join("package");
    ground
        .apply(vec![Edit::Unpack {
            zip: ground.zip(&good(&files)),
            to: to.clone(),
        }])
        .unwrap();
    for name in &names {
        let mut found = String::new();
        let mut file = fs::File::open(to.join(name)).unwrap();
        file.read_to_string(&mut found).unwrap();
        assert_eq!(found, text);
    }
}
