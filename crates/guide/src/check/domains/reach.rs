//! What a failed call means for a check that needed its answer: it could not look, and the layer below says why.

use crate::Obstacle;
use crate::seen::Trouble;

/// The obstacle that a trouble on the way is to everything above it. Codes stand for layers that have a check of their own.
pub(crate) fn obstacle(trouble: &Trouble) -> Obstacle {
    let why = match trouble {
        Trouble::Offline => return Obstacle::Offline,
        Trouble::NameNotFound => "dns.no-such-name".to_owned(),
        Trouble::NameLookupFailed(words) => format!("dns.failed: {words}"),
        Trouble::Refused => "tcp.refused".to_owned(),
        Trouble::TimedOut => "timed out".to_owned(),
        Trouble::Reset => "connection reset".to_owned(),
        Trouble::Unreachable => "no route".to_owned(),
        Trouble::PlainHttp => "tls.plain-http".to_owned(),
        Trouble::Untrusted { issuer, reason } => format!("{reason} ({issuer})"),
        Trouble::TlsFailed(words) | Trouble::Proxy(words) | Trouble::Other(words) => words.clone(),
        Trouble::TooLarge => "answer too large".to_owned(),
        Trouble::BrokeOff => "answer broke off".to_owned(),
    };
    Obstacle::NotReached(why)
}
