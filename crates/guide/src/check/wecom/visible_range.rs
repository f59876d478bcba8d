//! Does anybody see the application?
//!
//! Members outside the application's visible range (可见范围) neither find the mini-program nor can they log in, and WeCom tells
//! nothing about them. A freshly linked application is visible to nobody until somebody sets the range.
//!
//! Source: WeCom server API, agent/get: the members, departments and tags an application is visible to.

use super::calls;
use crate::{
    Answers, Check, Fact, Outcome, Probe, Problem, Remedy, Sighting, Text, Verdict, console,
};

/// See the module.
pub(super) static CHECK: Check = Check {
    id: "wecom.visible-range",
    question: Text::new(
        "有成员能看到这个应用吗？",
        "Does anybody see the application?",
    ),
    looks_at: &[Probe::WeComAgent],
    judge,
    blocks: false,
    codes: &["wecom.nobody-sees"],
    page: include_str!("visible_range.rs"),
};

fn judge(_: &Answers, sighting: &Sighting) -> Outcome {
    let agent = calls::agent(sighting.wecom_agent()?)?;
    if agent.users + agent.departments + agent.tags == 0 {
        return Ok(Verdict::Broken(
            Problem::new(
                "wecom.nobody-sees",
                Text::new(
                    "应用的可见范围是空的，没有人能看到它。",
                    "The application's visible range is empty; nobody sees it.",
                ),
            )
            .fact(Text::new("应用名称", "Application"), agent.name.as_str())
            .advise(
                "在“应用管理 → 小程序 → 该应用 → 可见范围”里加入部门、标签或成员。",
                "Add departments, tags or members under 应用管理, 小程序, the application, 可见范围.",
            )
            .remedy(Remedy::Open(console::WECOM)),
        ));
    }
    Ok(Verdict::Holds(vec![
        Fact::new(Text::new("成员", "Members"), agent.users.to_string()),
        Fact::new(
            Text::new("部门", "Departments"),
            agent.departments.to_string(),
        ),
        Fact::new(Text::new("标签", "Tags"), agent.tags.to_string()),
    ]))
}

#[cfg(test)]
mod tests {
    use super::super::calls::tests::{healthy, judged, refused, untrusted, without_token};
    use super::*;
    use crate::seen::{AgentSeen, WeComSeen};

    fn range(users: usize, departments: usize, tags: usize) -> Outcome {
        let agent = AgentSeen {
            users,
            departments,
            tags,
            ..AgentSeen::default()
        };
        let seen = WeComSeen {
            agent_seen: Some(agent),
            ..healthy()
        };
        judged(&CHECK, seen)
    }

    #[test]
    fn one_of_anything_is_enough() {
        for (users, departments, tags) in [(1, 0, 0), (0, 1, 0), (0, 0, 1)] {
            assert!(matches!(
                range(users, departments, tags),
                Ok(Verdict::Holds(_))
            ));
        }
    }

    #[test]
    fn an_empty_range_is_broken() {
        let outcome = range(0, 0, 0);
        assert!(matches!(&outcome, Ok(Verdict::Broken(p)) if p.code == "wecom.nobody-sees"));
    }

    #[test]
    fn without_the_application_nothing_is_concluded() {
        let other = WeComSeen {
            agent: Some(refused(301_002)),
            agent_seen: None,
            ..healthy()
        };
        for seen in [without_token(), untrusted(), other] {
            assert!(judged(&CHECK, seen).is_err());
        }
    }
}
