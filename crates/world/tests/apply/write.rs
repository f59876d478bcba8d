//! Writing files.

use std::fs;
use std::path::Path;
use std::process::Command;

use guide::{Action, Edit, Lang, Plan};
use tokio_util::sync::CancellationToken;
use world::hand::{self, Doing, Error, State};

use crate::support::{Ground, mode, picture, rewrite, set_mode};
use crate::zips::good;

#[test]
fn files_get_their_bytes_and_keep_their_modes() {
    let ground = Ground::new();
    let app = ground.file("app.js", "old");
    set_mode(&app, 0o640);
    let new = ground.world().join("web/root/check.txt");
    let applied = ground
        .apply(vec![rewrite(&app, "new"), rewrite(&new, "proof")])
        .unwrap();
    assert_eq!(applied.state, State::Done);
    assert_eq!(applied.paths, [app.clone(), new.clone()]);
    assert_eq!(fs::read(&app).unwrap(), b"new");
    assert_eq!(fs::read(&new).unwrap(), b"proof");
    let names: Vec<_> = ground.picture().into_keys().collect();
    assert_eq!(
        names,
        ["app.js", "web", "web/root", "web/root/check.txt"].map(std::path::PathBuf::from)
    );
    assert_eq!(ground.applied(), [applied]);
    if cfg!(unix) {
        assert_eq!(mode(&app), 0o640);
        assert_eq!(
            mode(&new) & 0o044,
            0o044,
            "a web server must be able to read it"
        );
    }
}

#[test]
fn nothing_to_do_is_fine_and_leaves_no_trace() {
    let ground = Ground::new();
    let app = ground.file("app.js", "same");
    for edits in [vec![], vec![rewrite(&app, "same")]] {
        let applied = ground.apply(edits).unwrap();
        assert_eq!((applied.id.as_str(), applied.state), ("", State::Done));
    }
    assert_eq!(ground.applied(), []);
    assert!(!ground.hands().journal.exists());
}

#[test]
fn a_file_that_changed_since_the_plan_is_not_touched() {
    let ground = Ground::new();
    let app = ground.file("app.js", "old");
    let planned = rewrite(&app, "new");
    fs::write(&app, "mine").unwrap();
    let appeared = Edit::Write {
        path: app.clone(),
        before: None,
        after: b"new".to_vec(),
    };
    for edit in [planned, appeared] {
        let outcome = ground.apply(vec![edit]);
        assert!(matches!(outcome, Err(Error::ChangedSince { path }) if path == app));
    }
    let gone = Edit::Write {
        path: ground.world().join("gone"),
        before: Some(b"old".to_vec()),
        after: b"new".to_vec(),
    };
    assert!(matches!(
        ground.apply(vec![gone]),
        Err(Error::ChangedSince { .. })
    ));
    assert_eq!(fs::read(&app).unwrap(), b"mine");
    assert_eq!(ground.recorded().len(), 0);
}

#[test]
fn a_read_only_file_is_named_and_left() {
    let ground = Ground::new();
    let first = ground.file("first.js", "old");
    let locked = ground.file("locked.js", "old");
    let mut permissions = fs::metadata(&locked).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&locked, permissions).unwrap();
    let before = ground.picture();
    let outcome = ground.apply(vec![rewrite(&first, "new"), rewrite(&locked, "new")]);
    assert!(matches!(outcome, Err(Error::ReadOnly { path }) if path == locked));
    assert_eq!(ground.picture(), before);
}

#[cfg(unix)]
#[test]
fn links_are_neither_replaced_nor_followed() {
    let ground = Ground::new();
    let real = ground.file("real.js", "old");
    let link = ground.world().join("link.js");
    std::os::unix::fs::symlink(&real, &link).unwrap();
    let outcome = ground.apply(vec![rewrite(&link, "new")]);
    assert!(matches!(outcome, Err(Error::IsALink { path }) if path == link));
    assert_eq!(fs::read(&real).unwrap(), b"old");
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
}

#[test]
fn only_whole_paths_of_files_are_written() {
    let ground = Ground::new();
    let folder = ground.world().join("folder");
    fs::create_dir(&folder).unwrap();
    let write = |path: &Path| {
        ground.apply(vec![Edit::Write {
            path: path.to_owned(),
            before: None,
            after: b"x".to_vec(),
        }])
    };
    assert!(matches!(write(&folder), Err(Error::NotAFile { .. })));
    assert!(matches!(
        write("app.js".as_ref()),
        Err(Error::NotAPath { .. })
    ));
    assert!(matches!(write("/".as_ref()), Err(Error::NotAPath { .. })));
}

#[test]
fn a_plan_may_write_a_file_twice() {
    let ground = Ground::new();
    let app = ground.file("app.js", "one");
    let again = Edit::Write {
        path: app.clone(),
        before: Some(b"two".to_vec()),
        after: b"three".to_vec(),
    };
    let applied = ground.apply(vec![rewrite(&app, "two"), again]).unwrap();
    assert_eq!(fs::read(&app).unwrap(), b"three");
    ground.undo(&applied.id).unwrap();
    assert_eq!(fs::read(&app).unwrap(), b"one");
}

#[test]
fn stopping_between_two_files_gives_the_first_back() {
    let ground = Ground::new();
    let one = ground.file("one.js", "old");
    let two = ground.file("two.js", "old");
    let before = ground.picture();
    let cancel = CancellationToken::new();
    let edits = vec![rewrite(&one, "new"), rewrite(&two, "new")];
    let mut written = false;
    let outcome = ground.apply_watching(edits, &cancel, |step| {
        if step.doing == Doing::Writing && step.done == 1 {
            written = fs::read(&one).unwrap() == b"new";
            cancel.cancel();
        }
    });
    assert!(matches!(outcome, Err(Error::Cancelled)), "{outcome:?}");
    assert_eq!(ground.picture(), before);
    assert_eq!(ground.applied(), []);
    assert!(written);
}

#[test]
fn what_cannot_be_given_back_is_left_interrupted_and_said_with_its_id() {
    let ground = Ground::new();
    let one = ground.file("one.js", "old");
    let two = ground.file("two.js", "old");
    let cancel = CancellationToken::new();
    let edits = vec![rewrite(&one, "new"), rewrite(&two, "new")];
    let outcome = ground.apply_watching(edits, &cancel, |step| {
        if step.doing == Doing::Writing && step.done == 1 {
            fs::write(&one, "somebody's work").unwrap();
            cancel.cancel();
        }
    });
    let Err(error @ Error::LeftHalf { .. }) = outcome else {
        panic!("{outcome:?}");
    };
    let (what, _) = error.words(Lang::En);
    let Error::LeftHalf { id, failed, cause } = error else {
        unreachable!();
    };
    assert!(what.contains(&id) && what.contains("stopped"), "{what}");
    assert!(!what.contains("no file was changed"), "{what}");
    assert!(matches!(*failed, Error::Cancelled), "{failed:?}");
    assert!(matches!(*cause, Error::Differs { .. }), "{cause:?}");
    assert_eq!(fs::read(&one).unwrap(), b"somebody's work");
    let applied = ground.applied();
    assert_eq!(applied[0].id, id);
    assert_eq!(applied[0].state, State::Interrupted);
    fs::write(&one, "new").unwrap();
    ground.undo(&id).unwrap();
    assert_eq!(fs::read(&one).unwrap(), b"old");
}

#[test]
fn a_file_that_comes_in_the_way_gives_everything_back() {
    let ground = Ground::new();
    let one = ground.file("one.js", "old");
    let two = ground.world().join("made/two.js");
    let before = ground.picture();
    let edits = vec![rewrite(&one, "new"), rewrite(&two, "new")];
    let made = ground.world().join("made");
    let outcome = ground.apply_watching(edits, &CancellationToken::new(), |step| {
        if step.doing == Doing::Writing && step.done == 1 {
            fs::write(&made, "in the way").unwrap();
        }
    });
    assert!(matches!(outcome, Err(Error::Io { .. })), "{outcome:?}");
    fs::remove_file(&made).unwrap();
    assert_eq!(ground.picture(), before);
    assert_eq!(ground.applied(), []);
}

#[test]
fn one_journal_serves_one_at_a_time() {
    let ground = Ground::new();
    let app = ground.file("app.js", "old");
    let applied = ground.apply(vec![rewrite(&app, "new")]).unwrap();
    let journal = ground.hands().journal;
    let other = fs::File::open(journal.join("lock")).unwrap();
    other.lock().unwrap();
    let outcome = ground.apply(vec![rewrite(&app, "newer")]);
    assert!(matches!(outcome, Err(Error::Busy { journal: busy }) if busy == journal));
    assert!(matches!(ground.undo(&applied.id), Err(Error::Busy { .. })));
    drop(other);
    assert_eq!(ground.undo(&applied.id).unwrap().state, State::Undone);
}

/// Writes more than a file may hold in the process that calls it; does nothing when run by itself.
#[test]
fn child_that_writes_too_much() {
    let Ok(folder) = std::env::var("HANDS_FULL") else {
        return;
    };
    let world = crate::support::world_of(folder.as_ref());
    let edits = vec![
        rewrite(&world.join("one.js"), "new"),
        rewrite(&world.join("two.js"), vec![b'x'; 300_000]),
    ];
    let unpack = Edit::Unpack {
        zip: Path::new(&folder).join("package.zip"),
        to: world.join("made/package"),
    };
    let hands = crate::support::hands_of(folder.as_ref());
    for (edits, full) in [
        (edits, world.join("two.js")),
        (vec![unpack], world.join("made/package/large.js")),
    ] {
        let plan = Plan {
            action: Action::Configure,
            edits,
        };
        let cancel = CancellationToken::new();
        let mut watch = |_| {};
        let applied = hand::apply(&plan, &hands, &cancel, &mut watch);
        let outcome = crate::support::runtime().block_on(applied);
        let Err(Error::Io { path, kind }) = outcome else {
            panic!("{outcome:?}");
        };
        assert_eq!(path, full);
        assert_eq!(kind, std::io::ErrorKind::FileTooLarge);
    }
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_old_bytes() {
    let ground = Ground::new();
    ground.file("one.js", "old");
    ground.file("two.js", "old");
    ground.zip(&good(&[("app.js", b"x"), ("large.js", &[b'x'; 300_000])]));
    let before = ground.picture();
    // Blocks of 512 bytes; without the trap the system kills the process instead of refusing.
    let script =
        "trap '' XFSZ; ulimit -f 128; exec \"$0\" --exact write::child_that_writes_too_much";
    let status = Command::new("sh")
        .args(["-c", script])
        .arg(std::env::current_exe().unwrap())
        .env("HANDS_FULL", ground.root())
        .output()
        .unwrap();
    assert!(
        status.status.success(),
        "{}",
        String::from_utf8_lossy(&status.stdout)
    );
    assert!(String::from_utf8_lossy(&status.stdout).contains("1 passed"));
    assert_eq!(picture(&ground.world()), before);
    assert_eq!(ground.applied(), []);
}
