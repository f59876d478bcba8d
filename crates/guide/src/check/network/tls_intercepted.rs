//! Is the connection to WeChat opened and signed anew on the way?
//!
//! Some company proxies and virus scanners open https connections, read them and sign them again with a certificate of their
//! own. Programs that do not know that certificate refuse the connection, rightly: the AppSecret travels in it. WeChat's own
//! certificate is issued by a public authority that every system trusts, so an untrusted one at its address is never WeChat's.
//!
//! A clock that is wrong by years has the same effect, because no certificate is valid then.
//!
//! Source: how TLS trust works; WeChat's server API is served under a public certificate.

use super::platform::{self, Meeting};
use crate::{Answers, Check, Outcome, Probe, Problem, Sighting, Text, Unknown, Verdict};

/// See the module.
pub(super) static CHECK: Check = Check {
    id: "network.tls-intercepted",
    question: Text::new(
        "到微信的加密连接没有被中途拆开吗？",
        "Does the encrypted connection to WeChat arrive unopened?",
    ),
    looks_at: &[Probe::WeChat],
    judge,
    blocks: false,
    codes: &["network.tls-intercepted"],
    page: include_str!("tls_intercepted.rs"),
};

fn judge(_: &Answers, sighting: &Sighting) -> Outcome {
    let seen = sighting.wechat()?;
    match platform::meeting(Probe::WeChat, seen)? {
        Meeting::Met => Ok(Verdict::holds()),
        Meeting::Resigned { issuer, reason } => Ok(Verdict::Broken(platform::with_host(
            Problem::new(
                "network.tls-intercepted",
                Text::new(
                    "到微信的加密连接被本地网络中途拆开并重新签名，或者本机时钟错得太多。",
                    "The encrypted connection to WeChat is opened and signed anew on the way, or this machine's clock is far off.",
                ),
            )
            .fact(Text::new("证书的签发者", "Issuer of the certificate"), issuer)
            .fact(Text::new("校验结果", "The verifier's words"), reason)
            .advise(
                "请网络管理员把下面的主机排除在 HTTPS 检查之外；杀毒软件里也关闭对它的 HTTPS 扫描。",
                "Ask the network's administrator to exempt the host below from HTTPS inspection; switch off HTTPS scanning in the virus scanner too.",
            )
            .advise(
                "核对本机的日期和时间。",
                "Check this machine's date and time.",
            )
            .advise(
                "确属本单位的检查设备且无法排除时，把它的根证书装进系统。",
                "If it is your company's own device and cannot be avoided, install its root certificate in the system.",
            ),
            seen,
        ))),
        _ => Err(Unknown::CouldNotLook(
            Probe::WeChat,
            crate::Obstacle::NotReached(seen.host.clone()),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::super::platform::tests::{html, judged, met, missed};
    use super::*;
    use crate::seen::Trouble;

    #[test]
    fn an_answer_from_wechat_arrived_unopened() {
        assert_eq!(
            judged(&CHECK, Probe::WeChat, met(41002)),
            Ok(Verdict::holds())
        );
    }

    #[test]
    fn a_strange_issuer_is_named() {
        let seen = missed(Trouble::Untrusted {
            issuer: "Example Inspection CA".into(),
            reason: "unknown issuer".into(),
        });
        let outcome = judged(&CHECK, Probe::WeChat, seen);
        let Ok(Verdict::Broken(problem)) = outcome else {
            panic!("{outcome:?}")
        };
        assert_eq!(problem.code, "network.tls-intercepted");
        assert_eq!(problem.facts[0].value, "Example Inspection CA");
    }

    #[test]
    fn without_a_handshake_nothing_is_concluded() {
        for seen in [
            missed(Trouble::TimedOut),
            missed(Trouble::Offline),
            html(502),
        ] {
            assert!(judged(&CHECK, Probe::WeChat, seen).is_err());
        }
    }
}
