//! Does WeChat accept the AppID and the AppSecret?
//!
//! Both are copied by hand, and everything later depends on them: a wrong AppID yields a package that nobody can open, a wrong
//! AppSecret a login that fails on every phone. They are tried in two ways that disturb nothing.
//!
//! First the quiet way: a login code that cannot exist is exchanged. WeChat looks at AppID and AppSecret before it looks at the
//! code, so "invalid code" (40029) means that both are right, "invalid appsecret" (40125) that the secret is wrong, and "invalid
//! appid" (40013) that the AppID is. No token of any kind is made.
//!
//! Then a token is asked for through the stable interface without forcing a new one. This shows what the quiet way cannot: an IP
//! list that lacks this machine, a frozen secret, a frozen account, a quota that is used up, an administrator's confirmation that
//! is waited for. The older token interface is never called, because each call of it replaces the token of the system in
//! production within minutes, and a refresh is never forced for the same reason.
//!
//! Source: WeChat server API: code2Session, getStableAccessToken, getAccessToken, and their error codes.

use crate::check::reply;
use crate::{Answers, Check, Field, Outcome, Probe, Sighting, Text, Unknown, Verdict, refused};

/// `invalid code`: AppID and AppSecret were right, only the code was not.
const INVALID_CODE: i64 = 40029;

/// See the module.
pub(super) static CHECK: Check = Check {
    id: "credentials.accepted",
    question: Text::new(
        "微信接受这个 AppID 和 AppSecret 吗？",
        "Does WeChat accept the AppID and AppSecret?",
    ),
    looks_at: &[Probe::Credentials],
    judge,
    blocks: true,
    codes: &[
        "credentials.account-frozen",
        "credentials.account-restricted",
        "credentials.appid-unknown",
        "credentials.confirmation-needed",
        "credentials.confirmation-refused",
        "credentials.daily-quota-gone",
        "credentials.ip-not-listed",
        "credentials.minute-quota-gone",
        "credentials.secret-frozen",
        "credentials.secret-wrong",
        "credentials.token-api-banned",
        "credentials.wrong-account-kind",
        "wechat.api-banned",
        "wechat.appid-missing",
        "wechat.body-empty",
        "wechat.body-unreadable",
        "wechat.component-address",
        "wechat.component-not-permitted",
        "wechat.grant-type-refused",
        "wechat.not-permitted",
        "wechat.post-required",
        "wechat.secret-missing",
        "wechat.unlisted",
    ],
    page: include_str!("accepted.rs"),
};

fn judge(answers: &Answers, sighting: &Sighting) -> Outcome {
    answers.app_id()?;
    if !answers.has_secret(Field::AppSecret) {
        return Err(Unknown::NotAnswered(Field::AppSecret));
    }
    let seen = sighting.credentials()?;
    let refused = |(code, message)| Verdict::Broken(refused::wechat_token(code, message));
    let quiet = reply::refusal(Probe::Credentials, &seen.quiet);
    let token = seen
        .token
        .as_ref()
        .map(|token| reply::refusal(Probe::Credentials, token));
    match (quiet, token) {
        // Whatever the quiet way met, a token is proof.
        (_, Some(Ok(None))) => Ok(Verdict::holds()),
        (Ok(Some((code, message))), _) if code != INVALID_CODE => Ok(refused((code, message))),
        (_, Some(token)) => token.map(|refusal| refusal.map_or_else(Verdict::holds, refused)),
        (quiet, None) => quiet.map(|_| Verdict::holds()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Obstacle;
    use crate::seen::{CredentialsSeen, Reply, Seen, Trouble};

    fn answers() -> Answers {
        let mut answers = Answers::default();
        answers
            .give(Field::AppId, "wx0123456789abcdef")
            .expect("an AppID");
        answers.keep_secret(Field::AppSecret, true);
        answers
    }

    fn refused(code: i64) -> Result<Reply, Trouble> {
        Ok(Reply::Refused {
            code,
            message: "words rid: 6a689250-0123abcd-89abcdef".to_owned(),
        })
    }

    fn judged(quiet: Result<Reply, Trouble>, token: Option<Result<Reply, Trouble>>) -> Outcome {
        let mut sighting = Sighting::default();
        sighting.record(
            Probe::Credentials,
            Ok(Seen::Credentials(CredentialsSeen { quiet, token })),
            jiff::Timestamp::UNIX_EPOCH,
        );
        judge(&answers(), &sighting)
    }

    #[test]
    fn a_refused_dummy_code_shows_that_both_are_right() {
        assert_eq!(judged(refused(40029), None), Ok(Verdict::holds()));
        assert_eq!(
            judged(refused(40029), Some(Ok(Reply::Success))),
            Ok(Verdict::holds())
        );
    }

    #[test]
    fn each_refusal_has_its_code() {
        for (quiet, token, code) in [
            (40125, None, "credentials.secret-wrong"),
            (40001, None, "credentials.secret-wrong"),
            (40013, None, "credentials.appid-unknown"),
            (41002, None, "wechat.appid-missing"),
            (31337, None, "wechat.unlisted"),
            (40029, Some(40164), "credentials.ip-not-listed"),
            (40029, Some(40243), "credentials.secret-frozen"),
            (40029, Some(50004), "credentials.token-api-banned"),
            (40029, Some(50007), "credentials.account-frozen"),
            (40029, Some(50002), "credentials.account-restricted"),
            (40029, Some(45009), "credentials.daily-quota-gone"),
            (40029, Some(45011), "credentials.minute-quota-gone"),
            (40029, Some(89501), "credentials.confirmation-needed"),
            (40029, Some(89503), "credentials.confirmation-needed"),
            (40029, Some(89506), "credentials.confirmation-refused"),
            (40029, Some(89507), "credentials.confirmation-refused"),
            (40029, Some(61024), "credentials.wrong-account-kind"),
            (40029, Some(40001), "credentials.secret-wrong"),
        ] {
            let outcome = judged(refused(quiet), token.map(refused));
            let Ok(Verdict::Broken(problem)) = outcome else {
                panic!("{quiet} {token:?}: {outcome:?}")
            };
            assert_eq!(problem.code, code, "{quiet} {token:?}");
            assert!(CHECK.codes.contains(&code), "{code}");
        }
    }

    #[test]
    fn every_refusal_documented_for_the_token_calls_is_listed() {
        for code in [
            40001, 40002, 40013, 40125, 40164, 40243, 41002, 41004, 43002, 45009, 45011, 50004,
            50007, 61004, 61024, 89501, 89503, 89506, 89507, 48001, 48004, 50002, 61007, 47001,
            44002,
        ] {
            let problem = refused::wechat_token(code, "");
            assert!(CHECK.codes.contains(&problem.code), "{code}");
        }
    }

    #[test]
    fn a_busy_platform_is_not_a_wrong_secret() {
        for outcome in [
            judged(refused(-1), None),
            judged(refused(40029), Some(refused(-1))),
        ] {
            assert!(matches!(
                outcome,
                Err(Unknown::CouldNotLook(Probe::Credentials, Obstacle::Busy(_)))
            ));
        }
    }

    #[test]
    fn a_token_settles_what_the_quiet_way_could_not() {
        for quiet in [refused(-1), refused(31337), Err(Trouble::TimedOut)] {
            assert_eq!(
                judged(quiet, Some(Ok(Reply::Success))),
                Ok(Verdict::holds())
            );
        }
    }

    #[test]
    fn offline_is_not_a_failure() {
        assert_eq!(
            judged(Err(Trouble::Offline), None),
            Err(Unknown::CouldNotLook(Probe::Credentials, Obstacle::Offline))
        );
        assert!(judged(Err(Trouble::TimedOut), Some(Err(Trouble::TimedOut))).is_err());
        let html = Reply::NotJson {
            status: 200,
            content_type: String::new(),
            start: "<html>".to_owned(),
        };
        assert!(judged(Ok(html), None).is_err());
    }

    #[test]
    fn without_answers_nothing_is_concluded() {
        assert_eq!(
            judge(&Answers::default(), &Sighting::default()),
            Err(Unknown::NotAnswered(Field::AppId))
        );
        let mut without = answers();
        without.keep_secret(Field::AppSecret, false);
        assert_eq!(
            judge(&without, &Sighting::default()),
            Err(Unknown::NotAnswered(Field::AppSecret))
        );
        assert_eq!(
            judge(&answers(), &Sighting::default()),
            Err(Unknown::NotLooked(Probe::Credentials))
        );
    }
}
