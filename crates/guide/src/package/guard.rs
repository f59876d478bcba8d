//! What is refused before the parser sees it: other encodings, and nesting that would overflow its stack.
//!
//! The parser descends once for each bracket and each operator, and a stack that overflows ends the whole program: measured with
//! 20,000 nested brackets and with a chain of 200,000 `+` on the usual 8 MB. A script that people wrote or a bundler made stays
//! far below the limits here.

use super::Unreadable;

/// The largest file read, in bytes.
const LARGEST: usize = 4 << 20;
/// The deepest nesting of brackets and templates.
const DEEPEST: usize = 500;
/// The longest chain of operators, calls and prefix words, those of the enclosing brackets included.
const LONGEST: u32 = 10_000;

/// The text of a file, if it is UTF-8. A byte order mark stays in it.
///
/// # Errors
/// What it is instead.
pub(crate) fn text(bytes: &[u8]) -> Result<&str, Unreadable> {
    if bytes.len() > LARGEST {
        return Err(Unreadable::TooLarge {
            bytes: bytes.len() as u64,
        });
    }
    let start = &bytes[..bytes.len().min(64)];
    let zeros = start.iter().filter(|b| **b == 0).count();
    if start.starts_with(&[0xFF, 0xFE])
        || start.starts_with(&[0xFE, 0xFF])
        || (start.len() > 3 && zeros * 3 > start.len())
    {
        return Err(Unreadable::Utf16);
    }
    if let Some(at) = bytes.iter().position(|b| *b == 0) {
        return Err(Unreadable::Nul {
            line: line_of(bytes, at),
        });
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let line = line_of(bytes, error.valid_up_to());
        if is_gbk(bytes) {
            Unreadable::Gbk { line }
        } else {
            Unreadable::NotUtf8 { line }
        }
    })
}

/// The line, from 1, of the byte at `at`.
pub(super) fn line_of(bytes: &[u8], at: usize) -> usize {
    let before = &bytes[..at.min(bytes.len())];
    1 + before
        .iter()
        .enumerate()
        .filter(|(i, b)| **b == b'\n' || (**b == b'\r' && bytes.get(i + 1) != Some(&b'\n')))
        .count()
}

/// Whether the bytes are valid GBK: ASCII and pairs of a lead byte 81–FE with a second byte 40–FE other than 7F.
fn is_gbk(bytes: &[u8]) -> bool {
    let mut rest = bytes.iter();
    while let Some(lead) = rest.next() {
        match lead {
            0..=0x7F => {}
            0x81..=0xFE => match rest.next() {
                Some(0x40..=0x7E | 0x80..=0xFE) => {}
                _ => return false,
            },
            _ => return false,
        }
    }
    true
}

/// Refuses a script whose nesting would overflow the parser's stack, or which is a web page.
///
/// # Errors
/// [`Unreadable::Html`], [`Unreadable::TooDeep`], [`Unreadable::ChainTooLong`].
pub(super) fn script(text: &str) -> Result<(), Unreadable> {
    let start = text.trim_start_matches('\u{FEFF}').trim_start();
    if start.starts_with('<') && !start.starts_with("<!--") {
        return Err(Unreadable::Html);
    }
    Scan::new(text.as_bytes()).run()
}

/// What an open bracket encloses.
#[derive(Clone, Copy, PartialEq)]
enum Inside {
    Bracket,
    /// `${ … }`: its end leads back into the template.
    Substitution,
}

/// One level of nesting.
struct Level {
    inside: Inside,
    chain: u32,
    elses: u32,
}

impl Level {
    fn new(inside: Inside) -> Level {
        Level {
            inside,
            chain: 0,
            elses: 0,
        }
    }
}

/// A pass over the tokens, exact enough for counting: only whether `/` after `)` or `}` begins a regular expression is guessed.
struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
    levels: Vec<Level>,
    /// The chains of all open levels together.
    chained: u32,
    /// Whether an operand has just ended, so that `/` divides and `(` calls.
    after_operand: bool,
}

impl<'a> Scan<'a> {
    fn new(bytes: &'a [u8]) -> Scan<'a> {
        Scan {
            bytes,
            at: 0,
            levels: vec![Level::new(Inside::Bracket)],
            chained: 0,
            after_operand: false,
        }
    }

    fn run(mut self) -> Result<(), Unreadable> {
        while let Some(&byte) = self.bytes.get(self.at) {
            let next = self.bytes.get(self.at + 1).copied();
            match (byte, next) {
                (b'/', Some(b'/')) => self.skip_past(|b, _| b == b'\n' || b == b'\r'),
                (b'/', Some(b'*')) => {
                    self.at += 2;
                    self.skip_past(|b, before| b == b'/' && before == b'*');
                }
                (b'/', _) if !self.after_operand => self.regular_expression(),
                (b'"' | b'\'', _) => self.string(byte),
                (b'`', _) => {
                    self.chain(u32::from(self.after_operand))?;
                    self.at += 1;
                    self.template()?;
                }
                (b'(' | b'[' | b'{', _) => {
                    self.chain(u32::from(self.after_operand && byte != b'{'))?;
                    self.at += 1;
                    self.open(Inside::Bracket)?;
                }
                (b')' | b']' | b'}', _) => self.close(byte)?,
                (b';' | b',', _) => {
                    self.end_chain();
                    self.operator();
                }
                (b' ' | b'\t' | b'\n' | b'\r', _) => self.at += 1,
                (
                    b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'$' | b'#' | b'\\' | 0x80..,
                    _,
                ) => {
                    self.word()?;
                }
                _ => {
                    self.chain(1)?;
                    self.operator();
                }
            }
        }
        Ok(())
    }

    fn level(&mut self) -> &mut Level {
        self.levels
            .last_mut()
            .expect("the outermost level is never closed")
    }

    fn line(&self) -> usize {
        line_of(self.bytes, self.at)
    }

    fn operator(&mut self) {
        self.at += 1;
        self.after_operand = false;
    }

    fn chain(&mut self, more: u32) -> Result<(), Unreadable> {
        self.level().chain += more;
        self.chained += more;
        if self.chained > LONGEST {
            return Err(Unreadable::ChainTooLong { line: self.line() });
        }
        Ok(())
    }

    fn end_chain(&mut self) {
        let ended = std::mem::take(&mut self.level().chain);
        self.chained -= ended;
    }

    fn open(&mut self, inside: Inside) -> Result<(), Unreadable> {
        self.levels.push(Level::new(inside));
        self.after_operand = false;
        if self.levels.len() > DEEPEST {
            return Err(Unreadable::TooDeep { line: self.line() });
        }
        Ok(())
    }

    fn close(&mut self, byte: u8) -> Result<(), Unreadable> {
        self.at += 1;
        self.after_operand = byte != b'}';
        if self.levels.len() > 1
            && let Some(closed) = self.levels.pop()
        {
            self.chained -= closed.chain + closed.elses;
            if byte == b'}' && closed.inside == Inside::Substitution {
                return self.template();
            }
        }
        Ok(())
    }

    fn skip_past(&mut self, end: impl Fn(u8, u8) -> bool) {
        let mut before = 0;
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            if end(byte, before) {
                return;
            }
            before = byte;
        }
    }

    fn string(&mut self, quote: u8) {
        self.at += 1;
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'\\' if self.bytes[self.at..].starts_with(b"\r\n") => self.at += 2,
                b'\\' => self.at += 1,
                b'\n' | b'\r' => break,
                _ if byte == quote => break,
                _ => {}
            }
        }
        self.after_operand = true;
    }

    /// From inside a template to its end, or into a substitution.
    fn template(&mut self) -> Result<(), Unreadable> {
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'\\' => self.at += 1,
                b'`' => {
                    self.after_operand = true;
                    return Ok(());
                }
                b'$' if self.bytes.get(self.at) == Some(&b'{') => {
                    self.at += 1;
                    return self.open(Inside::Substitution);
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn regular_expression(&mut self) {
        self.at += 1;
        let mut in_class = false;
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'\\' => self.at += 1,
                b'[' => in_class = true,
                b']' => in_class = false,
                b'/' if !in_class => break,
                b'\n' | b'\r' => break,
                _ => {}
            }
        }
        self.after_operand = true;
    }

    fn word(&mut self) -> Result<(), Unreadable> {
        let start = self.at;
        while self.bytes.get(self.at).is_some_and(|b| {
            b.is_ascii_alphanumeric() || matches!(b, b'_' | b'$' | b'#' | b'\\' | 0x80..)
        }) {
            self.at += 1;
        }
        self.after_operand = true;
        match &self.bytes[start..self.at] {
            b"const" | b"let" | b"var" | b"function" | b"class" | b"import" | b"export" => {
                self.end_chain();
            }
            b"else" => {
                // A semicolon ends the branch, not the chain of branches.
                self.level().elses += 1;
                self.chained += 1;
                self.after_operand = false;
                self.chain(0)?;
            }
            b"return" | b"typeof" | b"void" | b"delete" | b"new" | b"await" | b"yield"
            | b"throw" | b"in" | b"of" | b"instanceof" | b"case" | b"do" | b"if" | b"for"
            | b"while" | b"with" | b"async" | b"extends" => {
                self.after_operand = false;
                self.chain(1)?;
            }
            _ => {}
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_apart() {
        assert_eq!(text("服务".as_bytes()), Ok("服务"));
        assert_eq!(
            text(b"a\n// \xb7\xfe\xce\xf1\n"),
            Err(Unreadable::Gbk { line: 2 })
        );
        assert_eq!(text(b"a\xff"), Err(Unreadable::NotUtf8 { line: 1 }));
        assert_eq!(text(b"\xff\xfea\0"), Err(Unreadable::Utf16));
        assert_eq!(text(b"A\0p\0p\0"), Err(Unreadable::Utf16));
        assert_eq!(text(b"App({})\r\n\0"), Err(Unreadable::Nul { line: 2 }));
    }

    #[test]
    fn brackets_in_strings_comments_and_expressions_do_not_count() {
        let many = "[".repeat(2_000);
        for script_text in [
            format!("var a = '{many}'"),
            format!("// {many}\nvar a"),
            format!("/* {many} */ var a"),
            format!("var a = `{many}`"),
            format!("var a = /[{many}]/.test('x')"),
            format!("var a = 'it\\'s {many}'"),
        ] {
            assert_eq!(script(&script_text), Ok(()), "{}", &script_text[..12]);
        }
        assert_eq!(
            script(&format!("\n{many}")),
            Err(Unreadable::TooDeep { line: 2 })
        );
        let nested = "`${".repeat(600);
        assert!(script(&nested).is_err());
    }

    #[test]
    fn long_lists_are_no_chains() {
        assert_eq!(script(&"a.b = f(1);\n".repeat(50_000)), Ok(()));
        assert_eq!(script(&format!("x = [{}]", "-1,".repeat(50_000))), Ok(()));
        assert_eq!(script(&"const a = f(1)\n".repeat(50_000)), Ok(()));
    }
}
