//! A certificate is for the names written in it, and for no others. `example.com` and `www.example.com` are two names, and
//! `*.example.com` covers exactly one level: `oa.example.com`, but neither `example.com` nor `m.oa.example.com`. The common name
//! in the subject no longer counts. A server that holds several sites and finds no match for the name asked for sends its
//! default certificate, which is then for somebody else.
//!
//! Source: WeChat, network requirements (the certificate's domain must fit); RFC 6125.

use super::handshake;
use super::{label, sites};
use crate::check::Check;
use crate::{Answers, Fact, Outcome, Probe, Problem, Sighting, Site, Text, Verdict};

/// Whether the certificate is for this name.
pub static CHECK: Check = Check {
    id: "tls.name",
    question: Text::new(
        "证书是发给这个域名的吗？",
        "Is the certificate for this domain?",
    ),
    looks_at: &[Probe::Tls(Site::Request), Probe::Tls(Site::Business)],
    judge,
    blocks: false,
    codes: &["tls.wrong-name"],
    page: include_str!("name.rs"),
};

fn judge(answers: &Answers, sighting: &Sighting) -> Outcome {
    sites::each(answers, sighting, look)
}

pub(super) fn look(sighting: &Sighting, site: Site) -> Outcome {
    let shaken = handshake::of(sighting, site)?;
    let host = shaken.seen.host.to_ascii_lowercase();
    let names = &shaken.leaf.names;
    if names.iter().any(|name| covers(name, &host)) {
        return Ok(Verdict::Holds(vec![Fact::new(
            label::NAMES,
            names.join(", "),
        )]));
    }
    Ok(Verdict::Broken(handshake::about(
        wrong_name(names, &host),
        shaken.leaf,
    )))
}

/// Whether a name in a certificate covers a host; a star stands for exactly one label.
fn covers(name: &str, host: &str) -> bool {
    let name = name.to_ascii_lowercase();
    match name.strip_prefix("*.") {
        None => name == host,
        Some(parent) => host
            .split_once('.')
            .is_some_and(|(first, rest)| !first.is_empty() && rest == parent),
    }
}

fn wrong_name(names: &[String], host: &str) -> Problem {
    let has = |wanted: &str| names.iter().any(|name| covers(name, wanted));
    let starred = |parent: &str| {
        names
            .iter()
            .any(|name| name.to_ascii_lowercase().strip_prefix("*.") == Some(parent))
    };
    let deeper = host
        .match_indices('.')
        .skip(1)
        .any(|(at, _)| starred(&host[at + 1..]));
    let problem = Problem::new(
        "tls.wrong-name",
        Text::new(
            "服务器的证书是发给别的域名的。",
            "The server's certificate is for other names.",
        ),
    )
    .fact(label::NAMES, names.join(", "));
    let problem = if names.is_empty() {
        problem.advise(
            "证书里没有“使用者可选名称”，手机不再看通用名；请重新签发。",
            "The certificate has no subject alternative names, and phones no longer look at the common name; have it issued again.",
        )
    } else if starred(host) {
        problem.advise(
            "通配符证书不包含根域名本身；请签发同时包含根域名的证书。",
            "A wildcard does not cover the bare domain; have a certificate issued that names it too.",
        )
    } else if host.strip_prefix("www.").is_some_and(has) {
        problem.advise(
            "证书只含不带 www 的域名；请改用那个域名，或签发两个都包含的证书。",
            "The certificate is for the name without www; use that one, or have one issued for both.",
        )
    } else if has(&format!("www.{host}")) {
        problem.advise(
            "证书只含带 www 的域名；请改用那个域名，或签发两个都包含的证书。",
            "The certificate is for the name with www; use that one, or have one issued for both.",
        )
    } else if deeper {
        problem.advise(
            "通配符只管一级子域名；请签发包含完整域名的证书。",
            "A wildcard covers one level only; have a certificate issued for the whole name.",
        )
    } else {
        problem.advise(
            "请为这个域名签发证书并安装到服务器。",
            "Have a certificate issued for this domain and install it.",
        )
    };
    problem.advise(
        "若证书早已有了，请检查服务器是否为这个域名单独配置了站点（nginx：server_name），否则会发出默认证书。",
        "If there is one already, check that the server has a site of its own for this domain (nginx: server_name); otherwise it sends its default certificate.",
    )
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;
    use crate::seen::{TlsAnswer, Trouble};

    #[test]
    fn a_star_covers_one_level() {
        let table = [
            ("oa.example.cn", "oa.example.cn", true),
            ("OA.example.cn", "oa.example.cn", true),
            ("*.example.cn", "oa.example.cn", true),
            ("*.example.cn", "example.cn", false),
            ("*.example.cn", "m.oa.example.cn", false),
            ("example.cn", "oa.example.cn", false),
            ("*.cn", "example.cn", true),
        ];
        for (name, host, expected) in table {
            assert_eq!(covers(name, host), expected, "{name} {host}");
        }
    }

    #[test]
    fn the_wrong_name_is_explained() {
        let table: &[(&[&str], &str, &str)] = &[
            (&[], "oa.example.cn", "alternative names"),
            (&["*.example.cn"], "example.cn", "bare domain"),
            (&["example.cn"], "www.example.cn", "without www"),
            (&["www.example.cn"], "example.cn", "with www"),
            (&["*.example.cn"], "m.oa.example.cn", "one level"),
            (&["other.cn"], "oa.example.cn", "issued for this domain"),
        ];
        for (names, host, words) in table {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            let problem = wrong_name(&names, host);
            let said = format!("{:?}", problem.remedies[0]);
            assert!(said.contains(words), "{names:?} {host}: {said}");
        }
    }

    #[test]
    fn the_names_decide_and_nothing_else() {
        let scene = Scene::healthy().edit_leaf(|leaf| leaf.names = vec!["other.cn".to_owned()]);
        assert_eq!(scene.judge(&CHECK), "broken tls.wrong-name");
        assert_eq!(Scene::healthy().judge(&CHECK), "holds");
        let scene =
            Scene::healthy().edit_tls(|seen| seen.answer = TlsAnswer::Failed(Trouble::TimedOut));
        assert_eq!(scene.judge(&CHECK), "unknown not-reached");
    }
}
