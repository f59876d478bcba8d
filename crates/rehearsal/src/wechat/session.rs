//! Session keys: whether one still holds, and giving a person a new one.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::complaint::Complaint;
use super::{Outcome, Turn, fine};
use crate::chance::{Chance, to_hex};

/// How long a key holds; the platform promises nothing beyond three days without use.
const LIFETIME: u64 = 3 * 24 * 60 * 60;
const BLOCK: usize = 64;

/// The key of one person in one mini-program.
pub(super) struct SessionKey {
    text: String,
    ends: u64,
}

impl SessionKey {
    pub(super) fn fresh(chance: &Chance, now: u64) -> Self {
        Self {
            text: STANDARD.encode(&chance.bytes()[..16]),
            ends: now + LIFETIME,
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }
}

/// `GET /wxa/checksession`.
pub(super) fn check(turn: &mut Turn<'_>) -> Outcome {
    signed(turn)?;
    fine(json!({}))
}

/// `GET /wxa/resetusersessionkey`: the new key ends when the old one would have.
pub(super) fn reset(turn: &mut Turn<'_>) -> Outcome {
    let (openid, ends) = signed(turn)?;
    let mut key = SessionKey::fresh(&turn.scene.chance, turn.now);
    key.ends = ends;
    let answer = json!({"openid": openid, "session_key": key.text});
    turn.platform.session_keys.insert(openid, key);
    fine(answer)
}

fn signed(turn: &Turn<'_>) -> Result<(String, u64), Complaint> {
    turn.own_token()?;
    let openid = turn.need("openid", 40097)?;
    let signature = turn.need("signature", 40097)?;
    if turn.asked.query("sig_method").as_deref() != Some("hmac_sha256") {
        return Err(Complaint::new(87008));
    }
    let key = turn.platform.session_keys.get(&openid);
    let key = key
        .filter(|key| turn.now < key.ends)
        .ok_or(Complaint::new(87007))?;
    if signature != signature_of(&key.text, b"") {
        return Err(Complaint::new(87009));
    }
    Ok((openid, key.ends))
}

/// HMAC-SHA-256 (RFC 2104). The base64 text itself is the key here, not the bytes it stands for.
fn signature_of(key: &str, message: &[u8]) -> String {
    let mut padded = [0; BLOCK];
    padded[..key.len()].copy_from_slice(key.as_bytes());
    let inner = Sha256::new()
        .chain_update(padded.map(|byte| byte ^ 0x36))
        .chain_update(message)
        .finalize();
    let outer = Sha256::new()
        .chain_update(padded.map(|byte| byte ^ 0x5c))
        .chain_update(inner)
        .finalize();
    to_hex(&outer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documented_sample_key_signs_as_documented() {
        let key = "o0q0otL8aEzpcZL/FT9WsQ==";
        assert_eq!(
            signature_of(key, br#"{"foo":"bar"}"#),
            "654571f79995b2ce1e149e53c0a33dc39c0a74090db514261454e8dbe432aa0b"
        );
        assert_eq!(
            signature_of(key, b""),
            "46e043c5525c2d817c44be603d30837a808a1d930d038f6fdc3e62a201fed128"
        );
    }
}
