//! Secrets. They have no `Display`, no plain `Debug` and no serialisation, and are wiped when dropped.

use std::fmt;

use zeroize::Zeroizing;

use super::{Refusal, typed};
use crate::Text;

macro_rules! secret {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name(Zeroizing<String>);

        impl $name {
            /// The secret itself. Only for the call that needs it; it must not be stored or shown.
            pub fn expose(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
}

secret! {
    /// The AppSecret of a mini-program: 32 lower-case hexadecimal digits.
    AppSecret
}

secret! {
    /// The Secret of a WeCom application: 43 letters, digits, `-` and `_`.
    CorpSecret
}

impl AppSecret {
    /// Parses what was pasted into the AppSecret field. The refusal never repeats the text.
    ///
    /// # Errors
    /// Names what is wrong with it.
    pub fn parse(text: &str) -> Result<AppSecret, Refusal> {
        let text = typed::plain(text, false)?;
        if text.starts_with("wx") && text.len() == 18 {
            return Err(Refusal::new(
                Text::new(
                    "这看起来是 AppID，不是 AppSecret；AppSecret 是 32 位。",
                    "This looks like an AppID, not an AppSecret, which has 32 characters.",
                ),
                "",
            ));
        }
        if text.len() == 32 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
            return Ok(AppSecret(Zeroizing::new(text.to_owned())));
        }
        if text.len() == 32 && text.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(Refusal::new(
                Text::new(
                    "AppSecret 的字母都是小写；请在后台重新复制。",
                    "The letters of an AppSecret are all lower-case; copy it again from the console.",
                ),
                "",
            ));
        }
        Err(Refusal::new(
            Text::new(
                "AppSecret 应为 32 位小写十六进制字符；请在后台重新复制，注意不要漏掉首尾。",
                "An AppSecret has 32 lower-case hexadecimal characters; copy it again from the console, both ends included.",
            ),
            "",
        ))
    }
}

impl CorpSecret {
    /// Parses what was pasted into the Secret field of WeCom. The refusal never repeats the text.
    ///
    /// # Errors
    /// Names what is wrong with it.
    pub fn parse(text: &str) -> Result<CorpSecret, Refusal> {
        let text = typed::plain(text, false)?;
        let shaped = (20..=128).contains(&text.len())
            && text
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
        if shaped {
            return Ok(CorpSecret(Zeroizing::new(text.to_owned())));
        }
        Err(Refusal::new(
            Text::new(
                "Secret 只含字母、数字、- 和 _，通常 43 位；请在应用详情页重新复制。",
                "A Secret has letters, digits, - and _ only, usually 43; copy it again from the application's page.",
            ),
            "",
        ))
    }
}
