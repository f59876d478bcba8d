//! A path that WeChat's developer tools can open.

use std::path::{Path, PathBuf};

use super::{Refusal, typed};
use crate::Text;

/// An absolute path of printable ASCII. The vendor's manual demands an English-only path for the package.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AsciiPath(PathBuf);

impl AsciiPath {
    /// Parses a folder path.
    ///
    /// # Errors
    /// Names the part of the path that holds Chinese or blanks, or says that it is not absolute.
    pub fn parse(text: &str) -> Result<AsciiPath, Refusal> {
        typed::settle(text, AsciiPath::read)
    }

    fn read(text: &str) -> Result<AsciiPath, Refusal> {
        if text.trim().is_empty() {
            return Err(Refusal::new(
                Text::new("这里还没有填写。", "Nothing has been entered here."),
                "",
            ));
        }
        // Windows copies a path together with quotes ("Copy as path").
        let inner = text.trim().trim_matches('"');
        if inner != text {
            return Err(Refusal::new(
                Text::new(
                    "路径两边多了引号或空格；请去掉。",
                    "There are quotes or blanks around the path; take them away.",
                ),
                if text.contains('"') { "\"" } else { " " },
            )
            .suggest(inner));
        }
        if let Some(c) = text
            .chars()
            .find(|c| c.is_control() || matches!(c, '<' | '>' | '"' | '|' | '?' | '*'))
        {
            return Err(Refusal::new(
                Text::new(
                    "路径中有不允许的字符；请换一个文件夹。",
                    "The path holds a character that is not allowed; choose another folder.",
                ),
                c.escape_default().to_string(),
            ));
        }
        let path = Path::new(text);
        for part in path.components() {
            let part = part.as_os_str().to_string_lossy();
            if !part.is_ascii() {
                return Err(Refusal::new(
                    Text::new(
                        "路径中有中文或其他非英文字符；开发者工具会打不开，请换一个纯英文路径。",
                        "The path holds Chinese or other non-English characters, which the developer tools cannot open; choose an English path.",
                    ),
                    part,
                ));
            }
            if part.contains(char::is_whitespace) {
                return Err(Refusal::new(
                    Text::new(
                        "路径中有空格；请换一个没有空格的路径。",
                        "The path holds a blank; choose one without.",
                    ),
                    part,
                ));
            }
        }
        let windows = text.starts_with("\\\\")
            || matches!(text.as_bytes(), [letter, b':', b'\\' | b'/', ..] if letter.is_ascii_alphabetic());
        if !path.is_absolute() && !windows {
            return Err(Refusal::new(
                Text::new("请填完整路径。", "Enter the whole path."),
                text,
            ));
        }
        Ok(AsciiPath(path.to_owned()))
    }

    /// The path.
    pub fn path(&self) -> &Path {
        &self.0
    }
}
