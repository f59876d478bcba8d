//! The bare token call to WeChat.

use std::time::Instant;

use guide::seen::PlatformSeen;
use guide::{Answers, Obstacle};
use jiff::Timestamp;
use url::Url;
use wechat::{Answer, Reach, WeChat};

use crate::eyes::{Eyes, Secrets};

pub(crate) async fn look(_: &Answers, _: &Secrets, eyes: &Eyes) -> Result<PlatformSeen, Obstacle> {
    let reach = &eyes.reach;
    Ok(timed(reach, &reach.wechat, WeChat::bare(reach)).await)
}

/// Makes a bare call and notes the clocks and the way it went.
pub(super) async fn timed(
    reach: &Reach,
    base: &Url,
    call: impl Future<Output = Answer<()>>,
) -> PlatformSeen {
    let began = Instant::now();
    let answer = call.await;
    let host = base.host_str().unwrap_or_default().to_owned();
    let port = base.port_or_known_default().unwrap_or(443);
    PlatformSeen {
        reply: answer.seen(),
        server_time: answer.server_time,
        our_time: Timestamp::now(),
        millis: u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX),
        proxy: reach.proxy_for(base.scheme(), &host, port),
        host,
    }
}
