//! A large package brought and patched, beside `unzip` of the same zip.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use rehearsal::{Script, package};
use tests::{Program, Raised};

use crate::figure::{Aim, Figure, ROUNDS, Rounds};

const FILES: usize = 2_000;
const BYTES: usize = 20_000_000;

/// Fetch and patch, both as programs of their own, each with the checks that follow it; `unzip` reads the zip from disk.
pub(crate) fn figures() -> [Figure; 2] {
    let zip = package::large_package(FILES, BYTES);
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let lying = folder.path().join("package.zip");
    fs::write(&lying, &zip).expect("the zip can be written");
    let raised = Raised::with(Script {
        package: Some(zip),
        ..Script::default()
    });

    let (mut fetches, mut wholes, mut unzips) = (Vec::new(), Vec::new(), Vec::new());
    // The first round brings programs and libraries into memory, and does not count.
    for round in 0..=ROUNDS {
        let to = folder.path().join("ours");
        let (fetched, patched) = ours(&raised, &to);
        let theirs = folder.path().join("theirs");
        let unzipped = unzip(&lying, &theirs);
        assert_eq!(
            files(&to).len(),
            files(&theirs).len(),
            "ours and theirs unpack the same"
        );
        for folder in [to, theirs] {
            fs::remove_dir_all(folder).expect("what was unpacked can be removed");
        }
        if round > 0 {
            fetches.push(fetched);
            wholes.push(fetched + patched);
            unzips.push(unzipped);
        }
    }
    [
        Figure {
            what: "package: fetch, unpack, patch, verify / unzip",
            ours: Rounds::seconds(wholes),
            theirs: Some(Rounds::seconds(unzips.clone())),
            aim: Aim::Times(1.5),
        },
        Figure {
            what: "package: fetch, unpack, verify / unzip",
            ours: Rounds::seconds(fetches),
            theirs: Some(Rounds::seconds(unzips)),
            aim: Aim::Told,
        },
    ]
}

/// How long fetching and patching took.
fn ours(raised: &Raised, to: &Path) -> (Duration, Duration) {
    let cast = raised.stage.cast();
    let data = tempfile::tempdir().expect("a temporary folder can be made");
    let place = to.display().to_string();
    let fetch = ["package", "fetch", &place, "--url", &cast.package_url].map(str::to_owned);
    let patch = [
        "package",
        "patch",
        &place,
        "--service",
        &cast.service_address,
        "--home",
        &cast.home_url,
        "--appid",
        &cast.app_id,
    ];
    let fetched = timed(raised, data.path(), fetch.into());
    let patched = timed(raised, data.path(), patch.map(str::to_owned).into());
    let app_js = files(to).into_iter().find(|path| path.ends_with("app.js"));
    let app_js =
        fs::read_to_string(app_js.expect("the package has an app.js")).expect("app.js can be read");
    assert!(app_js.contains(&cast.home_url), "the home page was written");
    (fetched, patched)
}

fn timed(raised: &Raised, data: &Path, arguments: Vec<String>) -> Duration {
    settle();
    let program = Program::terminal(arguments.into_iter().chain(raised.way())).data(data);
    let began = Instant::now();
    let ended = program.run();
    let took = began.elapsed();
    assert_ne!(ended.code, 2, "{}{}", ended.out, ended.err);
    took
}

fn unzip(zip: &Path, to: &Path) -> Duration {
    settle();
    let mut command = Command::new("unzip");
    command.arg("-q").arg(zip).arg("-d").arg(to);
    let began = Instant::now();
    let ended = command
        .status()
        .expect("unzip is installed; cargo xtask bench sees to that");
    let took = began.elapsed();
    assert!(ended.success(), "unzip: {ended}");
    took
}

/// Has everything written to disk that was written before: ours waits for the disk at its end, and would wait for the
/// files of others too.
fn settle() {
    let synced = Command::new("sync").status();
    assert!(
        synced.is_ok_and(|status| status.success()),
        "sync is part of every system with unzip"
    );
}

fn files(below: &Path) -> Vec<PathBuf> {
    walkdir::WalkDir::new(below)
        .into_iter()
        .map(|entry| entry.expect("what was unpacked can be walked"))
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .collect()
}
