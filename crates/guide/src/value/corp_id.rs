//! The CorpID of a WeCom company.

use super::{Refusal, typed};
use crate::Text;

/// 18 characters beginning with `ww` or `wx` (the latter for companies from before WeCom's own ids).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CorpId(String);

impl CorpId {
    /// Parses what was typed into the CorpID field.
    ///
    /// # Errors
    /// Names what is wrong with it.
    pub fn parse(text: &str) -> Result<CorpId, Refusal> {
        typed::settle_id(text, CorpId::read)
    }

    fn read(text: &str) -> Result<CorpId, Refusal> {
        let text = typed::plain(text, true)?;
        let shaped = |text: &str| {
            text.len() == 18
                && (text.starts_with("ww") || text.starts_with("wx"))
                && text.bytes().all(|b| b.is_ascii_alphanumeric())
        };
        if shaped(text) {
            return Ok(CorpId(text.to_owned()));
        }
        let lower = text.to_ascii_lowercase();
        if shaped(&lower) {
            return Err(Refusal::new(
                Text::new(
                    "企业 ID 开头的 ww 是小写。",
                    "The ww at the beginning of a CorpID is lower-case.",
                ),
                &text[..2],
            )
            .suggest(lower));
        }
        Err(Refusal::new(
            Text::new(
                "企业 ID 应为 ww（或 wx）开头的 18 个字符，在企业微信管理后台“我的企业 → 企业信息”最下面。",
                "A CorpID has 18 characters beginning with ww (or wx); it stands at the bottom of My company in the WeCom console.",
            ),
            text,
        ))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
