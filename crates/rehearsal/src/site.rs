//! The business site: a home page, and the files that were placed in its web root.

use std::path::{Component, Path, PathBuf};

use hyper::StatusCode;
use hyper::header::{COOKIE, HeaderValue, SET_COOKIE};

use crate::Fault;
use crate::authority::INTERMEDIATE_PATH;
use crate::cast::{HOME_PATH, PORTAL, SITE};
use crate::http::{Asked, Reply, html, redirect, reply, with};
use crate::scene::Scene;

/// The page at the root, which a front end with a fallback shows for everything.
pub(crate) const INDEX: &str = "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">\
    <title>协同办公</title></head><body><div id=\"app\"></div>\
    <script src=\"/static/main.js\"></script></body></html>\n";
const HOME: &str = "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">\
    <meta name=\"viewport\" content=\"width=device-width\"><title>移动门户</title></head>\
    <body><h1>移动门户</h1></body></html>\n";
const LOGIN: &str = "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">\
    <title>登录</title></head><body><form action=\"/login\" method=\"post\"><input name=\"loginid\">\
    <input name=\"userpassword\" type=\"password\"></form></body></html>\n";
/// A firewall's page: a browser runs the script, gets the cookie and comes back; a plain client does not.
const CHALLENGE: &str = "<html><head><script>document.cookie='acw_sc__v2=passed; path=/';\
    location.reload();</script></head><body><noscript>Please enable JavaScript</noscript></body></html>\n";
const NOT_FOUND: &str = "<html>\n<head><title>404 Not Found</title></head>\n<body>\n\
    <center><h1>404 Not Found</h1></center>\n<hr><center>nginx</center>\n</body>\n</html>\n";
const FAILED: &str = "<html><head><title>500 Internal Server Error</title></head><body>\
    <h1>500 Internal Server Error</h1></body></html>\n";

/// What another verification file would hold.
const OTHER_VALUE: &[u8] = b"0c6a4f92be1d7385a6f3029d58be41c7";
const LARGEST_FILE: u64 = 8 << 20;
const LOGIN_PATH: &str = "/login";

/// Answers one request to the business domain over TLS.
pub(crate) async fn answer(scene: &Scene, asked: &Asked) -> Reply {
    let path = asked.path.as_str();
    if is_root_text(path)
        && let Some(reply) = answer_spoilt_file(scene, asked).await
    {
        return reply;
    }
    match path {
        HOME_PATH => return home(scene),
        LOGIN_PATH => return html(StatusCode::OK, LOGIN),
        "/" => return html(StatusCode::OK, INDEX),
        _ => {}
    }
    match read(&scene.web_root, path).await {
        Some(bytes) => reply(StatusCode::OK, kind(path), bytes),
        None if scene.is(Fault::FileSpa) => html(StatusCode::OK, INDEX),
        None => html(StatusCode::NOT_FOUND, NOT_FOUND),
    }
}

/// Answers on port 80: a redirect to TLS, unless the site was downgraded.
pub(crate) fn answer_port_80(scene: &Scene, asked: &Asked) -> Reply {
    if scene.is(Fault::HomeDowngraded) && asked.path == HOME_PATH {
        return html(StatusCode::OK, HOME);
    }
    let to = match &asked.raw_query {
        Some(query) => format!("https://{SITE}{}?{query}", asked.path),
        None => format!("https://{SITE}{}", asked.path),
    };
    redirect(StatusCode::MOVED_PERMANENTLY, &to)
}

/// Answers for the host outside the business domain.
pub(crate) fn answer_elsewhere() -> Reply {
    html(StatusCode::OK, LOGIN)
}

/// Answers for the host that keeps the intermediate certificate.
pub(crate) fn answer_pki(scene: &Scene, asked: &Asked) -> Reply {
    if asked.path == INTERMEDIATE_PATH {
        let bytes = scene.intermediate.clone();
        return reply(StatusCode::OK, "application/pkix-cert", bytes);
    }
    html(StatusCode::NOT_FOUND, NOT_FOUND)
}

fn home(scene: &Scene) -> Reply {
    let elsewhere = match scene.fault() {
        Some(Fault::HomeError) => return html(StatusCode::INTERNAL_SERVER_ERROR, FAILED),
        Some(Fault::HomeLeavesDomain) => format!("https://{PORTAL}/sso/login?from=oa"),
        Some(Fault::HomeDowngraded) => format!("http://{SITE}{HOME_PATH}"),
        _ => {
            let mut page = html(StatusCode::OK, HOME);
            let session = scene.chance.hex(32);
            let cookie = if scene.is(Fault::HomeCookieLost) {
                format!("EBRIDGE_SESSION={session}; Path=/; HttpOnly; SameSite=Lax")
            } else {
                format!("EBRIDGE_SESSION={session}; Path=/; Secure; HttpOnly; SameSite=None")
            };
            with(&mut page, SET_COOKIE, &cookie);
            return page;
        }
    };
    redirect(StatusCode::FOUND, &elsewhere)
}

/// Answers for a verification file under the faults that concern it; none if it is served as it lies.
async fn answer_spoilt_file(scene: &Scene, asked: &Asked) -> Option<Reply> {
    let text = |bytes: Vec<u8>| Some(reply(StatusCode::OK, "text/plain", bytes));
    match scene.fault()? {
        Fault::FileMissing => Some(html(StatusCode::NOT_FOUND, NOT_FOUND)),
        Fault::FileRedirected => Some(redirect(
            StatusCode::FOUND,
            &format!("https://{PORTAL}{}", asked.path),
        )),
        Fault::FileLogin => Some(redirect(StatusCode::FOUND, LOGIN_PATH)),
        Fault::FileSpa => Some(html(StatusCode::OK, INDEX)),
        Fault::FileAltered => {
            let placed = read(&scene.web_root, &asked.path).await?;
            text([b"\xef\xbb\xbf", placed.as_slice(), b"\n"].concat())
        }
        Fault::FileStale => {
            read(&scene.web_root, &asked.path).await?;
            text(OTHER_VALUE.to_vec())
        }
        Fault::FileChallenge => {
            if asked
                .header(&COOKIE)
                .is_some_and(|cookies| cookies.contains("acw_sc__v2=passed"))
            {
                return None;
            }
            let mut page = html(StatusCode::OK, CHALLENGE);
            let cookie =
                HeaderValue::from_static("acw_tc=2f624a7b; Path=/; HttpOnly; Max-Age=1800");
            page.headers_mut().insert(SET_COOKIE, cookie);
            Some(page)
        }
        _ => None,
    }
}

/// Verification files lie at the root and end in `.txt`.
fn is_root_text(path: &str) -> bool {
    path.ends_with(".txt") && path.matches('/').count() == 1
}

fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        _ => "text/plain",
    }
}

/// Reads a placed file: a regular one within the web root, of bearable size.
async fn read(root: &Path, path: &str) -> Option<Vec<u8>> {
    let inside: PathBuf = Path::new(path.trim_start_matches('/')).to_owned();
    let plain = inside
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    if !plain || path.contains(['%', '\\', ':']) {
        return None;
    }
    // Resolved, so that a link laid into the folder leads nowhere else.
    let root = tokio::fs::canonicalize(root).await.ok()?;
    let found = tokio::fs::canonicalize(root.join(inside)).await.ok()?;
    let facts = tokio::fs::metadata(&found).await.ok()?;
    if !found.starts_with(root) || !facts.is_file() || facts.len() > LARGEST_FILE {
        return None;
    }
    tokio::fs::read(found).await.ok()
}
