//! What surrounds a literal: its line, and whether its path is given a value elsewhere too.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::guard;

/// How often each path is given a value. Two paths may name the same thing when one ends with the other, as
/// `app.globalData.url` with `globalData.url`.
pub(super) struct Given {
    whole: HashMap<String, usize>,
    ends: HashSet<String>,
}

impl Given {
    pub(super) fn new<'p>(paths: impl Iterator<Item = &'p Vec<String>>) -> Given {
        let mut given = Given {
            whole: HashMap::new(),
            ends: HashSet::new(),
        };
        for path in paths {
            *given.whole.entry(path.join(".")).or_default() += 1;
            given
                .ends
                .extend((1..path.len()).map(|skip| path[skip..].join(".")));
        }
        given
    }

    pub(super) fn more_than_once(&self, path: &[String]) -> bool {
        let whole = path.join(".");
        self.whole.get(&whole).is_some_and(|times| *times > 1)
            || self.ends.contains(&whole)
            || (1..path.len()).any(|skip| self.whole.contains_key(&path[skip..].join(".")))
    }
}

/// Counts lines for growing places in one pass.
pub(super) struct Lines<'t> {
    text: &'t str,
    counted: usize,
    line: usize,
}

impl<'t> Lines<'t> {
    pub(super) fn new(text: &'t str) -> Lines<'t> {
        Lines {
            text,
            counted: 0,
            line: 1,
        }
    }

    pub(super) fn of(&mut self, at: usize) -> usize {
        self.line += guard::line_of(&self.text.as_bytes()[self.counted..], at - self.counted) - 1;
        self.counted = at;
        self.line
    }
}

/// The line around `span`, trimmed, at most 200 characters of it.
pub(super) fn context(text: &str, span: &Range<usize>) -> String {
    // A minified script is one line, so only its neighbourhood is looked at.
    let from = text.ceil_char_boundary(span.start.saturating_sub(240));
    let near = &text[from..span.start];
    let line = near.rfind(['\n', '\r']).map_or(near, |at| &near[at + 1..]);
    let skipped = line.chars().count().saturating_sub(60);
    let behind = text[span.start..]
        .chars()
        .take(140)
        .take_while(|c| !matches!(c, '\n' | '\r'));
    let line: String = line.chars().skip(skipped).chain(behind).collect();
    line.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}')
        .to_owned()
}
