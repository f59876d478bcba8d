//! Does WeCom accept the CorpID and the application's Secret?
//!
//! The Secret belongs to the application that WeCom made when the mini-program was linked; the Secret of another application, or
//! that of the contact sync, gives a token that fails later with words that explain little. Asking for a token disturbs nothing:
//! within its validity WeCom gives the same one to everybody.
//!
//! A good token says nothing about trusted addresses; WeCom looks at those only from the next call on.
//!
//! Source: WeCom server API, gettoken, and its global error codes.

use super::calls;
use crate::{Answers, Check, Field, Outcome, Probe, Sighting, Text, Unknown, Verdict, refused};

/// See the module.
pub(super) static CHECK: Check = Check {
    id: "wecom.token",
    question: Text::new(
        "企业微信接受企业 ID 和 Secret 吗？",
        "Does WeCom accept the CorpID and Secret?",
    ),
    looks_at: &[Probe::WeComAgent],
    judge,
    blocks: false,
    codes: &[
        "wecom.corp-missing",
        "wecom.corp-not-existing",
        "wecom.corp-unavailable",
        "wecom.corp-unknown",
        "wecom.quota-gone",
        "wecom.secret-missing",
        "wecom.secret-of-another-corp",
        "wecom.secret-wrong",
        "wecom.unlisted",
    ],
    page: include_str!("token.rs"),
};

fn judge(answers: &Answers, sighting: &Sighting) -> Outcome {
    answers.corp_id()?;
    if !answers.has_secret(Field::CorpSecret) {
        return Err(Unknown::NotAnswered(Field::CorpSecret));
    }
    let seen = sighting.wecom_agent()?;
    Ok(match calls::made(Some(&seen.token), "")? {
        None => Verdict::holds(),
        Some((code, message)) => Verdict::Broken(refused::wecom(code, message)),
    })
}

#[cfg(test)]
mod tests {
    use super::super::calls::tests::{answers, healthy, judged, refused, without_token};
    use super::*;
    use crate::Obstacle;
    use crate::seen::{Trouble, WeComSeen};

    #[test]
    fn a_token_shows_that_both_are_right() {
        assert_eq!(judged(&CHECK, healthy()), Ok(Verdict::holds()));
    }

    #[test]
    fn each_refusal_has_its_code() {
        for (number, code) in [
            (40001, "wecom.secret-wrong"),
            (40013, "wecom.corp-unknown"),
            (40091, "wecom.secret-of-another-corp"),
            (41002, "wecom.corp-missing"),
            (41004, "wecom.secret-missing"),
            (45009, "wecom.quota-gone"),
            (301_007, "wecom.corp-unavailable"),
            (2_000_002, "wecom.corp-not-existing"),
            (31_337, "wecom.unlisted"),
        ] {
            let seen = WeComSeen {
                token: refused(number),
                ..without_token()
            };
            let outcome = judged(&CHECK, seen);
            assert!(matches!(&outcome, Ok(Verdict::Broken(p)) if p.code == code));
            assert!(CHECK.codes.contains(&code));
        }
    }

    #[test]
    fn offline_and_busy_are_not_a_wrong_secret() {
        for token in [Err(Trouble::Offline), Err(Trouble::TimedOut), refused(-1)] {
            let seen = WeComSeen {
                token,
                ..without_token()
            };
            assert!(matches!(
                judged(&CHECK, seen),
                Err(Unknown::CouldNotLook(
                    Probe::WeComAgent,
                    Obstacle::Offline | Obstacle::NotReached(_) | Obstacle::Busy(_)
                ))
            ));
        }
    }

    #[test]
    fn without_answers_nothing_is_concluded() {
        let mut without = answers();
        without.keep_secret(Field::CorpSecret, false);
        assert_eq!(
            judge(&without, &Sighting::default()),
            Err(Unknown::NotAnswered(Field::CorpSecret))
        );
    }
}
