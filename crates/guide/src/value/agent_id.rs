//! The AgentID of a WeCom application.

use super::{Refusal, typed};
use crate::Text;

/// A positive whole number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AgentId(u64);

impl AgentId {
    /// Parses what was typed into the AgentID field.
    ///
    /// # Errors
    /// When it is not a positive whole number.
    pub fn parse(text: &str) -> Result<AgentId, Refusal> {
        typed::settle_id(text, AgentId::read)
    }

    fn read(text: &str) -> Result<AgentId, Refusal> {
        let text = typed::plain(text, true)?;
        let digits = text.bytes().all(|b| b.is_ascii_digit());
        match text.parse() {
            Ok(number) if number > 0 && digits => Ok(AgentId(number)),
            _ => Err(Refusal::new(
                Text::new(
                    "AgentId 是一串数字，例如 1000012，在应用详情页最上面。",
                    "An AgentId is a number such as 1000012; it stands at the top of the application's page.",
                ),
                text,
            )
            .suggest(text.trim_matches(|c: char| !c.is_ascii_digit()))),
        }
    }

    /// The number.
    pub fn number(self) -> u64 {
        self.0
    }
}
