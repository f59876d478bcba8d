//! The window's start and memory, beside an empty one of Tauri's.

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tests::{built, surround};

use crate::figure::{Aim, Figure, ROUNDS, Rounds};
use crate::screen::{Picture, Screen};

/// Between two looks at the screen.
const GLANCE: Duration = Duration::from_millis(4);
/// A picture that has stood for so long has come to rest.
const REST: Duration = Duration::from_secs(1);
/// How long a window may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// One start of a window.
struct Started {
    /// Until the screen showed what it showed from then on.
    painted: Duration,
    /// Proportional set size of the program itself, without the processes of the web view, in bytes.
    memory: u64,
}

/// Both programs keep their homes, as on the second day of use; ours shows its first page, with no deployment.
pub(crate) fn figures() -> [Figure; 2] {
    let screen = Screen::start();
    let bare = screen.look();
    let ours = Starter::new("weapp-bridge-desktop");
    let empty = Starter::new("examples/empty");
    let (mut our_starts, mut empty_starts) = (Vec::new(), Vec::new());
    // The first round brings programs and libraries into memory, and does not count.
    for round in 0..=ROUNDS {
        let pair = (ours.start(&screen, &bare), empty.start(&screen, &bare));
        if round > 0 {
            our_starts.push(pair.0);
            empty_starts.push(pair.1);
        }
    }
    let painted = |starts: &[Started]| Rounds::seconds(starts.iter().map(|start| start.painted));
    let memory = |starts: &[Started]| Rounds::megabytes(starts.iter().map(|start| start.memory));
    [
        Figure {
            what: "window: start until painted / an empty window",
            ours: painted(&our_starts),
            theirs: Some(painted(&empty_starts)),
            aim: Aim::Times(1.2),
        },
        Figure {
            what: "window: memory (PSS) of the program / an empty one",
            ours: memory(&our_starts),
            theirs: Some(memory(&empty_starts)),
            aim: Aim::Above(25.0),
        },
    ]
}

/// Starts one program again and again.
struct Starter {
    program: PathBuf,
    home: tempfile::TempDir,
}

impl Starter {
    fn new(name: &str) -> Starter {
        let home = tempfile::tempdir().expect("a temporary folder can be made");
        Starter {
            program: built(name),
            home,
        }
    }

    fn start(&self, screen: &Screen, bare: &Picture) -> Started {
        let mut command = Command::new(&self.program);
        surround(
            &mut command,
            self.home.path(),
            &self.home.path().join("weapp"),
        );
        command
            .env("DISPLAY", &screen.display)
            .env_remove("WAYLAND_DISPLAY")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let began = Instant::now();
        let running = Running(command.spawn().expect("a built program starts"));
        let (mut shown, mut painted) = (bare.clone(), None);
        // The last change counts, so that a window that is painted in pieces is not taken for finished.
        while painted.is_none_or(|painted| began.elapsed() < painted + REST) {
            assert!(
                began.elapsed() < PATIENCE,
                "{} does not come to rest",
                self.program.display()
            );
            let picture = screen.look();
            if picture != shown {
                painted = Some(began.elapsed());
                shown = picture;
            }
            std::thread::sleep(GLANCE);
        }
        let painted = painted.expect("the loop ends after a change alone");
        let memory = running.memory();
        drop(running);
        while screen.look() != *bare {
            assert!(
                began.elapsed() < PATIENCE * 2,
                "the window stays after its program"
            );
            std::thread::sleep(GLANCE);
        }
        Started { painted, memory }
    }
}

/// A running program; ended when dropped.
struct Running(Child);

impl Running {
    fn memory(&self) -> u64 {
        let path = format!("/proc/{}/smaps_rollup", self.0.id());
        let told = fs::read_to_string(&path).expect("a running program of ours can be looked at");
        let kilobytes = told.lines().find_map(|line| {
            line.strip_prefix("Pss:")?
                .trim()
                .strip_suffix("kB")?
                .trim()
                .parse::<u64>()
                .ok()
        });
        kilobytes.expect("Linux tells the proportional set size") * 1024
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
