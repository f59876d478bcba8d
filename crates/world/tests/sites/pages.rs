//! Pages, redirects and files as a plain client sees them.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use guide::seen::{Connection, Fetched, Hop, Trouble};
use guide::{Answers, Field, Probe, Site};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio_rustls::TlsAcceptor;
use wechat::Proxy;
use world::Eyes;

use crate::lab::{Authority, BOTH, HOST, answered, eyes, leaf, look, self_signed, serve, server};

type Asked = Arc<Mutex<Vec<String>>>;

/// Reads one request and answers it with what `answer` makes of its path.
async fn converse(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    answer: fn(&str) -> String,
    asked: &Asked,
) {
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(byte) => request.push(byte),
            Err(_) => return,
        }
    }
    let request = String::from_utf8(request).expect("text");
    let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
    asked.lock().expect("unpoisoned").push(request);
    let _ = stream.write_all(answer(&path).as_bytes()).await;
    let _ = stream.shutdown().await;
}

/// A site behind a certificate nobody trusts, which must not hide what it serves.
async fn site(answer: fn(&str) -> String) -> (SocketAddr, Asked) {
    let acceptor = TlsAcceptor::from(Arc::new(server(self_signed(leaf()), BOTH)));
    let asked = Asked::default();
    let all = Arc::clone(&asked);
    let at = serve(move |stream| {
        let (acceptor, asked) = (acceptor.clone(), Arc::clone(&all));
        async move {
            if let Ok(stream) = acceptor.accept(stream).await {
                converse(stream, answer, &asked).await;
            }
        }
    })
    .await;
    (at, asked)
}

fn found(body: &str) -> String {
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

fn moved(to: &str) -> String {
    format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n")
}

fn homed() -> Answers {
    let home = format!("https://{HOST}/mobile/home?from=weapp#top");
    answered(&[(Field::HomeUrl, &home)])
}

async fn trail(eyes: &Eyes) -> Vec<Fetched> {
    let sighting = look(eyes, &homed(), &[Probe::Http(Site::Home)]).await;
    sighting.http(Site::Home).expect("seen").hops.clone()
}

fn hop(fetched: &Fetched) -> &Hop {
    fetched.outcome.as_ref().expect("an answer")
}

#[tokio::test]
async fn a_page_is_asked_for_plainly() {
    let (at, asked) = site(|_| found("hello")).await;
    let hops = trail(&eyes(&[(HOST, 443, at)])).await;
    let [only] = &hops[..] else {
        panic!("{hops:?}")
    };
    assert_eq!(
        (hop(only).status, hop(only).body.as_slice()),
        (200, &b"hello"[..])
    );
    assert_eq!(hop(only).header("content-type"), Some("text/plain"));
    let asked = asked.lock().expect("unpoisoned")[0].to_ascii_lowercase();
    assert!(
        asked.starts_with("get /mobile/home?from=weapp http/1.1\r\n"),
        "{asked}"
    );
    assert!(asked.contains(&format!("host: {HOST}\r\n")), "{asked}");
    assert!(asked.contains("user-agent: weapp-bridge/"), "{asked}");
    for absent in ["accept-encoding", "cookie", "mozilla"] {
        assert!(!asked.contains(absent), "{asked}");
    }
}

#[tokio::test]
async fn redirects_are_further_entries_and_end_where_nothing_may_be_reached() {
    let (at, _) = site(|path| match path {
        "/login" => moved("http://sso.lab-portal.cn/"),
        _ => moved("../login"),
    })
    .await;
    let hops = trail(&eyes(&[(HOST, 443, at)])).await;
    let urls: Vec<&str> = hops.iter().map(|hop| hop.url.as_str()).collect();
    assert_eq!(
        urls[1..],
        [
            "https://oa.lab-company.cn/login",
            "http://sso.lab-portal.cn/"
        ]
    );
    assert_eq!(hops[2].outcome, Err(Trouble::Offline));
}

#[tokio::test]
async fn a_circle_of_redirects_is_left_after_ten() {
    let (at, asked) = site(moved).await;
    assert_eq!(trail(&eyes(&[(HOST, 443, at)])).await.len(), 10);
    assert_eq!(asked.lock().expect("unpoisoned").len(), 10);
}

#[tokio::test]
async fn a_long_body_is_cut_and_a_short_one_has_broken_off() {
    let (at, _) = site(|_| found(&"x".repeat(65 * 1024))).await;
    let hops = trail(&eyes(&[(HOST, 443, at)])).await;
    assert_eq!(hop(&hops[0]).body.len(), 64 * 1024);
    assert!(hop(&hops[0]).cut);

    let (at, _) = site(|_| found("whole").replace("Length: 5", "Length: 50")).await;
    let hops = trail(&eyes(&[(HOST, 443, at)])).await;
    assert_eq!(hops[0].outcome, Err(Trouble::BrokeOff));

    let (at, _) = site(|_| String::new()).await;
    let hops = trail(&eyes(&[(HOST, 443, at)])).await;
    assert_eq!(hops[0].outcome, Err(Trouble::Reset));
}

#[tokio::test]
async fn a_handshake_that_fails_is_trouble() {
    let plain = serve(|mut stream| async move {
        let mut hello = [0; 4096];
        let _ = stream.read(&mut hello).await;
        let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
    })
    .await;
    let hops = trail(&eyes(&[(HOST, 443, plain)])).await;
    assert_eq!(hops[0].outcome, Err(Trouble::PlainHttp));

    let mut eyes = eyes(&[(
        HOST,
        443,
        serve(|stream| async move {
            std::future::pending::<()>().await;
            drop(stream);
        })
        .await,
    )]);
    eyes.reach.timeout = Duration::from_millis(300);
    assert_eq!(trail(&eyes).await[0].outcome, Err(Trouble::TimedOut));
}

#[tokio::test]
async fn the_verification_file_is_asked_with_a_name_that_cannot_exist() {
    let answers = answered(&[
        (Field::BusinessDomain, HOST),
        (Field::VerificationFile, "/downloads/MP_verify_Ab1.txt"),
    ]);
    let (at, asked) = site(|path| match path {
        "/MP_verify_Ab1.txt" => found("Ab1"),
        _ => "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".to_owned(),
    })
    .await;
    let sighting = look(&eyes(&[(HOST, 443, at)]), &answers, &[Probe::PlacedFile]).await;
    let seen = sighting.placed_file().expect("seen");
    assert_eq!(seen.name, "MP_verify_Ab1.txt");
    assert_eq!(seen.file.len(), 1);
    assert_eq!(hop(&seen.file[0]).body, b"Ab1");
    assert_eq!(hop(&seen.random).status, 404);
    assert!(seen.variants.is_empty());
    assert_eq!(asked.lock().expect("unpoisoned").len(), 2);
}

#[tokio::test]
async fn a_file_not_found_is_asked_for_under_its_misspellings_and_redirects_are_not_followed() {
    let answers = answered(&[
        (Field::BusinessDomain, HOST),
        (Field::VerificationFile, "/downloads/MP_verify_Ab1.txt"),
    ]);
    let (at, _) = site(|path| match path {
        "/mp_verify_ab1.txt" => found("Ab1"),
        "/MP_verify_Ab1.txt" => "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".to_owned(),
        _ => moved("/login"),
    })
    .await;
    let sighting = look(&eyes(&[(HOST, 443, at)]), &answers, &[Probe::PlacedFile]).await;
    let seen = sighting.placed_file().expect("seen");
    let statuses: Vec<(&str, u16)> = seen
        .variants
        .iter()
        .map(|variant| {
            (
                variant.url.rsplit('/').next().expect("a name"),
                hop(variant).status,
            )
        })
        .collect();
    assert_eq!(
        statuses,
        [("MP_verify_Ab1.txt.txt", 302), ("mp_verify_ab1.txt", 200)]
    );
    assert_eq!(hop(&seen.random).status, 302);
}

#[tokio::test]
async fn the_login_backend_is_asked_at_its_own_place() {
    let (at, asked) = site(|_| found("{}")).await;
    let mut eyes = eyes(&[(HOST, 8443, at)]);
    eyes.login_instance = Some("instance".to_owned());
    let service = format!("https://{HOST}:8443/bridge");
    for (backend, path) in [("bundled", "/bridge/healthz"), ("existing", "/bridge")] {
        let answers = answered(&[
            (Field::ServiceAddress, &service),
            (Field::LoginBackend, backend),
        ]);
        let sighting = look(&eyes, &answers, &[Probe::LoginServer]).await;
        let seen = sighting.login_server().expect("seen");
        assert_eq!(hop(&seen.health).status, 200);
        assert_eq!(seen.ours.as_deref(), Some("instance"));
        let asked = asked.lock().expect("unpoisoned");
        let last = asked.last().expect("a request");
        assert!(
            last.starts_with(&format!("GET {path} HTTP/1.1\r\n")),
            "{last}"
        );
        assert!(
            last.to_ascii_lowercase()
                .contains(&format!("host: {HOST}:8443\r\n")),
            "{last}"
        );
    }
}

/// A proxy that answers every `CONNECT` with this status, and then speaks for the host itself.
async fn proxy(status: &'static str, authority: &Authority) -> (SocketAddr, Asked) {
    let acceptor = TlsAcceptor::from(Arc::new(server(authority.issue(leaf()), BOTH)));
    let asked = Asked::default();
    let all = Arc::clone(&asked);
    let at = serve(move |mut stream| {
        let (acceptor, asked) = (acceptor.clone(), Arc::clone(&all));
        async move {
            let mut line = Vec::new();
            while !line.ends_with(b"\r\n\r\n") {
                match stream.read_u8().await {
                    Ok(byte) => line.push(byte),
                    Err(_) => return,
                }
            }
            asked
                .lock()
                .expect("unpoisoned")
                .push(String::from_utf8(line).expect("text"));
            let _ = stream
                .write_all(format!("HTTP/1.1 {status}\r\n\r\n").as_bytes())
                .await;
            if let Ok(stream) = acceptor.accept(stream).await {
                converse(stream, |_| found("through"), &Asked::default()).await;
            }
        }
    })
    .await;
    (at, asked)
}

fn through(proxy: SocketAddr) -> Eyes {
    let mut eyes = eyes(&[]);
    eyes.reach.sealed = false;
    eyes.reach.proxy = Proxy::Through(format!("http://{proxy}").parse().expect("an address"));
    eyes
}

#[tokio::test]
async fn a_proxy_is_told_the_name_and_no_resolver_is_asked() {
    let ours = Authority::new("Lab");
    let (at, asked) = proxy("200 Connection established", &ours).await;
    let hops = trail(&through(at)).await;
    assert_eq!(hop(&hops[0]).body, b"through");
    let asked = asked.lock().expect("unpoisoned");
    assert!(
        asked[0].starts_with(&format!("CONNECT {HOST}:443 HTTP/1.1\r\n")),
        "{asked:?}"
    );
}

#[tokio::test]
async fn a_proxy_that_refuses_is_to_blame_itself() {
    let ours = Authority::new("Lab");
    let (at, _) = proxy("407 Proxy Authentication Required", &ours).await;
    let hops = trail(&through(at)).await;
    let Err(Trouble::Proxy(words)) = &hops[0].outcome else {
        panic!("{hops:?}");
    };
    assert!(words.contains("407"), "{words}");
}

#[tokio::test]
async fn a_mapped_site_is_connected_to_at_one_address() {
    let (at, _) = site(|_| found("")).await;
    let answers = answered(&[(Field::BusinessDomain, HOST)]);
    let probe = Probe::Tcp(Site::Business);
    let sighting = look(&eyes(&[(HOST, 443, at)]), &answers, &[probe]).await;
    let seen = sighting.tcp(Site::Business).expect("seen");
    assert_eq!((seen.host.as_str(), seen.port), (HOST, 443));
    let [only] = &seen.addresses[..] else {
        panic!("{seen:?}")
    };
    assert_eq!(only.address, at.ip());
    assert!(matches!(only.connection, Connection::Made(_)));

    let closed = tokio::net::TcpSocket::new_v4().expect("a socket");
    closed.bind(([127, 0, 0, 1], 0).into()).expect("a port");
    let at = closed.local_addr().expect("an address");
    let sighting = look(&eyes(&[(HOST, 443, at)]), &answers, &[probe]).await;
    let seen = sighting.tcp(Site::Business).expect("seen");
    assert_eq!(seen.addresses[0].connection, Connection::Refused);
}
