//! What the checks of package and configuration conclude.

use std::path::PathBuf;

use guide::check::{configure, package as unpacked};
use guide::seen::PackageSeen;
use guide::{Answers, Field, Obstacle, Outcome, Probe, Sighting, Unknown, Verdict};

use crate::corpus::{ASKED, COMMENTED};
use crate::support::{answered, answers, applied, package, planned, sighting, text};

fn settled() -> Answers {
    let mut answers = answers();
    answers
        .give(Field::PackageFolder, "/srv/weapp")
        .expect("a folder");
    answers
}

fn judged(id: &str, answers: &Answers, sighting: &Sighting) -> Outcome {
    let all = unpacked::ALL.iter().chain(configure::ALL);
    let check = all.into_iter().find(|check| check.id == id).expect(id);
    let outcome = (check.judge)(answers, sighting);
    if let Some(problem) = outcome.as_ref().ok().and_then(Verdict::problem) {
        assert!(check.codes.contains(&problem.code), "{}", problem.code);
        assert!(!problem.remedies.is_empty(), "{}", problem.code);
        assert!(!problem.facts.is_empty(), "{}", problem.code);
    }
    outcome
}

/// `holds`, `w` and the code, the code alone when broken, or `unknown`.
fn said(id: &str, seen: &PackageSeen) -> String {
    match judged(id, &settled(), &sighting(seen.clone())) {
        Ok(Verdict::Holds(_)) => "holds".to_owned(),
        Ok(Verdict::Worrying(problem)) => format!("w {}", problem.code),
        Ok(Verdict::Broken(problem)) => problem.code.to_owned(),
        Err(_) => "unknown".to_owned(),
    }
}

/// Every check that does not hold, as `id: said`.
fn amiss(seen: &PackageSeen) -> Vec<String> {
    let all = unpacked::ALL.iter().chain(configure::ALL);
    all.map(|check| (check.id, said(check.id, seen)))
        .filter(|(_, said)| said != "holds")
        .map(|(id, said)| format!("{id}: {said}"))
        .collect()
}

fn configured() -> PackageSeen {
    let seen = package(COMMENTED);
    let mut after = applied(&seen, &planned(&seen, &settled()).expect("a plan"));
    after.changed = Some(vec!["app.js".into(), "project.config.json".into()]);
    after
}

#[test]
fn a_configured_package_holds() {
    assert_eq!(amiss(&configured()), [""; 0]);
}

#[test]
fn a_fresh_package_lacks_its_values_and_nothing_else() {
    assert_eq!(
        amiss(&package(COMMENTED)),
        [
            "configure.service-address: configure.service-address-differs",
            "configure.home-page: configure.home-page-differs",
            "configure.appid: configure.appid-differs",
        ]
    );
}

#[test]
fn each_fault_is_named_once() {
    type Change = fn(&mut PackageSeen);
    let cases: [(Change, &str); 16] = [
        (
            |seen| seen.app_json = None,
            "package.complete: package.incomplete",
        ),
        (
            |seen| seen.app_json = Some(text("app.json", "\u{FEFF}{\"pages\":[]}")),
            "package.complete: package.incomplete",
        ),
        (
            |seen| seen.app_json = Some(text("app.json", "{\"pages\":[]}")),
            "package.complete: package.incomplete",
        ),
        (
            |seen| seen.app_json = Some(text("app.json", "<html>")),
            "package.complete: package.incomplete",
        ),
        (
            |seen| seen.app_js = None,
            "package.complete: package.incomplete",
        ),
        (
            |seen| drop(seen.files.pop()),
            "package.complete: package.missing-page",
        ),
        (
            |seen| {
                seen.app_json = Some(text(
                    "app.json",
                    r#"{"pages":["pages/index/index"],"subpackages":[{"root":"more","pages":["a/a"]}]}"#,
                ))
            },
            "package.complete: package.missing-page",
        ),
        (
            |seen| seen.root = Some(PathBuf::from("/srv/weapp/小程序")),
            "package.ascii-path: package.non-ascii-path",
        ),
        (
            |seen| seen.root = Some(PathBuf::from("/srv/weapp/mini program")),
            "package.ascii-path: package.non-ascii-path",
        ),
        (
            |seen| seen.files.push(("film.mp4".into(), 2 << 20)),
            "package.size: package.too-large",
        ),
        (
            |seen| {
                let config = seen.project_config.as_mut().expect("a project file");
                let end = config
                    .bytes
                    .iter()
                    .rposition(|b| *b == b'}')
                    .expect("an object");
                config
                    .bytes
                    .splice(end..end, *b",\"scripts\":{\"beforeCompile\":\"node x.js\"}");
            },
            "package.command-hooks: w package.command-hooks",
        ),
        (
            |seen| seen.app_js = Some(text("app.js", COMMENTED.replace("App({", "App({,"))),
            "configure.parses: configure.does-not-parse",
        ),
        (
            |seen| seen.required.push(text("config.js", "module.exports = {")),
            "configure.parses: w configure.does-not-parse",
        ),
        (
            |seen| seen.project_config = Some(text("project.config.json", "\u{FEFF}{}")),
            "configure.parses: configure.does-not-parse",
        ),
        (
            |seen| seen.project_config = None,
            "configure.appid: configure.appid-differs",
        ),
        (
            |seen| seen.changed = Some(vec!["app.js".into(), "pages/index/index.js".into()]),
            "configure.other-bytes: configure.other-bytes-changed",
        ),
    ];
    for (change, expected) in cases {
        let mut seen = configured();
        change(&mut seen);
        let mut amiss = amiss(&seen);
        amiss.retain(|said| !said.ends_with(": unknown"));
        assert_eq!(amiss, [expected]);
    }
}

#[test]
fn a_private_appid_wins_and_is_told() {
    let mut seen = configured();
    seen.private_config = Some(text(
        "project.private.config.json",
        "{\"appid\":\"wx1111111111111111\"}",
    ));
    assert_eq!(
        amiss(&seen),
        [
            "package.private-appid: w package.private-appid",
            "configure.appid: configure.appid-differs"
        ]
    );
}

#[test]
fn nothing_in_the_folder_is_told_by_one_check() {
    let seen = PackageSeen {
        folder: PathBuf::from("/srv/weapp"),
        ..PackageSeen::default()
    };
    let mut amiss = amiss(&seen);
    amiss.retain(|said| !said.ends_with(": unknown"));
    assert_eq!(amiss, ["package.found: package.not-found"]);
}

#[test]
fn what_is_not_uploaded_does_not_count() {
    let mut seen = configured();
    seen.project_config = Some(text(
        "project.config.json",
        r#"{"appid":"wx0123456789abcdef","packOptions":{"ignore":[{"type":"folder","value":"docs"},{"type":"suffix","value":".psd"}]}}"#,
    ));
    for path in ["docs/a.mp4", "logo.psd", ".git/pack", "node_modules/a/b.js"] {
        seen.files.push((path.to_owned(), 9 << 20));
    }
    assert_eq!(said("package.size", &seen), "holds");
    seen.files.push(("docsy/a.mp4".to_owned(), 9 << 20));
    assert_eq!(said("package.size", &seen), "package.too-large");
}

#[test]
fn sub_packages_have_a_limit_of_their_own() {
    let mut seen = configured();
    let pages: String = (0..16)
        .map(|n| format!(",{{\"root\":\"p{n}\",\"pages\":[]}}"))
        .collect();
    seen.app_json = Some(text(
        "app.json",
        format!(
            "{{\"pages\":[\"pages/index/index\"],\"subPackages\":[{}]}}",
            &pages[1..]
        ),
    ));
    for n in 0..14 {
        seen.files.push((format!("p{n}/a.png"), 2 << 20));
    }
    assert_eq!(said("package.size", &seen), "holds");
    for n in 14..16 {
        seen.files.push((format!("p{n}/a.png"), 2 << 20));
    }
    assert_eq!(said("package.size", &seen), "package.too-large");
}

#[test]
fn a_program_below_the_project_is_complete() {
    let mut seen = configured();
    seen.miniprogram_root = "miniprogram".to_owned();
    for (path, _) in &mut seen.files {
        if path != "project.config.json" {
            *path = format!("miniprogram/{path}");
        }
    }
    seen.changed = Some(vec!["miniprogram/app.js".into()]);
    assert_eq!(amiss(&seen), [""; 0]);
}

#[test]
fn an_unclear_literal_is_asked_and_not_broken() {
    let outcome = judged(
        "configure.service-address",
        &settled(),
        &sighting(package(ASKED[0].1)),
    );
    assert_eq!(outcome, Err(Unknown::NotAnswered(Field::ServiceSetting)));
    let outcome = judged(
        "configure.home-page",
        &settled(),
        &sighting(package(ASKED[0].1)),
    );
    assert_eq!(outcome, Err(Unknown::NotAnswered(Field::HomeSetting)));
}

#[test]
fn a_value_that_may_be_overridden_is_told() {
    let source = "var test=wx.x();App({globalData:{serviceUrl: test ? 'https://t.example.org' : 'https://oa.example.com:8443/bridge'}})";
    let mut answers = settled();
    answers
        .give(Field::ServiceSetting, "globalData.serviceUrl#2")
        .expect("an id");
    let outcome = judged(
        "configure.service-address",
        &answers,
        &sighting(package(source)),
    );
    let Ok(Verdict::Worrying(problem)) = outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(problem.code, "configure.value-may-be-overridden");
}

#[test]
fn without_a_record_nothing_can_be_compared() {
    let mut seen = configured();
    seen.changed = None;
    let outcome = judged("configure.other-bytes", &settled(), &sighting(seen));
    assert!(matches!(outcome, Err(Unknown::NotVisible(_))));
}

#[test]
fn not_looking_is_not_a_failure() {
    let mut obstructed = Sighting::default();
    let obstacle = Obstacle::Unreadable("/srv/weapp".into(), "Permission denied".into());
    obstructed.record(
        Probe::Package,
        Err(obstacle.clone()),
        jiff::Timestamp::UNIX_EPOCH,
    );
    for check in unpacked::ALL.iter().chain(configure::ALL) {
        let unanswered = (check.judge)(&answered(&[]), &Sighting::default());
        assert!(
            matches!(unanswered, Err(Unknown::NotAnswered(_))),
            "{}",
            check.id
        );
        let unseen = judged(check.id, &settled(), &Sighting::default());
        assert_eq!(
            unseen,
            Err(Unknown::NotLooked(Probe::Package)),
            "{}",
            check.id
        );
        let kept_out = judged(check.id, &settled(), &obstructed);
        assert_eq!(
            kept_out,
            Err(Unknown::CouldNotLook(Probe::Package, obstacle.clone())),
            "{}",
            check.id
        );
    }
}
