//! `tauri-driver`, between a test and the real window.

use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// How long anything of the driver's may take.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// Between two looks at something that is not ours to be told about.
pub(crate) const GLANCE: Duration = Duration::from_millis(40);

/// A running driver in a process group of its own: it starts others, and a kill of it alone would leave them alive.
pub(crate) struct Driver {
    child: Child,
    port: u16,
}

impl Driver {
    /// Starts a driver whose windows keep everything below `home`.
    pub(crate) async fn start(home: &Path, data: &Path) -> Driver {
        let (port, native) = (free_port(), free_port());
        let mut command = Command::new("tauri-driver");
        command
            .args([
                "--port",
                &port.to_string(),
                "--native-port",
                &native.to_string(),
            ])
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        surround(&mut command, home, data);
        let child = command
            .spawn()
            .expect("tauri-driver is on the path; cargo xtask test puts it there");
        let driver = Driver { child, port };
        let up = async {
            // The driver takes requests before the one behind it does, and drops them.
            for port in [native, port] {
                while tokio::net::TcpStream::connect(("127.0.0.1", port))
                    .await
                    .is_err()
                {
                    tokio::time::sleep(GLANCE).await;
                }
            }
        };
        tokio::time::timeout(PATIENCE, up)
            .await
            .expect("the driver listens");
        driver
    }

    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Ends the driver and all it started, and waits until they are gone: a second window would hand over to the first.
    pub(crate) async fn end(mut self) {
        self.signal("-TERM");
        let gone = async {
            // The driver's own end has to be taken in, or its group is never empty.
            while !matches!(self.child.try_wait(), Ok(Some(_))) || self.signal("-0") {
                tokio::time::sleep(GLANCE).await;
            }
        };
        if tokio::time::timeout(PATIENCE, gone).await.is_err() {
            self.signal("-KILL");
        }
    }

    /// Whether there was anybody to signal.
    fn signal(&self, signal: &str) -> bool {
        let group = format!("-{}", self.child.id());
        let status = Command::new("kill")
            .args([signal, "--", &group])
            .stderr(Stdio::null())
            .status();
        status.is_ok_and(|status| status.success())
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // After a failed test; after `end` there is nobody left.
        self.signal("-KILL");
        let _ = self.child.wait();
    }
}

/// Sets what a window is surrounded by: its own home, no proxies of this machine.
pub fn surround(command: &mut Command, home: &Path, data: &Path) {
    command
        .env("WEAPP_BRIDGE_DATA", data)
        .env("HOME", home)
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_CACHE_HOME", home.join("cache"));
    for name in [
        "http_proxy",
        "https_proxy",
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "all_proxy",
        "ALL_PROXY",
    ] {
        command.env_remove(name);
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("loopback can be used");
    listener
        .local_addr()
        .expect("a bound socket has an address")
        .port()
}
