//! Bringing the package and placing the verification file.

use std::path::PathBuf;

use guide::package::{Unfit, plan_fetch, plan_place, problem_of};
use guide::seen::{FileSeen, Seen};
use guide::{Answers, Edit, Field, Probe, Sighting, Unknown};

use crate::support::answered;

const CONTENT: &[u8] = b"0123456789abcdef0123456789abcdef";

fn seen(name: &str, placed: Option<&[u8]>) -> Sighting {
    let file = FileSeen {
        path: PathBuf::from("/home/me").join(name),
        bytes: CONTENT.to_vec(),
        layouts: Vec::new(),
        placed: placed.map(<[u8]>::to_vec),
    };
    let mut sighting = Sighting::default();
    sighting.record(
        Probe::VerificationFile,
        Ok(Seen::File(file)),
        jiff::Timestamp::UNIX_EPOCH,
    );
    sighting
}

fn placing() -> Answers {
    answered(&[
        (Field::VerificationFile, "/home/me/6ynZPDvfTF.txt"),
        (Field::WebRoot, "/opt/weaver/e10-front/nginx/build/layout"),
    ])
}

#[test]
fn the_file_goes_under_its_own_name_into_the_web_root() {
    for before in [None, Some(&b"old"[..])] {
        let plan = plan_place(&placing(), &seen("6ynZPDvfTF.txt", before)).expect("a plan");
        assert_eq!(
            plan.edits,
            [Edit::Write {
                path: PathBuf::from("/opt/weaver/e10-front/nginx/build/layout")
                    .join("6ynZPDvfTF.txt"),
                before: before.map(<[u8]>::to_vec),
                after: CONTENT.to_vec(),
            }]
        );
    }
    let there = plan_place(&placing(), &seen("6ynZPDvfTF.txt", Some(CONTENT))).expect("a plan");
    assert!(there.edits.is_empty());
}

#[test]
fn a_file_of_another_kind_is_not_placed() {
    for name in [
        "MP_verify_0123456789abcdef.txt",
        "WW_verify_0123456789abcdef.txt",
        "6ynZPDvfTF (1).txt",
        "x.html",
    ] {
        let plan = plan_place(&placing(), &seen(name, None));
        assert!(matches!(plan, Err(Unknown::NotVisible(_))), "{name}");
    }
}

#[test]
fn what_others_place_is_not_planned() {
    let mut answers = placing();
    answers.give(Field::Placement, "others").expect("a choice");
    assert!(matches!(
        plan_place(&answers, &seen("6ynZPDvfTF.txt", None)),
        Err(Unknown::NotVisible(_))
    ));
    let unanswered = plan_place(&answered(&[]), &Sighting::default());
    assert_eq!(unanswered, Err(Unknown::NotAnswered(Field::WebRoot)));
    let unseen = plan_place(&placing(), &Sighting::default());
    assert_eq!(unseen, Err(Unknown::NotLooked(Probe::VerificationFile)));
}

#[test]
fn the_package_comes_from_where_it_was_answered() {
    let mut answers = answered(&[(Field::PackageFolder, "/srv/weapp")]);
    let plan = plan_fetch(&answers, &Sighting::default()).expect("a plan");
    assert_eq!(
        plan.edits,
        [Edit::Download {
            url: "https://wxdownload.e-cology.com.cn/ebridge/weapp-mini-main.zip".into(),
            to: "/srv/weapp".into(),
        }]
    );
    answers.give(Field::PackageSource, "zip").expect("a choice");
    assert_eq!(
        plan_fetch(&answers, &Sighting::default()),
        Err(Unknown::NotAnswered(Field::PackageZip))
    );
    answers
        .give(Field::PackageZip, "/home/me/weapp.zip")
        .expect("a path");
    let plan = plan_fetch(&answers, &Sighting::default()).expect("a plan");
    assert_eq!(
        plan.edits,
        [Edit::Unpack {
            zip: "/home/me/weapp.zip".into(),
            to: "/srv/weapp".into(),
        }]
    );
    let nowhere = plan_fetch(&answered(&[]), &Sighting::default());
    assert_eq!(nowhere, Err(Unknown::NotAnswered(Field::PackageFolder)));
}

#[test]
fn every_unfit_zip_has_its_code_and_a_remedy() {
    let entry = || "a.js".to_owned();
    for (unfit, code) in [
        (
            Unfit::NotFound {
                url: "https://a.example.org/x.zip".into(),
                status: 404,
            },
            "package.not-found",
        ),
        (
            Unfit::NotAZip {
                start: "<html>".into(),
            },
            "package.not-a-zip",
        ),
        (
            Unfit::Truncated {
                got: 1,
                expected: None,
            },
            "package.truncated",
        ),
        (
            Unfit::Truncated {
                got: 1,
                expected: Some(2),
            },
            "package.truncated",
        ),
        (Unfit::PathEscape { entry: entry() }, "package.path-escape"),
        (Unfit::NotAFile { entry: entry() }, "package.link-inside"),
        (
            Unfit::DuplicateName { entry: entry() },
            "package.duplicate-name",
        ),
        (
            Unfit::NameTooLong { entry: entry() },
            "package.name-too-long",
        ),
        (
            Unfit::NameUnreadable { entry: entry() },
            "package.name-unreadable",
        ),
        (
            Unfit::TooLarge { bytes: 1, files: 1 },
            "package.too-large-to-unpack",
        ),
        (
            Unfit::Unsupported { entry: entry() },
            "package.unsupported-zip",
        ),
        (Unfit::Empty, "package.empty"),
    ] {
        let problem = problem_of(&unfit);
        assert_eq!(problem.code, code);
        assert!(!problem.remedies.is_empty(), "{code}");
        assert!(
            guide::check::package::ALL
                .iter()
                .any(|check| check.codes.contains(&code)),
            "{code} has a page"
        );
    }
}
