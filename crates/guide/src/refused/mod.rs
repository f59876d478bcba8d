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
    problem(row(WECHAT, code, UNLISTED[0]), code, message)
}

/// What a refusal by one of WeChat's token calls means: there 40001 is a wrong secret, since no token is involved yet.
pub fn wechat_token(code: i64, message: &str) -> Problem {
    let alike = if code == 40001 { 40125 } else { code };
    problem(row(WECHAT, alike, UNLISTED[0]), code, message)
}

/// What a refusal by WeCom means; `message` is `errmsg` as sent.
pub fn wecom(code: i64, message: &str) -> Problem {
    problem(row(WECOM, code, UNLISTED[1]), code, message)
}

/// Refusals by numbers that stand in no table: code and sentence.
pub(crate) const UNLISTED: [(&str, Text); 2] = [
    (
        "wechat.unlisted",
        Text::new(
            "微信拒绝了这次调用，给出的错误码不在已知之列。",
            "WeChat refused the call with a code that is not a known one.",
        ),
    ),
    (
        "wecom.unlisted",
        Text::new(
            "企业微信拒绝了这次调用，给出的错误码不在已知之列。",
            "WeCom refused the call with a code that is not a known one.",
        ),
    ),
];

/// What can be done about those.
pub(crate) const READ_THE_WORDS: &[Remedy] = &[
    Remedy::Do(Text::new(
        "按平台原文处理；在官方文档里搜索这个错误码。",
        "Go by the platform's words; search its documentation for this code.",
    )),
    Remedy::Do(Text::new(
        "看不出原因时，把报告连同请求编号发给支持人员。",
        "If they explain nothing, send the report with the request id to your support.",
    )),
];

/// The row of `number`, or what is said of a number without one.
fn row(
    table: &'static [Refused],
    number: i64,
    unlisted: (&'static str, Text),
) -> (&'static str, Text, &'static [Remedy]) {
    table
        .iter()
        .find(|refused| refused.number == number)
        .map_or((unlisted.0, unlisted.1, READ_THE_WORDS), |refused| {
            (refused.code, refused.what, refused.remedies)
        })
}

fn problem(
    (code, what, remedies): (&'static str, Text, &'static [Remedy]),
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
