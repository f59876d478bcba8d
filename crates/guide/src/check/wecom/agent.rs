//! Is the AgentId that of the linked mini-program, and is it switched on?
//!
//! A linked mini-program counts as an application of WeCom with an AgentId of its own. A Secret may only see the application it
//! belongs to, so that AgentId and Secret copied from two pages are refused (301002). A switched-off application refuses every
//! login.
//!
//! Source: WeCom server API, agent/get, and its global error codes.

use super::calls;
use crate::{
    Answers, Check, Fact, Outcome, Probe, Problem, Remedy, Sighting, Text, Verdict, console,
    refused,
};

const NAME: Text = Text::new("应用名称", "Application");

/// See the module.
pub(super) static CHECK: Check = Check {
    id: "wecom.agent",
    question: Text::new(
        "AgentId 是这个 Secret 的应用，并且已启用吗？",
        "Does the AgentId belong to the Secret, and is the application on?",
    ),
    looks_at: &[Probe::WeComAgent],
    judge,
    blocks: false,
    codes: &[
        "wecom.agent-closed",
        "wecom.agent-of-another-app",
        "wecom.agent-unknown",
        "wecom.no-privilege",
        "wecom.not-permitted",
        "wecom.permission-withdrawn",
        "wecom.quota-gone",
        "wecom.token-expired",
        "wecom.token-invalid",
        "wecom.token-missing",
        "wecom.too-many-at-once",
        "wecom.unlisted",
    ],
    page: include_str!("agent.rs"),
};

fn judge(answers: &Answers, sighting: &Sighting) -> Outcome {
    answers.agent_id()?;
    let seen = sighting.wecom_agent()?;
    if let Some((code, message)) = calls::trusted(seen.agent.as_ref(), "gettoken")? {
        return Ok(Verdict::Broken(refused::wecom(code, message)));
    }
    let agent = calls::agent(seen)?;
    if agent.closed {
        return Ok(Verdict::Broken(
            Problem::new(
                "wecom.agent-closed",
                Text::new("这个应用已停用。", "The application is switched off."),
            )
            .fact(NAME, agent.name.as_str())
            .advise("在“应用管理”里启用它。", "Switch it on under 应用管理.")
            .remedy(Remedy::Open(console::WECOM)),
        ));
    }
    let mut facts = vec![Fact::new(NAME, agent.name.as_str())];
    if !agent.trusted_domain.is_empty() {
        facts.push(Fact::new(
            Text::new("可信域名", "Trusted domain"),
            agent.trusted_domain.as_str(),
        ));
    }
    Ok(Verdict::Holds(facts))
}

#[cfg(test)]
mod tests {
    use super::super::calls::tests::{healthy, judged, refused, untrusted, without_token};
    use super::*;
    use crate::seen::{AgentSeen, WeComSeen};

    #[test]
    fn the_application_is_named() {
        let outcome = judged(&CHECK, healthy());
        assert!(matches!(&outcome, Ok(Verdict::Holds(facts)) if facts[0].value == "OA"));
    }

    #[test]
    fn an_application_switched_off_is_broken() {
        let agent = AgentSeen {
            closed: true,
            ..AgentSeen::default()
        };
        let seen = WeComSeen {
            agent_seen: Some(agent),
            ..healthy()
        };
        let outcome = judged(&CHECK, seen);
        assert!(matches!(&outcome, Ok(Verdict::Broken(p)) if p.code == "wecom.agent-closed"));
    }

    #[test]
    fn each_refusal_has_its_code() {
        for (number, code) in [
            (301_002, "wecom.agent-of-another-app"),
            (40056, "wecom.agent-unknown"),
            (48002, "wecom.not-permitted"),
            (48006, "wecom.permission-withdrawn"),
            (50003, "wecom.agent-closed"),
            (60011, "wecom.no-privilege"),
            (40014, "wecom.token-invalid"),
            (42001, "wecom.token-expired"),
            (31_337, "wecom.unlisted"),
        ] {
            let seen = WeComSeen {
                agent: Some(refused(number)),
                agent_seen: None,
                ..healthy()
            };
            let outcome = judged(&CHECK, seen);
            assert!(matches!(&outcome, Ok(Verdict::Broken(p)) if p.code == code));
            assert!(CHECK.codes.contains(&code));
        }
    }

    #[test]
    fn without_token_or_trust_nothing_is_concluded() {
        for seen in [without_token(), untrusted()] {
            assert!(judged(&CHECK, seen).is_err());
        }
    }
}
