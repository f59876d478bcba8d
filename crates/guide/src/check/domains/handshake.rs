//! The completed handshake of a site, or why there is none to judge.

use super::reach;
use crate::seen::{CertificateSeen, ChainEnd, TlsAnswer, TlsSeen};
use crate::{Fact, Obstacle, Probe, Problem, Sighting, Site, Unknown};

use super::label;

/// A completed handshake.
pub(super) struct Handshake<'a> {
    /// The whole sighting.
    pub(super) seen: &'a TlsSeen,
    /// The server's own certificate.
    pub(super) leaf: &'a CertificateSeen,
    /// Every certificate sent, leaf first.
    pub(super) chain: &'a [CertificateSeen],
    /// Where the chain ends.
    pub(super) end: &'a ChainEnd,
}

/// The completed handshake. Where there was none, that is another check's finding and an unknown for whoever asks here.
pub(super) fn of(sighting: &Sighting, site: Site) -> Result<Handshake<'_>, Unknown> {
    let seen = sighting.tls(site)?;
    let below = |obstacle| Err(Unknown::CouldNotLook(Probe::Tls(site), obstacle));
    match &seen.answer {
        TlsAnswer::Failed(trouble) => below(reach::obstacle(trouble)),
        TlsAnswer::TooOld(_) => below(Obstacle::NotReached("tls.old-version".to_owned())),
        TlsAnswer::Shaken { chain, end, .. } => match chain.first() {
            Some(leaf) => Ok(Handshake {
                seen,
                leaf,
                chain,
                end,
            }),
            None => below(Obstacle::NotReached("no certificate".to_owned())),
        },
    }
}

impl Handshake<'_> {
    /// The certificates that somebody else signed: a root's own signature and a self-signed leaf's prove nothing.
    pub(super) fn signed_by_others(&self) -> impl Iterator<Item = &CertificateSeen> {
        self.chain
            .iter()
            .filter(|certificate| certificate.subject != certificate.issuer)
    }
}

/// Names the certificate a problem is about.
pub(super) fn about(problem: Problem, certificate: &CertificateSeen) -> Problem {
    problem
        .fact(label::SUBJECT, certificate.subject.as_str())
        .fact(label::ISSUER, certificate.issuer.as_str())
}

/// A moment, in words that need no time zone explained.
pub(super) fn moment(label: crate::Text, at: jiff::Timestamp) -> Fact {
    Fact::new(label, at.strftime("%Y-%m-%d %H:%M UTC").to_string())
}
