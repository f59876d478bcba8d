//! A deployment from a file, unattended: repeatable, undoable, and without a trace of its secrets.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tests::{Ended, Program, Raised};

fn apply(raised: &Raised, data: &Path) -> Ended {
    let deployment = raised.deployment().display().to_string();
    let arguments = [
        "apply",
        &deployment,
        "--secret-file",
        "-",
        "--format",
        "json",
    ]
    .map(str::to_owned);
    Program::terminal(arguments.into_iter().chain(raised.way()))
        .data(data)
        .stdin(&raised.secrets())
        .run()
}

/// Every file below a folder with its bytes.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| (entry.path().to_owned(), fs::read(entry.path()).unwrap()))
        .collect()
}

#[test]
fn a_deployment_goes_from_nothing_to_all_holds() {
    let raised = Raised::healthy();
    let data = tempfile::tempdir().unwrap();
    let first = apply(&raised, data.path());
    assert_eq!(
        first.json()["summary"]["broken"],
        0,
        "{}{}",
        first.out,
        first.err
    );
    assert!(matches!(first.code, 0 | 3), "{}", first.err);
    let app_js = fs::read_to_string(raised.path("weapp/app.js")).unwrap_or_else(|_| {
        fs::read_to_string(raised.path("weapp/weapp-mini-main/app.js"))
            .expect("the package was unpacked")
    });
    assert!(app_js.contains(&raised.stage.cast().home_url));
    let served = raised
        .stage
        .web_root()
        .join(&raised.stage.cast().verification_name);
    assert_eq!(
        fs::read(served).unwrap(),
        raised.stage.cast().verification_bytes
    );
}

#[test]
fn applying_twice_changes_nothing_the_second_time() {
    let raised = Raised::healthy();
    let data = tempfile::tempdir().unwrap();
    apply(&raised, data.path());
    let before = (
        contents(&raised.path("weapp")),
        contents(raised.stage.web_root()),
    );
    let second = apply(&raised, data.path());
    assert_eq!(
        second.json()["summary"]["broken"],
        0,
        "{}{}",
        second.out,
        second.err
    );
    assert_eq!(
        second.json()["failures"],
        serde_json::json!([]),
        "{}",
        second.out
    );
    assert!(
        before
            == (
                contents(&raised.path("weapp")),
                contents(raised.stage.web_root())
            )
    );
}

#[test]
fn everything_applied_can_be_taken_back() {
    let raised = Raised::healthy();
    let data = tempfile::tempdir().unwrap();
    let web_root = contents(raised.stage.web_root());
    apply(&raised, data.path());
    for _ in 0..3 {
        let undone = Program::terminal(["undo"]).data(data.path()).run();
        assert_eq!(undone.code, 0, "{}{}", undone.out, undone.err);
    }
    assert!(contents(raised.stage.web_root()) == web_root);
    assert!(contents(&raised.path("weapp")).is_empty());
    let nothing = Program::terminal(["undo"]).data(data.path()).run();
    assert_eq!(nothing.code, 3, "{}{}", nothing.out, nothing.err);
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes
        .windows(text.len())
        .any(|part| part == text.as_bytes())
}

#[test]
fn a_canary_secret_is_found_nowhere() {
    let raised = Raised::healthy();
    let data = tempfile::tempdir().unwrap();
    let applied = apply(&raised, data.path());
    let report = data.path().join("report.html").display().to_string();
    let deployment = raised.path("deployment.toml").display().to_string();
    let arguments = ["report", &deployment, "-o", &report, "--secret-file", "-"].map(str::to_owned);
    let reported = Program::terminal(arguments.into_iter().chain(raised.way()))
        .data(data.path())
        .stdin(&raised.secrets())
        .run();
    let cast = raised.stage.cast();
    for secret in [&cast.app_secret, &cast.corp_secret] {
        for said in [&applied.out, &applied.err, &reported.out, &reported.err] {
            assert!(!said.contains(secret.as_str()));
        }
        for ended in [&applied, &reported] {
            assert!(!holds(&ended.seen_outside, secret));
            assert!(!cfg!(target_os = "linux") || holds(&ended.seen_outside, "--secret-file"));
        }
        for folder in [data.path(), raised.folder.path(), raised.stage.web_root()] {
            for (path, bytes) in contents(folder) {
                assert!(!holds(&bytes, secret), "{} holds a secret", path.display());
            }
        }
    }
    assert!(Path::new(&report).exists(), "{}", reported.err);
}

#[test]
fn an_applied_deployment_is_seen_as_the_platform_allows() {
    let raised = Raised::healthy();
    let data = tempfile::tempdir().unwrap();
    apply(&raised, data.path());
    let calls = raised.stage.calls();
    let forced = calls
        .iter()
        .filter(|call| call.body.contains("\"force_refresh\":true"))
        .count();
    assert_eq!(forced, 0, "a token was forced");
    let legacy = calls
        .iter()
        .filter(|call| {
            call.host == "api.weixin.qq.com"
                && call.path.starts_with("/cgi-bin/token")
                && call.path.contains("secret")
        })
        .count();
    assert_eq!(legacy, 0, "the legacy token call was made with a secret");
}
