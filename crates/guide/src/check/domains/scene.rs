//! A healthy deployment, as a builder for the tests of checks: everything seen, nothing wrong, until a test changes one thing.

use std::net::IpAddr;
use std::path::PathBuf;

use jiff::{Timestamp, ToSpan};

use crate::check::Check;
use crate::seen::{
    AddressSeen, CertificateSeen, ChainEnd, Connection, DnsAnswer, DnsSeen, DomainsSeen, Fetched,
    FileSeen, Hop, HttpSeen, PlacedSeen, PlatformSeen, Reply, Seen, TcpSeen, TlsAnswer, TlsSeen,
};
use crate::{Answers, Field, Obstacle, Outcome, Probe, Problem, Sighting, Site, Unknown, Verdict};

/// The value of the verification file.
pub(crate) const VALUE: &str = "0123456789abcdef0123456789abcdef";
/// The name of the verification file.
pub(crate) const NAME: &str = "6ynZPDvfTF.txt";
/// The host of everything.
pub(crate) const HOST: &str = "oa.example.cn";

const SITES: [Site; 2] = [Site::Request, Site::Business];

/// Answers and sightings under construction.
#[derive(Clone)]
pub(crate) struct Scene {
    pub(crate) answers: Answers,
    pub(crate) sighting: Sighting,
}

macro_rules! edits {
    ($($name:ident($what:ty) = $getter:ident, $probe:expr, $variant:ident;)*) => {
        impl Scene {
            $(pub(crate) fn $name(mut self, edit: impl FnOnce(&mut $what)) -> Scene {
                let mut seen = self.sighting.$getter().cloned().expect("a healthy scene has seen it");
                edit(&mut seen);
                self.sighting.record($probe, Ok(Seen::$variant(seen)), Scene::NOW);
                self
            })*
        }
    };
}

edits! {
    edit_wechat(PlatformSeen) = wechat, Probe::WeChat, Platform;
    edit_domains(DomainsSeen) = domains, Probe::RegisteredDomains, Domains;
    edit_file(FileSeen) = verification_file, Probe::VerificationFile, File;
    edit_placed(PlacedSeen) = placed_file, Probe::PlacedFile, Placed;
}

impl Scene {
    /// When everything was looked at: 2026-11-21.
    pub(crate) const NOW: Timestamp = Timestamp::constant(1_795_219_200, 0);

    /// One host for everything, and nothing wrong with it.
    pub(crate) fn healthy() -> Scene {
        let mut answers = Answers::default();
        for (field, text) in [
            (Field::ServiceAddress, "https://oa.example.cn"),
            (Field::HomeUrl, "https://oa.example.cn/mobile/home"),
            (Field::VerificationFile, "/home/me/6ynZPDvfTF.txt"),
            (Field::WebRoot, "/srv/web"),
        ] {
            answers.give(field, text).expect("a sound answer");
        }
        let mut sighting = Sighting::default();
        let mut see = |probe, seen| sighting.record(probe, Ok(seen), Scene::NOW);
        for site in SITES {
            see(Probe::Tls(site), Seen::Tls(handshake()));
        }
        see(
            Probe::WeChat,
            Seen::Platform(PlatformSeen {
                host: "api.weixin.qq.com".to_owned(),
                reply: Ok(Reply::Refused {
                    code: 41002,
                    message: "appid missing".to_owned(),
                }),
                server_time: Some(Scene::NOW),
                our_time: Scene::NOW,
                millis: 30,
                proxy: None,
            }),
        );
        see(
            Probe::RegisteredDomains,
            Seen::Domains(DomainsSeen {
                reply: Ok(Reply::Success),
                request: vec![HOST.to_owned()],
                business: vec![HOST.to_owned()],
                upload: Vec::new(),
                download: Vec::new(),
            }),
        );
        see(
            Probe::VerificationFile,
            Seen::File(FileSeen {
                path: PathBuf::from("/home/me").join(NAME),
                bytes: VALUE.into(),
                layouts: Vec::new(),
                placed: Some(VALUE.into()),
            }),
        );
        see(
            Probe::PlacedFile,
            Seen::Placed(PlacedSeen {
                name: NAME.to_owned(),
                file: vec![fetched(NAME, 200, &[("content-type", "text/plain")], VALUE)],
                random: fetched("zzzzzzzzzz.txt", 404, &[], "not found"),
                variants: Vec::new(),
            }),
        );
        let scene = Scene { answers, sighting };
        scene
            .dns(addresses(&["8.130.1.2"]), Some(addresses(&["8.130.1.2"])))
            .tcp(&[("8.130.1.2", Connection::Made(12))])
            .home(vec![fetched(
                "mobile/home",
                200,
                &[("content-type", "text/html; charset=utf-8")],
                "<html></html>",
            )])
    }

    pub(crate) fn answer(mut self, field: Field, text: &str) -> Scene {
        self.answers.give(field, text).expect("a sound answer");
        self
    }

    fn see(&mut self, probe: Probe, seen: Result<Seen, Obstacle>) {
        self.sighting.record(probe, seen, Scene::NOW);
    }

    /// Both domains resolve like this.
    pub(crate) fn dns(mut self, system: DnsAnswer, named: Option<DnsAnswer>) -> Scene {
        for site in SITES {
            let seen = DnsSeen {
                name: HOST.to_owned(),
                system: system.clone(),
                named: named.clone().map(|answer| ("223.5.5.5".to_owned(), answer)),
                overridden: false,
            };
            self.see(Probe::Dns(site), Ok(Seen::Dns(seen)));
        }
        self
    }

    pub(crate) fn edit_dns(mut self, edit: impl Fn(&mut DnsSeen)) -> Scene {
        for site in SITES {
            let mut seen = self.sighting.dns(site).cloned().expect("seen");
            edit(&mut seen);
            self.see(Probe::Dns(site), Ok(Seen::Dns(seen)));
        }
        self
    }

    /// Both domains are connected to like this.
    pub(crate) fn tcp(mut self, connections: &[(&str, Connection)]) -> Scene {
        for site in SITES {
            let seen = TcpSeen {
                host: HOST.to_owned(),
                port: 443,
                addresses: connections
                    .iter()
                    .map(|(address, connection)| AddressSeen {
                        address: address.parse().expect("an address"),
                        connection: *connection,
                    })
                    .collect(),
            };
            self.see(Probe::Tcp(site), Ok(Seen::Tcp(seen)));
        }
        self
    }

    pub(crate) fn edit_tls(mut self, edit: impl FnOnce(&mut TlsSeen)) -> Scene {
        let mut seen = self.sighting.tls(Site::Request).cloned().expect("seen");
        edit(&mut seen);
        for site in SITES {
            self.see(Probe::Tls(site), Ok(Seen::Tls(seen.clone())));
        }
        self
    }

    pub(crate) fn edit_chain(self, edit: impl FnOnce(&mut Vec<CertificateSeen>)) -> Scene {
        self.edit_tls(|seen| {
            if let TlsAnswer::Shaken { chain, .. } = &mut seen.answer {
                edit(chain);
            }
        })
    }

    pub(crate) fn edit_leaf(self, edit: impl FnOnce(&mut CertificateSeen)) -> Scene {
        self.edit_chain(|chain| edit(&mut chain[0]))
    }

    /// The home page answers like this.
    pub(crate) fn home(mut self, hops: Vec<Fetched>) -> Scene {
        self.see(Probe::Http(Site::Home), Ok(Seen::Http(HttpSeen { hops })));
        self
    }

    /// The verification file is served like this, once for each address.
    pub(crate) fn served(self, file: Vec<Fetched>) -> Scene {
        self.edit_placed(|seen| seen.file = file)
    }

    /// A probe of both domains is kept from seeing.
    pub(crate) fn obstacle(mut self, probe: fn(Site) -> Probe, obstacle: Obstacle) -> Scene {
        for site in SITES {
            self.see(probe(site), Err(obstacle.clone()));
        }
        self
    }

    /// A probe is kept from seeing.
    pub(crate) fn kept_from(mut self, probe: Probe, obstacle: Obstacle) -> Scene {
        self.see(probe, Err(obstacle));
        self
    }

    /// A check's outcome in a word and a code.
    pub(crate) fn judge(&self, check: &Check) -> String {
        let outcome = (check.judge)(&self.answers, &self.sighting);
        if let Ok(verdict) = &outcome
            && let Some(problem) = verdict.problem()
        {
            assert!(
                check.codes.contains(&problem.code),
                "{} is not listed",
                problem.code
            );
            assert!(
                !problem.remedies.is_empty(),
                "{} has no remedy",
                problem.code
            );
        }
        word(&outcome)
    }

    /// The problem a check finds.
    pub(crate) fn problem(&self, check: &Check) -> Problem {
        let verdict = (check.judge)(&self.answers, &self.sighting).expect("a verdict");
        verdict.problem().cloned().expect("a problem")
    }
}

fn word(outcome: &Outcome) -> String {
    match outcome {
        Ok(Verdict::Holds(_)) => "holds".to_owned(),
        Ok(Verdict::Worrying(problem)) => format!("worrying {}", problem.code),
        Ok(Verdict::Broken(problem)) => format!("broken {}", problem.code),
        Err(unknown) => format!("unknown {}", why(unknown)),
    }
}

fn why(unknown: &Unknown) -> &'static str {
    match unknown {
        Unknown::NotAnswered(_) => "not-answered",
        Unknown::NotLooked(_) => "not-looked",
        Unknown::NotVisible(_) => "not-visible",
        Unknown::Crashed => "crashed",
        Unknown::CouldNotLook(_, obstacle) => match obstacle {
            Obstacle::Offline => "offline",
            Obstacle::TimedOut(_) => "timed-out",
            Obstacle::Cancelled => "cancelled",
            Obstacle::NoSecret(_) => "no-secret",
            Obstacle::NotReached(_) => "not-reached",
            Obstacle::Unreadable(..) => "unreadable",
            Obstacle::Busy(_) => "busy",
            Obstacle::Crashed => "crashed",
        },
    }
}

/// Addresses as a resolver's answer.
pub(crate) fn addresses(texts: &[&str]) -> DnsAnswer {
    let parsed = texts.iter().map(|text| text.parse::<IpAddr>());
    DnsAnswer::Addresses(parsed.collect::<Result<_, _>>().expect("addresses"))
}

/// An answer from the host, or from elsewhere when `path` is a whole address.
pub(crate) fn fetched(
    path: &str,
    status: u16,
    headers: &[(&str, &str)],
    body: impl AsRef<[u8]>,
) -> Fetched {
    let url = if path.contains("://") {
        path.to_owned()
    } else {
        format!("https://{HOST}/{path}")
    };
    Fetched {
        url,
        outcome: Ok(Hop {
            status,
            headers: headers
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            body: body.as_ref().to_vec(),
            cut: false,
        }),
    }
}

fn handshake() -> TlsSeen {
    TlsSeen {
        host: HOST.to_owned(),
        port: 443,
        at: Scene::NOW,
        answer: TlsAnswer::Shaken {
            version: "TLSv1.3".to_owned(),
            accepts_1_2: Some(true),
            chain: vec![
                certificate(HOST, "Intermediate"),
                certificate("Intermediate", "Root"),
            ],
            end: ChainEnd::Trusted,
            wants_client_certificate: false,
            millis: 20,
        },
    }
}

fn certificate(subject: &str, issuer: &str) -> CertificateSeen {
    CertificateSeen {
        subject: subject.to_owned(),
        issuer: issuer.to_owned(),
        names: vec![subject.to_owned()],
        not_before: Scene::NOW - (24 * 30).hours(),
        not_after: Scene::NOW + (24 * 150).hours(),
        key_kind: "RSA".to_owned(),
        key_bits: 2048,
        signature: "sha256WithRSAEncryption".to_owned(),
        server_auth: true,
        sha256: "00".repeat(32),
    }
}
