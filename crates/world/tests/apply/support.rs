//! A folder to change, a journal beside it, and pictures of both.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use guide::{Action, Edit, Plan};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;
use walkdir::WalkDir;
use world::hand::{self, Applied, Error, Hands, Progress};

pub(crate) struct Ground {
    folder: TempDir,
}

/// Every path below a folder with its mode, and its bytes if it is a file.
pub(crate) type Picture = BTreeMap<PathBuf, (u32, Option<Vec<u8>>)>;

impl Ground {
    pub(crate) fn new() -> Ground {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("world")).unwrap();
        Ground { folder }
    }

    /// The folder that edits change.
    pub(crate) fn world(&self) -> PathBuf {
        world_of(self.folder.path())
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn hands(&self) -> Hands {
        hands_of(self.folder.path())
    }

    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.world().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    /// A zip outside the folder.
    pub(crate) fn zip(&self, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join("package.zip");
        fs::write(&path, bytes).unwrap();
        path
    }

    pub(crate) fn picture(&self) -> Picture {
        picture(&self.world())
    }

    pub(crate) fn apply(&self, edits: Vec<Edit>) -> Result<Applied, Error> {
        self.apply_watching(edits, &CancellationToken::new(), |_| {})
    }

    pub(crate) fn apply_watching(
        &self,
        edits: Vec<Edit>,
        cancel: &CancellationToken,
        mut watch: impl FnMut(Progress) + Send,
    ) -> Result<Applied, Error> {
        let plan = Plan {
            action: Action::Configure,
            edits,
        };
        runtime().block_on(hand::apply(&plan, &self.hands(), cancel, &mut watch))
    }

    pub(crate) fn undo(&self, id: &str) -> Result<Applied, Error> {
        hand::undo(&self.hands().journal, id)
    }

    pub(crate) fn applied(&self) -> Vec<Applied> {
        hand::applied(&self.hands().journal).unwrap()
    }

    /// What the journal holds besides its lock and the folder for downloads.
    pub(crate) fn recorded(&self) -> Vec<PathBuf> {
        picture(&self.hands().journal)
            .into_keys()
            .filter(|path| !matches!(path.to_str(), Some("lock" | "downloads")))
            .collect()
    }
}

pub(crate) fn world_of(folder: &Path) -> PathBuf {
    folder.join("world")
}

pub(crate) fn hands_of(folder: &Path) -> Hands {
    Hands {
        reach: wechat::Reach {
            sealed: true,
            ..wechat::Reach::default()
        },
        journal: folder.join("journal"),
    }
}

pub(crate) fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
}

pub(crate) fn picture(folder: &Path) -> Picture {
    WalkDir::new(folder)
        .min_depth(1)
        .into_iter()
        .map(Result::unwrap)
        .map(|entry| {
            let bytes = entry
                .file_type()
                .is_file()
                .then(|| fs::read(entry.path()).unwrap());
            let path = entry.path().strip_prefix(folder).unwrap().to_owned();
            (path, (mode(entry.path()), bytes))
        })
        .collect()
}

#[cfg(unix)]
pub(crate) fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    fs::symlink_metadata(path).unwrap().permissions().mode() & 0o7777
}

#[cfg(not(unix))]
pub(crate) fn mode(_: &Path) -> u32 {
    0
}

#[cfg(unix)]
pub(crate) fn set_mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[cfg(not(unix))]
pub(crate) fn set_mode(_: &Path, _: u32) {}

/// Replaces what is in a file.
pub(crate) fn rewrite(path: &Path, after: impl AsRef<[u8]>) -> Edit {
    Edit::Write {
        path: path.to_owned(),
        before: fs::read(path).ok(),
        after: after.as_ref().to_vec(),
    }
}
