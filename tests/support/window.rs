//! The real window, used as a person would: by what is seen on it.

use std::future::Future;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;

use crate::built;
use crate::driver::{Driver, GLANCE, PATIENCE, surround};

/// Control in WebDriver's alphabet; pressed, and given again released.
const CONTROL: char = '\u{E009}';
/// Backspace in the same alphabet.
const BACKSPACE: char = '\u{E003}';
/// Enter in the same alphabet.
const ENTER: char = '\u{E007}';

/// An open window with a home and a data folder of its own.
pub struct Window {
    client: Client,
    driver: Driver,
    home: tempfile::TempDir,
    data: PathBuf,
}

impl Window {
    /// Opens the window over an empty data folder.
    pub async fn open() -> Window {
        let home = tempfile::tempdir().expect("a temporary folder can be made");
        let data = home.path().join("weapp");
        Window::open_over(home, data).await
    }

    /// Opens the window over this data folder inside `home`.
    ///
    /// # Panics
    /// When the driver or the window does not come up.
    pub async fn open_over(home: tempfile::TempDir, data: PathBuf) -> Window {
        let driver = Driver::start(home.path(), &data).await;
        let program = built("weapp-bridge-desktop").display().to_string();
        let mut wanted = serde_json::Map::new();
        wanted.insert(
            "tauri:options".to_owned(),
            serde_json::json!({ "application": program }),
        );
        let mut connector = HttpConnector::new();
        connector.enforce_http(true);
        let mut builder = ClientBuilder::new(connector);
        builder.capabilities(wanted);
        let client = soon(
            "a session with the window",
            builder.connect(&driver.address()),
        )
        .await
        .expect("the window opens");
        Window {
            client,
            driver,
            home,
            data,
        }
    }

    /// Closes the window and waits until its program is gone.
    ///
    /// # Panics
    /// When the driver does not answer in time.
    pub async fn close(self) -> tempfile::TempDir {
        // The program may end before it has answered.
        let _ = soon("closing", self.client.close()).await;
        self.driver.end().await;
        self.home
    }

    /// The window's home, removed after the test.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// Asks the program to end as the system does, and waits until it has.
    pub async fn terminate(self) {
        self.driver.end().await;
    }

    /// Starts the program a second time, and tells how it ended.
    ///
    /// # Panics
    /// When it does not end in time.
    pub async fn start_again(&self) -> ExitStatus {
        let mut command = Command::new(built("weapp-bridge-desktop"));
        surround(&mut command, self.home.path(), &self.data);
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut second = command.spawn().expect("the program starts");
        let ended = tokio::time::timeout(PATIENCE, async {
            loop {
                if let Some(status) = second.try_wait().expect("a child can be waited for") {
                    return status;
                }
                tokio::time::sleep(GLANCE).await;
            }
        });
        match ended.await {
            Ok(status) => status,
            Err(_) => {
                let _ = second.kill();
                panic!("the second program is still running");
            }
        }
    }

    /// The element with this test id, as soon as it is there.
    ///
    /// # Panics
    /// When it does not come.
    pub async fn find(&self, id: &str) -> Element {
        self.select(&format!("[data-testid='{id}']")).await
    }

    /// The element of this selector, as soon as it is there.
    ///
    /// # Panics
    /// When it does not come.
    pub async fn select(&self, selector: &str) -> Element {
        let wait = self.client.wait().at_most(PATIENCE).every(GLANCE);
        match wait.for_element(Locator::Css(selector)).await {
            Ok(element) => element,
            Err(error) => {
                self.picture("missing").await;
                panic!("{selector} does not appear: {error}");
            }
        }
    }

    /// Whether an element with this test id is there now.
    pub async fn shows(&self, id: &str) -> bool {
        let selector = format!("[data-testid='{id}']");
        let found = soon("looking", self.client.find_all(Locator::Css(&selector))).await;
        found.is_ok_and(|found| !found.is_empty())
    }

    /// Clicks what has this test id, as soon as it can be clicked: it may still be moving, or being drawn anew.
    ///
    /// # Panics
    /// When it cannot be clicked.
    pub async fn click(&self, id: &str) {
        let mut refused = String::new();
        let clicked = async {
            loop {
                let element = self.find(id).await;
                let middle = format!(
                    "document.querySelector(\"[data-testid='{id}']\")?.scrollIntoView({{ block: 'center' }})"
                );
                self.script(&middle).await;
                match element.click().await {
                    Ok(()) => return,
                    Err(error) => refused = format!("{error:?}"),
                }
                tokio::time::sleep(GLANCE).await;
            }
        };
        if tokio::time::timeout(PATIENCE, clicked).await.is_err() {
            self.picture("unclickable").await;
            panic!("{id} cannot be clicked: {refused}");
        }
    }

    /// Replaces what stands in a field, and answers with Enter.
    ///
    /// # Panics
    /// When it cannot be typed into.
    pub async fn answer(&self, field: &str, text: &str) {
        let input = self
            .select(&format!("[data-testid='field-{field}'] input"))
            .await;
        // Clearing by WebDriver is undone by bindings that did not hear of it.
        let keys = format!("{CONTROL}a{CONTROL}{BACKSPACE}{text}{ENTER}");
        soon("typing", input.send_keys(&keys))
            .await
            .expect("a field can be typed into");
    }

    /// Pastes into a field what is on the clipboard.
    ///
    /// # Panics
    /// When it cannot be typed into.
    pub async fn paste(&self, field: &str) {
        let input = self
            .select(&format!("[data-testid='field-{field}'] input"))
            .await;
        soon(
            "pasting",
            input.send_keys(&format!("{CONTROL}a{CONTROL}{CONTROL}v{CONTROL}")),
        )
        .await
        .expect("a field can be pasted into");
    }

    /// What is written on something.
    ///
    /// # Panics
    /// When it is not there.
    pub async fn text(&self, id: &str) -> String {
        soon("reading", self.find(id).await.text())
            .await
            .expect("what is shown can be read")
    }

    /// Runs a line of script and gives back what it returns.
    ///
    /// # Panics
    /// When it fails.
    pub async fn script(&self, line: &str) -> serde_json::Value {
        soon("a script", self.client.execute(line, Vec::new()))
            .await
            .expect("a script runs")
    }

    /// Waits until a line of script is true.
    ///
    /// # Panics
    /// When it does not become true.
    pub async fn until(&self, what: &str, line: &str) {
        let holds = async {
            while self.script(&format!("return Boolean({line})")).await != true {
                tokio::time::sleep(GLANCE).await;
            }
        };
        if tokio::time::timeout(PATIENCE * 2, holds).await.is_err() {
            self.picture(&format!("waiting-{}", what.replace(' ', "-")))
                .await;
            panic!("{what} does not come about");
        }
    }

    /// Keeps a picture of the window in `tests/artefacts`.
    pub async fn picture(&self, name: &str) {
        if let Some(png) = self.painted().await {
            keep(
                &repository()
                    .join("tests/artefacts")
                    .join(format!("{name}.png")),
                &png,
            );
        }
    }

    /// The window as it is painted. What scrolls is painted a frame later than the rest.
    async fn painted(&self) -> Option<Vec<u8>> {
        let frames = "const done = arguments[0]; let left = 6;
            const frame = () => (left-- > 0 ? requestAnimationFrame(frame) : done(null)); frame();";
        let taken = async {
            self.client.execute_async(frames, Vec::new()).await.ok()?;
            self.client.screenshot().await.ok()
        };
        tokio::time::timeout(PATIENCE, taken).await.ok()?
    }

    /// The picture of the read-me, renewed when `WEAPP_BRIDGE_PICTURE` is set.
    ///
    /// # Panics
    /// When it is wanted and cannot be taken.
    pub async fn portrait(&self) {
        if std::env::var_os("WEAPP_BRIDGE_PICTURE").is_some() {
            let png = self.painted().await.expect("the window can be pictured");
            keep(&repository().join("docs/window.png"), &png);
        }
    }
}

fn keep(path: &Path, png: &[u8]) {
    let folder = path.parent().expect("a picture lies in a folder");
    std::fs::create_dir_all(folder).expect("the folder of the pictures can be made");
    std::fs::write(path, png).expect("a picture can be kept");
}

fn repository() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests
        .parent()
        .expect("the tests lie in the repository")
        .to_owned()
}

/// A test must end by itself: killed from outside it would leave its driver.
async fn soon<T>(what: &str, doing: impl Future<Output = T>) -> T {
    match tokio::time::timeout(PATIENCE, doing).await {
        Ok(done) => done,
        Err(_) => panic!("{what} takes too long"),
    }
}
