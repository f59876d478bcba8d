//! The stage beside a test, reached by the terminal as any server is: by name, with `--connect-to` and `--ca-file`.

use std::fs;
use std::path::Path;

use rehearsal::{Script, Stage};

/// A stage that is up, with a folder for what a deployer has on disk.
pub struct Raised {
    /// The stage.
    pub stage: Stage,
    /// A working folder; removed with this value.
    pub folder: tempfile::TempDir,
    _runtime: tokio::runtime::Runtime,
}

impl Raised {
    /// Raises a healthy stage.
    ///
    /// # Panics
    /// When loopback cannot be used.
    pub fn healthy() -> Raised {
        Raised::with(Script::default())
    }

    /// Raises a stage by this script.
    ///
    /// # Panics
    /// When loopback cannot be used.
    pub fn with(script: Script) -> Raised {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime can be made");
        let stage = runtime
            .block_on(Stage::raise(script))
            .expect("the stage can be raised");
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        fs::write(folder.path().join("ca.pem"), stage.ca_pem()).expect("the root can be written");
        let cast = stage.cast();
        fs::write(
            folder.path().join(&cast.verification_name),
            &cast.verification_bytes,
        )
        .expect("the file can be written");
        Raised {
            stage,
            folder,
            _runtime: runtime,
        }
    }

    /// Options that lead to the stage.
    pub fn way(&self) -> Vec<String> {
        let mut way = vec![
            "--ca-file".to_owned(),
            self.folder.path().join("ca.pem").display().to_string(),
        ];
        for mapping in self.stage.connect_to() {
            way.extend(["--connect-to".to_owned(), mapping]);
        }
        way
    }

    /// The path of a file in the working folder.
    pub fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    /// A `deployment.toml` with everything the stage's deployer would answer.
    ///
    /// # Panics
    /// When it cannot be written.
    pub fn deployment(&self) -> std::path::PathBuf {
        let cast = self.stage.cast();
        let quoted = |path: &Path| format!("{:?}", path.display().to_string());
        let text = format!(
            "deployment = \"stage\"\nservice-address = \"{}\"\nname = \"{}\"\napp-id = \"{}\"\nhome-url = \"{}\"\npackage-url = \"{}\"\n\
             package-folder = {}\nverification-file = {}\nweb-root = {}\nwecom-wanted = \"yes\"\ncorp-id = \"{}\"\nagent-id = \"{}\"\n",
            cast.service_address,
            cast.app_name,
            cast.app_id,
            cast.home_url,
            cast.package_url,
            quoted(&self.path("weapp")),
            quoted(&self.path(&cast.verification_name)),
            quoted(self.stage.web_root()),
            cast.corp_id,
            cast.agent_id,
        );
        let path = self.path("deployment.toml");
        fs::write(&path, text).expect("the deployment can be written");
        path
    }

    /// What goes into `--secret-file`.
    pub fn secrets(&self) -> String {
        let cast = self.stage.cast();
        format!(
            "app-secret = \"{}\"\ncorp-secret = \"{}\"\n",
            cast.app_secret, cast.corp_secret
        )
    }
}
