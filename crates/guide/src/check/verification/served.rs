//! WeChat fetches `https://<business domain>/<name>.txt` as a plain client does and wants the file's value and nothing else. That
//! a browser shows it proves nothing: a browser follows redirects, runs scripts, brings cookies back and hides a byte order
//! mark. So the file is asked for here without any of that, at every address of the domain, and a name that cannot exist is
//! asked for beside it, which shows whether the server gives the same page for everything.
//!
//! Source: WeChat, business domains (a fetch by a plain client must return the file's content); experience with E10.

use super::answer::{self, Asked};
use super::{content, placed, shape};
use crate::check::Check;
use crate::check::domains::{reach, sites};
use crate::seen::{Fetched, PlacedSeen, Trouble};
use crate::{Answers, Fact, Obstacle, Outcome, Probe, Sighting, Site, Text, Unknown, Verdict};

/// Whether the outside gets the file byte for byte.
pub static CHECK: Check = Check {
    id: "file.served",
    question: Text::new(
        "从外面能原样取到校验文件吗？",
        "Does the outside get the verification file byte for byte?",
    ),
    looks_at: &[
        Probe::PlacedFile,
        Probe::VerificationFile,
        Probe::Tcp(Site::Business),
    ],
    judge,
    blocks: false,
    codes: &[
        "file.missing",
        "file.redirected",
        "file.login-page",
        "file.spa-fallback",
        "file.altered",
        "file.other-content",
        "file.challenge",
        "file.refused",
        "file.error-status",
        "file.empty",
        "file.compressed",
        "file.not-filed",
        "file.content-type",
    ],
    page: concat!(include_str!("served.rs"), include_str!("answer.rs")),
};

/// What follows from the file not lying in the web root, and is then no fault of its own.
const FOLLOWS: [&str; 4] = [
    "file.missing",
    "file.spa-fallback",
    "file.altered",
    "file.other-content",
];

fn judge(answers: &Answers, sighting: &Sighting) -> Outcome {
    answers.business_domain()?;
    answers.verification_file()?;
    let local = sighting.verification_file()?;
    if let Verdict::Broken(problem) = shape::look(local) {
        return Err(not_reached(problem.code));
    }
    let seen = sighting.placed_file()?;
    let asked = Asked {
        name: &seen.name,
        value: &content::read(&local.bytes).text,
        random: &seen.random,
        variants: &seen.variants,
    };
    let outcome = every_address(seen, sighting, &asked);
    let follows =
        matches!(&outcome, Ok(Verdict::Broken(problem)) if FOLLOWS.contains(&problem.code));
    if follows && let Ok(Verdict::Broken(cause)) = placed::look(answers, sighting) {
        return Err(not_reached(cause.code));
    }
    outcome
}

fn every_address(seen: &PlacedSeen, sighting: &Sighting, asked: &Asked<'_>) -> Outcome {
    let answered = seen.file.iter().any(|fetched| fetched.outcome.is_ok());
    let outcomes: Vec<Outcome> = seen
        .file
        .iter()
        .enumerate()
        // A machine without IPv6 cannot ask an IPv6 address; the others still tell.
        .filter(|(_, fetched)| !(answered && fetched.outcome == Err(Trouble::Unreachable)))
        .map(|(at, fetched)| {
            let outcome = one(fetched, asked);
            match seen.file.len() {
                1 => outcome,
                _ => at_address(outcome, address(seen, sighting, at)),
            }
        })
        .collect();
    if outcomes.is_empty() {
        return Err(not_reached("no address"));
    }
    sites::worst(outcomes)
}

fn one(fetched: &Fetched, asked: &Asked<'_>) -> Outcome {
    match &fetched.outcome {
        Ok(hop) => Ok(answer::judge(&fetched.url, hop, asked)),
        Err(trouble) => Err(Unknown::CouldNotLook(
            Probe::PlacedFile,
            reach::obstacle(trouble),
        )),
    }
}

/// The address asked as the `at`th; its place in the list when the connections do not tell.
fn address(seen: &PlacedSeen, sighting: &Sighting, at: usize) -> String {
    match sighting.tcp(Site::Business) {
        Ok(tcp) if tcp.addresses.len() == seen.file.len() => tcp.addresses[at].address.to_string(),
        _ => format!("#{}", at + 1),
    }
}

fn at_address(outcome: Outcome, address: String) -> Outcome {
    let fact = Fact::new(Text::new("服务器地址", "Address"), address);
    outcome.map(|verdict| match verdict {
        Verdict::Holds(mut facts) => {
            facts.insert(0, fact);
            Verdict::Holds(facts)
        }
        Verdict::Worrying(mut problem) => {
            problem.facts.insert(0, fact);
            Verdict::Worrying(problem)
        }
        Verdict::Broken(mut problem) => {
            problem.facts.insert(0, fact);
            Verdict::Broken(
                problem
                    .advise(
                        "域名有多个地址时，每台服务器（每个 nginx 节点）上都要放置。",
                        "Where a domain has several addresses, the file has to lie on every server (every nginx node).",
                    ),
            )
        }
    })
}

fn not_reached(why: &str) -> Unknown {
    Unknown::CouldNotLook(Probe::PlacedFile, Obstacle::NotReached(why.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::domains::scene::{NAME, Scene, VALUE, fetched};
    use crate::seen::Connection;

    const HTML: &str = "<!DOCTYPE html><html><div id=app></div></html>";

    /// The outcome when the file is answered like this.
    fn answered(status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> String {
        let file = vec![fetched(NAME, status, headers, body)];
        Scene::healthy().served(file).judge(&CHECK)
    }

    #[test]
    fn redirects_are_told_from_login_pages() {
        let table = [
            (
                "https://www.example.cn/6ynZPDvfTF.txt",
                "broken file.redirected",
            ),
            (
                "https://sso.other.cn/6ynZPDvfTF.txt",
                "broken file.redirected",
            ),
            ("/index.html", "broken file.redirected"),
            ("/login?service=x", "broken file.login-page"),
            ("https://sso.other.cn/cas/start", "broken file.login-page"),
            ("/wui/index.html#/login", "broken file.login-page"),
            (
                "https://dnspod.qcloud.com/static/webblock.html?d=oa.example.cn",
                "broken file.not-filed",
            ),
        ];
        for (location, expected) in table {
            assert_eq!(
                answered(302, &[("location", location)], ""),
                expected,
                "{location}"
            );
        }
    }

    #[test]
    fn each_status_has_its_name() {
        let script = "<script>document.cookie='a=1';location.reload()</script>";
        let table = [
            (401, "", "broken file.refused"),
            (403, "", "broken file.refused"),
            (404, "", "broken file.missing"),
            (500, "", "broken file.error-status"),
            (301, "", "broken file.error-status"),
            (403, script, "broken file.challenge"),
            (412, script, "broken file.challenge"),
            (200, script, "broken file.challenge"),
            (521, "__jsl_clearance", "broken file.challenge"),
            (204, "", "broken file.empty"),
        ];
        for (status, body, expected) in table {
            assert_eq!(answered(status, &[], body), expected, "{status} {body}");
        }
        assert_eq!(
            answered(403, &[("cf-mitigated", "challenge")], ""),
            "broken file.challenge"
        );
    }

    #[test]
    fn every_byte_counts() {
        let with = |front: &[u8], back: &[u8]| [front, VALUE.as_bytes(), back].concat();
        let utf16: Vec<u8> = [0xFE, 0xFF]
            .into_iter()
            .chain(VALUE.bytes().flat_map(|b| [0, b]))
            .collect();
        let altered = "broken file.altered";
        let table = [
            (with(b"", b""), "holds"),
            (with(b"\xEF\xBB\xBF", b""), altered),
            (with(b"", b"\n"), altered),
            (with(b"", b"\r\n"), altered),
            (with(b"\xEF\xBB\xBF", b"\n"), altered),
            (with(b"", b" "), altered),
            (with(b"\"", b"\""), altered),
            (utf16, altered),
            (VALUE.to_uppercase().into_bytes(), altered),
            (VALUE.as_bytes()[..20].to_vec(), altered),
            (
                b"ffffffffffffffffffffffffffffffff".to_vec(),
                "broken file.other-content",
            ),
            (b"{\"code\":401}".to_vec(), "broken file.other-content"),
            (Vec::new(), "broken file.empty"),
            (b"\x1F\x8B\x08\x00".to_vec(), "broken file.compressed"),
            (HTML.into(), "broken file.spa-fallback"),
            (
                b"<html><input type=\"password\"></html>".to_vec(),
                "broken file.login-page",
            ),
        ];
        for (body, expected) in table {
            assert_eq!(answered(200, &[], &body), expected, "{body:?}");
        }
        assert_eq!(
            answered(200, &[("content-encoding", "br")], "x"),
            "broken file.compressed"
        );
        assert_eq!(
            answered(200, &[("content-type", "text/html")], VALUE),
            "worrying file.content-type"
        );
    }

    #[test]
    fn the_altered_bytes_are_shown() {
        let body = [b"\xEF\xBB\xBF", VALUE.as_bytes(), b"\r\n"].concat();
        let problem = Scene::healthy()
            .served(vec![fetched(NAME, 200, &[], body)])
            .problem(&CHECK);
        for bytes in ["EF BB BF", "0D 0A"] {
            assert!(
                problem.facts.iter().any(|fact| fact.value == bytes),
                "{problem:?}"
            );
        }
    }

    #[test]
    fn the_same_answer_for_any_name_is_a_fallback() {
        let scene = Scene::healthy().edit_placed(|seen| {
            seen.file = vec![fetched(NAME, 200, &[], "{\"code\":401}")];
            seen.random = fetched("zzzzzzzzzz.txt", 200, &[], "{\"code\":401}");
        });
        assert_eq!(scene.judge(&CHECK), "broken file.spa-fallback");
    }

    #[test]
    fn a_file_under_a_similar_name_is_pointed_out() {
        for (variant, words) in [
            ("6ynzpdvftf.txt", "letter case"),
            ("6ynZPDvfTF.txt.txt", "twice"),
        ] {
            let scene = Scene::healthy().edit_placed(|seen| {
                seen.file = vec![fetched(NAME, 404, &[], "")];
                seen.variants = vec![fetched(variant, 200, &[], VALUE)];
            });
            assert_eq!(scene.judge(&CHECK), "broken file.missing");
            let problem = scene.problem(&CHECK);
            assert!(
                format!("{:?}", problem.remedies[0]).contains(words),
                "{problem:?}"
            );
        }
    }

    #[test]
    fn every_address_has_to_agree() {
        let scene = Scene::healthy()
            .tcp(&[
                ("8.130.1.2", Connection::Made(9)),
                ("8.130.1.3", Connection::Made(9)),
            ])
            .served(vec![
                fetched(NAME, 200, &[], VALUE),
                fetched(NAME, 404, &[], ""),
            ]);
        assert_eq!(scene.judge(&CHECK), "broken file.missing");
        assert_eq!(scene.problem(&CHECK).facts[0].value, "8.130.1.3");
    }

    #[test]
    fn an_address_that_cannot_be_tried_from_here_does_not_count() {
        let failed = |trouble| Fetched {
            url: format!("https://oa.example.cn/{NAME}"),
            outcome: Err(trouble),
        };
        let good = || fetched(NAME, 200, &[], VALUE);
        let table = [
            (vec![good(), failed(Trouble::Unreachable)], "holds"),
            (
                vec![good(), failed(Trouble::TimedOut)],
                "unknown not-reached",
            ),
            (vec![failed(Trouble::Unreachable)], "unknown not-reached"),
            (vec![failed(Trouble::Offline)], "unknown offline"),
            (vec![], "unknown not-reached"),
        ];
        for (file, expected) in table {
            let scene = Scene::healthy().served(file.clone());
            assert_eq!(scene.judge(&CHECK), expected, "{file:?}");
        }
    }

    #[test]
    fn a_file_that_was_never_placed_is_named_once() {
        let scene = Scene::healthy()
            .edit_file(|seen| seen.placed = None)
            .served(vec![fetched(NAME, 404, &[], "")]);
        assert_eq!(scene.judge(&CHECK), "unknown not-reached");
        assert_eq!(scene.judge(&placed::CHECK), "broken file.not-placed-here");
        let edited = Scene::healthy().edit_file(|seen| seen.bytes.push(b'\n'));
        assert_eq!(edited.judge(&CHECK), "unknown not-reached");
    }
}
