//! Mini-program codes: the only way to tell from outside which versions there are.

use guide::seen::CodeImage;
use guide::{Answers, Obstacle};
use wechat::{Code, Version};

use super::credentials;
use crate::eyes::{Eyes, Secrets};

/// What the opened page is told; it tells our visits from others.
const SCENE: &str = "weapp-bridge";

/// The trial version's code. The page is not checked: the platform would look for it in the released version.
pub(crate) async fn look_trial(
    answers: &Answers,
    secrets: &Secrets,
    eyes: &Eyes,
) -> Result<CodeImage, Obstacle> {
    draw(answers, secrets, eyes, Version::Trial, false).await
}

/// The released version's code; refused with 41030 while nothing is released.
pub(crate) async fn look_released(
    answers: &Answers,
    secrets: &Secrets,
    eyes: &Eyes,
) -> Result<CodeImage, Obstacle> {
    draw(answers, secrets, eyes, Version::Release, true).await
}

async fn draw(
    answers: &Answers,
    secrets: &Secrets,
    eyes: &Eyes,
    env_version: Version,
    check_path: bool,
) -> Result<CodeImage, Obstacle> {
    let line = credentials::line(answers, secrets, eyes)?;
    let code = Code {
        scene: SCENE.to_owned(),
        page: None,
        env_version,
        check_path,
    };
    let answer = line.code(&code).await;
    Ok(CodeImage {
        reply: answer.seen(),
        image: answer.outcome.unwrap_or_default(),
    })
}
