//! A string in a script that a name stands for.

use std::fmt::Write;
use std::ops::Range;

/// A string literal, or a template without substitutions, that a property, variable, assignment or class field has as its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Literal {
    /// The dotted path of names, such as `globalData.serviceUrl`; with `#2` for the second of the same path, and with the file in
    /// front (`config.js:baseUrl`) outside `app.js`.
    pub id: String,
    /// The file it stands in, as the package was seen.
    pub file: String,
    /// The last name of the path.
    pub name: String,
    /// The decoded value.
    pub value: String,
    /// Where it stands in the file, in bytes, quotes included.
    pub span: Range<usize>,
    /// How it is quoted.
    pub quote: Quote,
    /// The line it stands in, from 1.
    pub line: usize,
    /// That line, trimmed, at most 200 characters around the literal.
    pub context: String,
    /// The comments at it: those alone on the lines before, the one right before, the one at the end of its line.
    pub comment: Option<String>,
    /// Whether its value may not be the one used: it stands in a condition, function, list or map of environments, or its path is
    /// given a value elsewhere too.
    pub uncertain: bool,
}

impl Literal {
    /// Whether it stands in a script that `app.js` requires. Whether `app.js` uses it, and as what, is not followed.
    pub(super) fn is_required(&self) -> bool {
        self.id
            .strip_prefix(&self.file)
            .is_some_and(|rest| rest.starts_with(':'))
    }
}

/// How a literal is quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quote {
    /// `'…'`
    Single,
    /// `"…"`
    Double,
    /// `` `…` ``
    Backtick,
}

impl Quote {
    const fn mark(self) -> char {
        match self {
            Quote::Single => '\'',
            Quote::Double => '"',
            Quote::Backtick => '`',
        }
    }

    /// `value` as a literal in these quotes.
    pub fn encode(self, value: &str) -> String {
        let mark = self.mark();
        let mut text = String::with_capacity(value.len() + 2);
        text.push(mark);
        let mut chars = value.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '\\' => text.push_str("\\\\"),
                '\n' => text.push_str("\\n"),
                '\r' => text.push_str("\\r"),
                // Line ends inside a string before ECMAScript 2019, which phones still run.
                '\u{2028}' => text.push_str("\\u2028"),
                '\u{2029}' => text.push_str("\\u2029"),
                '$' if self == Quote::Backtick && chars.peek() == Some(&'{') => {
                    text.push_str("\\$");
                }
                c if c == mark => {
                    text.push('\\');
                    text.push(c);
                }
                c if c.is_control() && (c as u32) < 0x100 => {
                    write!(text, "\\x{:02x}", c as u32).expect("a string takes every write");
                }
                c => text.push(c),
            }
        }
        text.push(mark);
        text
    }
}
