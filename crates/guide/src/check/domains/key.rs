//! iPhones refuse certificates with short keys: RSA below 2048 bits, elliptic curves below 256. That holds for the server's own
//! certificate and for every intermediate above it.
//!
//! Source: Apple App Transport Security.

use super::handshake;
use super::sites;
use crate::check::Check;
use crate::seen::CertificateSeen;
use crate::{Answers, Fact, Outcome, Probe, Problem, Sighting, Site, Text, Verdict};

/// Whether the keys are long enough.
pub static CHECK: Check = Check {
    id: "tls.key",
    question: Text::new(
        "证书的密钥够长吗？",
        "Are the certificate's keys long enough?",
    ),
    looks_at: &[Probe::Tls(Site::Request), Probe::Tls(Site::Business)],
    judge,
    blocks: false,
    codes: &["tls.weak-key"],
    page: include_str!("key.rs"),
};

const KEY: Text = Text::new("密钥", "Key");

fn judge(answers: &Answers, sighting: &Sighting) -> Outcome {
    sites::each(answers, sighting, look)
}

pub(super) fn look(sighting: &Sighting, site: Site) -> Outcome {
    let shaken = handshake::of(sighting, site)?;
    match shaken.chain.iter().find(|certificate| is_weak(certificate)) {
        None => Ok(Verdict::Holds(vec![Fact::new(KEY, text(shaken.leaf))])),
        Some(weak) => Ok(Verdict::Broken(handshake::about(
            Problem::new(
                "tls.weak-key",
                Text::new(
                    "证书的密钥太短，苹果手机会拒绝。",
                    "The certificate's key is too short; iPhones refuse it.",
                ),
            )
            .fact(KEY, text(weak))
            .advise(
                "请用 2048 位以上的 RSA 或 256 位以上的 EC 密钥重新申请证书。",
                "Apply for a new certificate with an RSA key of 2048 bits or an EC key of 256 bits or more.",
            ),
            weak,
        ))),
    }
}

fn text(certificate: &CertificateSeen) -> String {
    format!("{} {}", certificate.key_kind, certificate.key_bits)
}

fn is_weak(certificate: &CertificateSeen) -> bool {
    match certificate.key_kind.as_str() {
        "RSA" => certificate.key_bits < 2048,
        "EC" => certificate.key_bits < 256,
        "DSA" => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;
    use crate::Obstacle;

    #[test]
    fn short_keys_are_refused_anywhere_in_the_chain() {
        let table = [
            ("RSA", 2048, "holds"),
            ("EC", 256, "holds"),
            ("RSA", 1024, "broken tls.weak-key"),
            ("EC", 224, "broken tls.weak-key"),
            ("DSA", 2048, "broken tls.weak-key"),
        ];
        for (kind, bits, expected) in table {
            for place in [0, 1] {
                let scene = Scene::healthy().edit_chain(|chain| {
                    chain[place].key_kind = kind.to_owned();
                    chain[place].key_bits = bits;
                });
                assert_eq!(scene.judge(&CHECK), expected, "{kind} {bits} {place}");
            }
        }
    }

    #[test]
    fn unseen_keys_are_not_weak() {
        let scene = Scene::healthy().obstacle(Probe::Tls, Obstacle::TimedOut(5000));
        assert_eq!(scene.judge(&CHECK), "unknown timed-out");
    }
}
