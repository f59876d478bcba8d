//! The program is killed while it works. Its place is taken by this test binary, run again for one test.

#![allow(clippy::print_stdout)] // how the child tells its parent where it is

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use guide::{Action, Edit, Plan};
use tokio_util::sync::CancellationToken;
use world::hand::{self, Error, State};

use crate::support::{Ground, hands_of, rewrite, runtime, set_mode, world_of};
use crate::zips::package;

fn prepared() -> Ground {
    let ground = Ground::new();
    let app = ground.file("app.js", "old\r\n");
    set_mode(&app, 0o640);
    ground.file("project.config.json", "{}");
    fs::create_dir(ground.world().join("empty")).unwrap();
    ground.zip(&package());
    ground
}

fn plan(folder: &Path) -> Plan {
    let world = world_of(folder);
    if std::env::var("HANDS_LARGE").is_ok() {
        return Plan {
            action: Action::Configure,
            edits: vec![rewrite(&world.join("app.js"), vec![b'x'; 64 << 20])],
        };
    }
    Plan {
        action: Action::Configure,
        edits: vec![
            rewrite(&world.join("app.js"), "new\n"),
            Edit::Unpack {
                zip: folder.join("package.zip"),
                to: world.join("made/package"),
            },
            rewrite(&world.join("web/root/check.txt"), "proof"),
            Edit::Unpack {
                zip: folder.join("package.zip"),
                to: world.join("empty"),
            },
            rewrite(&world.join("project.config.json"), "{\"appid\":\"wx\"}"),
        ],
    }
}

/// Applies the plan, says each step, and dies at the step it is told; does nothing when run by itself.
#[test]
fn child_that_is_killed() {
    let Ok(folder) = std::env::var("HANDS_KILLED") else {
        return;
    };
    let die_at: usize = std::env::var("HANDS_DIE_AT").map_or(usize::MAX, |n| n.parse().unwrap());
    let folder = Path::new(&folder);
    let hands = hands_of(folder);
    let mut steps = 0;
    let applied = runtime()
        .block_on(hand::apply(
            &plan(folder),
            &hands,
            &CancellationToken::new(),
            &mut |_| {
                steps += 1;
                println!("step {steps}");
                if steps == die_at {
                    std::process::abort();
                }
            },
        ))
        .unwrap();
    println!("applied");
    if std::env::var("HANDS_UNDO").is_ok() {
        hand::undo(&hands.journal, &applied.id).unwrap();
    }
}

fn child(ground: &Ground) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "kill::child_that_is_killed", "--nocapture"])
        .env("HANDS_KILLED", ground.root())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    command
}

/// After whatever happened, undoing gives everything back.
fn recovered(ground: &Ground, before: &crate::support::Picture, when: &str) -> Option<State> {
    let state = match ground.applied().as_slice() {
        [] => None,
        [one] => {
            match ground.undo(&one.id) {
                Ok(undone) => assert_eq!(undone.state, State::Undone),
                Err(Error::AlreadyUndone { .. }) => assert_eq!(one.state, State::Undone),
                Err(error) => panic!("{when}: {error}"),
            }
            Some(one.state)
        }
        more => panic!("{more:?}"),
    };
    assert_eq!(&ground.picture(), before, "{when}");
    state
}

#[test]
fn killed_at_any_step_everything_can_be_given_back() {
    let mut interrupted = 0;
    for step in 1.. {
        let ground = prepared();
        let before = ground.picture();
        let output = child(&ground)
            .env("HANDS_DIE_AT", step.to_string())
            .output()
            .unwrap();
        let state = recovered(&ground, &before, &format!("step {step}"));
        if output.status.success() {
            assert_eq!(state, Some(State::Done));
            break;
        }
        match state {
            Some(State::Interrupted) => interrupted += 1,
            other => assert!(other != Some(State::Undone), "step {step}"),
        }
    }
    assert!(interrupted >= 7, "{interrupted}");
}

#[test]
fn killed_at_any_moment_everything_can_be_given_back() {
    // Each step is said before it is taken, so that the kill falls somewhere behind it.
    for step in 1..12 {
        let ground = prepared();
        let before = ground.picture();
        let mut child = child(&ground).spawn().unwrap();
        kill_after(&mut child, &format!("step {step}"));
        recovered(&ground, &before, &format!("after step {step}"));
    }
}

#[test]
fn killed_in_the_middle_of_a_file_nothing_of_it_is_left() {
    let halfway = (0..10).any(|_| {
        let ground = prepared();
        let before = ground.picture();
        let mut child = child(&ground).env("HANDS_LARGE", "1").spawn().unwrap();
        let ours = || {
            let mut names = fs::read_dir(ground.world()).unwrap();
            names.any(|name| {
                name.unwrap()
                    .path()
                    .to_string_lossy()
                    .contains(".weapp-bridge")
            })
        };
        while !ours() && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let halfway = ours();
        recovered(&ground, &before, "in the middle of a file");
        halfway
    });
    assert!(halfway);
}

#[test]
fn killed_while_undoing_it_can_be_undone_again() {
    for _ in 0..8 {
        let ground = prepared();
        let before = ground.picture();
        let mut child = child(&ground).env("HANDS_UNDO", "1").spawn().unwrap();
        kill_after(&mut child, "applied");
        recovered(&ground, &before, "while undoing");
    }
}

fn kill_after(child: &mut Child, line: &str) {
    let said = BufReader::new(child.stdout.take().unwrap());
    let _ = said
        .lines()
        .map(Result::unwrap)
        .find(|said| said.contains(line));
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn an_interrupted_plan_does_not_keep_from_the_next() {
    let ground = prepared();
    let before = ground.picture();
    let output = child(&ground).env("HANDS_DIE_AT", "5").output().unwrap();
    assert!(!output.status.success());
    let interrupted = ground.applied();
    assert_eq!(interrupted[0].state, State::Interrupted);
    let other = ground.world().join("other.txt");
    let next = ground.apply(vec![rewrite(&other, "next")]).unwrap();
    assert_eq!(ground.applied().len(), 2);
    ground.undo(&interrupted[0].id).unwrap();
    assert_eq!(fs::read(&other).unwrap(), b"next");
    ground.undo(&next.id).unwrap();
    assert_eq!(ground.picture(), before);
}
