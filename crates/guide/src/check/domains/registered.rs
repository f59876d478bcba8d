//! A mini-program may only call request domains, and only open pages of business domains, that are entered in WeChat's console.
//! A request domain has to be entered itself, with exactly its port; a business domain also opens its subdomains. Whether an
//! account may query its own lists depends on its kind; where it may not, a person has to compare by eye, and that is no fault.
//!
//! Source: WeChat, server domains, business domains, and the interface that queries the configured domains.

use super::reach;
use crate::check::Check;
use crate::seen::{DomainsSeen, Reply};
use crate::value::{BusinessDomain, RequestDomain};
use crate::{
    Answers, Fact, Field, Link, Obstacle, Outcome, Probe, Problem, Remedy, Sighting, Text, Unknown,
    Verdict,
};

/// Whether both domains are entered in the console.
pub static CHECK: Check = Check {
    id: "domains.registered",
    question: Text::new(
        "两个域名都已填入公众平台吗？",
        "Are both domains entered in WeChat's console?",
    ),
    looks_at: &[Probe::RegisteredDomains],
    judge,
    blocks: false,
    codes: &["domains.not-listed"],
    page: include_str!("registered.rs"),
};

/// Refusals that mean "not for this kind of account": the interface is reserved, or the permission is not opened.
const NOT_FOR_THIS_ACCOUNT: [i64; 5] = [41033, 48001, 61003, 61007, 86000];

const REQUEST: Text = Text::new("request 合法域名", "Request domain");
const BUSINESS: Text = Text::new("业务域名", "Business domain");

fn judge(answers: &Answers, sighting: &Sighting) -> Outcome {
    let request = answers.request_domain()?;
    let business = answers.business_domain()?;
    let seen = sighting.domains()?;
    allowed(seen)?;
    let request_listed = lists_request(&seen.request, &request);
    let business_listed = lists_business(&seen.business, &business);
    if request_listed && business_listed {
        return Ok(Verdict::Holds(vec![
            Fact::new(REQUEST, request.entry()),
            Fact::new(BUSINESS, business.as_str()),
        ]));
    }
    let mut problem = Problem::new(
        "domains.not-listed",
        Text::new(
            "域名还没有填入公众平台，小程序会拒绝访问它。",
            "The domain is not entered in WeChat's console, so the mini-program refuses to open it.",
        ),
    );
    if !request_listed {
        problem = problem
            .copyable(
                Text::new("要添加的 request 合法域名", "Request domain to add"),
                request.entry(),
            )
            .fact(
                Text::new("现有的 request 合法域名", "Request domains there now"),
                shown(&seen.request),
            );
    }
    if !business_listed {
        problem = problem
            .copyable(
                Text::new("要添加的业务域名", "Business domain to add"),
                business.as_str(),
            )
            .fact(
                Text::new("现有的业务域名", "Business domains there now"),
                shown(&seen.business),
            );
    }
    Ok(Verdict::Broken(
        problem
            .advise(
                "请在公众平台“开发管理 → 开发设置”中添加，由管理员扫码确认。",
                "Add it in WeChat's console under Development settings; the administrator confirms by scanning.",
            )
            .remedy(Remedy::Open(Link {
                label: Text::new("公众平台", "WeChat console"),
                url: "https://mp.weixin.qq.com/",
            }))
            .remedy(Remedy::Revisit(if request_listed {
                Field::BusinessDomain
            } else {
                Field::RequestDomain
            })),
    ))
}

fn allowed(seen: &DomainsSeen) -> Result<(), Unknown> {
    let could_not = |obstacle| Err(Unknown::CouldNotLook(Probe::RegisteredDomains, obstacle));
    match &seen.reply {
        Ok(Reply::Success) => Ok(()),
        Ok(Reply::Refused { code, .. }) if NOT_FOR_THIS_ACCOUNT.contains(code) => {
            Err(Unknown::NotVisible(Text::new(
                "这个账号不能查询已填的域名；请在公众平台上用眼睛核对。",
                "This account may not query its domains; please compare by eye in WeChat's console.",
            )))
        }
        Ok(Reply::Refused { code: -1, message }) => could_not(Obstacle::Busy(message.clone())),
        Ok(Reply::Refused { code, message }) => {
            could_not(Obstacle::NotReached(format!("{code} {message}")))
        }
        Ok(Reply::NotJson { status, .. }) => {
            could_not(Obstacle::NotReached(format!("HTTP {status}")))
        }
        Err(trouble) => could_not(reach::obstacle(trouble)),
    }
}

/// An entry without the scheme that may or may not stand in front of it, in lower case.
fn bare(entry: &str) -> String {
    let entry = entry.trim().to_ascii_lowercase();
    let host = entry
        .rsplit_once("://")
        .map_or(entry.as_str(), |(_, rest)| rest);
    host.trim_end_matches('/').to_owned()
}

fn lists_request(list: &[String], wanted: &RequestDomain) -> bool {
    let wanted = bare(&wanted.entry());
    list.iter().any(|entry| bare(entry) == wanted)
}

fn lists_business(list: &[String], wanted: &BusinessDomain) -> bool {
    let wanted = wanted.as_str();
    list.iter().map(|entry| bare(entry)).any(|entry| {
        wanted == entry
            || wanted
                .strip_suffix(&entry)
                .is_some_and(|rest| rest.ends_with('.') && !entry.is_empty())
    })
}

fn shown(list: &[String]) -> String {
    if list.is_empty() {
        return "–".to_owned();
    }
    list.join(", ")
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;
    use crate::seen::Trouble;

    #[test]
    fn both_lists_are_compared_by_wechats_rules() {
        let not_listed = "broken domains.not-listed";
        let table: &[(&[&str], &[&str], &str)] = &[
            (&["oa.example.cn"], &["oa.example.cn"], "holds"),
            (
                &["https://OA.example.cn"],
                &["https://oa.example.cn/"],
                "holds",
            ),
            (&["oa.example.cn"], &["example.cn"], "holds"),
            (&["example.cn"], &["oa.example.cn"], not_listed),
            (&["oa.example.cn:8443"], &["oa.example.cn"], not_listed),
            (&["oa.example.cn"], &["a.example.cn"], not_listed),
            (&["oa.example.cn"], &["ample.cn"], not_listed),
            (&["oa.example.cn"], &[], not_listed),
            (&[], &[], not_listed),
        ];
        for (request, business, expected) in table {
            let own = |list: &[&str]| list.iter().map(|entry| (*entry).to_owned()).collect();
            let scene = Scene::healthy().edit_domains(|seen| {
                seen.request = own(request);
                seen.business = own(business);
            });
            assert_eq!(scene.judge(&CHECK), *expected, "{request:?} {business:?}");
        }
    }

    #[test]
    fn an_account_that_may_not_ask_is_not_at_fault() {
        let refused = |code| {
            Ok(Reply::Refused {
                code,
                message: String::new(),
            })
        };
        let table = [
            (refused(48001), "unknown not-visible"),
            (refused(61007), "unknown not-visible"),
            (refused(86000), "unknown not-visible"),
            (refused(-1), "unknown busy"),
            (refused(40001), "unknown not-reached"),
            (Err(Trouble::Offline), "unknown offline"),
            (Err(Trouble::TimedOut), "unknown not-reached"),
        ];
        for (reply, expected) in table {
            let scene = Scene::healthy().edit_domains(|seen| seen.reply = reply.clone());
            assert_eq!(scene.judge(&CHECK), expected, "{reply:?}");
        }
    }

    #[test]
    fn the_entry_to_add_can_be_copied() {
        let scene = Scene::healthy().edit_domains(|seen| seen.request.clear());
        let problem = scene.problem(&CHECK);
        assert!(
            problem
                .facts
                .iter()
                .any(|fact| fact.copy && fact.value == "https://oa.example.cn")
        );
    }
}
