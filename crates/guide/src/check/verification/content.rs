//! Reading the value out of bytes that something has been done to, and saying what was done.

use crate::{Fact, Text};

/// How many characters the value has.
const LENGTH: usize = 32;

/// What bytes say, and what was added around it.
pub(super) struct Content {
    /// The text without what was added.
    pub(super) text: String,
    /// What was added, with the bytes.
    pub(super) added: Vec<Fact>,
}

/// Reads bytes as a person's editor would.
pub(super) fn read(bytes: &[u8]) -> Content {
    let mut added = Vec::new();
    let decoded = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => {
            added.push(fact(Text::new("开头多了 BOM", "BOM in front"), "EF BB BF"));
            String::from_utf8_lossy(rest).into_owned()
        }
        [0xFF, 0xFE, rest @ ..] => {
            added.push(fact(
                Text::new("编码是 UTF-16", "Encoded as UTF-16"),
                "FF FE",
            ));
            utf16(rest, u16::from_le_bytes)
        }
        [0xFE, 0xFF, rest @ ..] => {
            added.push(fact(
                Text::new("编码是 UTF-16", "Encoded as UTF-16"),
                "FE FF",
            ));
            utf16(rest, u16::from_be_bytes)
        }
        _ => String::from_utf8_lossy(bytes).into_owned(),
    };
    let text = decoded.trim();
    let (front, back) = match decoded.find(text) {
        Some(at) => (&decoded[..at], &decoded[at + text.len()..]),
        None => ("", ""),
    };
    if !front.is_empty() {
        added.push(fact(
            Text::new("开头多了空白", "Blanks in front"),
            &hex(front),
        ));
    }
    if back.contains('\n') {
        added.push(fact(
            Text::new("末尾多了换行", "Line break at the end"),
            &hex(back),
        ));
    } else if !back.is_empty() {
        added.push(fact(
            Text::new("末尾多了空白", "Blanks at the end"),
            &hex(back),
        ));
    }
    Content {
        text: text.to_owned(),
        added,
    }
}

/// What was done to `value` so that it became `content`; `None` when it is not that value at all.
pub(super) fn changes(value: &str, content: &Content) -> Option<Vec<Fact>> {
    let mut done = content.added.clone();
    if content.text == value {
        return (!done.is_empty()).then_some(done);
    }
    if content.text.eq_ignore_ascii_case(value) {
        done.push(fact(
            Text::new("字母大小写变了", "Letter case changed"),
            &content.text,
        ));
    } else if content.text.len() >= 8 && value.starts_with(&content.text) {
        done.push(fact(
            Text::new("内容被截断", "Cut off after"),
            &content.text,
        ));
    } else if content.text.contains(value) {
        done.push(fact(
            Text::new("前后多了内容", "Something around it"),
            &start(content.text.as_bytes()),
        ));
    } else {
        return None;
    }
    Some(done)
}

/// Whether a text has the form of the value: 32 lower-case hexadecimal digits.
pub(super) fn is_value(text: &str) -> bool {
    text.len() == LENGTH
        && text
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// The first characters, fit to be shown in one line.
pub(super) fn start(bytes: &[u8]) -> String {
    String::from_utf8_lossy(&bytes[..bytes.len().min(400)])
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(120)
        .collect()
}

fn fact(label: Text, value: &str) -> Fact {
    Fact::new(label, value)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes
        .chunks_exact(2)
        .map(|pair| unit([pair[0], pair[1]]))
        .collect();
    String::from_utf16_lossy(&units)
}

fn hex(text: &str) -> String {
    let bytes: Vec<String> = text
        .bytes()
        .take(16)
        .map(|byte| format!("{byte:02X}"))
        .collect();
    bytes.join(" ")
}
