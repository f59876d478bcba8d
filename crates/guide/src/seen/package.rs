//! Files on this machine.

use std::path::PathBuf;

/// A text file of the package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextSeen {
    /// Path below the mini-program's root, with `/`.
    pub path: String,
    /// Its bytes, at most 8 MiB.
    pub bytes: Vec<u8>,
}

/// `Probe::Package`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackageSeen {
    /// The folder answered by the person.
    pub folder: PathBuf,
    /// The folder that holds `project.config.json`, or else `app.json`; may lie one level below `folder`. `None`: not found.
    pub root: Option<PathBuf>,
    /// Whether the folder is missing or empty: nothing has been brought yet.
    pub vacant: bool,
    /// `miniprogramRoot` of the project file, relative to `root`; empty when none.
    pub miniprogram_root: String,
    /// Every file below `root` with its size in bytes; path with `/`.
    pub files: Vec<(String, u64)>,
    /// `app.json` as it is.
    pub app_json: Option<TextSeen>,
    /// `app.js` as it is.
    pub app_js: Option<TextSeen>,
    /// The other scripts that `app.js` requires by a literal relative path, one step.
    pub required: Vec<TextSeen>,
    /// `project.config.json` as it is.
    pub project_config: Option<TextSeen>,
    /// `project.private.config.json` as it is.
    pub private_config: Option<TextSeen>,
    /// Files that differ from what was unpacked, when we unpacked it; `None` when there is no record.
    pub changed: Option<Vec<String>>,
    /// SHA-256 of the zip it came from, lower-case hex, when we unpacked it.
    pub sha256: Option<String>,
}

/// A small file on this machine: `Probe::VerificationFile`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileSeen {
    /// Its path.
    pub path: PathBuf,
    /// Its bytes, at most 64 KiB.
    pub bytes: Vec<u8>,
    /// Folders named `e10-front/nginx/build/layout` (or shaped like it) found below the search root.
    pub layouts: Vec<PathBuf>,
    /// What lies in the chosen folder under the file's name now, at most 64 KiB.
    pub placed: Option<Vec<u8>>,
}

/// `Probe::UploadKey`: the shape of the key file; its content never leaves the probe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeySeen {
    /// File name.
    pub name: String,
    /// Whether it is a PEM RSA private key (PKCS#1 or PKCS#8).
    pub is_private_key: bool,
    /// The AppID in the file name `private.<appid>.key`, if it has that shape.
    pub appid: Option<String>,
}
