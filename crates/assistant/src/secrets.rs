//! Where secrets are kept: the system's keyring; where there is none, an encrypted file beside the data, said openly.

mod keyring;
mod memory;
mod sealed_file;

use std::path::Path;

use guide::{Field, Text};
use thiserror::Error;
use zeroize::Zeroizing;

pub use memory::Memory;
pub use sealed_file::SealedFile;

/// Why a secret cannot be kept or had.
#[derive(Debug, Error)]
pub enum Error {
    /// The keyring's words.
    #[error("the system keyring refused: {0}")]
    Keyring(String),
    /// The file cannot be read or written.
    #[error("the secrets file {path} cannot be used: {error}")]
    File {
        /// Its path.
        path: String,
        /// The system's words.
        error: std::io::Error,
    },
    /// The file does not decrypt with its key.
    #[error("the secrets file {path} does not fit its key")]
    Sealed {
        /// Its path.
        path: String,
    },
}

/// One secret's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// The data folder's own name.
    pub realm: &'a str,
    /// The deployment.
    pub deployment: i64,
    /// The field.
    pub field: Field,
}

impl Place<'_> {
    fn name(&self) -> String {
        format!("{}/{}/{}", self.realm, self.deployment, self.field.id())
    }
}

/// A place for secrets.
pub trait Vault: Send {
    /// `keyring`, `file` or `memory`.
    fn kept_in(&self) -> &'static str;
    /// Said to the person.
    fn words(&self) -> Text;
    /// The secret, if there is one.
    ///
    /// # Errors
    /// When it cannot be told.
    fn get(&self, place: Place<'_>) -> Result<Option<Zeroizing<String>>, Error>;
    /// Keeps a secret.
    ///
    /// # Errors
    /// When it cannot be kept; the old one is still there then.
    fn set(&mut self, place: Place<'_>, secret: &str) -> Result<(), Error>;
    /// Forgets a secret; forgetting what is not there is fine.
    ///
    /// # Errors
    /// When it is still there.
    fn remove(&mut self, place: Place<'_>) -> Result<(), Error>;
}

/// The best place this machine has. Opening a keyring proves nothing (a locked one opens too), so one is only taken
/// after a secret was written, read back and removed again.
///
/// # Errors
/// When not even the encrypted file can be used.
pub fn open(data: &Path) -> Result<Box<dyn Vault>, Error> {
    match keyring::Keyring::prove() {
        Some(keyring) => Ok(Box::new(keyring)),
        None => Ok(Box::new(SealedFile::open(data)?)),
    }
}
