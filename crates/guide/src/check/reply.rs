//! Reading a platform's reply without mistaking "could not ask" for "refused".

use crate::seen::{Reply, Trouble};
use crate::{Obstacle, Probe, Unknown};

/// `None` when the call succeeded, else the number and words of the refusal.
///
/// # Errors
/// When no verdict of the platform came: no network, a busy platform, or something else that answered in its place. The checks
/// of the network step say which.
pub(super) fn refusal(
    probe: Probe,
    reply: &Result<Reply, Trouble>,
) -> Result<Option<(i64, &str)>, Unknown> {
    let obstacle = match reply {
        Ok(Reply::Success) => return Ok(None),
        Ok(Reply::Refused { code: -1, message }) => Obstacle::Busy(message.clone()),
        Ok(Reply::Refused { code, message }) => return Ok(Some((*code, message))),
        Ok(Reply::NotJson { status, .. }) if *status >= 500 => {
            Obstacle::Busy(format!("HTTP {status}"))
        }
        Ok(Reply::NotJson { status, .. }) => Obstacle::NotReached(format!("HTTP {status}")),
        Err(trouble) => obstacle(trouble),
    };
    Err(Unknown::CouldNotLook(probe, obstacle))
}

/// What a failed call means to a check that needed its answer.
pub(super) fn obstacle(trouble: &Trouble) -> Obstacle {
    match trouble {
        Trouble::Offline => Obstacle::Offline,
        other => Obstacle::NotReached(words(other)),
    }
}

/// The particulars of a failed call, as a value beside a sentence.
pub(super) fn words(trouble: &Trouble) -> String {
    match trouble {
        Trouble::Offline => "offline".to_owned(),
        Trouble::NameNotFound => "no such name".to_owned(),
        Trouble::NameLookupFailed(words) => format!("name lookup failed: {words}"),
        Trouble::Refused => "connection refused".to_owned(),
        Trouble::TimedOut => "timed out".to_owned(),
        Trouble::Reset => "connection reset".to_owned(),
        Trouble::Unreachable => "no route".to_owned(),
        Trouble::PlainHttp => "plain HTTP instead of TLS".to_owned(),
        Trouble::Untrusted { issuer, reason } => format!("{issuer}: {reason}"),
        Trouble::TlsFailed(words) => format!("TLS: {words}"),
        Trouble::Proxy(words) => format!("proxy: {words}"),
        Trouble::TooLarge => "answer too large".to_owned(),
        Trouble::BrokeOff => "answer broke off".to_owned(),
        Trouble::Other(words) => words.clone(),
    }
}
