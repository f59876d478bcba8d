//! The verification file as the outside sees it, a name beside it that cannot exist, and its usual misspellings.

use std::net::SocketAddr;

use futures_util::future::join_all;
use guide::seen::{Fetched, PlacedSeen, Trouble};
use guide::{Answers, Obstacle, Site};
use url::Url;

use super::route::Route;
use super::{http, site};
use crate::eyes::{Eyes, Secrets};

/// The most addresses of a domain that are asked.
const MOST: usize = 8;

pub(crate) async fn look(
    answers: &Answers,
    _: &Secrets,
    eyes: &Eyes,
) -> Result<PlacedSeen, Obstacle> {
    // Nobody looks before both are answered.
    let place = site::place(answers, Site::Business).map_err(|_| Obstacle::Crashed)?;
    let path = answers.verification_file().map_err(|_| Obstacle::Crashed)?;
    let root = place.url().map_err(|_| Obstacle::Crashed)?;
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
        let words = "the file name is not text".to_owned();
        return Err(Obstacle::Unreadable(path.display().to_string(), words));
    };
    let no_such = format!("weapp-bridge-{}.txt", unlikely()?);
    let route = match Route::find(eyes, "https", &place.host, place.port).await {
        Ok(route) => route,
        Err(Trouble::Offline) => return Err(Obstacle::Offline),
        Err(trouble) => {
            let failed = |name: &str| Fetched {
                url: below(&root, name).to_string(),
                outcome: Err(trouble.clone()),
            };
            return Ok(PlacedSeen {
                file: vec![failed(name)],
                random: failed(&no_such),
                variants: Vec::new(),
                name: name.to_owned(),
            });
        }
    };
    let addresses: Vec<Option<SocketAddr>> = match route {
        Route::Straight(found) => found.into_iter().take(MOST).map(Some).collect(),
        Route::Through { .. } => vec![None],
    };
    let url = below(&root, name);
    let file = join_all(addresses.iter().map(|at| http::fetch(eyes, &url, *at)));
    let random_url = below(&root, &no_such);
    let random = http::fetch(eyes, &random_url, None);
    let (file, random) = tokio::join!(file, random);
    let missing =
        |seen: &Fetched| matches!(&seen.outcome, Ok(hop) if matches!(hop.status, 404 | 410));
    let variants = match file.iter().position(missing) {
        Some(at) => {
            let urls: Vec<Url> = misspellings(name)
                .iter()
                .map(|name| below(&root, name))
                .collect();
            join_all(urls.iter().map(|url| http::fetch(eyes, url, addresses[at]))).await
        }
        None => Vec::new(),
    };
    Ok(PlacedSeen {
        name: name.to_owned(),
        file,
        random,
        variants,
    })
}

fn below(root: &Url, name: &str) -> Url {
    let mut url = root.clone();
    if let Ok(mut path) = url.path_segments_mut() {
        path.clear().push(name);
    }
    url
}

/// Names under which the file lies by mistake: copied in another letter case, or with the ending that Windows hides.
fn misspellings(name: &str) -> Vec<String> {
    let mut names = vec![format!("{name}.txt")];
    let lower = name.to_ascii_lowercase();
    if lower != name {
        names.push(lower);
    }
    names
}

/// Sixteen hexadecimal digits nobody can guess.
fn unlikely() -> Result<String, Obstacle> {
    let mut bytes = [0; 8];
    rustls::crypto::ring::default_provider()
        .secure_random
        .fill(&mut bytes)
        .map_err(|_| Obstacle::Crashed)?;
    Ok(format!("{:016x}", u64::from_be_bytes(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_misspelt_in_case_and_ending() {
        assert_eq!(
            misspellings("MP_verify_Ab1.txt"),
            ["MP_verify_Ab1.txt.txt", "mp_verify_ab1.txt"]
        );
        assert_eq!(misspellings("ww.txt"), ["ww.txt.txt"]);
    }

    #[test]
    fn a_name_cannot_leave_its_root() {
        let root = Url::parse("https://oa.example.cn/").expect("an address");
        assert_eq!(
            below(&root, "a/b?c").as_str(),
            "https://oa.example.cn/a%2Fb%3Fc"
        );
    }
}
