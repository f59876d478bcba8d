//! The bare `gettoken` call to WeCom.

use guide::seen::PlatformSeen;
use guide::{Answers, Obstacle};
use wechat::WeCom;

use super::wechat::timed;
use crate::eyes::{Eyes, Secrets};

pub(crate) async fn look(_: &Answers, _: &Secrets, eyes: &Eyes) -> Result<PlatformSeen, Obstacle> {
    let reach = &eyes.reach;
    Ok(timed(reach, &reach.wecom, WeCom::bare(reach)).await)
}
