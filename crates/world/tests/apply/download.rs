//! Packages from the network.

use std::fs;
use std::sync::Arc;

use guide::Edit;
use guide::package::Unfit;
use guide::seen::Trouble;
use tokio_util::sync::CancellationToken;
use world::hand::{Applied, Doing, Error, Progress, State};

use crate::server::{Server, answer};
use crate::support::Ground;
use crate::zips::{good, package};

pub(crate) const ETAG: (&str, &str) = ("ETag", "\"v1\"");

pub(crate) fn big() -> Vec<u8> {
    // Not compressible, so that the zip is about as large.
    let mut state = 1u32;
    let noise: Vec<u8> = (0..200_000)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        })
        .collect();
    good(&[("app.json", b"{}"), ("noise.bin", &noise)])
}

pub(crate) fn whole(zip: &[u8], headers: &[(&str, &str)]) -> Vec<u8> {
    let length = zip.len().to_string();
    let mut all = vec![("Content-Length", length.as_str())];
    all.extend(headers);
    answer("200 OK", &all, zip)
}

pub(crate) fn fetch(ground: &Ground, url: &str) -> Result<Applied, Error> {
    fetch_watching(ground, url, &CancellationToken::new(), |_| {})
}

pub(crate) fn fetch_watching(
    ground: &Ground,
    url: &str,
    cancel: &CancellationToken,
    watch: impl FnMut(Progress) + Send,
) -> Result<Applied, Error> {
    let edits = vec![Edit::Download {
        url: url.to_owned(),
        to: ground.world().join("package"),
    }];
    ground.apply_watching(edits, cancel, watch)
}

pub(crate) fn parts(ground: &Ground) -> usize {
    let folder = ground.hands().journal.join("downloads");
    fs::read_dir(folder).map_or(0, |listing| {
        listing
            .filter(|file| {
                let path = file.as_ref().unwrap().path();
                path.extension().is_some_and(|ending| ending == "part")
            })
            .count()
    })
}

fn refusal(status: &str, headers: &[(&str, &str)], body: &[u8]) -> Error {
    let ground = Ground::new();
    let bytes = answer(status, headers, body);
    let server = Server::answering(move |_| bytes.clone());
    let error = fetch(&ground, &server.url()).unwrap_err();
    assert_eq!(ground.picture().len(), 0);
    assert_eq!(ground.applied(), []);
    error
}

#[test]
fn a_package_comes_is_unpacked_and_taken_back() {
    let ground = Ground::new();
    let zip = big();
    let size = zip.len() as u64;
    let server = Server::answering(move |_| whole(&zip, &[]));
    let mut steps = Vec::new();
    let applied = fetch_watching(&ground, &server.url(), &CancellationToken::new(), |step| {
        steps.push(step);
    })
    .unwrap();
    assert_eq!(applied.state, State::Done);
    assert!(ground.world().join("package/app.json").is_file());
    assert_eq!(parts(&ground), 0);
    let coming: Vec<_> = steps
        .iter()
        .filter(|step| step.doing == Doing::Downloading)
        .collect();
    assert!(coming.is_sorted_by_key(|step| step.done));
    assert_eq!(
        coming.last().map(|step| (step.done, step.total)),
        Some((size, Some(size)))
    );
    assert!(steps.iter().any(|step| step.doing == Doing::Checking));
    ground.undo(&applied.id).unwrap();
    assert_eq!(ground.picture().len(), 0);
}

#[test]
fn an_answer_that_is_no_package_is_told_by_its_status() {
    for (status, code) in [
        ("404 Not Found", 404),
        ("403 Forbidden", 403),
        ("503 Busy", 503),
    ] {
        let error = refusal(status, &[("Content-Length", "2")], b"no");
        let Error::Unfit(Unfit::NotFound { url, status }) = error else {
            panic!("{error:?}");
        };
        assert_eq!(status, code);
        assert!(url.ends_with("/package.zip"), "{url}");
    }
}

#[test]
fn an_html_page_is_shown_by_its_beginning() {
    let page = format!("\n<html><head><title>请登录</title>{}", "x".repeat(2_000));
    for body in [page.as_str(), "<html>short"] {
        let error = refusal("200 OK", &[("Content-Type", "text/html")], body.as_bytes());
        let Error::Unfit(Unfit::NotAZip { start }) = error else {
            panic!("{error:?}");
        };
        assert!(
            start.starts_with("<html>") && start.chars().count() <= 80,
            "{start}"
        );
    }
    let error = refusal("200 OK", &[("Content-Length", "0")], b"");
    assert!(matches!(error, Error::Unfit(Unfit::Empty)), "{error:?}");
}

#[test]
fn a_package_beyond_every_limit_is_not_fetched() {
    let error = refusal("200 OK", &[("Content-Length", "209715201")], b"PK\x03\x04");
    let Error::Unfit(Unfit::TooLarge { bytes, files: 0 }) = error else {
        panic!("{error:?}");
    };
    assert_eq!(bytes, 209_715_201);
}

#[test]
fn a_hostile_package_leaves_nothing() {
    let ground = Ground::new();
    let zip = crate::zips::zip_of(&[crate::zips::entry("../evil")]);
    let server = Server::answering(move |_| whole(&zip, &[ETAG]));
    let outcome = fetch(&ground, &server.url());
    assert!(matches!(
        outcome,
        Err(Error::Unfit(Unfit::PathEscape { .. }))
    ));
    assert_eq!(ground.picture().len(), 0);
    assert_eq!((ground.applied().len(), parts(&ground)), (0, 0));
}

#[test]
fn redirects_are_followed_five_times() {
    for (hops, arrives) in [(5, true), (6, false)] {
        let ground = Ground::new();
        let server = Server::answering(move |asked| {
            let hop: usize = asked.path.trim_start_matches("/hop").parse().unwrap_or(0);
            match hop < hops {
                true => {
                    let to = format!("/hop{}", hop + 1);
                    answer(
                        "302 Found",
                        &[("Location", &to), ("Content-Length", "0")],
                        b"",
                    )
                }
                false => whole(&package(), &[]),
            }
        });
        match fetch(&ground, &format!("{}/hop0?token=secret", server.origin)) {
            Ok(_) => assert!(arrives),
            Err(Error::Redirected { from, to }) => {
                assert!(!arrives);
                assert!(
                    from.ends_with("/hop5") && to.ends_with("/hop6"),
                    "{from} {to}"
                );
            }
            Err(error) => panic!("{error}"),
        }
    }
}

#[test]
fn https_is_not_left_for_http() {
    let ground = Ground::new();
    let certified = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    let config = rustls::ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(
            vec![certified.cert.der().clone()],
            rustls::pki_types::PrivateKeyDer::Pkcs8(certified.signing_key.serialize_der().into()),
        )
        .unwrap();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        use std::io::{Read, Write};
        let (mut stream, _) = listener.accept().unwrap();
        let mut tls = rustls::ServerConnection::new(Arc::new(config)).unwrap();
        let mut secured = rustls::Stream::new(&mut tls, &mut stream);
        let _ = secured.read(&mut [0; 1024]).unwrap();
        let headers = [
            ("Location", "http://localhost/x.zip"),
            ("Content-Length", "0"),
        ];
        secured
            .write_all(&answer("302 Found", &headers, b""))
            .unwrap();
        secured.conn.send_close_notify();
        let _ = secured.flush();
    });
    let mut hands = ground.hands();
    hands.reach.extra_roots = vec![certified.cert.der().to_vec()];
    let plan = guide::Plan {
        action: guide::Action::FetchPackage,
        edits: vec![Edit::Download {
            url: format!("https://localhost:{port}/package.zip"),
            to: ground.world().join("package"),
        }],
    };
    let outcome = crate::support::runtime().block_on(world::hand::apply(
        &plan,
        &hands,
        &CancellationToken::new(),
        &mut |_| {},
    ));
    let Err(Error::Redirected { to, .. }) = outcome else {
        panic!("{outcome:?}");
    };
    assert_eq!(to, "http://localhost/x.zip");
}

#[test]
fn nothing_is_asked_for_a_folder_that_cannot_take_it() {
    let ground = Ground::new();
    ground.file("package/mine.txt", "mine");
    let server = Server::answering(|_| whole(&package(), &[]));
    assert!(matches!(
        fetch(&ground, &server.url()),
        Err(Error::NotEmpty { .. })
    ));
    assert_eq!(server.asked().len(), 0);
}

#[test]
fn a_host_that_is_not_there_is_no_fault_of_the_package() {
    let ground = Ground::new();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let origin = listener.local_addr().unwrap();
    drop(listener);
    let outcome = fetch(&ground, &format!("http://{origin}/p.zip"));
    assert!(
        matches!(
            outcome,
            Err(Error::Unreached {
                trouble: Trouble::Refused,
                ..
            })
        ),
        "{outcome:?}"
    );
    let sealed = fetch(&ground, "https://wxdownload.e-cology.com.cn/p.zip?key=1");
    let Err(Error::Unreached {
        url,
        trouble: Trouble::Offline,
    }) = sealed
    else {
        panic!("{sealed:?}");
    };
    assert_eq!(url, "https://wxdownload.e-cology.com.cn/p.zip");
    for url in ["", "package.zip", "ftp://localhost/p.zip"] {
        assert!(matches!(
            fetch(&ground, url),
            Err(Error::NotAnAddress { .. })
        ));
    }
}
