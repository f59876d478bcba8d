//! The hosts that packages come from and go to.

use guide::seen::{Fetched, Hop, PlatformSeen, Trouble};
use guide::{Answers, Obstacle};
use reqwest::header::RANGE;
use reqwest::{Method, Response};
use url::Url;
use wechat::{Error, Reach, upload_host};

use super::wechat::timed;
use crate::eyes::{Eyes, Secrets};

/// The most of a body that is kept, in bytes.
const KEPT: usize = 64 * 1024;

/// Whether the upload host answers.
pub(crate) async fn look_upload(
    answers: &Answers,
    _: &Secrets,
    eyes: &Eyes,
) -> Result<PlatformSeen, Obstacle> {
    let app_id = answers.app_id().ok();
    let reach = &eyes.reach;
    Ok(timed(reach, &reach.upload, upload_host(reach, app_id.as_ref())).await)
}

/// Whether the package address answers. Asks for the headers alone; where that is not understood or cut off, as firewalls do
/// with `HEAD`, for the first byte.
pub(crate) async fn look_packages(
    answers: &Answers,
    _: &Secrets,
    eyes: &Eyes,
) -> Result<Fetched, Obstacle> {
    let address = answers.package_url().map_err(|_| Obstacle::Crashed)?;
    let url = address.url();
    let mut outcome = fetch(&eyes.reach, Method::HEAD, url).await;
    let worth_asking_again = match &outcome {
        Ok(hop) => hop.status >= 400,
        Err(trouble) => matches!(
            trouble,
            Trouble::Reset | Trouble::BrokeOff | Trouble::Other(_)
        ),
    };
    if worth_asking_again {
        outcome = fetch(&eyes.reach, Method::GET, url).await;
    }
    Ok(Fetched {
        url: url.to_string(),
        outcome,
    })
}

async fn fetch(reach: &Reach, method: Method, url: &Url) -> Result<Hop, Trouble> {
    let mut request = reach
        .request(method.clone(), url)
        .map_err(trouble)?
        .timeout(reach.timeout);
    if method == Method::GET {
        request = request.header(RANGE, "bytes=0-0");
    }
    let answer = request
        .send()
        .await
        .map_err(|error| reach.trouble(url, &error))?;
    if answer.status().as_u16() == 407 {
        return Err(Trouble::Proxy("407".to_owned()));
    }
    hop(reach, url, answer).await
}

async fn hop(reach: &Reach, url: &Url, mut answer: Response) -> Result<Hop, Trouble> {
    let mut hop = Hop {
        status: answer.status().as_u16(),
        headers: answer
            .headers()
            .iter()
            .map(|(name, value)| {
                let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
                (name.as_str().to_owned(), value)
            })
            .collect(),
        ..Hop::default()
    };
    // A server that does not know ranges sends the whole package; it is left after the first pieces.
    while let Some(piece) = answer
        .chunk()
        .await
        .map_err(|error| reach.trouble(url, &error))?
    {
        let room = KEPT - hop.body.len();
        hop.body.extend_from_slice(&piece[..piece.len().min(room)]);
        if piece.len() > room {
            hop.cut = true;
            break;
        }
    }
    Ok(hop)
}

fn trouble(error: Error) -> Trouble {
    match error {
        Error::Unreached(trouble) => trouble,
        other => Trouble::Other(other.to_string()),
    }
}
