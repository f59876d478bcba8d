//! The same journey against a real web server: Debian's nginx with TLS and a folder laid out like E10's front end.

use std::fs;
use std::path::Path;

use tests::{Ended, Fallback, Nginx, Program, SITE};

const FILE: &str = "6ynZPDvfTF.txt";
const CONTENT: &str = "0f3c9a6be1d84752a9c0e4b7d1532f68";

fn terminal(nginx: &Nginx, data: &Path, arguments: &[&str]) -> Ended {
    let arguments = arguments
        .iter()
        .map(|argument| (*argument).to_owned())
        .chain(nginx.way());
    Program::terminal(arguments).data(data).run()
}

/// The problem codes of a JSON report, consequences aside.
fn broken(ended: &Ended) -> Vec<String> {
    let report = ended.json();
    let steps = report["steps"]
        .as_array()
        .expect("a report has steps")
        .clone();
    steps
        .iter()
        .flat_map(|step| step["findings"].as_array().expect("a step has findings"))
        .filter(|finding| finding["state"] == "broken" && finding["because"].is_null())
        .map(|finding| {
            finding["problem"]["code"]
                .as_str()
                .expect("a problem has a code")
                .to_owned()
        })
        .collect()
}

#[test]
fn a_healthy_front_end_holds_and_serves_package_and_file() {
    let nginx = Nginx::start(Fallback::NotFound);
    let url = nginx.offer("weapp-mini-main.zip", &rehearsal::package::package_zip());
    let work = tempfile::tempdir().unwrap();
    let data = work.path().join("data");

    // The package comes over HTTPS, and everything below is one chain of commands as a deployer would type it.
    let folder = work.path().join("weapp").display().to_string();
    let fetched = terminal(&nginx, &data, &["package", "fetch", &folder, "--url", &url]);
    assert_eq!(fetched.code, 0, "{}{}", fetched.out, fetched.err);
    let patched = terminal(
        &nginx,
        &data,
        &[
            "package",
            "patch",
            &folder,
            "--service",
            &format!("https://{SITE}"),
            "--home",
            &format!("https://{SITE}/mobile"),
            "--appid",
            "wx0123456789abcdef",
        ],
    );
    assert_eq!(patched.code, 0, "{}{}", patched.out, patched.err);

    let file = work.path().join(FILE);
    fs::write(&file, CONTENT).unwrap();
    let file = file.display().to_string();
    let placed = terminal(
        &nginx,
        &data,
        &[
            "place",
            &file,
            "--search",
            &nginx.search_root().display().to_string(),
        ],
    );
    assert_eq!(placed.code, 0, "{}{}", placed.out, placed.err);
    assert_eq!(
        fs::read_to_string(nginx.layout().join(FILE)).unwrap(),
        CONTENT
    );

    let checked = terminal(
        &nginx,
        &data,
        &["check", "domain", SITE, "--file", &file, "--format", "json"],
    );
    assert_eq!(broken(&checked), Vec::<String>::new(), "{}", checked.out);
    assert_eq!(checked.code, 0, "{}{}", checked.out, checked.err);
}

#[test]
fn a_single_page_fallback_that_answers_for_the_file_is_named() {
    let nginx = Nginx::start(Fallback::SinglePage);
    let work = tempfile::tempdir().unwrap();
    let data = work.path().join("data");
    let file = work.path().join(FILE);
    fs::write(&file, CONTENT).unwrap();
    let file = file.display().to_string();
    let placed = terminal(
        &nginx,
        &data,
        &[
            "place",
            &file,
            "--to",
            &nginx.layout().display().to_string(),
        ],
    );
    assert_eq!(placed.code, 0, "{}{}", placed.out, placed.err);

    let checked = terminal(
        &nginx,
        &data,
        &["check", "domain", SITE, "--file", &file, "--format", "json"],
    );
    assert_eq!(broken(&checked), ["file.spa-fallback"], "{}", checked.out);
    assert_eq!(checked.code, 1);
}
