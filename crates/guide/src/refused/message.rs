//! Taking a platform's words apart. The forms have drifted over the years and all of them still circulate.

use std::net::IpAddr;
use std::ops::Range;

/// The request id that WeChat appends to its words: three groups of eight hexadecimal digits. The blank and the comma before
/// `rid:` come and go between endpoints.
pub fn rid(message: &str) -> Option<&str> {
    rid_at(message).map(|(_, id)| &message[id])
}

/// Where `rid: …` stands with what leads up to it, and where the id itself does.
fn rid_at(message: &str) -> Option<(Range<usize>, Range<usize>)> {
    message.match_indices("rid:").find_map(|(at, mark)| {
        let rest = &message[at + mark.len()..];
        let start = message.len() - rest.trim_start().len();
        let id = message.get(start..start + 26)?;
        let shaped = id.bytes().enumerate().all(|(n, b)| match n {
            8 | 17 => b == b'-',
            _ => matches!(b, b'0'..=b'9' | b'a'..=b'f'),
        });
        shaped.then(|| {
            let before = message[..at].trim_end().trim_end_matches(',').len();
            (before..start + 26, start..start + 26)
        })
    })
}

/// The request id in its other forms: WeCom's `hint: [1690282230612130918224239]`, and WeChat's of before 2020,
/// `hint: [3yfuHA0202nfo1]` and `hints: [ req_id: XXXX ]`.
pub fn hint(message: &str) -> Option<&str> {
    hint_at(message).map(|(_, id)| &message[id])
}

fn hint_at(message: &str) -> Option<(Range<usize>, Range<usize>)> {
    let (at, mark) = ["hints:", "hint:"]
        .into_iter()
        .find_map(|mark| Some((message.find(mark)?, mark)))?;
    let rest = message[at + mark.len()..].trim_start();
    let inner = rest.strip_prefix('[')?;
    let inner = &inner[..inner.find(']')?];
    let open = message.len() - rest.len() + 1;
    let end = open + inner.len() + 1;
    let id = inner.trim();
    let id = id.strip_prefix("req_id:").unwrap_or(id).trim();
    let start = open + inner.find(id)?;
    let before = message[..at].trim_end().trim_end_matches(',').len();
    (!id.is_empty()).then(|| (before..end, start..start + id.len()))
}

/// The address the call came from, where the platform tells it: `invalid ip 8.149.0.108 ipv6 ::ffff:8.149.0.108, not in
/// whitelist` (40164), `invalid ip: 8.149.0.108,` (code upload), `from ip: 222.65.121.207` (every refusal of WeCom's).
pub fn caller(message: &str) -> Option<IpAddr> {
    ["from ip", "invalid ip"].into_iter().find_map(|mark| {
        let rest = &message[message.find(mark)? + mark.len()..];
        rest.strip_prefix(':')
            .unwrap_or(rest)
            .split([' ', ','])
            .find(|word| !word.is_empty() && *word != "ipv6")?
            .parse::<IpAddr>()
            .map(|address| address.to_canonical())
            .ok()
    })
}

/// The words without request id, caller's address and pointer to the query tool, which are facts of their own.
pub fn words(message: &str) -> String {
    let mut said = message.to_owned();
    if let Some((whole, _)) = rid_at(&said) {
        said.replace_range(whole, "");
    }
    if let Some((whole, _)) = hint_at(&said) {
        said.replace_range(whole, "");
    }
    for tail in ["more info at ", "from ip: "] {
        if let Some(at) = said.find(tail) {
            let value = at + tail.len();
            let end = said[value..]
                .find([',', ' '])
                .map_or(said.len(), |len| value + len);
            let start = said[..at].trim_end().trim_end_matches(',').len();
            said.replace_range(start..end, "");
        }
    }
    said.trim().trim_end_matches(',').trim_end().to_owned()
}
