//! The AppID of a mini-program.

use super::{Refusal, typed};
use crate::Text;

/// `wx` followed by 16 lower-case hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AppId(String);

impl AppId {
    /// Parses what was typed into the AppID field.
    ///
    /// # Errors
    /// Names what is wrong: blanks, full-width letters, capitals, wrong length, a WeCom CorpID, an official account's original id.
    pub fn parse(text: &str) -> Result<AppId, Refusal> {
        typed::settle_id(text, AppId::read)
    }

    fn read(text: &str) -> Result<AppId, Refusal> {
        let text = typed::plain(text, true)?;
        let lower = text.to_ascii_lowercase();
        if lower.starts_with("gh_") {
            return Err(Refusal::new(
                Text::new(
                    "这是公众号或小程序的“原始 ID”（gh_ 开头），不是 AppID。请在“开发管理 → 开发设置 → 开发者 ID”里复制以 wx 开头的 AppID。",
                    "This is an original id (gh_…), not an AppID. Copy the AppID that begins with wx from Development settings, Developer ID.",
                ),
                text,
            ));
        }
        if lower.starts_with("ww") {
            return Err(Refusal::new(
                Text::new(
                    "这是企业微信的企业 ID（ww 开头），不是小程序的 AppID。企业 ID 请填到“企业微信”一步。",
                    "This is a WeCom CorpID (ww…), not a mini-program's AppID. It belongs in the WeCom step.",
                ),
                text,
            ));
        }
        if shaped(text) {
            return Ok(AppId(text.to_owned()));
        }
        if shaped(&lower) {
            return Err(Refusal::new(
                Text::new(
                    "AppID 的字母都是小写。",
                    "The letters of an AppID are all lower-case.",
                ),
                text,
            )
            .suggest(lower));
        }
        if text.len() == 32 && text.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(Refusal::new(
                Text::new(
                    "这看起来是 AppSecret（32 位），请填到下面的 AppSecret 一栏。",
                    "This looks like an AppSecret (32 characters); it belongs in the AppSecret field.",
                ),
                "",
            ));
        }
        let refusal = Refusal::new(
            Text::new(
                "AppID 应为 wx 开头的 18 个字符（wx 加 16 位小写十六进制数字）。",
                "An AppID has 18 characters: wx and 16 lower-case hexadecimal digits.",
            ),
            text,
        );
        Err(match within(&lower) {
            Some(id) => refusal.suggest(id),
            None => refusal,
        })
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn shaped(text: &str) -> bool {
    text.len() == 18
        && text.strip_prefix("wx").is_some_and(|digits| {
            digits
                .bytes()
                .all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
        })
}

/// An AppID that was copied together with its label.
fn within(text: &str) -> Option<&str> {
    text.split(|c: char| !c.is_ascii_alphanumeric())
        .find(|word| shaped(word))
}
