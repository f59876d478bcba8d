//! Taking plans back.

use std::fs;

use guide::{Action, Edit, Lang};
use world::hand::{self, Error, State};

use crate::support::{Ground, rewrite, set_mode};
use crate::zips::package;

#[test]
fn everything_is_as_it_was_to_the_byte() {
    let ground = Ground::new();
    let app = ground.file("app.js", b"\xef\xbb\xbfold\r\n\xff\0");
    set_mode(&app, 0o600);
    let empty = ground.file("empty.json", "");
    let before = ground.picture();
    let edits = vec![
        rewrite(&app, "new"),
        rewrite(&empty, "{}"),
        rewrite(&ground.world().join("a/b/new.txt"), "new"),
        rewrite(&ground.world().join("a/b/newer.txt"), "newer"),
    ];
    let applied = ground.apply(edits).unwrap();
    assert_ne!(ground.picture(), before);
    let undone = ground.undo(&applied.id).unwrap();
    assert_eq!(undone.state, State::Undone);
    assert_eq!(undone.action, Action::Configure);
    assert_eq!(ground.picture(), before);
}

#[test]
fn undoing_twice_says_so_and_changes_nothing() {
    let ground = Ground::new();
    let app = ground.file("app.js", "old");
    let applied = ground.apply(vec![rewrite(&app, "new")]).unwrap();
    ground.undo(&applied.id).unwrap();
    fs::write(&app, "later").unwrap();
    let again = ground.undo(&applied.id);
    assert!(matches!(again, Err(Error::AlreadyUndone { id }) if id == applied.id));
    assert_eq!(fs::read(&app).unwrap(), b"later");
    assert_eq!(ground.applied()[0].state, State::Undone);
}

#[test]
fn what_a_person_changed_is_not_thrown_away() {
    let ground = Ground::new();
    let one = ground.file("one.js", "old");
    let two = ground.file("two.js", "old");
    let three = ground.file("three.js", "old");
    let edits = [&one, &two, &three].map(|path| rewrite(path, "new"));
    let applied = ground.apply(edits.to_vec()).unwrap();
    fs::write(&one, "mine").unwrap();
    fs::remove_file(&three).unwrap();
    let before = ground.picture();
    let Err(Error::Differs { mut paths }) = ground.undo(&applied.id) else {
        panic!();
    };
    paths.sort();
    assert_eq!(paths, [one.clone(), three.clone()]);
    assert_eq!(ground.picture(), before);
    assert_eq!(ground.applied()[0].state, State::Done);

    fs::write(&one, "new").unwrap();
    fs::write(&three, "new").unwrap();
    ground.undo(&applied.id).unwrap();
    assert_eq!(fs::read(&two).unwrap(), b"old");
}

#[test]
fn a_file_a_person_put_back_already_is_fine() {
    let ground = Ground::new();
    let one = ground.file("one.js", "old");
    let new = ground.world().join("new/file.txt");
    let before = ground.picture();
    let applied = ground
        .apply(vec![rewrite(&one, "new"), rewrite(&new, "new")])
        .unwrap();
    fs::write(&one, "old").unwrap();
    fs::remove_file(&new).unwrap();
    ground.undo(&applied.id).unwrap();
    assert_eq!(ground.picture(), before);
}

#[test]
fn an_edited_package_is_not_removed() {
    let ground = Ground::new();
    let to = ground.world().join("package");
    let fetched = ground
        .apply(vec![Edit::Unpack {
            zip: ground.zip(&package()),
            to: to.clone(),
        }])
        .unwrap();
    let app = to.join("weapp/app.js");
    let configured = ground.apply(vec![rewrite(&app, "App({})")]).unwrap();
    let outcome = ground.undo(&fetched.id);
    assert!(matches!(outcome, Err(Error::Differs { paths }) if paths == [app]));
    assert!(to.join("weapp/app.json").is_file());

    ground.undo(&configured.id).unwrap();
    let mine = ground.file("package/weapp/pages/mine.js", "mine");
    ground.undo(&fetched.id).unwrap();
    let left: Vec<_> = crate::support::picture(&to).into_keys().collect();
    assert_eq!(
        left,
        ["weapp", "weapp/pages", "weapp/pages/mine.js"].map(std::path::PathBuf::from)
    );
    assert_eq!(fs::read(mine).unwrap(), b"mine");
}

#[test]
fn plans_are_listed_newest_first() {
    let ground = Ground::new();
    assert_eq!(ground.applied(), []);
    let app = ground.file("app.js", "0");
    let ids: Vec<_> = ["1", "2", "3"]
        .iter()
        .map(|text| ground.apply(vec![rewrite(&app, text)]).unwrap().id)
        .collect();
    assert!(
        ids.is_sorted() && ids[0] != ids[1] && ids[1] != ids[2],
        "{ids:?}"
    );
    let listed: Vec<_> = ground.applied().into_iter().map(|one| one.id).collect();
    assert_eq!(listed, [&*ids[2], &ids[1], &ids[0]]);
    for id in ids.iter().rev() {
        ground.undo(id).unwrap();
    }
    assert_eq!(fs::read(&app).unwrap(), b"0");
}

#[test]
fn an_unknown_plan_is_named() {
    let ground = Ground::new();
    let journal = ground.hands().journal;
    for id in ["", "20261121T131755-0001", "../../etc", "latest"] {
        let outcome = hand::undo(&journal, id);
        assert!(matches!(outcome, Err(Error::NoSuchPlan { id: said }) if said == id));
    }
    assert!(!journal.exists());
}

#[test]
fn a_damaged_record_is_named() {
    let ground = Ground::new();
    let app = ground.file("app.js", "old");
    let applied = ground.apply(vec![rewrite(&app, "new")]).unwrap();
    let folder = ground.hands().journal.join(&applied.id);
    fs::write(folder.join("old/0"), "other").unwrap();
    assert!(matches!(
        ground.undo(&applied.id),
        Err(Error::Damaged { .. })
    ));
    assert_eq!(fs::read(&app).unwrap(), b"new");
    fs::write(folder.join("old/0"), "old").unwrap();
    ground.undo(&applied.id).unwrap();

    fs::write(folder.join("manifest.json"), "{").unwrap();
    let outcome = hand::applied(&ground.hands().journal);
    assert!(matches!(outcome, Err(Error::Damaged { path }) if path.starts_with(&folder)));
}

#[test]
fn errors_say_the_path_and_what_to_do_in_both_languages() {
    let ground = Ground::new();
    let app = ground.file("app.js", "old");
    let applied = ground.apply(vec![rewrite(&app, "new")]).unwrap();
    fs::write(&app, "mine").unwrap();
    let error = ground.undo(&applied.id).unwrap_err();
    for lang in [Lang::Zh, Lang::En] {
        let (what, next) = error.words(lang);
        assert!(what.contains(app.to_str().unwrap()), "{what}");
        assert!(!next.is_empty());
    }
}
