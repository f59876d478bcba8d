//! A web-view shows web pages. What is sent as a download, or as something other than HTML, leaves the person with a blank page,
//! although a browser on a desktop would have saved or shown it.
//!
//! Source: WeChat, web-view; the meaning of Content-Type and Content-Disposition (RFC 9110, RFC 6266).

use super::trail;
use crate::check::Check;
use crate::{Answers, Fact, Outcome, Probe, Problem, Sighting, Site, Text, Verdict};

/// Whether what comes is a page.
pub static CHECK: Check = Check {
    id: "home.displays",
    question: Text::new(
        "主页返回的是网页吗？",
        "Is what the home page sends a web page?",
    ),
    looks_at: &[Probe::Http(Site::Home)],
    judge,
    blocks: false,
    codes: &["home.not-a-page"],
    page: include_str!("displays.rs"),
};

const TYPE: Text = Text::new("内容类型", "Content type");

fn judge(_: &Answers, sighting: &Sighting) -> Outcome {
    let trail = trail::of(sighting)?;
    trail.whole()?;
    let last = match trail.hops.last() {
        Some((_, last)) if (200..300).contains(&last.status) => last,
        _ => return Err(trail::not_reached("home.error-status")),
    };
    let kind = last.header("content-type").unwrap_or_default();
    let disposition = last.header("content-disposition").unwrap_or_default();
    let html = kind.to_ascii_lowercase().contains("html");
    let attached = disposition.to_ascii_lowercase().starts_with("attachment");
    if html && !attached {
        return Ok(Verdict::Holds(vec![Fact::new(TYPE, kind)]));
    }
    let mut problem = Problem::new(
        "home.not-a-page",
        Text::new(
            "主页返回的不是网页，小程序里可能一片空白。",
            "The home page does not send a web page; the mini-program may stay blank.",
        ),
    )
    .fact(TYPE, if kind.is_empty() { "–" } else { kind });
    if attached {
        problem = problem.fact(Text::new("下载方式", "Content-Disposition"), disposition);
    }
    Ok(Verdict::Worrying(problem.advise(
        "请确认主页地址填的是页面而不是接口或文件；若是页面，请让服务器以 text/html 返回。",
        "Make sure that the home page is a page and no interface or file; if it is, have the server send it as text/html.",
    )))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::domains::scene::{Scene, fetched};

    #[test]
    fn only_html_is_shown() {
        let worrying = "worrying home.not-a-page";
        let html = ("content-type", "text/html");
        let attached = ("content-disposition", "attachment; filename=a");
        let table = [
            (200, vec![html], "holds"),
            (
                200,
                vec![("content-type", "application/xhtml+xml")],
                "holds",
            ),
            (200, vec![("content-type", "application/json")], worrying),
            (200, vec![], worrying),
            (200, vec![html, attached], worrying),
            (
                500,
                vec![("content-type", "text/plain")],
                "unknown not-reached",
            ),
        ];
        for (status, headers, expected) in table {
            let scene = Scene::healthy().home(vec![fetched("", status, &headers, "")]);
            assert_eq!(scene.judge(&CHECK), expected, "{headers:?}");
        }
    }
}
