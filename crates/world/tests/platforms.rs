//! What the probes of the platforms bring back from the stage.

use std::collections::BTreeSet;

use guide::seen::{Reply, Trouble};
use guide::value::{AppSecret, CorpSecret};
use guide::{Answers, Field, Obstacle, Probe, Sighting, Unknown};
use jiff::SignedDuration;
use rehearsal::{Cast, Fault, Script, Stage};
use tokio_util::sync::CancellationToken;
use wechat::Reach;
use world::{Eyes, Secrets};

/// A stage with this fault, and eyes that see nothing else.
async fn staged(fault: Option<Fault>) -> (Stage, Eyes) {
    let script = Script {
        fault,
        ..Script::default()
    };
    let stage = Stage::raise(script).await.expect("the stage rises");
    let mut reach = Reach {
        sealed: true,
        ..Reach::default()
    };
    reach.add_roots_pem(stage.ca_pem()).expect("a root");
    for entry in stage.connect_to() {
        reach.connect_to.push(entry.parse().expect("curl's form"));
    }
    let eyes = Eyes {
        reach,
        system_resolver: Some(stage.resolver()),
        named_resolver: Some(stage.second_resolver()),
        login_instance: None,
        search_root: None,
        journal: stage.search_root().to_owned(),
    };
    (stage, eyes)
}

fn answered(cast: &Cast) -> Answers {
    let mut answers = Answers::default();
    for (field, text) in [
        (Field::AppId, cast.app_id.as_str()),
        (Field::CorpId, cast.corp_id.as_str()),
        (Field::AgentId, cast.agent_id.to_string().as_str()),
        (Field::WeComWanted, "yes"),
        (Field::ServiceAddress, cast.service_address.as_str()),
        (Field::HomeUrl, cast.home_url.as_str()),
    ] {
        answers.give(field, text).expect(text);
    }
    answers
}

fn entrusted(cast: &Cast) -> Secrets {
    Secrets {
        app: AppSecret::parse(&cast.app_secret).ok(),
        corp: CorpSecret::parse(&cast.corp_secret).ok(),
    }
}

async fn look_with(stage: &Stage, eyes: &Eyes, secrets: &Secrets, probe: Probe) -> Sighting {
    let answers = answered(stage.cast());
    let never = CancellationToken::new();
    let probes = BTreeSet::from([probe]);
    world::look(&probes, &answers, secrets, eyes, &never, &mut |_| {}).await
}

async fn look(stage: &Stage, eyes: &Eyes, probe: Probe) -> Sighting {
    look_with(stage, eyes, &entrusted(stage.cast()), probe).await
}

fn code(reply: &Result<Reply, Trouble>) -> Option<i64> {
    match reply {
        Ok(Reply::Refused { code, .. }) => Some(*code),
        Ok(Reply::Success) => Some(0),
        _ => None,
    }
}

#[tokio::test]
async fn the_bare_calls_need_no_secret_and_tell_the_clock() {
    let (stage, eyes) = staged(None).await;
    let nothing = Secrets::default();
    let sighting = look_with(&stage, &eyes, &nothing, Probe::WeChat).await;
    let seen = sighting.wechat().expect("seen");
    assert_eq!(
        (seen.host.as_str(), code(&seen.reply)),
        ("api.weixin.qq.com", Some(41002))
    );
    assert_eq!(seen.proxy, None);
    let off = seen
        .server_time
        .expect("a clock")
        .duration_since(seen.our_time);
    assert!(off.abs() < SignedDuration::from_secs(60), "{off}");

    let sighting = look_with(&stage, &eyes, &nothing, Probe::WeCom).await;
    let seen = sighting.wecom().expect("seen");
    assert_eq!(
        (seen.host.as_str(), code(&seen.reply)),
        ("qyapi.weixin.qq.com", Some(41002))
    );

    let sighting = look_with(&stage, &eyes, &nothing, Probe::UploadHost).await;
    let seen = sighting.upload_host().expect("seen");
    assert_eq!(
        (seen.host.as_str(), code(&seen.reply)),
        ("servicewechat.com", Some(0))
    );
}

#[tokio::test]
async fn what_stands_in_the_way_is_seen_and_not_an_obstacle() {
    let (stage, eyes) = staged(Some(Fault::WechatReset)).await;
    let sighting = look(&stage, &eyes, Probe::WeChat).await;
    assert_eq!(sighting.wechat().expect("seen").reply, Err(Trouble::Reset));

    stage.fault(Some(Fault::WechatHtml));
    let sighting = look(&stage, &eyes, Probe::WeChat).await;
    let reply = &sighting.wechat().expect("seen").reply;
    assert!(
        matches!(reply, Ok(Reply::NotJson { status: 200, .. })),
        "{reply:?}"
    );

    stage.fault(Some(Fault::TlsIntercepted));
    let sighting = look(&stage, &eyes, Probe::WeChat).await;
    let reply = &sighting.wechat().expect("seen").reply;
    assert!(matches!(reply, Err(Trouble::Untrusted { issuer, .. }) if !issuer.is_empty()));
}

#[tokio::test]
async fn the_package_host_tells_the_packages_headers() {
    let (stage, eyes) = staged(None).await;
    let sighting = look(&stage, &eyes, Probe::PackageHost).await;
    let seen = sighting.package_host().expect("seen");
    let hop = seen.outcome.as_ref().expect("an answer");
    assert_eq!(
        (seen.url.as_str(), hop.status),
        (stage.cast().package_url.as_str(), 200)
    );
    assert!(hop.header("content-length").is_some());

    stage.fault(Some(Fault::PackageMissing));
    let sighting = look(&stage, &eyes, Probe::PackageHost).await;
    let seen = sighting.package_host().expect("seen");
    assert_eq!(seen.outcome.as_ref().expect("an answer").status, 404);
    let methods: Vec<_> = stage.calls().into_iter().map(|call| call.method).collect();
    assert_eq!(methods, ["HEAD", "HEAD", "GET"]);
}

#[tokio::test]
async fn wrong_credentials_are_settled_without_a_token_call() {
    let (stage, eyes) = staged(None).await;
    for (fault, expected) in [(Fault::AppidUnknown, 40013), (Fault::SecretWrong, 40125)] {
        stage.fault(Some(fault));
        let sighting = look(&stage, &eyes, Probe::Credentials).await;
        let seen = sighting.credentials().expect("seen");
        assert_eq!((code(&seen.quiet), &seen.token), (Some(expected), &None));
    }
}

#[tokio::test]
async fn what_only_the_token_call_knows_is_asked_there() {
    let (stage, eyes) = staged(None).await;
    for (fault, expected) in [
        (None, 0),
        (Some(Fault::IpNotListed), 40164),
        (Some(Fault::SecretFrozen), 40243),
        (Some(Fault::AccountFrozen), 50007),
        (Some(Fault::ConfirmNeeded), 89503),
    ] {
        stage.fault(fault);
        let sighting = look(&stage, &eyes, Probe::Credentials).await;
        let seen = sighting.credentials().expect("seen");
        assert_eq!(code(&seen.quiet), Some(40029), "{fault:?}");
        let token = seen.token.as_ref().expect("asked");
        assert_eq!(code(token), Some(expected), "{fault:?}");
    }
}

#[tokio::test]
async fn a_secret_that_is_not_stored_is_the_obstacle() {
    let (stage, eyes) = staged(None).await;
    let nothing = Secrets::default();
    for (probe, field) in [
        (Probe::Credentials, Field::AppSecret),
        (Probe::RegisteredDomains, Field::AppSecret),
        (Probe::TrialCode, Field::AppSecret),
        (Probe::ReleasedCode, Field::AppSecret),
        (Probe::WeComAgent, Field::CorpSecret),
    ] {
        let sighting = look_with(&stage, &eyes, &nothing, probe).await;
        let kept_from = match probe {
            Probe::Credentials => sighting.credentials().err(),
            Probe::RegisteredDomains => sighting.domains().err(),
            Probe::TrialCode => sighting.trial_code().err(),
            Probe::ReleasedCode => sighting.released_code().err(),
            _ => sighting.wecom_agent().err(),
        };
        let expected = Unknown::CouldNotLook(probe, Obstacle::NoSecret(field));
        assert_eq!(kept_from, Some(expected));
    }
    assert!(stage.calls().is_empty());
}

#[tokio::test]
async fn the_egress_address_is_told_by_the_platforms_themselves() {
    let (stage, eyes) = staged(None).await;
    let expected = [stage.cast().egress.to_string()];
    let sighting = look_with(&stage, &eyes, &Secrets::default(), Probe::Egress).await;
    let seen = sighting.egress().expect("seen");
    assert_eq!(
        (&seen.addresses[..], seen.told_by),
        (&expected[..], "WeCom 41002")
    );
    assert_eq!(stage.calls().len(), 3);

    let sighting = look(&stage, &eyes, Probe::Egress).await;
    let seen = sighting.egress().expect("seen");
    assert_eq!(seen.addresses, expected);
    assert!(seen.told_by.contains("rid/get"), "{}", seen.told_by);

    stage.fault(Some(Fault::IpNotListed));
    let sighting = look(&stage, &eyes, Probe::Egress).await;
    assert_eq!(sighting.egress().expect("seen").addresses, expected);
}

#[tokio::test]
async fn nothing_reached_tells_no_egress_address() {
    let (stage, mut eyes) = staged(None).await;
    eyes.reach.connect_to.clear();
    let sighting = look(&stage, &eyes, Probe::Egress).await;
    let expected = Unknown::CouldNotLook(Probe::Egress, Obstacle::Offline);
    assert_eq!(sighting.egress().err(), Some(expected));
}

#[tokio::test]
async fn the_listed_domains_are_bare_hosts() {
    let (stage, eyes) = staged(None).await;
    let sighting = look(&stage, &eyes, Probe::RegisteredDomains).await;
    let seen = sighting.domains().expect("seen");
    let expected = [stage.cast().request_domain.clone()];
    assert_eq!(seen.request, expected);
    assert_eq!(seen.upload, expected);
    assert_eq!(seen.download, expected);
    assert_eq!(seen.business, [stage.cast().business_domain.clone()]);

    stage.fault(Some(Fault::DomainQueryDenied));
    let sighting = look(&stage, &eyes, Probe::RegisteredDomains).await;
    let seen = sighting.domains().expect("seen");
    assert_eq!((code(&seen.reply), seen.request.len()), (Some(48001), 0));
}

#[tokio::test]
async fn the_trial_code_is_there_before_the_released_one() {
    let (stage, eyes) = staged(None).await;
    let sighting = look(&stage, &eyes, Probe::TrialCode).await;
    let seen = sighting.trial_code().expect("seen");
    assert_eq!((code(&seen.reply), seen.image.is_empty()), (Some(0), false));

    let sighting = look(&stage, &eyes, Probe::ReleasedCode).await;
    let seen = sighting.released_code().expect("seen");
    assert_eq!(
        (code(&seen.reply), seen.image.is_empty()),
        (Some(41030), true)
    );
    stage.release();
    let sighting = look(&stage, &eyes, Probe::ReleasedCode).await;
    assert_eq!(
        code(&sighting.released_code().expect("seen").reply),
        Some(0)
    );
}

#[tokio::test]
async fn each_wecom_call_is_made_only_after_the_one_before() {
    let (stage, eyes) = staged(None).await;
    let sighting = look(&stage, &eyes, Probe::WeComAgent).await;
    let seen = sighting.wecom_agent().expect("seen");
    assert_eq!(code(&seen.token), Some(0));
    let agent = seen.agent_seen.as_ref().expect("told");
    assert_eq!(
        (agent.users, agent.departments, agent.tags, agent.closed),
        (1, 1, 0, false)
    );
    assert_eq!(agent.trusted_domain, stage.cast().business_domain);
    let success = Some(Ok(Reply::Success));
    assert_eq!((&seen.ticket, &seen.agent_ticket), (&success, &success));

    stage.fault(Some(Fault::WecomIpNotTrusted));
    let sighting = look(&stage, &eyes, Probe::WeComAgent).await;
    let seen = sighting.wecom_agent().expect("seen");
    assert_eq!(seen.agent.as_ref().and_then(code), Some(60020));
    assert_eq!((&seen.agent_seen, &seen.ticket), (&None, &None));

    stage.fault(Some(Fault::WecomSecretWrong));
    let sighting = look(&stage, &eyes, Probe::WeComAgent).await;
    let seen = sighting.wecom_agent().expect("seen");
    assert_eq!((code(&seen.token), &seen.agent), (Some(40001), &None));
}
