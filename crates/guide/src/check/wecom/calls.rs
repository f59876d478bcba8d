//! WeCom's calls one after another: each is made only when the one before succeeded.

use crate::check::reply;
use crate::seen::{AgentSeen, Reply, Trouble, WeComSeen};
use crate::{Obstacle, Probe, Unknown};

/// The caller's address is not trusted. It comes from every call but `gettoken`.
pub(super) const ADDRESS_NOT_TRUSTED: i64 = 60020;

/// The refusal of a call made with the token, 60020 included.
///
/// # Errors
/// When the call was not made or brought no verdict.
pub(super) fn made<'a>(
    call: Option<&'a Result<Reply, Trouble>>,
    before: &str,
) -> Result<Option<(i64, &'a str)>, Unknown> {
    match call {
        Some(reply) => reply::refusal(Probe::WeComAgent, reply),
        None => Err(not_reached(before)),
    }
}

/// The refusal of a call made with the token; 60020 is the address check's.
///
/// # Errors
/// When the call was not made, brought no verdict, or the address is not trusted.
pub(super) fn trusted<'a>(
    call: Option<&'a Result<Reply, Trouble>>,
    before: &str,
) -> Result<Option<(i64, &'a str)>, Unknown> {
    match made(call, before)? {
        Some((ADDRESS_NOT_TRUSTED, _)) => Err(not_reached("60020")),
        other => Ok(other),
    }
}

/// The application, as far as WeCom showed it.
///
/// # Errors
/// When it was not shown; the checks of token, address and application say why.
pub(super) fn agent(seen: &WeComSeen) -> Result<&AgentSeen, Unknown> {
    match trusted(seen.agent.as_ref(), "gettoken")? {
        None => seen.agent_seen.as_ref().ok_or(Unknown::Crashed),
        Some((code, _)) => Err(not_reached(&format!("agent/get {code}"))),
    }
}

fn not_reached(what: &str) -> Unknown {
    Unknown::CouldNotLook(Probe::WeComAgent, Obstacle::NotReached(what.to_owned()))
}

#[cfg(test)]
pub(super) mod tests {
    use crate::seen::{AgentSeen, Reply, Seen, Trouble, WeComSeen};
    use crate::{Answers, Check, Field, Outcome, Probe, Sighting};

    pub(in crate::check::wecom) fn answers() -> Answers {
        let mut answers = Answers::default();
        for (field, text) in [
            (Field::WeComWanted, "yes"),
            (Field::CorpId, "ww0123456789abcdef"),
            (Field::AgentId, "1000002"),
        ] {
            answers.give(field, text).expect("good answers");
        }
        answers.keep_secret(Field::CorpSecret, true);
        answers
    }

    /// Everything as it should be.
    pub(in crate::check::wecom) fn healthy() -> WeComSeen {
        WeComSeen {
            token: Ok(Reply::Success),
            agent: Some(Ok(Reply::Success)),
            agent_seen: Some(AgentSeen {
                name: "OA".to_owned(),
                departments: 1,
                trusted_domain: "oa.example.com".to_owned(),
                ..AgentSeen::default()
            }),
            ticket: Some(Ok(Reply::Success)),
            agent_ticket: Some(Ok(Reply::Success)),
        }
    }

    pub(in crate::check::wecom) fn refused(code: i64) -> Result<Reply, Trouble> {
        let message = "not allowed, hint: [1690282230612130918224239], from ip: 203.0.113.7, more info at https://open.work.weixin.qq.com/devtool/query?e=1";
        Ok(Reply::Refused {
            code,
            message: message.to_owned(),
        })
    }

    pub(in crate::check::wecom) fn without_token() -> WeComSeen {
        WeComSeen {
            token: refused(40001),
            agent: None,
            agent_seen: None,
            ticket: None,
            agent_ticket: None,
        }
    }

    pub(in crate::check::wecom) fn untrusted() -> WeComSeen {
        WeComSeen {
            agent: Some(refused(60020)),
            agent_seen: None,
            ticket: None,
            agent_ticket: None,
            ..healthy()
        }
    }

    pub(in crate::check::wecom) fn judged(check: &Check, seen: WeComSeen) -> Outcome {
        let mut sighting = Sighting::default();
        sighting.record(
            Probe::WeComAgent,
            Ok(Seen::WeCom(seen)),
            jiff::Timestamp::UNIX_EPOCH,
        );
        (check.judge)(&answers(), &sighting)
    }
}
