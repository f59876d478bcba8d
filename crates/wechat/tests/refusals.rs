//! What the platforms refuse, and how often they are asked then.

mod support;

use rehearsal::Fault;
use support::{Parrot, agent_id, asked, http, staged, wechat, wecom};
use wechat::{Error, words};

fn code<T>(outcome: Result<T, Error>) -> Option<i64> {
    match outcome {
        Err(Error::Refused { code, .. }) => Some(code),
        _ => None,
    }
}

#[tokio::test]
async fn every_refusal_of_a_token_keeps_its_code_and_is_not_repeated() {
    let (stage, reach) = staged(None).await;
    for (number, (fault, expected)) in [
        (Fault::AppidUnknown, 40013),
        (Fault::SecretWrong, 40125),
        (Fault::SecretFrozen, 40243),
        (Fault::IpNotListed, 40164),
        (Fault::AccountFrozen, 50007),
        (Fault::TokenApiBanned, 50004),
        (Fault::DailyQuotaGone, 45009),
        (Fault::ConfirmNeeded, 89503),
    ]
    .into_iter()
    .enumerate()
    {
        stage.fault(Some(fault));
        let line = wechat(&reach, stage.cast());
        let token = line.token().await;
        assert!(token.server_time.is_some(), "{fault:?}");
        assert_eq!(code(token.outcome), Some(expected), "{fault:?}");
        assert_eq!(
            asked(&stage, "/cgi-bin/stable_token"),
            number + 1,
            "{fault:?}"
        );
    }
}

#[tokio::test]
async fn the_quiet_look_tells_wrong_credentials_apart() {
    let (stage, reach) = staged(None).await;
    for (fault, expected) in [
        (Fault::AppidUnknown, 40013),
        (Fault::SecretWrong, 40125),
        (Fault::IpNotListed, 40029),
    ] {
        stage.fault(Some(fault));
        let answer = wechat(&reach, stage.cast()).check_credentials().await;
        assert_eq!(code(answer.outcome), Some(expected), "{fault:?}");
    }
    assert_eq!(asked(&stage, "/cgi-bin/stable_token"), 0);
}

#[tokio::test]
async fn a_refusal_for_the_address_names_it() {
    let (stage, reach) = staged(Some(Fault::IpNotListed)).await;
    let Err(Error::Refused { message, .. }) = wechat(&reach, stage.cast()).token().await.outcome
    else {
        panic!("not refused");
    };
    assert_eq!(
        words::invalid_ip(&message),
        Some(stage.cast().egress.into())
    );
}

#[tokio::test]
async fn a_call_without_a_token_is_refused_as_the_token_was() {
    let (stage, reach) = staged(Some(Fault::SecretFrozen)).await;
    let answer = wechat(&reach, stage.cast()).domains().await;
    assert_eq!(code(answer.outcome), Some(40243));
    assert_eq!(asked(&stage, "/wxa/getwxadevinfo"), 0);
}

#[tokio::test]
async fn an_account_that_may_not_ask_for_its_domains_is_told_so() {
    let (stage, reach) = staged(Some(Fault::DomainQueryDenied)).await;
    let answer = wechat(&reach, stage.cast()).domains().await;
    assert_eq!(code(answer.outcome), Some(48001));
}

#[tokio::test]
async fn wecom_refuses_a_wrong_secret_at_once_and_an_address_only_after_the_token() {
    let (stage, reach) = staged(Some(Fault::WecomSecretWrong)).await;
    assert_eq!(
        code(wecom(&reach, stage.cast()).token().await.outcome),
        Some(40001)
    );
    assert_eq!(asked(&stage, "/cgi-bin/gettoken"), 1);

    stage.fault(Some(Fault::WecomIpNotTrusted));
    let line = wecom(&reach, stage.cast());
    assert!(line.token().await.outcome.is_ok());
    let answer = line.agent(agent_id(stage.cast())).await;
    assert_eq!(code(answer.outcome), Some(60020));
    assert_eq!(asked(&stage, "/cgi-bin/agent/get"), 1);
}

#[tokio::test]
async fn a_range_that_is_empty_or_an_application_switched_off_is_no_refusal() {
    let (stage, reach) = staged(Some(Fault::WecomNobodySees)).await;
    let id = agent_id(stage.cast());
    let agent = wecom(&reach, stage.cast())
        .agent(id)
        .await
        .outcome
        .expect("told");
    assert!(agent.users.is_empty() && agent.departments.is_empty() && agent.tags.is_empty());

    stage.fault(Some(Fault::WecomAgentClosed));
    let agent = wecom(&reach, stage.cast())
        .agent(id)
        .await
        .outcome
        .expect("told");
    assert!(agent.closed);
}

#[tokio::test]
async fn busy_twice_is_waited_out() {
    let (stage, reach) = staged(Some(Fault::SystemBusy)).await;
    assert!(wechat(&reach, stage.cast()).token().await.outcome.is_ok());
    assert_eq!(asked(&stage, "/cgi-bin/stable_token"), 3);
}

#[tokio::test]
async fn a_minutes_quota_used_up_is_not_waited_out_unless_told_to() {
    let gone = r#"{"errcode":45011,"errmsg":"api minute-quota reach limit"}"#;
    let parrot = Parrot::saying(|_| http("200 OK", "application/json", gone)).await;
    let reach = parrot.as_wechat();
    let (stage, _) = staged(None).await;
    let answer = wechat(&reach, stage.cast()).token().await;
    assert_eq!(code(answer.outcome), Some(45011));
    assert_eq!(parrot.asked().len(), 1);
}
