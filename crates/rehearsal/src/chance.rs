//! Tokens, codes and identifiers that differ on every stage and never repeat.

use std::sync::atomic::{AtomicU64, Ordering};

use sha2::{Digest, Sha256};

const LETTERS: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// A source of fresh strings.
pub(crate) struct Chance {
    seed: [u8; 32],
    drawn: AtomicU64,
}

impl Chance {
    pub(crate) fn new() -> Self {
        let mut seed = [0; 32];
        // Without system randomness the strings are still unique within one stage, which suffices.
        let _ = rustls::crypto::ring::default_provider()
            .secure_random
            .fill(&mut seed);
        Self {
            seed,
            drawn: AtomicU64::new(0),
        }
    }

    /// Draws 32 fresh bytes.
    pub(crate) fn bytes(&self) -> [u8; 32] {
        let turn = self.drawn.fetch_add(1, Ordering::Relaxed);
        Sha256::new()
            .chain_update(self.seed)
            .chain_update(turn.to_be_bytes())
            .finalize()
            .into()
    }

    /// Draws `length` letters and digits.
    pub(crate) fn letters(&self, length: usize) -> String {
        let mut drawn = String::with_capacity(length);
        while drawn.len() < length {
            for byte in self.bytes() {
                if drawn.len() < length {
                    drawn.push(char::from(LETTERS[usize::from(byte) % LETTERS.len()]));
                }
            }
        }
        drawn
    }

    /// Draws `length` lower-case hex digits, at most 64.
    pub(crate) fn hex(&self, length: usize) -> String {
        let mut hex = to_hex(&self.bytes());
        hex.truncate(length);
        hex
    }

    /// Draws `length` decimal digits, at most 32.
    pub(crate) fn digits(&self, length: usize) -> String {
        self.bytes()
            .iter()
            .take(length)
            .map(|byte| char::from(b'0' + byte % 10))
            .collect()
    }
}

/// Writes bytes as lower-case hex digits.
pub(crate) fn to_hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
