//! The version under which a package is uploaded.

use super::{Refusal, typed};
use crate::Text;

/// Numbers separated by dots, such as `1.0.0`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct VersionNumber(String);

impl VersionNumber {
    /// Parses what was typed into the version field.
    ///
    /// # Errors
    /// When it is not one to four numbers separated by dots.
    pub fn parse(text: &str) -> Result<VersionNumber, Refusal> {
        typed::settle_id(text, VersionNumber::read)
    }

    fn read(text: &str) -> Result<VersionNumber, Refusal> {
        let text = typed::plain(text, true)?;
        let parts: Vec<&str> = text.split('.').collect();
        let number = |part: &&str| {
            !part.is_empty() && part.len() <= 6 && part.bytes().all(|b| b.is_ascii_digit())
        };
        if parts.len() <= 4 && parts.iter().all(number) {
            return Ok(VersionNumber(text.to_owned()));
        }
        Err(Refusal::new(
            Text::new(
                "版本号写作数字加点，例如 1.0.0。",
                "A version is numbers and dots, such as 1.0.0.",
            ),
            text,
        )
        .suggest(text.trim_matches(|c: char| !c.is_ascii_digit())))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
