//! One fault, one broken finding: whatever is wrong with a site, exactly one of all checks of the site says so.

use jiff::ToSpan;

use super::scene::{HOST, NAME, Scene, VALUE, addresses, fetched};
use crate::check::{Check, domains, home, verification};
use crate::seen::{ChainEnd, Connection, DnsAnswer, Seen, TlsAnswer, Trouble};
use crate::{Field, Obstacle, Probe, Site};

/// Every check of a site.
fn checks() -> impl Iterator<Item = &'static Check> {
    [domains::ALL, home::ALL, verification::ALL]
        .into_iter()
        .flatten()
        .copied()
}

/// The findings of all checks that begin with `kind`.
fn findings(scene: &Scene, kind: &str) -> Vec<String> {
    checks()
        .map(|check| scene.judge(check))
        .filter_map(|found| found.strip_prefix(kind).map(|code| code.trim().to_owned()))
        .collect()
}

/// Nothing above the handshake is reached, as when probes depend on one another.
fn cut_above(scene: Scene) -> Scene {
    let below = || Obstacle::NotReached("below".to_owned());
    scene
        .kept_from(Probe::Http(Site::Home), below())
        .kept_from(Probe::PlacedFile, below())
}

fn ending(end: ChainEnd) -> Scene {
    cut_above(Scene::healthy().edit_tls(|seen| {
        if let TlsAnswer::Shaken { end: place, .. } = &mut seen.answer {
            *place = end;
        }
    }))
}

fn shaking(answer: TlsAnswer) -> Scene {
    cut_above(Scene::healthy().edit_tls(|seen| seen.answer = answer))
}

fn file(status: u16, headers: &[(&str, &str)], body: &str) -> Scene {
    Scene::healthy().served(vec![fetched(NAME, status, headers, body)])
}

fn at_home(status: u16, headers: &[(&str, &str)]) -> Scene {
    Scene::healthy().home(vec![fetched("mobile/home", status, headers, "")])
}

#[test]
fn a_healthy_site_has_no_findings() {
    for check in checks() {
        assert_eq!(Scene::healthy().judge(check), "holds", "{}", check.id);
    }
}

#[test]
fn nothing_looked_at_is_nothing_broken() {
    let mut scene = Scene::healthy();
    scene.sighting = crate::Sighting::default();
    assert_eq!(findings(&scene, "broken"), Vec::<String>::new());
    assert_eq!(findings(&scene, "worrying"), Vec::<String>::new());
}

#[test]
fn every_fault_of_a_site_is_named_once() {
    let html = &[("content-type", "text/html")][..];
    let table = [
        (
            cut_above(
                Scene::healthy()
                    .dns(DnsAnswer::NoSuchName, Some(DnsAnswer::NoSuchName))
                    .obstacle(Probe::Tcp, Obstacle::NotReached("dns".to_owned()))
                    .obstacle(Probe::Tls, Obstacle::NotReached("dns".to_owned())),
            ),
            "dns.no-such-name",
        ),
        (
            cut_above(
                Scene::healthy()
                    .dns(addresses(&["10.0.0.8"]), Some(addresses(&["10.0.0.8"])))
                    .tcp(&[("10.0.0.8", Connection::TimedOut)])
                    .edit_tls(|seen| seen.answer = TlsAnswer::Failed(Trouble::TimedOut)),
            ),
            "dns.private-address",
        ),
        (
            cut_above(
                Scene::healthy()
                    .dns(addresses(&["240e::1"]), Some(addresses(&["240e::1"])))
                    .tcp(&[("240e::1", Connection::Unreachable)])
                    .edit_tls(|seen| seen.answer = TlsAnswer::Failed(Trouble::Unreachable)),
            ),
            "dns.no-ipv4",
        ),
        (
            cut_above(
                Scene::healthy()
                    .tcp(&[("8.130.1.2", Connection::Refused)])
                    .edit_tls(|seen| seen.answer = TlsAnswer::Failed(Trouble::Refused)),
            ),
            "tcp.refused",
        ),
        (
            shaking(TlsAnswer::Failed(Trouble::PlainHttp)),
            "tls.plain-http",
        ),
        (
            shaking(TlsAnswer::TooOld("TLSv1.1".to_owned())),
            "tls.old-version",
        ),
        (ending(ChainEnd::SelfSigned), "tls.self-signed"),
        (
            ending(ChainEnd::UnknownRoot("X".to_owned())),
            "tls.unknown-root",
        ),
        (
            ending(ChainEnd::IssuerMissing("X".to_owned())),
            "tls.chain-incomplete",
        ),
        (
            ending(ChainEnd::Refused("expired".to_owned()))
                .edit_leaf(|leaf| leaf.not_after = Scene::NOW - 72.hours()),
            "tls.expired",
        ),
        (
            ending(ChainEnd::Refused("name".to_owned()))
                .edit_leaf(|leaf| leaf.names = vec!["other.cn".to_owned()]),
            "tls.wrong-name",
        ),
        (file(404, &[], ""), "file.missing"),
        (file(302, &[("location", "/login")], ""), "file.login-page"),
        (
            file(301, &[("location", "https://other.cn/")], ""),
            "file.redirected",
        ),
        (file(200, html, "<html></html>"), "file.spa-fallback"),
        (
            file(200, &[], "ffffffffffffffffffffffffffffffff"),
            "file.other-content",
        ),
        (
            file(200, &[], &format!("\u{FEFF}{VALUE}\n")),
            "file.altered",
        ),
        (
            Scene::healthy()
                .edit_file(|seen| seen.path.set_file_name("WW_verify_abcdefghij012345.txt")),
            "file.wrong-kind",
        ),
        (at_home(500, html), "home.error-status"),
        (
            at_home(302, &[("location", "https://sso.other.cn/")]),
            "home.leaves-domain",
        ),
        (
            at_home(302, &[("location", "http://oa.example.cn/")]),
            "home.downgraded",
        ),
        (
            at_home(
                200,
                &[
                    ("content-type", "text/html"),
                    ("set-cookie", "sid=1; SameSite=None"),
                ],
            ),
            "home.cookie-lost",
        ),
        (
            at_home(302, &[("location", "/mobile/home")]),
            "home.login-loop",
        ),
        (
            Scene::healthy().edit_domains(|seen| seen.business.clear()),
            "domains.not-listed",
        ),
    ];
    for (scene, code) in table {
        assert_eq!(findings(&scene, "broken"), [code]);
    }
}

#[test]
fn the_worse_of_two_domains_is_reported_and_named() {
    let scene = Scene::healthy().answer(Field::RequestDomain, "api.example.cn:8443");
    assert_eq!(scene.judge(&domains::dates::CHECK), "holds");
    let mut scene = scene;
    let mut seen = scene.sighting.tls(Site::Business).cloned().expect("seen");
    if let TlsAnswer::Shaken { chain, .. } = &mut seen.answer {
        chain[0].not_after = Scene::NOW - 1.hour();
    }
    scene
        .sighting
        .record(Probe::Tls(Site::Business), Ok(Seen::Tls(seen)), Scene::NOW);
    let problem = scene.problem(&domains::dates::CHECK);
    assert_eq!(
        (problem.code, problem.facts[0].value.as_str()),
        ("tls.expired", HOST)
    );

    let unseen = scene
        .clone()
        .kept_from(Probe::Tls(Site::Request), Obstacle::Offline);
    assert_eq!(unseen.judge(&domains::dates::CHECK), "broken tls.expired");
    let worse = unseen.kept_from(Probe::Tls(Site::Business), Obstacle::Offline);
    assert_eq!(worse.judge(&domains::dates::CHECK), "unknown offline");
}

#[test]
fn a_worry_about_one_domain_does_not_hide_that_the_other_was_not_seen() {
    let scene = Scene::healthy()
        .answer(Field::RequestDomain, "api.example.cn")
        .edit_leaf(|leaf| leaf.not_after = Scene::NOW + 48.hours())
        .kept_from(Probe::Tls(Site::Request), Obstacle::Offline);
    assert_eq!(scene.judge(&domains::dates::CHECK), "unknown offline");
}

#[test]
fn every_page_says_why_and_every_code_is_listed() {
    for check in checks() {
        assert!(check.page.starts_with("//! "), "{}", check.id);
        assert!(check.page.contains("//! Source: "), "{}", check.id);
        assert!(!check.codes.is_empty(), "{}", check.id);
    }
}
