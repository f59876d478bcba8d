//! Bad input: a clear sentence with the value and the next action, and nothing half-written.

use std::fs;

use tests::{Ended, Program};

fn run(arguments: &[&str]) -> Ended {
    Program::terminal(arguments).run()
}

#[test]
fn a_refused_value_is_named_with_what_was_probably_meant() {
    let table = [
        (
            vec!["check", "domain", "https://oa.example.com/x"],
            "https://",
            "oa.example.com",
        ),
        (
            vec!["check", "domain", "oa.example.com:8443"],
            ":8443",
            "oa.example.com",
        ),
        (
            vec!["check", "domain", "10.0.0.1"],
            "10.0.0.1",
            "IP address",
        ),
        (
            vec!["check", "credentials", "--appid", "gh_0123456789ab"],
            "gh_0123456789ab",
            "AppID",
        ),
        (
            vec!["check", "credentials", "--appid", "wx0123456789ABCDEF"],
            "wx0123456789ABCDEF",
            "wx0123456789abcdef",
        ),
    ];
    for (arguments, part, meant) in table {
        let ended = run(&arguments);
        assert_eq!(ended.code, 2, "{arguments:?}: {}{}", ended.out, ended.err);
        assert!(
            ended.err.contains(part) && ended.err.contains(meant),
            "{arguments:?}: {}",
            ended.err
        );
    }
}

#[test]
fn wrong_options_are_named() {
    for (arguments, part) in [
        (
            vec!["check", "network", "--connect-to", "nonsense"],
            "nonsense",
        ),
        (
            vec!["check", "network", "--ca-file", "/nowhere/ca.pem"],
            "/nowhere/ca.pem",
        ),
        (
            vec!["check", "network", "--proxy", "ftp://proxy"],
            "ftp://proxy",
        ),
        (
            vec!["check", "/nowhere/deployment.toml"],
            "/nowhere/deployment.toml",
        ),
    ] {
        let ended = run(&arguments);
        assert_ne!(ended.code, 0, "{arguments:?}");
        assert!(ended.err.contains(part), "{arguments:?}: {}", ended.err);
    }
}

#[test]
fn offline_is_not_a_failure() {
    let ended = run(&["check", "network", "--offline", "--format", "json"]);
    assert_eq!(ended.code, 3, "{}{}", ended.out, ended.err);
    assert_eq!(ended.json()["summary"]["broken"], 0);
}

#[test]
fn a_zip_that_is_a_page_is_refused_and_nothing_is_left() {
    let work = tempfile::tempdir().unwrap();
    let zip = work.path().join("weapp.zip");
    fs::write(&zip, "<!doctype html><title>login</title>").unwrap();
    let folder = work.path().join("weapp");
    let ended = run(&[
        "package",
        "fetch",
        &folder.display().to_string(),
        "--zip",
        &zip.display().to_string(),
    ]);
    assert_eq!(ended.code, 1, "{}", ended.err);
    assert!(ended.err.contains("package.not-a-zip"), "{}", ended.err);
    assert!(!folder.exists());
}

#[test]
fn a_folder_with_chinese_in_its_path_is_refused_with_the_part() {
    let work = tempfile::tempdir().unwrap();
    let folder = work.path().join("小程序");
    let ended = run(&["package", "fetch", &folder.display().to_string()]);
    assert_eq!(ended.code, 2, "{}", ended.err);
    assert!(ended.err.contains("小程序"), "{}", ended.err);
}

#[test]
fn an_app_js_that_does_not_parse_is_left_alone() {
    let work = tempfile::tempdir().unwrap();
    for (name, text) in [
        (
            "app.js",
            "App({ globalData: { serviceUrl: 'https://a.example.com' ",
        ),
        ("app.json", "{\"pages\":[\"pages/index\"]}"),
    ] {
        fs::write(work.path().join(name), text).unwrap();
    }
    let folder = work.path().display().to_string();
    let ended = run(&[
        "package",
        "patch",
        &folder,
        "--service",
        "https://oa.example.com",
        "--home",
        "https://oa.example.com/m",
        "--appid",
        "wx0123456789abcdef",
    ]);
    assert_ne!(ended.code, 0, "{}", ended.out);
    assert!(
        fs::read_to_string(work.path().join("app.js"))
            .unwrap()
            .contains("https://a.example.com")
    );
}

#[test]
fn data_from_a_newer_version_is_refused_and_left_alone() {
    let data = tempfile::tempdir().unwrap();
    let file = data.path().join("weapp-bridge.db");
    // A real database of a layout that does not exist yet: byte 60 of a SQLite header holds the user version.
    let made = Program::terminal(["check"]).data(data.path()).run();
    assert_ne!(made.code, 0, "there is no deployment yet");
    let mut bytes = fs::read(&file).unwrap();
    bytes[60..64].copy_from_slice(&99u32.to_be_bytes());
    fs::write(&file, &bytes).unwrap();
    let ended = Program::terminal(["check"]).data(data.path()).run();
    assert_eq!(ended.code, 1, "{}", ended.err);
    assert!(
        ended.err.contains("99") && ended.err.contains("newer"),
        "{}",
        ended.err
    );
    assert_eq!(fs::read(&file).unwrap(), bytes);
}

#[test]
fn every_command_explains_itself() {
    for command in [
        "rehearse",
        "apply",
        "check",
        "package",
        "place",
        "undo",
        "report",
        "explain",
        "completions",
    ] {
        let ended = run(&["help", command]);
        assert_eq!(ended.code, 0, "{command}");
        assert!(ended.out.contains("Usage"), "{command}");
    }
    for shell in ["bash", "zsh", "fish", "powershell"] {
        assert!(
            run(&["completions", shell]).out.contains("weapp-bridge"),
            "{shell}"
        );
    }
}

#[test]
fn every_code_listed_has_its_page() {
    let listed = run(&["explain"]);
    assert_eq!(listed.code, 0);
    let codes: Vec<&str> = listed
        .out
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(
        codes.contains(&"tls.chain-incomplete") && codes.contains(&"credentials.ip-not-listed"),
        "{codes:?}"
    );
    for code in codes {
        let page = run(&["explain", code]);
        assert!(
            page.code == 0 && page.out.len() > 40,
            "{code}: {}",
            page.out
        );
    }
}
