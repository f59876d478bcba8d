//! What a bare call to a platform met, in the few ways that matter.

use crate::check::reply;
use crate::seen::{PlatformSeen, Reply, Trouble};
use crate::{Obstacle, Probe, Problem, Sighting, Text, Unknown};

pub(super) const TOOK: Text = Text::new("用时", "Took");
pub(super) const PROXY: Text = Text::new("经过代理", "Through the proxy");
pub(super) const WORDS: Text = Text::new("经过", "What happened");
pub(super) const HOST: Text = Text::new("主机", "Host");
pub(super) const SOMEBODY_ELSE: &str = "somebody else answered in the platform's place";

/// What a call met.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Meeting<'a> {
    /// The platform itself.
    Met,
    /// Something that is not the platform: what it said.
    Stranger(String),
    /// A certificate that nobody here trusts: who issued it, and the verifier's words.
    Resigned {
        /// The issuer.
        issuer: &'a str,
        /// The words.
        reason: &'a str,
    },
    /// The proxy refused: its words.
    ProxyFailed(&'a str),
    /// A connection that was cut.
    Cut,
    /// Nothing: what was in the way.
    Missed(String),
}

/// Reads a sighting.
///
/// # Errors
/// Offline, or a server fault of the platform's, of which nothing follows for the network.
pub(super) fn meeting(probe: Probe, seen: &PlatformSeen) -> Result<Meeting<'_>, Unknown> {
    Ok(match &seen.reply {
        Ok(Reply::Refused { .. }) => Meeting::Met,
        // Without parameters no call of the platform's succeeds.
        Ok(Reply::Success) => Meeting::Stranger("{}".to_owned()),
        Ok(Reply::NotJson { status: 407, .. }) => Meeting::ProxyFailed("HTTP 407"),
        Ok(Reply::NotJson { status, .. }) if *status >= 500 => {
            return Err(Unknown::CouldNotLook(
                probe,
                Obstacle::Busy(format!("HTTP {status}")),
            ));
        }
        Ok(Reply::NotJson { status, start, .. }) => {
            Meeting::Stranger(format!("HTTP {status} {}", first_line(start)))
        }
        Err(Trouble::Offline) => {
            return Err(Unknown::CouldNotLook(probe, Obstacle::Offline));
        }
        Err(Trouble::PlainHttp) => Meeting::Stranger(reply::words(&Trouble::PlainHttp)),
        Err(Trouble::TooLarge) => Meeting::Stranger(reply::words(&Trouble::TooLarge)),
        Err(Trouble::Untrusted { issuer, reason }) => Meeting::Resigned { issuer, reason },
        Err(Trouble::Proxy(words)) => Meeting::ProxyFailed(words),
        Err(Trouble::Reset | Trouble::BrokeOff) => Meeting::Cut,
        Err(other) => Meeting::Missed(reply::words(other)),
    })
}

impl Meeting<'_> {
    /// What was met, as a value beside a sentence.
    pub(super) fn words(&self) -> String {
        match self {
            Meeting::Met => String::new(),
            Meeting::Stranger(words) | Meeting::Missed(words) => words.clone(),
            Meeting::Resigned { issuer, reason } => format!("{issuer}: {reason}"),
            Meeting::ProxyFailed(words) => format!("proxy: {words}"),
            Meeting::Cut => reply::words(&Trouble::Reset),
        }
    }
}

/// Whether WeChat was looked at and not met either, so that its checks name what is in the way.
pub(super) fn wechat_fails_too(sighting: &Sighting) -> bool {
    match sighting.wechat() {
        Ok(seen) => !matches!(meeting(Probe::WeChat, seen), Ok(Meeting::Met)),
        Err(_) => false,
    }
}

fn first_line(text: &str) -> &str {
    text.trim().lines().next().unwrap_or_default()
}

/// Adds the host, for the person who opens firewalls, and the proxy if there is one.
pub(super) fn with_host(problem: Problem, seen: &PlatformSeen) -> Problem {
    let problem = problem.copyable(HOST, seen.host.as_str());
    match &seen.proxy {
        Some(proxy) => problem.fact(PROXY, proxy.as_str()),
        None => problem,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use crate::seen::{PlatformSeen, Reply, Seen, Trouble};
    use crate::{Answers, Check, Outcome, Probe, Sighting};

    pub(in crate::check::network) fn at(seconds: i64) -> jiff::Timestamp {
        jiff::Timestamp::from_second(seconds).expect("within range")
    }

    pub(in crate::check::network) fn replied(reply: Result<Reply, Trouble>) -> PlatformSeen {
        PlatformSeen {
            host: "api.weixin.qq.com".to_owned(),
            reply,
            server_time: Some(at(1_800_000_000)),
            our_time: at(1_800_000_000),
            millis: 35,
            proxy: None,
        }
    }

    pub(in crate::check::network) fn met(code: i64) -> PlatformSeen {
        replied(Ok(Reply::Refused {
            code,
            message: "appid missing".to_owned(),
        }))
    }

    pub(in crate::check::network) fn html(status: u16) -> PlatformSeen {
        replied(Ok(Reply::NotJson {
            status,
            content_type: "text/html".to_owned(),
            start: "<html>Please log in\n</html>".to_owned(),
        }))
    }

    pub(in crate::check::network) fn missed(trouble: Trouble) -> PlatformSeen {
        PlatformSeen {
            server_time: None,
            ..replied(Err(trouble))
        }
    }

    pub(in crate::check::network) fn judged(
        check: &Check,
        probe: Probe,
        seen: PlatformSeen,
    ) -> Outcome {
        let mut sighting = Sighting::default();
        sighting.record(probe, Ok(Seen::Platform(seen)), at(1_800_000_000));
        (check.judge)(&Answers::default(), &sighting)
    }
}
