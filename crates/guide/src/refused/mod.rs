//! What WeChat and WeCom refuse: every number of theirs with a problem and a remedy in words.
//!
//! Two tables, because the same number means different things: 40001 is a dead token at WeChat and a wrong secret at WeCom,
//! 40013 an unknown AppID at the one and an unknown CorpID at the other.

mod message;
mod table;
mod wechat;
mod wecom;

pub use message::{caller, hint, rid, words};
pub use table::Refused;
pub use wechat::WECHAT;
pub use wecom::WECOM;

use crate::{Fact, Problem, Remedy, Text};

const NUMBER: Text = Text::new("错误码", "Error code");
const WORDS: Text = Text::new("平台原文", "The platform's words");
const RID: Text = Text::new("请求编号 rid", "Request id (rid)");
const HINT: Text = Text::new("请求编号 hint", "Request id (hint)");
const CALLER: Text = Text::new(
    "平台看到的本机出口 IP",
    "This machine's address as the platform sees it",
);

/// What a refusal by WeChat means; `message` is `errmsg` as sent.
pub fn wechat(code: i64, message: &str) -> Problem {
    let (name, what, remedies) = match WECHAT.iter().find(|refused| refused.number == code) {
        Some(refused) => (refused.code, refused.what, refused.remedies),
        None => ("wechat.unlisted", UNLISTED_WECHAT, UNLISTED),
    };
    problem(name, what, remedies, code, message)
}

/// What a refusal by one of WeChat's token calls means: there 40001 is a wrong secret, since no token is involved yet.
pub fn wechat_token(code: i64, message: &str) -> Problem {
    let alike = if code == 40001 { 40125 } else { code };
    match WECHAT.iter().find(|refused| refused.number == alike) {
        Some(refused) => problem(refused.code, refused.what, refused.remedies, code, message),
        None => wechat(code, message),
    }
}

/// What a refusal by WeCom means; `message` is `errmsg` as sent.
pub fn wecom(code: i64, message: &str) -> Problem {
    let (name, what, remedies) = match WECOM.iter().find(|refused| refused.number == code) {
        Some(refused) => (refused.code, refused.what, refused.remedies),
        None => ("wecom.unlisted", UNLISTED_WECOM, UNLISTED),
    };
    problem(name, what, remedies, code, message)
}

const UNLISTED_WECHAT: Text = Text::new(
    "微信拒绝了这次调用，给出的错误码不在已知之列。",
    "WeChat refused the call with a code that is not a known one.",
);
const UNLISTED_WECOM: Text = Text::new(
    "企业微信拒绝了这次调用，给出的错误码不在已知之列。",
    "WeCom refused the call with a code that is not a known one.",
);
const UNLISTED: &[Remedy] = &[
    Remedy::Do(Text::new(
        "按平台原文处理；在官方文档里搜索这个错误码。",
        "Go by the platform's words; search its documentation for this code.",
    )),
    Remedy::Do(Text::new(
        "看不出原因时，把报告连同请求编号发给支持人员。",
        "If they explain nothing, send the report with the request id to your support.",
    )),
];

fn problem(
    code: &'static str,
    what: Text,
    remedies: &'static [Remedy],
    number: i64,
    message: &str,
) -> Problem {
    let mut facts = Vec::new();
    if let Some(address) = caller(message) {
        facts.push(Fact::to_copy(CALLER, address.to_string()));
    }
    facts.push(Fact::new(NUMBER, number.to_string()));
    let said = words(message);
    if !said.is_empty() {
        facts.push(Fact::new(WORDS, said));
    }
    if let Some(rid) = rid(message) {
        facts.push(Fact::to_copy(RID, rid));
    }
    if let Some(hint) = hint(message) {
        facts.push(Fact::to_copy(HINT, hint));
    }
    Problem {
        code,
        what,
        facts,
        remedies: remedies.to_vec(),
    }
}

#[cfg(test)]
mod tests;
