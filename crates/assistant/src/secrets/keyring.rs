//! The system's keyring: Secret Service on Linux, Keychain on macOS, Credential Manager on Windows.

use std::sync::Arc;

use guide::Text;
use keyring_core::{CredentialStore, Entry};
use zeroize::Zeroizing;

use super::{Error, Place, Vault};

const SERVICE: &str = "weapp-bridge";

/// The system's keyring, proved to work.
pub(super) struct Keyring {
    store: Arc<CredentialStore>,
}

impl Keyring {
    /// The keyring, if it takes a secret, gives it back and forgets it.
    pub(super) fn prove() -> Option<Keyring> {
        let keyring = Keyring {
            store: system_store()?,
        };
        let entry = keyring.entry("proof").ok()?;
        let proof = format!("proof-{}", std::process::id());
        entry.set_password(&proof).ok()?;
        let read = entry.get_password().ok()?;
        // Two programs may prove at the same time; then the other one has removed it already.
        let _ = entry.delete_credential();
        read.starts_with("proof-").then_some(keyring)
    }

    fn entry(&self, name: &str) -> Result<Entry, Error> {
        self.store.build(SERVICE, name, None).map_err(refused)
    }
}

#[cfg(target_os = "linux")]
fn system_store() -> Option<Arc<CredentialStore>> {
    let store: Arc<CredentialStore> = zbus_secret_service_keyring_store::Store::new().ok()?;
    Some(store)
}

#[cfg(target_os = "macos")]
fn system_store() -> Option<Arc<CredentialStore>> {
    let store: Arc<CredentialStore> = apple_native_keyring_store::keychain::Store::new().ok()?;
    Some(store)
}

#[cfg(windows)]
fn system_store() -> Option<Arc<CredentialStore>> {
    let store: Arc<CredentialStore> = windows_native_keyring_store::Store::new().ok()?;
    Some(store)
}

#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
fn system_store() -> Option<Arc<CredentialStore>> {
    None
}

fn refused(error: keyring_core::Error) -> Error {
    Error::Keyring(error.to_string())
}

impl Vault for Keyring {
    fn kept_in(&self) -> &'static str {
        "keyring"
    }

    fn words(&self) -> Text {
        Text::new(
            "密钥保存在系统钥匙串中。",
            "Secrets are kept in the system keyring.",
        )
    }

    fn get(&self, place: Place<'_>) -> Result<Option<Zeroizing<String>>, Error> {
        match self.entry(&place.name())?.get_password() {
            Ok(secret) => Ok(Some(Zeroizing::new(secret))),
            Err(keyring_core::Error::NoEntry) => Ok(None),
            Err(error) => Err(refused(error)),
        }
    }

    fn set(&mut self, place: Place<'_>, secret: &str) -> Result<(), Error> {
        self.entry(&place.name())?
            .set_password(secret)
            .map_err(refused)
    }

    fn remove(&mut self, place: Place<'_>) -> Result<(), Error> {
        match self.entry(&place.name())?.delete_credential() {
            Ok(()) | Err(keyring_core::Error::NoEntry) => Ok(()),
            Err(error) => Err(refused(error)),
        }
    }
}
