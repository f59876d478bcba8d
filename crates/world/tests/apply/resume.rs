//! Downloads that were cut or stopped.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use guide::package::Unfit;
use tokio_util::sync::CancellationToken;
use world::hand::Error;

use crate::download::{ETAG, big, fetch, fetch_watching, parts, whole};
use crate::server::{Asked, Server, answer};
use crate::support::Ground;

fn rest(zip: &[u8], from: usize, etag: (&str, &str)) -> Vec<u8> {
    let length = (zip.len() - from).to_string();
    let range = format!("bytes {from}-{}/{}", zip.len() - 1, zip.len());
    let headers = [
        ("Content-Length", &*length),
        ("Content-Range", &range),
        etag,
    ];
    answer("206 Partial Content", &headers, &zip[from..])
}

/// The first answer is cut off in the middle of the body.
fn cut_once(cut: Vec<u8>, then: impl Fn(&Asked) -> Vec<u8> + Send + 'static) -> Server {
    let count = AtomicUsize::new(0);
    Server::answering(move |asked| match count.fetch_add(1, Ordering::SeqCst) {
        0 => cut[..cut.len() * 2 / 3].to_vec(),
        _ => then(asked),
    })
}

#[test]
fn a_cut_download_goes_on_where_it_was_cut() {
    let ground = Ground::new();
    let zip = Arc::new(big());
    let sent = zip.clone();
    let server = cut_once(whole(&zip, &[ETAG]), move |asked| {
        rest(&sent, asked.from().unwrap(), ETAG)
    });
    let Err(Error::Unfit(Unfit::Truncated { got, expected })) = fetch(&ground, &server.url())
    else {
        panic!();
    };
    assert_eq!(expected, Some(zip.len() as u64));
    assert!(got > 0 && got < zip.len() as u64);
    assert_eq!((ground.picture().len(), ground.applied().len()), (0, 0));

    let mut first = None;
    fetch_watching(&ground, &server.url(), &CancellationToken::new(), |step| {
        first.get_or_insert(step.done);
    })
    .unwrap();
    assert_eq!(first, Some(got));
    let again = &server.asked()[1];
    assert_eq!(again.from(), Some(usize::try_from(got).unwrap()));
    assert_eq!(again.header("if-range"), Some("\"v1\""));
    assert!(ground.world().join("package/noise.bin").is_file());
}

#[test]
fn a_server_without_ranges_sends_it_all_again() {
    let ground = Ground::new();
    let zip = Arc::new(big());
    let sent = zip.clone();
    let server = cut_once(whole(&zip, &[ETAG]), move |_| whole(&sent, &[ETAG]));
    fetch(&ground, &server.url()).unwrap_err();
    fetch(&ground, &server.url()).unwrap();
    assert!(server.asked()[1].from().is_some());
}

#[test]
fn another_file_by_now_is_not_glued_to_the_old_one() {
    // Some servers ignore If-Range and send the rest of whatever they have.
    let ground = Ground::new();
    let zip = Arc::new(big());
    let sent = zip.clone();
    let server = cut_once(whole(&zip, &[ETAG]), move |asked| match asked.from() {
        Some(from) => rest(&sent, from, ("ETag", "\"v2\"")),
        None => whole(&sent, &[("ETag", "\"v2\"")]),
    });
    fetch(&ground, &server.url()).unwrap_err();
    fetch(&ground, &server.url()).unwrap();
    assert!(server.asked().last().unwrap().from().is_none());
}

#[test]
fn a_range_that_is_refused_starts_over() {
    let ground = Ground::new();
    let zip = Arc::new(big());
    let sent = zip.clone();
    let server = cut_once(whole(&zip, &[ETAG]), move |asked| match asked.from() {
        Some(_) => answer("416 Range Not Satisfiable", &[], b""),
        None => whole(&sent, &[ETAG]),
    });
    fetch(&ground, &server.url()).unwrap_err();
    fetch(&ground, &server.url()).unwrap();
    assert_eq!(server.asked().len(), 3);
}

#[test]
fn without_a_strong_etag_it_starts_over() {
    for etag in [("X-None", "1"), ("ETag", "W/\"v1\"")] {
        let ground = Ground::new();
        let zip = Arc::new(big());
        let sent = zip.clone();
        let server = cut_once(whole(&zip, &[etag]), move |_| whole(&sent, &[etag]));
        fetch(&ground, &server.url()).unwrap_err();
        fetch(&ground, &server.url()).unwrap();
        assert_eq!(server.asked()[1].from(), None);
    }
}

#[test]
fn stopping_keeps_what_came() {
    let ground = Ground::new();
    let zip = Arc::new(big());
    let sent = zip.clone();
    let server = Server::answering(move |asked| match asked.from() {
        Some(from) => rest(&sent, from, ETAG),
        None => whole(&sent, &[ETAG]),
    });
    let cancel = CancellationToken::new();
    let outcome = fetch_watching(&ground, &server.url(), &cancel, |step| {
        if step.done > 0 {
            cancel.cancel();
        }
    });
    assert!(matches!(outcome, Err(Error::Cancelled)));
    assert_eq!(parts(&ground), 1);
    assert_eq!((ground.picture().len(), ground.applied().len()), (0, 0));
    fetch(&ground, &server.url()).unwrap();
    assert_eq!(parts(&ground), 0);
}
