//! A certificate says what it may be used for. One made for signing mail or code, or for clients only, is refused by phones even
//! though its dates and names are right.
//!
//! Source: Apple, requirements for trusted certificates (extended key usage with server authentication).

use super::handshake;
use super::sites;
use crate::check::Check;
use crate::{Answers, Outcome, Probe, Problem, Sighting, Site, Text, Verdict};

/// Whether the certificate may be used by a server.
pub static CHECK: Check = Check {
    id: "tls.server-auth",
    question: Text::new(
        "证书允许用于服务器吗？",
        "May the certificate be used by a server?",
    ),
    looks_at: &[Probe::Tls(Site::Request), Probe::Tls(Site::Business)],
    judge,
    blocks: false,
    codes: &["tls.no-server-auth"],
    page: include_str!("server_auth.rs"),
};

fn judge(answers: &Answers, sighting: &Sighting) -> Outcome {
    sites::each(answers, sighting, look)
}

pub(super) fn look(sighting: &Sighting, site: Site) -> Outcome {
    let leaf = handshake::of(sighting, site)?.leaf;
    if leaf.server_auth {
        return Ok(Verdict::holds());
    }
    Ok(Verdict::Broken(handshake::about(
        Problem::new(
            "tls.no-server-auth",
            Text::new(
                "这张证书不是用于网站服务器的，手机会拒绝。",
                "This certificate is not meant for web servers; phones refuse it.",
            ),
        )
        .advise(
            "请申请 SSL（服务器身份验证）证书并替换。",
            "Apply for an SSL certificate (server authentication) and replace it.",
        ),
        leaf,
    )))
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;
    use crate::Obstacle;

    #[test]
    fn a_certificate_for_other_uses_is_refused() {
        assert_eq!(Scene::healthy().judge(&CHECK), "holds");
        let scene = Scene::healthy().edit_leaf(|leaf| leaf.server_auth = false);
        assert_eq!(scene.judge(&CHECK), "broken tls.no-server-auth");
    }

    #[test]
    fn an_unseen_certificate_is_not_judged() {
        let scene = Scene::healthy().obstacle(Probe::Tls, Obstacle::Offline);
        assert_eq!(scene.judge(&CHECK), "unknown offline");
    }
}
