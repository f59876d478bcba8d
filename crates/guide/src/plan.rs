//! What we would change, as data: it can be shown, applied, verified and taken back to the byte.

use std::path::PathBuf;

use crate::Action;

/// A list of edits that carries out one action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// What the plan is for.
    pub action: Action,
    /// In the order in which they are applied. Empty when everything already is as it should be.
    pub edits: Vec<Edit>,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Give a file these bytes.
    Write {
        /// Absolute path of the file.
        path: PathBuf,
        /// What is there now; `None` when nothing is. Applying refuses when it has changed since.
        before: Option<Vec<u8>>,
        /// What will be there.
        after: Vec<u8>,
    },
    /// Bring a package from the network and unpack it into a folder.
    Download {
        /// Where from, http or https.
        url: String,
        /// The folder that will hold the package; it must be absent or empty.
        to: PathBuf,
    },
    /// Unpack a zip on this machine into a folder.
    Unpack {
        /// The zip.
        zip: PathBuf,
        /// The folder that will hold the package; it must be absent or empty.
        to: PathBuf,
    },
}
