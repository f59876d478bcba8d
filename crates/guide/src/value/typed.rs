//! What goes wrong with anything that is typed or pasted: blanks, full-width letters, Chinese punctuation, line breaks, quotes,
//! and secrets in the wrong field.

use super::Refusal;
use crate::Text;

/// Parses `text`, and follows a refusal's suggestion until it parses; one that leads nowhere is withdrawn.
///
/// What looks like a secret on its own is not repeated, because it may have been pasted into the wrong field.
pub(super) fn settle<T>(text: &str, parse: fn(&str) -> Result<T, Refusal>) -> Result<T, Refusal> {
    let mut refusal = match parse(text) {
        Ok(value) => return Ok(value),
        Err(refusal) => refusal,
    };
    let mut next = refusal.suggestion.take();
    // Each step mends one thing, and there are fewer things to mend than this.
    for _ in 0..12 {
        let Some(suggestion) = next else { break };
        match parse(&suggestion) {
            Ok(_) => {
                refusal.suggestion = Some(suggestion);
                break;
            }
            Err(further) => next = further.suggestion,
        }
    }
    if holds_secret(text) {
        refusal.part.clear();
        refusal.suggestion = None;
    }
    Err(refusal)
}

/// As [`settle`], for short ids: no part of a text that holds anything as long as a secret is repeated.
pub(super) fn settle_id<T>(
    text: &str,
    parse: fn(&str) -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    settle(text, parse).map_err(|mut refusal| {
        let clean = cleaned(text);
        if clean.split(|c| !is_secret_letter(c)).any(is_long) {
            refusal.part.clear();
            refusal.suggestion = None;
        }
        refusal
    })
}

/// Whether a text is one long run of the letters that secrets are made of, whatever was copied along around it.
fn holds_secret(text: &str) -> bool {
    let clean = cleaned(text);
    let run = clean.trim_matches(|c| !is_secret_letter(c));
    is_long(run) && run.chars().all(is_secret_letter)
}

fn is_secret_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_')
}

/// An AppSecret has 32 characters, a WeCom Secret 43; a few may be missing.
fn is_long(text: &str) -> bool {
    text.len() >= 28
}

fn cleaned(text: &str) -> String {
    narrowed(text)
        .chars()
        .filter(|c| !c.is_whitespace() && !is_invisible(*c) && !is_quote(*c))
        .collect()
}

/// The half-width twin of a full-width or Chinese character that people type by accident.
fn half_width(c: char) -> Option<char> {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0),
        '\u{3000}' => Some(' '),
        '。' | '\u{FF61}' => Some('.'),
        '、' => Some('/'),
        '“' | '”' | '「' | '」' => Some('"'),
        '‘' | '’' => Some('\''),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some('-'),
        _ => None,
    }
}

/// `text` with full-width characters made half-width.
fn narrowed(text: &str) -> String {
    text.chars().map(|c| half_width(c).unwrap_or(c)).collect()
}

/// Characters that take part in no value and cannot be seen: zero-width, direction marks, soft hyphen, controls.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFD}')
        || (c.is_control() && !c.is_whitespace())
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '`')
}

/// How a character is named that could not be seen if it were shown.
fn code_point(c: char) -> String {
    format!("U+{:04X}", c as u32)
}

/// Refuses what no address, id or secret contains; blanks around the value are named, not silently removed.
///
/// `shown` is false for secrets, whose text must not be repeated.
pub(super) fn plain(text: &str, shown: bool) -> Result<&str, Refusal> {
    let refuse = |what: Text, part: String, meant: String| Refusal {
        what,
        part: if shown { part } else { String::new() },
        suggestion: shown.then_some(meant),
    };
    if text.trim().is_empty() {
        return Err(Refusal::new(
            Text::new("这里还没有填写。", "Nothing has been entered here."),
            "",
        ));
    }
    if let Some(c) = text.chars().find(|c| is_invisible(*c)) {
        return Err(refuse(
            Text::new(
                "其中有看不见的字符，多半是复制时带来的；请删掉重新输入。",
                "It holds an invisible character, probably copied along; delete it and type the value again.",
            ),
            code_point(c),
            text.chars().filter(|c| !is_invisible(*c)).collect(),
        ));
    }
    if let Some(c) = text.chars().find(|c| half_width(*c).is_some()) {
        return Err(refuse(
            Text::new(
                "其中有全角字符或中文标点；请切换到英文输入法重新输入。",
                "It holds a full-width letter or Chinese punctuation; type it again with an English keyboard.",
            ),
            c.to_string(),
            narrowed(text).trim().to_owned(),
        ));
    }
    // U+2028 and U+2029 are among them: inside a script's text they would end the line.
    if let Some(c) = text.chars().find(|c| c.is_whitespace()) {
        return Err(refuse(
            Text::new(
                "其中有空格或换行；请删掉。",
                "It holds a blank or a line break; delete it.",
            ),
            if c == ' ' {
                c.to_string()
            } else {
                code_point(c)
            },
            text.split_whitespace().collect(),
        ));
    }
    let first = text.chars().next().filter(|c| is_quote(*c));
    if let Some(quote) = first
        && text.len() > 2
        && text.ends_with(quote)
    {
        return Err(refuse(
            Text::new(
                "两边的引号不属于内容；请去掉。",
                "The quotes around it do not belong to it; take them away.",
            ),
            quote.to_string(),
            text[1..text.len() - 1].to_owned(),
        ));
    }
    Ok(text)
}

/// Splits a scheme off, also a mistyped one such as `https:/`, `https//` or a doubled one: what stands in front, and the rest.
pub(super) fn without_scheme(text: &str) -> Option<(&str, &str)> {
    let mut rest = text;
    loop {
        let lower = rest.to_ascii_lowercase();
        let after = ["https", "http", "wss", "ws", ""]
            .iter()
            .filter(|scheme| lower.starts_with(**scheme))
            .map(|scheme| &rest[scheme.len()..])
            .find(|after| after.starts_with([':', ';', '/']))
            .map(|after| after.trim_start_matches([':', ';', '/']));
        match after {
            Some(after) if after.len() < rest.len() => rest = after,
            _ => break,
        }
    }
    let front = &text[..text.len() - rest.len()];
    (!front.is_empty()).then_some((front, rest))
}

/// Whether a user name stands before the host, and perhaps a password.
pub(super) fn has_user(text: &str) -> bool {
    let rest = without_scheme(text).map_or(text, |(_, rest)| rest);
    let rest = rest.split_once("://").map_or(rest, |(_, rest)| rest);
    rest.split(['/', '?', '#'])
        .next()
        .is_some_and(|authority| authority.contains('@'))
}
