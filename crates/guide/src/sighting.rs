//! Everything seen so far. Getters answer with the unknown that a check passes on with `?`, so that "offline" can never
//! be reported as "broken".

use std::collections::BTreeMap;

use crate::seen::{
    CodeImage, CredentialsSeen, DnsSeen, DomainsSeen, EgressSeen, Fetched, FileSeen, HttpSeen,
    KeySeen, LoginSeen, PackageSeen, PlacedSeen, PlatformSeen, Seen, TcpSeen, TlsSeen, WeComSeen,
};
use crate::{Obstacle, Probe, Site, Unknown};

/// What each probe saw, or what kept it from seeing, and when.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sighting {
    seen: BTreeMap<Probe, (Result<Seen, Obstacle>, jiff::Timestamp)>,
}

macro_rules! getters {
    ($($(#[$doc:meta])* $name:ident($($arg:ident: $kind:ty)?) -> $what:ty = $probe:expr, $variant:ident;)*) => {
        $($(#[$doc])*
        ///
        /// # Errors
        /// [`Unknown::NotLooked`] or [`Unknown::CouldNotLook`].
        pub fn $name(&self $(, $arg: $kind)?) -> Result<&$what, Unknown> {
            match self.get($probe)? {
                Seen::$variant(seen) => Ok(seen),
                _ => Err(Unknown::Crashed),
            }
        })*
    };
}

impl Sighting {
    /// Records what `probe` brought back at `when`, replacing what it brought before.
    pub fn record(&mut self, probe: Probe, seen: Result<Seen, Obstacle>, when: jiff::Timestamp) {
        self.seen.insert(probe, (seen, when));
    }

    /// Forgets what `probe` saw, because an answer it depended on has changed.
    pub fn forget(&mut self, probe: Probe) {
        self.seen.remove(&probe);
    }

    /// When `probe` last came back.
    pub fn when(&self, probe: Probe) -> Option<jiff::Timestamp> {
        self.seen.get(&probe).map(|(_, when)| *when)
    }

    /// Takes over everything that `other` saw.
    pub fn merge(&mut self, other: Sighting) {
        self.seen.extend(other.seen);
    }

    fn get(&self, probe: Probe) -> Result<&Seen, Unknown> {
        match self.seen.get(&probe) {
            None => Err(Unknown::NotLooked(probe)),
            Some((Err(obstacle), _)) => Err(Unknown::CouldNotLook(probe, obstacle.clone())),
            Some((Ok(seen), _)) => Ok(seen),
        }
    }

    getters! {
        /// The bare call to WeChat.
        wechat() -> PlatformSeen = Probe::WeChat, Platform;
        /// The bare call to WeCom.
        wecom() -> PlatformSeen = Probe::WeCom, Platform;
        /// The bare call to the upload host.
        upload_host() -> PlatformSeen = Probe::UploadHost, Platform;
        /// The package address.
        package_host() -> Fetched = Probe::PackageHost, PackageHost;
        /// The egress address.
        egress() -> EgressSeen = Probe::Egress, Egress;
        /// The credentials' reply.
        credentials() -> CredentialsSeen = Probe::Credentials, Credentials;
        /// The registered domains.
        domains() -> DomainsSeen = Probe::RegisteredDomains, Domains;
        /// The trial version's code.
        trial_code() -> CodeImage = Probe::TrialCode, Code;
        /// The released version's code.
        released_code() -> CodeImage = Probe::ReleasedCode, Code;
        /// The WeCom agent.
        wecom_agent() -> WeComSeen = Probe::WeComAgent, WeCom;
        /// A site's addresses.
        dns(site: Site) -> DnsSeen = Probe::Dns(site), Dns;
        /// A site's connections.
        tcp(site: Site) -> TcpSeen = Probe::Tcp(site), Tcp;
        /// A site's handshake.
        tls(site: Site) -> TlsSeen = Probe::Tls(site), Tls;
        /// A site's page.
        http(site: Site) -> HttpSeen = Probe::Http(site), Http;
        /// The package folder.
        package() -> PackageSeen = Probe::Package, Package;
        /// The verification file on this machine.
        verification_file() -> FileSeen = Probe::VerificationFile, File;
        /// The verification file from outside.
        placed_file() -> PlacedSeen = Probe::PlacedFile, Placed;
        /// The upload key.
        upload_key() -> KeySeen = Probe::UploadKey, Key;
        /// The login backend.
        login_server() -> LoginSeen = Probe::LoginServer, Login;
    }
}
