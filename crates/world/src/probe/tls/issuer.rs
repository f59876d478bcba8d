//! Where a chain ends, and who should have been in it.

use std::sync::Arc;
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD as STANDARD;
use guide::Obstacle;
use guide::seen::ChainEnd;
use rustls::client::danger::ServerCertVerifier;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, RootCertStore};
use rustls_platform_verifier::Verifier;
use tokio::time::timeout;
use url::Url;
use x509_parser::der_parser::oid;
use x509_parser::prelude::{GeneralName, ParsedExtension, X509Certificate};

use super::chain::{self, short};
use crate::eyes::Eyes;
use crate::probe::http;

/// How long all missing certificates together may take to fetch.
const PATIENCE: Duration = Duration::from_secs(3);

/// How many missing certificates are fetched, one above the other.
const LEVELS: usize = 3;

/// The judgement of the roots, leaving names and dates to others.
struct Judge {
    verifier: Verifier,
    leaf: CertificateDer<'static>,
    sent: Vec<CertificateDer<'static>>,
    name: ServerName<'static>,
    when: UnixTime,
}

enum Judgement {
    Trusted,
    UnknownIssuer,
    Refused(String),
}

impl Judge {
    /// Fails where this machine has no roots at all, so that nothing can be told.
    fn new(
        chain: &[CertificateDer<'static>],
        roots: &[Vec<u8>],
    ) -> Result<Option<Judge>, Obstacle> {
        let Some((leaf, sent)) = chain.split_first() else {
            return Ok(None);
        };
        let Some(read) = chain::read(leaf) else {
            return Ok(None);
        };
        // One unreadable root must not cost all the others.
        let readable = roots
            .iter()
            .map(|root| CertificateDer::from(root.clone()))
            .filter(|root| RootCertStore::empty().add(root.clone()).is_ok());
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let verifier = Verifier::new_with_extra_roots(readable, provider).map_err(|error| {
            Obstacle::Unreadable("root certificates".to_owned(), error.to_string())
        })?;
        Ok(Some(Judge {
            verifier,
            leaf: leaf.clone(),
            sent: sent.to_vec(),
            name: a_name(&read),
            when: a_moment(&read),
        }))
    }

    fn judge(&self, fetched: &[CertificateDer<'static>]) -> Judgement {
        let others = [&self.sent[..], fetched].concat();
        let verdict =
            self.verifier
                .verify_server_cert(&self.leaf, &others, &self.name, &[], self.when);
        match verdict {
            Ok(_) => Judgement::Trusted,
            Err(rustls::Error::InvalidCertificate(refusal)) => match refusal {
                CertificateError::UnknownIssuer => Judgement::UnknownIssuer,
                // Asked last, after the chain was found good; a certificate without any name cannot fit one.
                CertificateError::NotValidForName
                | CertificateError::NotValidForNameContext { .. } => Judgement::Trusted,
                other => Judgement::Refused(words(&other)),
            },
            Err(other) => Judgement::Refused(other.to_string()),
        }
    }
}

/// The refusal without the lists that some carry in braces.
fn words(refusal: &CertificateError) -> String {
    let words = refusal.to_string();
    match words.split_once(" {") {
        Some((words, _)) => words.to_owned(),
        None => words,
    }
}

/// A name the leaf is for.
fn a_name(leaf: &X509Certificate<'_>) -> ServerName<'static> {
    chain::names(leaf)
        .into_iter()
        .map(|name| name.replacen('*', "a", 1))
        .find_map(|name| ServerName::try_from(name).ok())
        .unwrap_or_else(|| ServerName::try_from("unnamed.invalid").expect("a name"))
}

/// Now, or the moment nearest to it at which the leaf is valid.
fn a_moment(leaf: &X509Certificate<'_>) -> UnixTime {
    let now = i64::try_from(UnixTime::now().as_secs()).unwrap_or(i64::MAX);
    let begin = leaf.validity().not_before.timestamp();
    let end = leaf.validity().not_after.timestamp();
    let when = now.min(end - 1).max(begin + 1);
    UnixTime::since_unix_epoch(Duration::from_secs(u64::try_from(when).unwrap_or(0)))
}

/// Asks the roots of this machine, in a place where waiting for them disturbs nobody.
async fn asked<T: Send + 'static>(ask: impl FnOnce() -> T + Send + 'static) -> Result<T, Obstacle> {
    tokio::task::spawn_blocking(ask)
        .await
        .map_err(|_| Obstacle::Crashed)
}

/// Where the chain ends.
pub(super) async fn end(
    eyes: &Eyes,
    sent: &[CertificateDer<'static>],
) -> Result<ChainEnd, Obstacle> {
    let roots = eyes.reach.extra_roots.clone();
    let chain = sent.to_vec();
    let first = asked(move || {
        let judge = Judge::new(&chain, &roots)?;
        Ok(judge.map(|judge| (judge.judge(&[]), Arc::new(judge))))
    })
    .await??;
    let Some((judgement, judge)) = first else {
        return Ok(ChainEnd::Refused("no readable certificate".to_owned()));
    };
    let top = top(sent);
    match judgement {
        // Windows and macOS find a missing certificate by themselves; Android does not, so it is still missing.
        Judgement::Trusted if repairing() && top == Some(0) && !is_root(&sent[0]) => {}
        Judgement::Trusted => return Ok(ChainEnd::Trusted),
        Judgement::Refused(_) | Judgement::UnknownIssuer if is_root(&sent[0]) => {
            return Ok(ChainEnd::SelfSigned);
        }
        Judgement::Refused(words) => return Ok(ChainEnd::Refused(words)),
        Judgement::UnknownIssuer => {}
    }
    let trusted = matches!(judgement, Judgement::Trusted);
    let Some(top) = top.map(|index| sent[index].clone()) else {
        return Ok(ChainEnd::Refused("no readable certificate".to_owned()));
    };
    let mut fetched = Vec::new();
    let found = timeout(PATIENCE, climb(eyes, &judge, &top, &mut fetched)).await;
    match found {
        Ok(Some(end)) if !trusted || matches!(end, ChainEnd::TrustedAfterFetching { .. }) => {
            Ok(end)
        }
        _ if trusted => Ok(ChainEnd::Trusted),
        _ => Ok(nowhere(sent, fetched.last().unwrap_or(&top), &fetched)),
    }
}

/// Whether this machine's verifier finds missing certificates by itself.
fn repairing() -> bool {
    cfg!(any(windows, target_vendor = "apple"))
}

/// Fetches issuer after issuer until the chain ends somewhere; `None` when the next cannot be had.
async fn climb(
    eyes: &Eyes,
    judge: &Arc<Judge>,
    top: &CertificateDer<'static>,
    fetched: &mut Vec<CertificateDer<'static>>,
) -> Option<ChainEnd> {
    let mut top = top.clone();
    for _ in 0..LEVELS {
        if is_root(&top) {
            return Some(ChainEnd::UnknownRoot(short(chain::read(&top)?.subject())));
        }
        top = fetch(eyes, &top).await?;
        fetched.push(top.clone());
        let (judge, with) = (judge.clone(), fetched.clone());
        match asked(move || judge.judge(&with)).await.ok()? {
            Judgement::Trusted => return Some(completed(fetched)),
            Judgement::Refused(words) => return Some(ChainEnd::Refused(words)),
            Judgement::UnknownIssuer => {}
        }
    }
    None
}

fn completed(fetched: &[CertificateDer<'static>]) -> ChainEnd {
    let missing: Vec<_> = fetched.iter().filter(|one| !is_root(one)).collect();
    // Nobody has to send the root.
    let Some(first) = missing.first().and_then(|one| chain::read(one)) else {
        return ChainEnd::Trusted;
    };
    ChainEnd::TrustedAfterFetching {
        subject: short(first.subject()),
        pem: missing.iter().map(|one| pem(one)).collect(),
    }
}

/// The end of a chain whose next issuer cannot be had: `highest` is the last that is known.
fn nowhere(
    sent: &[CertificateDer<'static>],
    highest: &CertificateDer<'static>,
    fetched: &[CertificateDer<'static>],
) -> ChainEnd {
    let issuer = chain::read(highest).map_or_else(String::new, |read| short(read.issuer()));
    if fetched.is_empty() && sent.first() == Some(highest) {
        ChainEnd::IssuerMissing(issuer)
    } else {
        ChainEnd::UnknownRoot(issuer)
    }
}

/// The index of the last certificate that can be reached from the leaf by names, whatever the order they were sent in.
fn top(sent: &[CertificateDer<'static>]) -> Option<usize> {
    let read: Vec<_> = sent.iter().map(chain::read).collect();
    let mut at = 0;
    // No more steps than certificates, so that two that name each other do not go round for ever.
    for _ in 0..sent.len() {
        let issuer = read[at].as_ref()?.issuer().as_raw();
        let next = read.iter().position(|one| {
            one.as_ref()
                .is_some_and(|one| one.subject().as_raw() == issuer)
        });
        match next {
            Some(next) if next != at => at = next,
            _ => return Some(at),
        }
    }
    Some(at)
}

/// Whether a certificate names itself as its issuer.
fn is_root(certificate: &CertificateDer<'_>) -> bool {
    chain::read(certificate).is_some_and(|read| read.subject().as_raw() == read.issuer().as_raw())
}

/// Fetches the certificate of the issuer from where the certificate says it lies (RFC 5280 §4.2.2.1).
async fn fetch(eyes: &Eyes, of: &CertificateDer<'static>) -> Option<CertificateDer<'static>> {
    let (places, issuer) = {
        let read = chain::read(of)?;
        (places(&read), read.issuer().as_raw().to_vec())
    };
    for place in places {
        let answer = http::fetch(eyes, &place, None).await.outcome;
        let Ok(hop) = answer else { continue };
        if hop.status != 200 || hop.cut {
            continue;
        }
        let fits = |one: &CertificateDer<'_>| {
            chain::read(one).is_some_and(|read| read.subject().as_raw() == issuer)
        };
        let der = CertificateDer::from(hop.body.clone());
        if fits(&der) {
            return Some(der);
        }
        let mut written = CertificateDer::pem_slice_iter(&hop.body).filter_map(Result::ok);
        if let Some(one) = written.find(fits) {
            return Some(one);
        }
    }
    None
}

/// The addresses under which the issuer's certificate lies; over TLS none is looked for, as that would go round in circles.
fn places(read: &X509Certificate<'_>) -> Vec<Url> {
    let access =
        read.extensions()
            .iter()
            .find_map(|extension| match extension.parsed_extension() {
                ParsedExtension::AuthorityInfoAccess(access) => Some(access),
                _ => None,
            });
    let described = access.map_or(&[][..], |access| &access.accessdescs[..]);
    described
        .iter()
        .filter(|one| one.access_method == oid!(1.3.6.1.5.5.7.48.2))
        .filter_map(|one| match &one.access_location {
            GeneralName::URI(place) => Url::parse(place).ok(),
            _ => None,
        })
        .filter(|place| place.scheme() == "http")
        .collect()
}

/// A certificate in PEM form (RFC 7468).
fn pem(certificate: &CertificateDer<'_>) -> String {
    let text = STANDARD.encode(certificate);
    let mut pem = String::from("-----BEGIN CERTIFICATE-----\n");
    for line in text.as_bytes().chunks(64) {
        pem.push_str(&String::from_utf8_lossy(line));
        pem.push('\n');
    }
    pem.push_str("-----END CERTIFICATE-----\n");
    pem
}
