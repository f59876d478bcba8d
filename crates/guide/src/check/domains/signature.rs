//! Signatures with SHA-1 or MD5 can be forged, and no phone accepts them any more. A root's signature on itself does not count:
//! phones know their roots by heart.
//!
//! Source: Apple App Transport Security (SHA-256 at least).

use super::handshake;
use super::sites;
use crate::check::Check;
use crate::{Answers, Fact, Outcome, Probe, Problem, Sighting, Site, Text, Verdict};

/// Whether the signatures are of a sound kind.
pub static CHECK: Check = Check {
    id: "tls.signature",
    question: Text::new(
        "证书的签名算法安全吗？",
        "Is the certificate's signature of a sound kind?",
    ),
    looks_at: &[Probe::Tls(Site::Request), Probe::Tls(Site::Business)],
    judge,
    blocks: false,
    codes: &["tls.weak-signature"],
    page: include_str!("signature.rs"),
};

const SIGNATURE: Text = Text::new("签名算法", "Signature algorithm");

fn judge(answers: &Answers, sighting: &Sighting) -> Outcome {
    sites::each(answers, sighting, look)
}

pub(super) fn look(sighting: &Sighting, site: Site) -> Outcome {
    let shaken = handshake::of(sighting, site)?;
    let weak = shaken
        .signed_by_others()
        .find(|certificate| is_weak(&certificate.signature));
    match weak {
        None => Ok(Verdict::Holds(vec![Fact::new(
            SIGNATURE,
            shaken.leaf.signature.as_str(),
        )])),
        Some(weak) => Ok(Verdict::Broken(handshake::about(
            Problem::new(
                "tls.weak-signature",
                Text::new(
                    "证书用过时的算法签名，手机会拒绝。",
                    "The certificate is signed with an outdated algorithm; phones refuse it.",
                ),
            )
            .fact(SIGNATURE, weak.signature.as_str())
            .advise(
                "请重新签发证书，签名算法选 SHA-256。",
                "Have the certificate issued again, signed with SHA-256.",
            ),
            weak,
        ))),
    }
}

fn is_weak(signature: &str) -> bool {
    let plain = signature.to_ascii_lowercase().replace('-', "");
    ["sha1", "md5", "md4", "md2"]
        .iter()
        .any(|weak| plain.contains(weak))
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;
    use crate::Obstacle;

    #[test]
    fn old_digests_are_refused() {
        let table = [
            ("sha256WithRSAEncryption", "holds"),
            ("ecdsa-with-SHA384", "holds"),
            ("sha1WithRSAEncryption", "broken tls.weak-signature"),
            ("ecdsa-with-SHA1", "broken tls.weak-signature"),
            ("md5WithRSAEncryption", "broken tls.weak-signature"),
        ];
        for (signature, expected) in table {
            let scene = Scene::healthy().edit_leaf(|leaf| leaf.signature = signature.to_owned());
            assert_eq!(scene.judge(&CHECK), expected, "{signature}");
        }
    }

    #[test]
    fn the_signature_of_a_root_on_itself_does_not_count() {
        let scene = Scene::healthy().edit_chain(|chain| {
            chain[1].subject = chain[1].issuer.clone();
            chain[1].signature = "sha1WithRSAEncryption".to_owned();
        });
        assert_eq!(scene.judge(&CHECK), "holds");
    }

    #[test]
    fn an_unseen_signature_is_not_weak() {
        let scene = Scene::healthy().obstacle(Probe::Tls, Obstacle::Crashed);
        assert_eq!(scene.judge(&CHECK), "unknown crashed");
    }
}
