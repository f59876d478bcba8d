//! The address under which the platforms see this machine. Both tell it with their refusals, so no third party is asked.

use std::net::IpAddr;

use guide::seen::{EgressSeen, Trouble};
use guide::{Answers, Obstacle};
use wechat::{Error, Reach, WeChat, WeCom, words};

use super::credentials;
use crate::eyes::{Eyes, Secrets};

/// Behind several lines the address may change from call to call.
const CALLS: usize = 3;

pub(crate) async fn look(
    answers: &Answers,
    secrets: &Secrets,
    eyes: &Eyes,
) -> Result<EgressSeen, Obstacle> {
    let mut seen: Vec<IpAddr> = Vec::new();
    let mut kept_from = None;
    for _ in 0..CALLS {
        match WeCom::bare(&eyes.reach).await.outcome {
            Err(Error::Refused { message, .. }) => seen.extend(words::from_ip(&message)),
            Err(error) => {
                kept_from = Some(obstacle(error, &eyes.reach));
                break;
            }
            Ok(()) => {}
        }
    }
    let by_wecom = !seen.is_empty();
    // WeChat tells its own list's view only to those who have credentials; without them WeCom's has to do.
    let by_wechat = match credentials::line(answers, secrets, eyes) {
        Ok(line) => told_by_wechat(&line).await,
        Err(_) => None,
    };
    seen.extend(by_wechat);
    let told_by = match (by_wecom, by_wechat.is_some()) {
        (true, true) => "WeCom 41002, WeChat rid/get",
        (true, false) => "WeCom 41002",
        (false, true) => "WeChat rid/get",
        (false, false) => {
            let silent = || Obstacle::NotReached(eyes.reach.wecom.to_string());
            return Err(kept_from.unwrap_or_else(silent));
        }
    };
    let mut addresses = Vec::new();
    for address in seen {
        let address = address.to_string();
        if !addresses.contains(&address) {
            addresses.push(address);
        }
    }
    Ok(EgressSeen { addresses, told_by })
}

/// A refusal's `rid`, looked up, holds the caller's address; a refusal for the address itself names it at once.
async fn told_by_wechat(line: &WeChat<'_>) -> Option<IpAddr> {
    let Err(Error::Refused { message, .. }) = line.check_credentials().await.outcome else {
        return None;
    };
    let called = line.called(words::rid(&message)?).await.outcome;
    match called {
        Ok(called) => called
            .client_ip
            .parse()
            .ok()
            .map(|ip: IpAddr| ip.to_canonical()),
        Err(Error::Refused { message, .. }) => words::invalid_ip(&message),
        Err(_) => None,
    }
}

fn obstacle(error: Error, reach: &Reach) -> Obstacle {
    match error {
        Error::Unreached(Trouble::Offline) => Obstacle::Offline,
        Error::Unreached(Trouble::TimedOut) => {
            Obstacle::TimedOut(u64::try_from(reach.timeout.as_millis()).unwrap_or(u64::MAX))
        }
        other => Obstacle::NotReached(other.to_string()),
    }
}
