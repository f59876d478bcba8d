//! Which start of the server answers.

use std::fmt::{self, Display, Formatter};

use serde::{Serialize, Serializer};

use crate::Error;

/// The id of one start of the server, new and random each time, written as 32 hexadecimal digits.
///
/// Whoever started a server compares it with the id in `/healthz` and so knows that no other answers in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instance(u128);

impl Instance {
    /// Draws a new id.
    pub(crate) fn new() -> Result<Self, Error> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(Error::Chance)?;
        Ok(Self(u128::from_be_bytes(bytes)))
    }
}

impl Display for Instance {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl Serialize for Instance {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
