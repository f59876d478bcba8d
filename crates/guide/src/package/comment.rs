//! Which comments belong to a literal.
//!
//! One program in five keeps dead alternatives in comments beside the live value, so a comment that holds code says nothing.

use std::ops::Range;

/// Where the words between a declaration's comment and its name may be.
const DECLARING: [&str; 5] = ["export", "const", "let", "var", "static"];

/// The widest gap, in bytes, between a comment and what it speaks of: one line end, blanks and a declaring word.
const WIDEST: usize = 400;

/// The comments of one script, in their order.
pub(super) struct Comments<'a> {
    text: &'a str,
    spans: Vec<Range<usize>>,
}

impl<'a> Comments<'a> {
    /// Comments given as spans with their marks.
    pub(super) fn new(text: &'a str, spans: Vec<Range<usize>>) -> Comments<'a> {
        Comments { text, spans }
    }

    /// What is said at the literal ending at `end`, whose property or declaration begins at `owner`. The comment at the end of the
    /// line counts only when the literal is `alone` on it.
    pub(super) fn at(&self, owner: usize, end: usize, alone: bool) -> Option<String> {
        let mut lines = self.before(owner);
        if alone && let Some(trailing) = self.behind(end) {
            lines.push(trailing);
        }
        lines.retain(|line| !line.is_empty() && !is_code(line));
        (!lines.is_empty()).then(|| lines.join("\n"))
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at]
            .rfind(['\n', '\r'])
            .map_or(0, |found| found + 1)
    }

    fn behind(&self, end: usize) -> Option<String> {
        let next = self.spans.partition_point(|span| span.start < end);
        let span = self.spans.get(next)?;
        let between = &self.text[end..span.start];
        if !between.bytes().all(|b| b",;)]} \t".contains(&b)) {
            return None;
        }
        let rest = &self.text[span.end..];
        let line_rest = &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())];
        (line_rest.trim().is_empty() && !self.text[span.clone()].contains(['\n', '\r']))
            .then(|| self.words(span).join(" "))
    }

    fn before(&self, owner: usize) -> Vec<String> {
        let mut index = self.spans.partition_point(|span| span.end <= owner);
        let mut at = owner;
        let mut found = Vec::new();
        while index > 0 {
            index -= 1;
            let span = &self.spans[index];
            let between = &self.text[span.end..at];
            if between.len() > WIDEST {
                break;
            }
            // A comment right before on the same line, or alone on the line above.
            let breaks = between.replace("\r\n", "\n").matches(['\n', '\r']).count();
            let declaring = found.is_empty()
                && between
                    .split_whitespace()
                    .all(|word| DECLARING.contains(&word));
            if breaks > 1 || !(declaring || between.trim().is_empty()) {
                break;
            }
            if breaks == 1
                && !self.text[self.line_start(span.start)..span.start]
                    .trim()
                    .is_empty()
            {
                break;
            }
            found.push(self.words(span));
            at = span.start;
        }
        found.into_iter().rev().flatten().collect()
    }

    /// The comment's lines without its marks.
    fn words(&self, span: &Range<usize>) -> Vec<String> {
        let inner = &self.text[span.clone()];
        let inner = inner
            .strip_prefix("/*")
            .map(|block| block.strip_suffix("*/").unwrap_or(block))
            .or_else(|| inner.strip_prefix("//"))
            .unwrap_or(inner);
        inner
            .split(['\n', '\r'])
            .map(|line| line.trim().trim_start_matches(['*', '/']).trim().to_owned())
            .collect()
    }
}

/// Whether a comment holds code: an address or a quoted value given to a name.
fn is_code(line: &str) -> bool {
    line.split_once([':', '=']).is_some_and(|(name, value)| {
        let name = name.trim();
        let named = !name.is_empty()
            && name
                .trim_start_matches("const ")
                .trim_start_matches("let ")
                .trim_start_matches("var ")
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"_$.'\"".contains(&b));
        named && value.trim_start().starts_with(['\'', '"', '`'])
    })
}
