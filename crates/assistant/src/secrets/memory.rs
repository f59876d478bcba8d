//! Secrets that vanish with the program: for the rehearsal and for runs that must leave nothing behind.

use std::collections::BTreeMap;

use guide::Text;
use zeroize::Zeroizing;

use super::{Error, Place, Vault};

/// Secrets in memory only.
#[derive(Default)]
pub struct Memory(BTreeMap<String, Zeroizing<String>>);

impl Vault for Memory {
    fn kept_in(&self) -> &'static str {
        "memory"
    }

    fn words(&self) -> Text {
        Text::new(
            "密钥只在内存中，退出即消失。",
            "Secrets are in memory only and vanish on exit.",
        )
    }

    fn get(&self, place: Place<'_>) -> Result<Option<Zeroizing<String>>, Error> {
        Ok(self.0.get(&place.name()).cloned())
    }

    fn set(&mut self, place: Place<'_>, secret: &str) -> Result<(), Error> {
        self.0
            .insert(place.name(), Zeroizing::new(secret.to_owned()));
        Ok(())
    }

    fn remove(&mut self, place: Place<'_>) -> Result<(), Error> {
        self.0.remove(&place.name());
        Ok(())
    }
}
