//! Phones accept certificates of public authorities only, and the server must send the whole chain up to, but not including,
//! the root. The classic trap is a missing intermediate: browsers on a desktop fetch it silently, Android does not, so the site
//! "works everywhere except on the phone". Here the missing certificate is fetched too, which tells an incomplete chain from an
//! unknown authority, and the missing part is handed over ready to be appended to the server's file.
//!
//! Source: WeChat, network requirements (trusted authority, complete chain, no self-signed certificate).

use super::handshake::{self, Handshake};
use super::{dates, key, label, name, server_auth, signature, sites};
use crate::check::Check;
use crate::seen::{ChainEnd, TlsAnswer, Trouble};
use crate::{
    Answers, Fact, Obstacle, Outcome, Probe, Problem, Sighting, Site, Text, Unknown, Verdict,
};

/// Whether the certificate is trusted by phones.
pub static CHECK: Check = Check {
    id: "tls.trusted",
    question: Text::new(
        "手机信任服务器的证书吗？",
        "Do phones trust the server's certificate?",
    ),
    looks_at: &[
        Probe::Tls(Site::Request),
        Probe::Tls(Site::Business),
        Probe::WeChat,
    ],
    judge,
    blocks: false,
    codes: &[
        "tls.chain-incomplete",
        "tls.self-signed",
        "tls.unknown-root",
        "tls.chain-refused",
    ],
    page: include_str!("trusted.rs"),
};

fn judge(answers: &Answers, sighting: &Sighting) -> Outcome {
    sites::each(answers, sighting, look)
}

pub(super) fn look(sighting: &Sighting, site: Site) -> Outcome {
    if let TlsAnswer::Failed(Trouble::Untrusted { issuer, reason }) = &sighting.tls(site)?.answer {
        not_intercepted(sighting, site, issuer)?;
        return Ok(Verdict::Broken(
            unknown_root()
                .fact(label::ISSUER, issuer.as_str())
                .fact(label::ANSWER, reason.as_str()),
        ));
    }
    let shaken = handshake::of(sighting, site)?;
    let problem = match shaken.end {
        ChainEnd::Trusted => {
            return Ok(Verdict::Holds(vec![Fact::new(
                label::ISSUER,
                shaken.leaf.issuer.as_str(),
            )]));
        }
        ChainEnd::TrustedAfterFetching { subject, pem } => incomplete()
            .fact(
                Text::new("缺少的证书", "Missing certificate"),
                subject.as_str(),
            )
            .copyable(
                Text::new(
                    "追加到服务器证书文件末尾的内容",
                    "To be appended to the server's certificate file",
                ),
                pem.as_str(),
            ),
        ChainEnd::IssuerMissing(issuer) => incomplete()
            .fact(
                Text::new("缺少的证书", "Missing certificate"),
                issuer.as_str(),
            )
            .advise(
                "这张中间证书没能自动取到，请向证书机构索取；若签发者是企业内部 CA，请换成公共机构的证书。",
                "The missing certificate could not be fetched; ask the authority for it. If the issuer is a company's own, replace the certificate by a public one.",
            ),
        ChainEnd::SelfSigned => self_signed(),
        ChainEnd::UnknownRoot(root) => {
            not_intercepted(sighting, site, root)?;
            unknown_root().fact(
                Text::new("链的终点", "Where the chain ends"),
                root.as_str(),
            )
        }
        ChainEnd::Refused(words) => {
            // Verifiers refuse for reasons that other checks name better; then the refusal is no fault of its own.
            sites::stands_on(
                sighting,
                site,
                Probe::Tls(site),
                &[
                    dates::look,
                    name::look,
                    key::look,
                    signature::look,
                    server_auth::look,
                ],
            )?;
            refused().fact(label::ANSWER, words.as_str())
        }
    };
    Ok(Verdict::Broken(about(problem, &shaken)))
}

fn about(problem: Problem, shaken: &Handshake<'_>) -> Problem {
    handshake::about(problem, shaken.leaf)
}

/// Answers "could not look" when the very same issuer has signed for WeChat here: then somebody on the way re-signs everything,
/// and the server is not to blame.
fn not_intercepted(sighting: &Sighting, site: Site, issuer: &str) -> Result<(), Unknown> {
    match sighting.wechat().map(|seen| &seen.reply) {
        Ok(Err(Trouble::Untrusted { issuer: theirs, .. })) if theirs == issuer => {
            Err(Unknown::CouldNotLook(
                Probe::Tls(site),
                Obstacle::NotReached("network.tls-intercepted".to_owned()),
            ))
        }
        _ => Ok(()),
    }
}

fn incomplete() -> Problem {
    Problem::new(
        "tls.chain-incomplete",
        Text::new(
            "服务器没有发送中间证书；电脑浏览器能打开，安卓手机打不开。",
            "The server does not send the intermediate certificate; desktop browsers cope, Android phones do not.",
        ),
    )
    .advise(
        "请把缺少的证书追加到服务器的证书文件末尾（nginx 的 ssl_certificate 文件），然后重新加载。",
        "Append the missing certificate to the server's certificate file (nginx: the ssl_certificate file), then reload.",
    )
}

fn self_signed() -> Problem {
    Problem::new(
        "tls.self-signed",
        Text::new(
            "证书是自己签发的，手机不信任。",
            "The certificate is signed by itself; phones do not trust it.",
        ),
    )
    .advise(
        "请换成公共证书机构签发的证书；云服务商一般有免费证书。",
        "Replace it by a certificate of a public authority; cloud providers mostly offer free ones.",
    )
}

fn unknown_root() -> Problem {
    Problem::new(
        "tls.unknown-root",
        Text::new(
            "证书的签发机构不受信任。",
            "The authority that issued the certificate is not trusted.",
        ),
    )
    .advise(
        "请换成公共证书机构签发的证书；企业内部 CA 的证书手机不接受。",
        "Replace it by a certificate of a public authority; phones do not accept a company's own.",
    )
    .advise(
        "若签发者是公司的代理或杀毒软件，请换一个网络再检查，不要改服务器。",
        "If the issuer is the company's proxy or an antivirus program, check from another network and leave the server alone.",
    )
}

fn refused() -> Problem {
    Problem::new(
        "tls.chain-refused",
        Text::new(
            "证书链不成立，验证被拒绝。",
            "The certificate chain does not hold together and is refused.",
        ),
    )
    .advise(
        "请用证书机构提供的完整文件重新安装证书，服务器证书在前，中间证书在后。",
        "Install the certificate again from the authority's complete file: the server's certificate first, intermediates after it.",
    )
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;
    use jiff::ToSpan;

    fn ending(end: ChainEnd) -> Scene {
        Scene::healthy().edit_tls(|seen| {
            if let TlsAnswer::Shaken { end: place, .. } = &mut seen.answer {
                *place = end;
            }
        })
    }

    #[test]
    fn each_end_of_a_chain_has_its_own_name() {
        let fetched = ChainEnd::TrustedAfterFetching {
            subject: "Intermediate".to_owned(),
            pem: "-----BEGIN CERTIFICATE-----".to_owned(),
        };
        let table = [
            (ChainEnd::Trusted, "holds"),
            (fetched, "broken tls.chain-incomplete"),
            (
                ChainEnd::IssuerMissing("Intermediate".to_owned()),
                "broken tls.chain-incomplete",
            ),
            (ChainEnd::SelfSigned, "broken tls.self-signed"),
            (
                ChainEnd::UnknownRoot("Company CA".to_owned()),
                "broken tls.unknown-root",
            ),
            (
                ChainEnd::Refused("bad signature".to_owned()),
                "broken tls.chain-refused",
            ),
        ];
        for (end, expected) in table {
            assert_eq!(ending(end.clone()).judge(&CHECK), expected, "{end:?}");
        }
    }

    #[test]
    fn the_missing_certificate_can_be_copied() {
        let scene = ending(ChainEnd::TrustedAfterFetching {
            subject: "Intermediate".to_owned(),
            pem: "-----BEGIN CERTIFICATE-----".to_owned(),
        });
        let problem = scene.problem(&CHECK);
        assert!(
            problem
                .facts
                .iter()
                .any(|fact| fact.copy && fact.value.starts_with("-----BEGIN"))
        );
    }

    #[test]
    fn a_refusal_for_an_expired_date_is_left_to_the_dates() {
        let scene = ending(ChainEnd::Refused("expired".to_owned()))
            .edit_leaf(|leaf| leaf.not_after = Scene::NOW - 24.hours());
        assert_eq!(scene.judge(&CHECK), "unknown not-reached");
    }

    #[test]
    fn somebody_who_re_signs_wechat_too_is_not_the_servers_fault() {
        let scene = ending(ChainEnd::UnknownRoot("Company Proxy".to_owned())).edit_wechat(|seen| {
            seen.reply = Err(Trouble::Untrusted {
                issuer: "Company Proxy".to_owned(),
                reason: "unknown issuer".to_owned(),
            });
        });
        assert_eq!(scene.judge(&CHECK), "unknown not-reached");
    }

    #[test]
    fn no_handshake_is_no_distrust() {
        let scene =
            Scene::healthy().edit_tls(|seen| seen.answer = TlsAnswer::Failed(Trouble::Refused));
        assert_eq!(scene.judge(&CHECK), "unknown not-reached");
        let scene = Scene::healthy().obstacle(Probe::Tls, Obstacle::Offline);
        assert_eq!(scene.judge(&CHECK), "unknown offline");
    }
}
