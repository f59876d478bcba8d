//! The redirects from the home page to where it ends.

use url::Url;

use crate::check::domains::reach;
use crate::seen::{Hop, HttpSeen};
use crate::value::BusinessDomain;
use crate::{Obstacle, Probe, Sighting, Site, Unknown};

/// The answers had, in the order asked.
pub(super) struct Trail<'a> {
    /// Each answer with its address.
    pub(super) hops: Vec<(Url, &'a Hop)>,
    /// What kept the last address from answering.
    cut: Option<Obstacle>,
}

/// Follows what the probe saw. No answer at all is for the checks of the layers below.
pub(super) fn of(sighting: &Sighting) -> Result<Trail<'_>, Unknown> {
    let HttpSeen { hops: seen } = sighting.http(Site::Home)?;
    let mut hops = Vec::new();
    let mut cut = None;
    for fetched in seen {
        match (&fetched.outcome, Url::parse(&fetched.url)) {
            (Ok(hop), Ok(url)) => hops.push((url, hop)),
            (Ok(_), Err(_)) => cut = Some(Obstacle::NotReached(fetched.url.clone())),
            (Err(trouble), _) => cut = Some(reach::obstacle(trouble)),
        }
    }
    let trail = Trail { hops, cut };
    if trail.hops.is_empty() {
        trail.whole()?;
        return Err(not_reached("no answer"));
    }
    Ok(trail)
}

impl Trail<'_> {
    /// Where each redirect leads, absolute.
    pub(super) fn redirects(&self) -> impl Iterator<Item = Url> {
        self.hops.iter().filter_map(|(url, hop)| leads_to(url, hop))
    }

    /// Passes when the last address answered too.
    pub(super) fn whole(&self) -> Result<(), Unknown> {
        match &self.cut {
            None => Ok(()),
            Some(obstacle) => Err(Unknown::CouldNotLook(
                Probe::Http(Site::Home),
                obstacle.clone(),
            )),
        }
    }

    /// The first redirect to a host that is not covered by the business domain.
    pub(super) fn leaves(&self, business: &BusinessDomain) -> Option<Url> {
        self.redirects()
            .find(|url| !business.covers(url.host_str().unwrap_or_default()))
    }
}

/// Where this answer redirects to.
pub(super) fn leads_to(url: &Url, hop: &Hop) -> Option<Url> {
    if !matches!(hop.status, 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    url.join(hop.header("location")?).ok()
}

/// "Could not look", because of the layer or fault named.
pub(super) fn not_reached(why: &str) -> Unknown {
    Unknown::CouldNotLook(
        Probe::Http(Site::Home),
        Obstacle::NotReached(why.to_owned()),
    )
}
