//! Zips that are refused, and leave nothing.

use guide::Edit;
use guide::package::Unfit;
use world::hand::Error;

use crate::support::Ground;
use crate::zips::{Entry, crc, entry, good, package, zip_of};

/// Unpacks into `world/deep/package`; a refusal must leave nothing anywhere.
fn refusal(zip: &[u8]) -> Unfit {
    let ground = Ground::new();
    ground.file("other.txt", "stays");
    let before = ground.picture();
    let outcome = ground.apply(vec![Edit::Unpack {
        zip: ground.zip(zip),
        to: ground.world().join("deep/package"),
    }]);
    assert_eq!(ground.picture(), before);
    assert_eq!(ground.applied(), []);
    assert_eq!(ground.recorded(), [""; 0].map(std::path::PathBuf::from));
    match outcome {
        Err(Error::Unfit(unfit)) => unfit,
        other => panic!("{other:?}"),
    }
}

fn named(name: impl AsRef<[u8]>) -> Unfit {
    refusal(&zip_of(&[entry("app.json"), entry(name)]))
}

#[test]
fn names_that_lead_elsewhere_are_refused() {
    for name in [
        "../evil",
        "a/../../evil",
        "a/..",
        "/etc/evil",
        "//host/share",
        "C:\\evil",
        "c:evil",
        "a\\b",
        "..\\evil",
        "a\0b",
        "app.js:stream",
        "a./b",
        "app.js.",
        "app.js ",
    ] {
        let unfit = named(name);
        assert!(
            matches!(unfit, Unfit::PathEscape { .. }),
            "{name:?}: {unfit:?}"
        );
    }
}

#[test]
fn names_of_windows_devices_are_refused() {
    for name in [
        "CON",
        "a/con.txt",
        "Aux.js",
        "nul",
        "COM1",
        "lpt9.tar.gz",
        "com¹",
    ] {
        let unfit = named(name);
        assert!(
            matches!(unfit, Unfit::NotAFile { .. }),
            "{name:?}: {unfit:?}"
        );
    }
}

#[test]
fn links_and_devices_are_refused() {
    for mode in [0o120_777, 0o060_644, 0o020_644, 0o010_644, 0o140_644] {
        let odd = Entry {
            mode,
            ..entry("odd")
        };
        let unfit = refusal(&zip_of(&[entry("app.json"), odd]));
        assert_eq!(
            unfit,
            Unfit::NotAFile {
                entry: "odd".into()
            }
        );
    }
}

#[test]
fn names_that_are_one_on_some_system_are_refused() {
    for (one, other) in [
        ("app.js", "app.js"),
        ("app.js", "App.JS"),
        ("图/Ä", "图/ä"),
        ("pages", "pages/index"),
        ("pages/index", "Pages"),
    ] {
        let unfit = refusal(&zip_of(&[entry(one), entry(other)]));
        assert!(
            matches!(unfit, Unfit::DuplicateName { .. }),
            "{one} {other}: {unfit:?}"
        );
    }
}

#[test]
fn long_names_are_refused_without_repeating_them_whole() {
    for name in ["n".repeat(256), "字".repeat(86), "a/".repeat(500) + "b"] {
        let Unfit::NameTooLong { entry } = named(&name) else {
            panic!("{name}");
        };
        assert!(name.starts_with(&entry) && entry.chars().count() <= 80);
    }
}

#[test]
fn names_in_no_known_encoding_are_refused() {
    assert!(matches!(
        named(b"\xff\xff.js"),
        Unfit::NameUnreadable { .. }
    ));
    assert!(matches!(
        named("bell\u{7}.js"),
        Unfit::NameUnreadable { .. }
    ));
    let flagged = Entry {
        flags: 1 << 11,
        ..entry(b"\xd6\xd0.js")
    };
    assert!(matches!(
        refusal(&zip_of(&[flagged])),
        Unfit::NameUnreadable { .. }
    ));
}

#[test]
fn what_cannot_be_unpacked_is_named() {
    let locked = Entry {
        flags: 1,
        ..entry("locked")
    };
    let odd = Entry {
        method: 12,
        ..entry("bzip2")
    };
    for (one, name) in [(locked, "locked"), (odd, "bzip2")] {
        let unfit = refusal(&zip_of(&[one]));
        assert_eq!(unfit, Unfit::Unsupported { entry: name.into() });
    }
}

#[test]
fn bombs_are_refused() {
    let says_much = Entry {
        size: 400 * 1024 * 1024,
        ..entry("huge")
    };
    let unfit = refusal(&zip_of(&[says_much]));
    assert_eq!(
        unfit,
        Unfit::TooLarge {
            bytes: 400 * 1024 * 1024,
            files: 1
        }
    );

    let ratio = Entry {
        size: 70 * 1024 * 1024,
        ..entry("dense")
    };
    assert!(matches!(refusal(&zip_of(&[ratio])), Unfit::TooLarge { .. }));

    let says_little = Entry {
        stored: vec![b'x'; 5000],
        ..entry("liar")
    };
    assert!(matches!(
        refusal(&zip_of(&[says_little])),
        Unfit::TooLarge { .. }
    ));

    let many: Vec<_> = (0..10_001).map(|n| entry(n.to_string())).collect();
    let unfit = refusal(&zip_of(&many));
    assert_eq!(
        unfit,
        Unfit::TooLarge {
            bytes: 0,
            files: 10_001
        }
    );
}

#[test]
fn damage_is_told_from_something_else() {
    let whole = package();
    for cut in [whole.len() - 1, whole.len() / 2, 30] {
        let unfit = refusal(&whole[..cut]);
        assert_eq!(
            unfit,
            Unfit::Truncated {
                got: cut as u64,
                expected: None
            }
        );
    }
    let wrong = Entry {
        crc: crc(b"y"),
        ..entry("app.json")
    };
    assert!(matches!(
        refusal(&zip_of(&[wrong])),
        Unfit::Truncated { .. }
    ));

    let page = "<!DOCTYPE html><html><head><title>登录</title>".to_owned() + &"x".repeat(500);
    let Unfit::NotAZip { start } = refusal(page.as_bytes()) else {
        panic!();
    };
    assert_eq!(start.chars().count(), 80);
    assert!(start.starts_with("<!DOCTYPE html><html><head><title>登录</title>"));
    let gbk = refusal(b"<html>\xb5\xc7\xc2\xbc</html>");
    assert_eq!(
        gbk,
        Unfit::NotAZip {
            start: "<html>登录</html>".into()
        }
    );
}

#[test]
fn an_empty_zip_is_called_empty() {
    assert_eq!(refusal(b""), Unfit::Empty);
    assert_eq!(refusal(&zip_of(&[])), Unfit::Empty);
    assert_eq!(refusal(&good(&[("folder/", b"")])), Unfit::Empty);
    assert_eq!(refusal(&good(&[("__MACOSX/._app.js", b"x")])), Unfit::Empty);
}
