//! The built programs, run as a person would.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The path of a built program. The tests lie in `<target>/<profile>/deps`, programs one level above.
///
/// # Panics
/// When the program was not built: `cargo build --workspace` comes before the tests.
pub fn built(name: &str) -> PathBuf {
    let tests = std::env::current_exe().expect("a test has a path");
    let folder = tests
        .parent()
        .and_then(Path::parent)
        .expect("a test lies two folders deep");
    let program = folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(
        program.exists(),
        "{} is not built; run cargo build --workspace",
        program.display()
    );
    program
}

/// A program about to be run, in a data folder of its own and in English.
pub struct Program {
    command: Command,
    stdin: Option<Vec<u8>>,
    /// The data folder; removed with this value.
    pub data: tempfile::TempDir,
}

/// How a program ended.
#[derive(Debug)]
pub struct Ended {
    /// Exit code.
    pub code: i32,
    /// What it printed.
    pub out: String,
    /// What it said on the side.
    pub err: String,
    /// Its arguments and environment as every program of this user can read them; empty where the system does not tell.
    pub seen_outside: Vec<u8>,
}

impl Program {
    /// `weapp-bridge` with these arguments.
    ///
    /// # Panics
    /// When no temporary folder can be made.
    pub fn terminal<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Program {
        let data = tempfile::tempdir().expect("a temporary folder can be made");
        let mut command = Command::new(built("weapp-bridge"));
        command
            .args(arguments)
            .env("WEAPP_BRIDGE_DATA", data.path())
            .env("LANG", "en_US.UTF-8")
            .env_remove("LC_ALL")
            .env_remove("LC_MESSAGES");
        // Proxies of the machine must not come between the tests and loopback, and no keyring must be asked.
        for name in [
            "http_proxy",
            "https_proxy",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "all_proxy",
            "ALL_PROXY",
            "DBUS_SESSION_BUS_ADDRESS",
            "DISPLAY",
        ] {
            command.env_remove(name);
        }
        Program {
            command,
            stdin: None,
            data,
        }
    }

    /// Uses another data folder.
    #[must_use]
    pub fn data(mut self, folder: &Path) -> Program {
        self.command.env("WEAPP_BRIDGE_DATA", folder);
        self
    }

    /// Sets a variable.
    #[must_use]
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Program {
        self.command.env(name, value);
        self
    }

    /// Hands in this text on standard input.
    #[must_use]
    pub fn stdin(mut self, text: &str) -> Program {
        self.stdin = Some(text.as_bytes().to_vec());
        self
    }

    /// Runs it to its end.
    ///
    /// # Panics
    /// When it cannot be started.
    pub fn run(mut self) -> Ended {
        use std::io::Write;
        let stdin = if self.stdin.is_some() {
            Stdio::piped()
        } else {
            Stdio::null()
        };
        let mut child = self
            .command
            .stdin(stdin)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let seen_outside = seen_outside(&mut child);
        if let (Some(text), Some(mut pipe)) = (self.stdin.take(), child.stdin.take()) {
            pipe.write_all(&text).expect("the program reads its input");
        }
        let output = child.wait_with_output().expect("the program ends");
        Ended {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
            seen_outside,
        }
    }
}

impl Ended {
    /// What it printed, as JSON.
    ///
    /// # Panics
    /// When it is none.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out)
            .unwrap_or_else(|error| panic!("no JSON ({error}): {}\n{}", self.out, self.err))
    }
}

/// What `/proc` tells everybody about a process. Its arguments appear a moment after it was started.
fn seen_outside(child: &mut std::process::Child) -> Vec<u8> {
    let process = PathBuf::from(format!("/proc/{}", child.id()));
    let read = |name: &str| std::fs::read(process.join(name)).unwrap_or_default();
    let mut seen = read("cmdline");
    while seen.is_empty() && process.exists() && matches!(child.try_wait(), Ok(None)) {
        std::thread::yield_now();
        seen = read("cmdline");
    }
    seen.extend(read("environ"));
    seen
}
