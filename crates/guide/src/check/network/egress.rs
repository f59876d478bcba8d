//! From which address does the platform see this machine?
//!
//! WeChat's API IP list, the code upload's IP list and WeCom's trusted addresses all hold the address a call comes from as the
//! platform sees it. That is not what `ipconfig` shows: it is the address of the router or proxy in front. With several lines it
//! may differ from call to call, and then a list that holds only one of them works now and then.
//!
//! Source: WeChat server API, the IP list of an account and error 40164; WeCom's error 60020, which both name the address.

use crate::{Answers, Check, Fact, Outcome, Probe, Problem, Sighting, Text, Unknown, Verdict};

const ADDRESS: Text = Text::new("出口 IP", "Address");
const TOLD_BY: Text = Text::new("得自", "Told by");

/// See the module.
pub(super) static CHECK: Check = Check {
    id: "network.egress",
    question: Text::new(
        "平台看到的本机出口 IP 是哪个，固定吗？",
        "From which address does the platform see this machine, and is it always the same?",
    ),
    looks_at: &[Probe::Egress],
    judge,
    blocks: false,
    codes: &["network.egress-changes"],
    page: include_str!("egress.rs"),
};

fn judge(_: &Answers, sighting: &Sighting) -> Outcome {
    let seen = sighting.egress()?;
    let told_by = Fact::new(TOLD_BY, seen.told_by);
    match seen.addresses.as_slice() {
        [] => Err(Unknown::NotVisible(Text::new(
            "平台没有告诉出口 IP；需要时可向网络管理员询问。",
            "The platform did not tell the address; ask the network's administrator when it is needed.",
        ))),
        [only] => Ok(Verdict::Holds(vec![
            Fact::to_copy(ADDRESS, only.as_str()),
            told_by,
        ])),
        several => {
            let mut problem = Problem::new(
                "network.egress-changes",
                Text::new(
                    "平台几次看到的出口 IP 不同。",
                    "The platform saw this machine under several addresses.",
                ),
            );
            for address in several {
                problem = problem.copyable(ADDRESS, address.as_str());
            }
            problem.facts.push(told_by);
            Ok(Verdict::Worrying(
                problem
                    .advise(
                        "在需要填写 IP 的每张白名单里，把下面的 IP 都加进去。",
                        "Put all the addresses below on every IP list that is in use.",
                    )
                    .advise(
                        "或请网络管理员让本机固定从一个 IP 出去。",
                        "Or have the network's administrator route this machine through one address.",
                    ),
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::platform::tests::at;
    use super::*;
    use crate::Obstacle;
    use crate::seen::{EgressSeen, Seen};

    fn judged(seen: Result<&[&str], Obstacle>) -> Outcome {
        let mut sighting = Sighting::default();
        let seen = seen.map(|addresses| {
            Seen::Egress(EgressSeen {
                addresses: addresses.iter().map(|a| (*a).to_owned()).collect(),
                told_by: "WeCom 41002",
            })
        });
        sighting.record(Probe::Egress, seen, at(0));
        judge(&Answers::default(), &sighting)
    }

    #[test]
    fn one_address_holds_and_can_be_copied() {
        let outcome = judged(Ok(&["203.0.113.7"]));
        let Ok(Verdict::Holds(facts)) = outcome else {
            panic!("{outcome:?}")
        };
        assert!(facts[0].copy && facts[0].value == "203.0.113.7");
    }

    #[test]
    fn several_addresses_are_worrying_and_all_can_be_copied() {
        let outcome = judged(Ok(&["203.0.113.7", "203.0.113.8"]));
        let Ok(Verdict::Worrying(problem)) = outcome else {
            panic!("{outcome:?}")
        };
        assert_eq!(problem.code, "network.egress-changes");
        assert_eq!(problem.facts.iter().filter(|fact| fact.copy).count(), 2);
    }

    #[test]
    fn offline_is_not_a_failure() {
        assert!(judged(Err(Obstacle::Offline)).is_err());
        assert!(judged(Ok(&[])).is_err());
    }
}
