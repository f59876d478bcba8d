//! Looking changes nothing: neither stored deployments nor what can be undone; and the same file means the same deployment.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tests::{Ended, Program};

const APP_ID: &str = "app-id = \"wx0123456789abcdef\"\n";
const SECRET: &str = "0c1d2e3f4a5b60718293a4b5c6d7e8f9";

fn run(data: &Path, arguments: &[&str]) -> Ended {
    Program::terminal(arguments).data(data).run()
}

/// Applies a file of this name and text, with nothing in reach.
fn apply(work: &Path, name: &str, text: &str) -> Ended {
    let file = work.join(name);
    fs::write(&file, text).unwrap();
    let file = file.display().to_string();
    let data = work.join("data");
    run(&data, &["apply", &file, "--offline", "--format", "json"])
}

/// The report of the stored deployment, with nothing in reach.
fn check(work: &Path, rest: &[&str]) -> serde_json::Value {
    let arguments = [&["check", "--offline", "--format", "json"], rest].concat();
    run(&work.join("data"), &arguments).json()
}

fn answer(report: &serde_json::Value, label: &str) -> Option<String> {
    let answers = report["answers"].as_array().expect("answers are a list");
    let found = answers.iter().find(|answer| answer["label"] == label)?;
    found["value"].as_str().map(str::to_owned)
}

fn has_secret(report: &serde_json::Value) -> bool {
    let answers = report["answers"].as_array().expect("answers are a list");
    let label = |answer: &serde_json::Value| answer["label"].as_str().map(str::to_owned);
    answers
        .iter()
        .any(|answer| label(answer).is_some_and(|label| label.contains("AppSecret")))
}

/// Writes a package with two settings into a folder; every file of it.
fn package(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    fs::create_dir_all(folder).unwrap();
    let files = [
        (
            "app.js",
            "App({ globalData: { serviceUrl: 'https://a.example.com', homeUrl: 'https://a.example.com/m' } })\n",
        ),
        ("app.json", "{\"pages\":[\"pages/index\"]}"),
        ("project.config.json", "{\"appid\":\"wx00000000000000aa\"}"),
    ];
    files
        .map(|(name, text)| {
            fs::write(folder.join(name), text).unwrap();
            (folder.join(name), text.as_bytes().to_vec())
        })
        .into()
}

#[test]
fn a_secret_and_a_proxy_handed_to_check_are_not_kept() {
    let work = tempfile::tempdir().unwrap();
    apply(work.path(), "kept.toml", APP_ID);
    let secret = work.path().join("secret");
    fs::write(&secret, SECRET).unwrap();
    let secret = secret.display().to_string();
    let proxy = "http://127.0.0.1:9";
    let handed = check(work.path(), &["--secret-file", &secret, "--proxy", proxy]);
    assert_eq!(
        answer(&handed, "AppID").as_deref(),
        Some("wx0123456789abcdef")
    );
    assert!(has_secret(&handed), "{handed}");
    check(work.path(), &["--proxy", proxy]);
    let stored = check(work.path(), &[]);
    assert!(!has_secret(&stored), "{stored}");
    assert_eq!(answer(&stored, "Outgoing proxy"), None);
}

#[test]
fn a_stored_proxy_is_not_passed_over_in_silence() {
    let work = tempfile::tempdir().unwrap();
    let text = format!("{APP_ID}proxy = \"http://127.0.0.1:7\"\n");
    apply(work.path(), "kept.toml", &text);
    let asked = ["check", "--offline", "--proxy", "http://127.0.0.1:9"];
    let ended = run(&work.path().join("data"), &asked);
    assert_eq!(ended.code, 2, "{}", ended.err);
    assert!(ended.err.contains("http://127.0.0.1:7"), "{}", ended.err);
}

#[test]
fn inspecting_a_zip_leaves_nothing_to_undo() {
    let work = tempfile::tempdir().unwrap();
    let zip = work.path().join("weapp.zip");
    let mut writer = zip::ZipWriter::new(fs::File::create(&zip).unwrap());
    for (path, bytes) in package(&work.path().join("weapp")) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        writer
            .start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        std::io::Write::write_all(&mut writer, &bytes).unwrap();
    }
    writer.finish().unwrap();
    let data = work.path().join("data");
    let zip = zip.display().to_string();
    let ended = run(&data, &["package", "inspect", &zip, "--format", "json"]);
    let told = ended.json();
    assert_eq!(told["literals"][0]["id"], "globalData.serviceUrl");
    assert_eq!(told["report"]["steps"][0]["id"], "package", "{}", ended.err);
    assert!(!ended.err.contains("undo"), "{}", ended.err);
    assert_eq!(run(&data, &["undo"]).code, 3);
}

#[test]
fn a_dry_patch_prints_its_plan_and_writes_nothing() {
    let work = tempfile::tempdir().unwrap();
    let folder = work.path().join("weapp");
    let before = package(&folder);
    let folder = folder.display().to_string();
    let patch = |format: &str| {
        let arguments = [
            "package",
            "patch",
            &folder,
            "--service",
            "https://oa.example.com",
            "--home",
            "https://oa.example.com/m",
            "--appid",
            "wx0123456789abcdef",
            "--dry-run",
            "--format",
            format,
        ];
        run(&work.path().join("data"), &arguments)
    };
    let json = patch("json").json();
    assert_eq!(json["empty"], false);
    assert!(
        json["files"]
            .as_array()
            .is_some_and(|files| !files.is_empty())
    );
    let text = patch("text");
    assert!(
        text.out.contains("https://oa.example.com/m"),
        "{}",
        text.err
    );
    for (path, bytes) in before {
        assert!(fs::read(&path).unwrap() == bytes, "{}", path.display());
    }
}

#[test]
fn a_file_without_a_name_is_found_again_and_its_answers_are_the_only_ones() {
    let work = tempfile::tempdir().unwrap();
    let home = "home-url = \"https://oa.example.com/m\"\n";
    let first = apply(work.path(), "site.toml", &format!("{APP_ID}{home}")).json();
    assert_eq!(first["deployment"], "site");
    assert!(first.to_string().contains("https://oa.example.com/m"));
    let second = apply(work.path(), "site.toml", APP_ID).json();
    assert_eq!(second["deployment"], "site");
    assert!(!second.to_string().contains("https://oa.example.com/m"));
    assert_eq!(
        answer(&second, "AppID").as_deref(),
        Some("wx0123456789abcdef")
    );
}

#[test]
fn place_takes_paths_from_the_folder_it_is_run_in() {
    let work = tempfile::tempdir().unwrap();
    let name = "aB3dE5gH7j.txt";
    fs::write(work.path().join(name), "0123456789abcdef0123456789abcdef").unwrap();
    fs::create_dir(work.path().join("root")).unwrap();
    let data = work.path().join("data").display().to_string();
    let ended = std::process::Command::new(tests::built("weapp-bridge"))
        .args(["place", name, "--to", "root", "--lang", "en", "--data"])
        .arg(&data)
        .current_dir(work.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert!(work.path().join("root").join(name).exists(), "{said}");
    // Taken back from elsewhere: what was noted does not depend on a folder somebody happened to be in.
    assert_eq!(said.matches("undo: weapp-bridge undo").count(), 1, "{said}");
    assert_eq!(run(Path::new(&data), &["undo"]).code, 0);
    assert!(!work.path().join("root").join(name).exists());
}
