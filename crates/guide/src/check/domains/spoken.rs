//! A mini-program speaks TLS 1.2 or newer and nothing else. On a port that is open, the usual faults are: plain HTTP (the web
//! server has no `ssl` on its port), an old version, a demand for a client certificate which no phone has, and a cut right
//! after the hello, which in China mostly means that the name is not filed, or not with this provider. A server with TLS 1.3
//! alone works on new phones and fails on old ones.
//!
//! Source: WeChat, network requirements (TLS 1.2 must be offered); Apple App Transport Security.

use super::{exists, ipv4, label, open, public, reach, sites};
use crate::check::Check;
use crate::seen::{TlsAnswer, Trouble};
use crate::{Answers, Fact, Outcome, Probe, Problem, Sighting, Site, Text, Unknown, Verdict};

/// Whether TLS is spoken in a way that phones understand.
pub static CHECK: Check = Check {
    id: "tls.spoken",
    question: Text::new(
        "服务器的 HTTPS 能正常握手吗？",
        "Does the server speak HTTPS as phones do?",
    ),
    looks_at: &[
        Probe::Tls(Site::Request),
        Probe::Tls(Site::Business),
        Probe::Tcp(Site::Request),
        Probe::Tcp(Site::Business),
        Probe::Dns(Site::Request),
        Probe::Dns(Site::Business),
    ],
    judge,
    blocks: false,
    codes: &[
        "tls.plain-http",
        "tls.reset",
        "tls.silent",
        "tls.failed",
        "tls.old-version",
        "tls.only-1-3",
        "tls.client-certificate",
    ],
    page: include_str!("spoken.rs"),
};

const VERSION: Text = Text::new("TLS 版本", "TLS version");

fn judge(answers: &Answers, sighting: &Sighting) -> Outcome {
    sites::each(answers, sighting, look)
}

pub(super) fn look(sighting: &Sighting, site: Site) -> Outcome {
    match &sighting.tls(site)?.answer {
        TlsAnswer::Shaken {
            version,
            accepts_1_2,
            wants_client_certificate,
            ..
        } => Ok(if *wants_client_certificate {
            Verdict::Broken(client_certificate())
        } else if *accepts_1_2 == Some(false) {
            Verdict::Worrying(only_1_3().fact(VERSION, version.as_str()))
        } else {
            Verdict::Holds(vec![Fact::new(VERSION, version.as_str())])
        }),
        TlsAnswer::TooOld(version) => Ok(Verdict::Broken(
            old_version().fact(VERSION, version.as_str()),
        )),
        TlsAnswer::Failed(trouble) => failed(sighting, site, trouble),
    }
}

fn failed(sighting: &Sighting, site: Site, trouble: &Trouble) -> Outcome {
    sites::stands_on(
        sighting,
        site,
        Probe::Tls(site),
        &[exists::look, public::look, ipv4::look, open::look],
    )?;
    let problem = match trouble {
        Trouble::PlainHttp => plain_http(),
        Trouble::Reset | Trouble::BrokeOff => reset(),
        Trouble::TlsFailed(words) => other(words),
        Trouble::TimedOut if matches!(open::look(sighting, site), Ok(Verdict::Holds(_))) => {
            silent()
        }
        // Trust is asked by another check; the handshake itself was spoken.
        Trouble::Untrusted { .. } => return Ok(Verdict::holds()),
        below => {
            return Err(Unknown::CouldNotLook(
                Probe::Tls(site),
                reach::obstacle(below),
            ));
        }
    };
    Ok(Verdict::Broken(problem))
}

fn plain_http() -> Problem {
    Problem::new(
        "tls.plain-http",
        Text::new(
            "这个端口上是没有加密的 HTTP，不是 HTTPS。",
            "This port speaks plain HTTP, not HTTPS.",
        ),
    )
    .advise(
        "请为网站服务器的该端口启用 SSL 并配置证书（nginx：listen 443 ssl）。",
        "Switch on SSL for this port in the web server and give it a certificate (nginx: listen 443 ssl).",
    )
}

fn reset() -> Problem {
    Problem::new(
        "tls.reset",
        Text::new(
            "连接建立后，在握手时被切断。",
            "The connection is cut during the handshake.",
        ),
    )
    .advise(
        "请确认域名已备案，并已在当前的云服务商处接入备案；未备案的域名会这样被切断。",
        "Make sure that the domain is filed (ICP), and filed with the present provider too; unfiled domains are cut like this.",
    )
    .advise(
        "已备案时，请检查防火墙或负载均衡上的域名和证书设置。",
        "If it is, check the domain and certificate settings of the firewall or load balancer.",
    )
}

fn silent() -> Problem {
    Problem::new(
        "tls.silent",
        Text::new(
            "端口能连上，但服务器对握手没有回应。",
            "The port accepts the connection, but the server does not answer the handshake.",
        ),
    )
    .advise(
        "请检查该端口后面的程序是否卡住，端口映射是否指向 HTTPS 服务。",
        "Check whether the program behind the port hangs, and whether port forwarding leads to an HTTPS server.",
    )
}

fn other(words: &str) -> Problem {
    Problem::new(
        "tls.failed",
        Text::new("HTTPS 握手失败。", "The HTTPS handshake fails."),
    )
    .fact(label::ANSWER, words)
    .advise(
        "请检查服务器的 SSL 设置：是否为这个域名配置了证书，加密套件是否包含 ECDHE。",
        "Check the server's SSL settings: a certificate for this domain, and cipher suites with ECDHE.",
    )
}

fn old_version() -> Problem {
    Problem::new(
        "tls.old-version",
        Text::new(
            "服务器的 TLS 版本太旧，小程序要求 1.2 以上。",
            "The server's TLS version is too old; mini-programs need 1.2 or newer.",
        ),
    )
    .advise(
        "请在服务器上启用 TLS 1.2 和 1.3（nginx：ssl_protocols TLSv1.2 TLSv1.3）。",
        "Switch on TLS 1.2 and 1.3 on the server (nginx: ssl_protocols TLSv1.2 TLSv1.3).",
    )
}

fn only_1_3() -> Problem {
    Problem::new(
        "tls.only-1-3",
        Text::new(
            "服务器只支持 TLS 1.3，较旧的手机连不上。",
            "The server speaks TLS 1.3 only; older phones cannot connect.",
        ),
    )
    .advise(
        "请同时启用 TLS 1.2（nginx：ssl_protocols TLSv1.2 TLSv1.3）。",
        "Switch on TLS 1.2 as well (nginx: ssl_protocols TLSv1.2 TLSv1.3).",
    )
}

fn client_certificate() -> Problem {
    Problem::new(
        "tls.client-certificate",
        Text::new(
            "服务器要求客户端证书，手机和微信都没有。",
            "The server asks for a client certificate, which neither phones nor WeChat have.",
        ),
    )
    .advise(
        "请为这个域名关闭客户端证书验证（nginx：ssl_verify_client off）。",
        "Switch client certificates off for this domain (nginx: ssl_verify_client off).",
    )
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;
    use crate::Obstacle;
    use crate::seen::Connection;

    #[test]
    fn each_failed_handshake_has_one_cause() {
        let failed = TlsAnswer::Failed;
        let table = [
            (failed(Trouble::PlainHttp), "broken tls.plain-http"),
            (failed(Trouble::Reset), "broken tls.reset"),
            (failed(Trouble::BrokeOff), "broken tls.reset"),
            (failed(Trouble::TimedOut), "broken tls.silent"),
            (
                failed(Trouble::TlsFailed("handshake_failure".to_owned())),
                "broken tls.failed",
            ),
            (
                TlsAnswer::TooOld("TLSv1.1".to_owned()),
                "broken tls.old-version",
            ),
            (failed(Trouble::NameNotFound), "unknown not-reached"),
            (failed(Trouble::Offline), "unknown offline"),
            (
                failed(Trouble::Other("?".to_owned())),
                "unknown not-reached",
            ),
        ];
        for (answer, expected) in table {
            let scene = Scene::healthy().edit_tls(|seen| seen.answer = answer.clone());
            assert_eq!(scene.judge(&CHECK), expected, "{answer:?}");
        }
    }

    #[test]
    fn a_closed_port_is_not_a_tls_fault() {
        let scene = Scene::healthy()
            .tcp(&[("8.130.1.2", Connection::Refused)])
            .edit_tls(|seen| seen.answer = TlsAnswer::Failed(Trouble::Reset));
        assert_eq!(scene.judge(&CHECK), "unknown not-reached");
        let scene = Scene::healthy().obstacle(Probe::Tls, Obstacle::TimedOut(8000));
        assert_eq!(scene.judge(&CHECK), "unknown timed-out");
    }

    #[test]
    fn phones_need_tls_1_2_and_have_no_certificate() {
        let table = [
            (Some(true), false, "holds"),
            (None, false, "holds"),
            (Some(false), false, "worrying tls.only-1-3"),
            (Some(true), true, "broken tls.client-certificate"),
        ];
        for (accepts, wants, expected) in table {
            let scene = Scene::healthy().edit_tls(|seen| {
                if let TlsAnswer::Shaken {
                    accepts_1_2,
                    wants_client_certificate,
                    ..
                } = &mut seen.answer
                {
                    *accepts_1_2 = accepts;
                    *wants_client_certificate = wants;
                }
            });
            assert_eq!(scene.judge(&CHECK), expected);
        }
    }
}
