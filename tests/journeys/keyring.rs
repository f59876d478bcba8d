//! Secrets in a real keyring, and what becomes of them where there is none or it is locked.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

const SECRET: &str = "0c1d2e3f4a5b60718293a4b5c6d7e8f9";

/// Longer than any of this takes, a dialog that nobody answers included.
const BOUND: Duration = Duration::from_secs(60);

/// Unlocks the keyring, making it where there is none.
const UNLOCKED: &str =
    "echo -n password | gnome-keyring-daemon --unlock --components=secrets --daemonize >&2";
/// Starts it as a session does whose password nobody typed.
const LOCKED: &str = "gnome-keyring-daemon --start --components=secrets </dev/null >&2";

/// A home of its own, with a deployment and its secret in files.
struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Home {
        let home = Home(tempfile::tempdir().unwrap());
        for folder in ["run", "share"] {
            fs::create_dir(home.path(folder)).unwrap();
        }
        // The bus and the keyring refuse a runtime folder that others can read.
        fs::set_permissions(home.path("run"), fs::Permissions::from_mode(0o700)).unwrap();
        let deployment = "deployment = \"kept\"\napp-id = \"wx7c2a91e4b05d38f6\"\n";
        fs::write(home.path("deployment.toml"), deployment).unwrap();
        fs::write(home.path("secret"), SECRET).unwrap();
        home
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        for name in ["DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"] {
            command.env_remove(name);
        }
        command
            .env("HOME", self.0.path())
            .env("XDG_RUNTIME_DIR", self.path("run"))
            .env("XDG_DATA_HOME", self.path("share"))
            .current_dir(self.0.path())
            .stdin(Stdio::null());
        command
    }

    /// Applies the deployment, on a session bus of its own where this is begun first.
    fn apply(&self, begin: Option<&str>, rest: &[&str]) -> serde_json::Value {
        let program = tests::built("weapp-bridge");
        let mut command = match begin {
            None => self.command(program),
            Some(begin) => {
                let mut command = self.command("dbus-run-session");
                let then = format!("{begin} && exec \"$0\" \"$@\"");
                command.args(["--", "bash", "-c", &then]).arg(program);
                command
            }
        };
        command
            .args(["apply", "deployment.toml", "--data", "data"])
            .args(["--offline", "--format", "json"])
            .args(rest);
        let began = Instant::now();
        let ended = command.output().expect("the program starts");
        assert!(began.elapsed() < BOUND, "{:?}", began.elapsed());
        report(&ended)
    }

    fn holds(&self, name: &str) -> bool {
        self.path("data").join(name).exists()
    }
}

fn report(ended: &Output) -> serde_json::Value {
    serde_json::from_slice(&ended.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&ended.stderr)))
}

/// Whether the report tells that an AppSecret is there; never which.
fn has_secret(report: &serde_json::Value) -> bool {
    let answers = report["answers"].as_array().expect("answers are a list");
    let label = |answer: &serde_json::Value| answer["label"].as_str().map(str::to_owned);
    answers
        .iter()
        .any(|answer| label(answer).is_some_and(|label| label.contains("AppSecret")))
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// The secret is in the sealed file, which only this user can read, and found again.
fn kept_in_the_file(home: &Home, begin: Option<&str>) {
    assert!(has_secret(&home.apply(begin, &["--secret-file", "secret"])));
    for name in ["secrets.age", "secrets.key"] {
        assert_eq!(mode(&home.path("data").join(name)), 0o600, "{name}");
    }
    assert!(has_secret(&home.apply(begin, &[])));
}

#[test]
fn without_a_secret_none_is_told() {
    assert!(!has_secret(&Home::new().apply(None, &[])));
}

#[test]
fn a_keyring_keeps_the_secret_and_no_file_does() {
    let home = Home::new();
    let unlocked = Some(UNLOCKED);
    assert!(has_secret(
        &home.apply(unlocked, &["--secret-file", "secret"])
    ));
    // Another session, a keyring started anew: it is really stored.
    assert!(has_secret(&home.apply(unlocked, &[])));
    assert!(home.holds("weapp-bridge.db"));
    assert!(!home.holds("secrets.age") && !home.holds("secrets.key"));
    // Nowhere else than in the keyring.
    assert!(!has_secret(&home.apply(None, &[])));
}

#[test]
fn without_a_bus_a_sealed_file_keeps_the_secret() {
    kept_in_the_file(&Home::new(), None);
}

#[test]
fn a_locked_keyring_is_not_waited_for() {
    let home = Home::new();
    home.apply(Some(UNLOCKED), &[]);
    assert!(home.path("share/keyrings/login.keyring").exists());
    kept_in_the_file(&home, Some(LOCKED));
}
