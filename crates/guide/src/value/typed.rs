//! What goes wrong with anything that is typed or pasted: blanks, full-width letters, Chinese punctuation, line breaks.

use super::Refusal;
use crate::Text;

/// The half-width twin of a full-width or Chinese character that people type by accident.
fn half_width(c: char) -> Option<char> {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0),
        '\u{3000}' => Some(' '),
        '。' => Some('.'),
        '、' => Some('/'),
        '“' | '”' => Some('"'),
        '‘' | '’' => Some('\''),
        '—' => Some('-'),
        _ => None,
    }
}

/// `text` with full-width characters made half-width.
fn narrowed(text: &str) -> String {
    text.chars().map(|c| half_width(c).unwrap_or(c)).collect()
}

/// Refuses what no address, id or secret contains; blanks around the value are named, not silently removed.
///
/// `shown` is false for secrets, whose text must not be repeated.
pub(super) fn plain(text: &str, shown: bool) -> Result<&str, Refusal> {
    let part = |c: char| if shown { c.to_string() } else { String::new() };
    let meant = |meant: String| if shown { Some(meant) } else { None };
    if text.trim().is_empty() {
        return Err(Refusal::new(
            Text::new("这里还没有填写。", "Nothing has been entered here."),
            "",
        ));
    }
    if let Some(c) = text
        .chars()
        .find(|c| matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{2060}'))
    {
        return Err(Refusal {
            what: Text::new(
                "其中有看不见的字符，多半是复制时带来的；请删掉重新输入。",
                "It holds an invisible character, probably copied along; delete it and type the value again.",
            ),
            part: if shown {
                format!("U+{:04X}", c as u32)
            } else {
                String::new()
            },
            suggestion: meant(
                text.chars()
                    .filter(|c| !matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{2060}'))
                    .collect(),
            ),
        });
    }
    if let Some(c) = text.chars().find(|c| half_width(*c).is_some()) {
        return Err(Refusal {
            what: Text::new(
                "其中有全角字符或中文标点；请切换到英文输入法重新输入。",
                "It holds a full-width letter or Chinese punctuation; type it again with an English keyboard.",
            ),
            part: part(c),
            suggestion: meant(narrowed(text).trim().to_owned()),
        });
    }
    if text.contains(char::is_whitespace) {
        return Err(Refusal {
            what: Text::new(
                "其中有空格或换行；请删掉。",
                "It holds a blank or a line break; delete it.",
            ),
            part: String::new(),
            suggestion: meant(text.split_whitespace().collect()),
        });
    }
    Ok(text)
}
