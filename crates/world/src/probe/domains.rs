//! The domains entered in WeChat's console.

use guide::seen::DomainsSeen;
use guide::{Answers, Obstacle};

use super::credentials;
use crate::eyes::{Eyes, Secrets};

pub(crate) async fn look(
    answers: &Answers,
    secrets: &Secrets,
    eyes: &Eyes,
) -> Result<DomainsSeen, Obstacle> {
    let line = credentials::line(answers, secrets, eyes)?;
    let answer = line.domains().await;
    let reply = answer.seen();
    let sent = answer.outcome.unwrap_or_default();
    Ok(DomainsSeen {
        reply,
        request: plain(&sent.request),
        business: plain(&sent.business),
        upload: plain(&sent.upload),
        download: plain(&sent.download),
    })
}

/// Whether entries come with their scheme is documented nowhere, so it is taken off.
fn plain(entries: &[String]) -> Vec<String> {
    entries
        .iter()
        .map(|entry| {
            let entry = entry.trim();
            let bare = entry.split_once("://").map_or(entry, |(_, bare)| bare);
            bare.trim_end_matches('/').to_ascii_lowercase()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn entries_become_bare_hosts_however_they_are_sent() {
        let sent = [
            "https://OA.example.cn",
            "wss://a.cn:8443",
            "b.cn/",
            " c.cn ",
        ];
        let plain = plain(&sent.map(str::to_owned));
        assert_eq!(plain, ["oa.example.cn", "a.cn:8443", "b.cn", "c.cn"]);
    }
}
