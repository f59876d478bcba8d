//! The system's keyring: Secret Service on Linux, Keychain on macOS, Credential Manager on Windows.

use std::sync::{Arc, mpsc};
use std::time::Duration;

use guide::Text;
use keyring_core::{CredentialStore, Entry};
use zeroize::Zeroizing;

use super::{Error, Place, Vault};

const SERVICE: &str = "weapp-bridge";

/// How long a keyring may take to prove itself. A locked one asks for its password in a dialog and only answers when that is
/// closed: long enough to type it, and an end where nobody sees the dialog.
const PATIENCE: Duration = Duration::from_secs(20);

/// The system's keyring, proved to work.
pub(super) struct Keyring {
    store: Arc<CredentialStore>,
}

impl Keyring {
    /// The keyring, if it takes a secret, gives it back and forgets it, all within 20 seconds.
    pub(super) fn prove() -> Option<Keyring> {
        within(PATIENCE, Keyring::proved)
    }

    fn proved() -> Option<Keyring> {
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

/// Asks on a thread of its own. One that is not answered in time is left behind and ends with the program.
fn within<T: Send + 'static>(
    patience: Duration,
    ask: impl FnOnce() -> Option<T> + Send + 'static,
) -> Option<T> {
    let (answer, answered) = mpsc::channel();
    let ask = move || {
        // Nobody may be waiting any more.
        let _ = answer.send(ask());
    };
    let thread = std::thread::Builder::new().name("keyring".to_owned());
    thread.spawn(ask).ok()?;
    answered.recv_timeout(patience).ok().flatten()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_keyring_that_waits_for_somebody_is_not_waited_for() {
        let (close, closed) = mpsc::channel::<()>();
        let waiting = move || closed.recv().ok();
        assert_eq!(within(Duration::from_millis(1), waiting), None);
        drop(close);
    }

    #[test]
    fn a_keyring_that_answers_is_taken() {
        assert_eq!(within(PATIENCE, || Some(1)), Some(1));
        assert_eq!(within(PATIENCE, || None::<u8>), None);
    }
}
