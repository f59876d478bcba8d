//! Replacing spans of bytes and leaving every other byte alone.

use std::ops::Range;

/// One replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Replacement {
    /// The bytes that go; empty where something is put in.
    pub(super) span: Range<usize>,
    /// What comes in their place.
    pub(super) text: String,
}

/// `bytes` with the spans replaced. They must not overlap.
pub(super) fn splice(bytes: &[u8], mut replacements: Vec<Replacement>) -> Vec<u8> {
    // The last one first, so that the spans before it keep their places.
    replacements.sort_by_key(|replacement| std::cmp::Reverse(replacement.span.start));
    let mut spliced = bytes.to_vec();
    for replacement in replacements {
        spliced.splice(replacement.span, replacement.text.into_bytes());
    }
    spliced
}
