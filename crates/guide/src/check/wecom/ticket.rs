//! Can JS-SDK tickets be had?
//!
//! Pages inside WeCom sign themselves with two tickets: the company's for `wx.config`, the application's for `wx.agentConfig`.
//! They are not interchangeable, and WeCom limits how often they are fetched, so a backend has to cache them. A refusal here
//! means that the pages will open, but that scanning, location and the like will not work in them.
//!
//! Source: WeCom server API, get_jsapi_ticket and ticket/get, and its global error codes.

use super::calls;
use crate::{Answers, Check, Outcome, Probe, Sighting, Text, Verdict, refused};

/// See the module.
pub(super) static CHECK: Check = Check {
    id: "wecom.ticket",
    question: Text::new("能取得 JS-SDK 票据吗？", "Can JS-SDK tickets be had?"),
    looks_at: &[Probe::WeComAgent],
    judge,
    blocks: false,
    codes: &[
        "wecom.not-permitted",
        "wecom.permission-withdrawn",
        "wecom.quota-gone",
        "wecom.ticket-unusable",
        "wecom.too-many-at-once",
        "wecom.token-expired",
        "wecom.token-invalid",
        "wecom.token-missing",
        "wecom.unlisted",
    ],
    page: include_str!("ticket.rs"),
};

fn judge(_: &Answers, sighting: &Sighting) -> Outcome {
    let seen = sighting.wecom_agent()?;
    for (call, before) in [
        (&seen.ticket, "agent/get"),
        (&seen.agent_ticket, "get_jsapi_ticket"),
    ] {
        if let Some((code, message)) = calls::trusted(call.as_ref(), before)? {
            return Ok(Verdict::Broken(refused::wecom(code, message)));
        }
    }
    Ok(Verdict::holds())
}

#[cfg(test)]
mod tests {
    use super::super::calls::tests::{healthy, judged, refused, untrusted, without_token};
    use super::*;
    use crate::seen::{Trouble, WeComSeen};

    #[test]
    fn both_tickets_are_needed() {
        assert_eq!(judged(&CHECK, healthy()), Ok(Verdict::holds()));
        for seen in [
            WeComSeen {
                ticket: Some(refused(45009)),
                agent_ticket: None,
                ..healthy()
            },
            WeComSeen {
                agent_ticket: Some(refused(45009)),
                ..healthy()
            },
        ] {
            let outcome = judged(&CHECK, seen);
            assert!(matches!(&outcome, Ok(Verdict::Broken(p)) if p.code == "wecom.quota-gone"));
        }
    }

    #[test]
    fn each_refusal_has_its_code() {
        for number in [42012, 48002, 48006, 45033, 40014, 42001, 41001, 31_337] {
            let seen = WeComSeen {
                agent_ticket: Some(refused(number)),
                ..healthy()
            };
            let outcome = judged(&CHECK, seen);
            assert!(
                matches!(&outcome, Ok(Verdict::Broken(p)) if CHECK.codes.contains(&p.code)),
                "{number}"
            );
        }
    }

    #[test]
    fn without_token_trust_or_network_nothing_is_concluded() {
        let offline = WeComSeen {
            agent_ticket: Some(Err(Trouble::Offline)),
            ..healthy()
        };
        for seen in [without_token(), untrusted(), offline] {
            assert!(judged(&CHECK, seen).is_err());
        }
    }
}
