//! Does WeCom trust this machine's address?
//!
//! An application made since June 2022 answers only to addresses entered as 企业可信IP on its page. WeCom does not look at the
//! address when a token is fetched, so a good token proves nothing; the next call is refused with 60020. The list can be filled
//! only after a trusted domain (or a message server) has been set, has to hold addresses of the company's own, and takes about a
//! minute to work. The login backend's server needs to be on it as well as this machine.
//!
//! Source: WeCom documentation, 企业可信IP and global error code 60020.

use super::calls;
use crate::{Answers, Check, Outcome, Probe, Sighting, Text, Verdict, refused};

/// See the module.
pub(super) static CHECK: Check = Check {
    id: "wecom.address",
    question: Text::new(
        "本机的出口 IP 在企业可信IP里吗？",
        "Does WeCom trust this machine's address?",
    ),
    looks_at: &[Probe::WeComAgent],
    judge,
    blocks: false,
    codes: &["wecom.ip-not-trusted"],
    page: include_str!("address.rs"),
};

fn judge(_: &Answers, sighting: &Sighting) -> Outcome {
    let seen = sighting.wecom_agent()?;
    Ok(match calls::made(seen.agent.as_ref(), "gettoken")? {
        Some((code @ calls::ADDRESS_NOT_TRUSTED, message)) => {
            Verdict::Broken(refused::wecom(code, message))
        }
        _ => Verdict::holds(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::calls::tests::{healthy, judged, refused, untrusted, without_token};
    use super::*;
    use crate::seen::WeComSeen;

    #[test]
    fn any_other_answer_shows_that_the_address_is_trusted() {
        let other = WeComSeen {
            agent: Some(refused(301_002)),
            ..healthy()
        };
        for seen in [healthy(), other] {
            assert_eq!(judged(&CHECK, seen), Ok(Verdict::holds()));
        }
    }

    #[test]
    fn the_address_to_enter_can_be_copied() {
        let outcome = judged(&CHECK, untrusted());
        let Ok(Verdict::Broken(problem)) = outcome else {
            panic!("{outcome:?}")
        };
        assert_eq!(problem.code, "wecom.ip-not-trusted");
        assert!(problem.facts[0].copy && problem.facts[0].value == "203.0.113.7");
    }

    #[test]
    fn without_a_token_nothing_is_concluded() {
        assert!(judged(&CHECK, without_token()).is_err());
    }
}
