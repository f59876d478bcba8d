//! What the server answers, asked over real sockets.

mod support;

use std::fs;
use std::net::SocketAddr;

use login_server::{Config, Error, Serving, serve};
use support::{ask, rest};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

struct House {
    folder: TempDir,
    stop: CancellationToken,
    serving: Serving,
}

impl House {
    async fn open() -> Self {
        let folder = TempDir::new().expect("a folder");
        let stop = CancellationToken::new();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let config = Config {
            data_folder: folder.path().join("data"),
            ..Config::default()
        };
        let serving = serve(listener, &config, stop.clone().cancelled_owned()).expect("it starts");
        Self {
            folder,
            stop,
            serving,
        }
    }

    fn address(&self) -> SocketAddr {
        self.serving.ready().address
    }

    fn put(&self, name: &str, bytes: &[u8]) {
        let folder = self.folder.path().join("data/verification");
        fs::write(folder.join(name), bytes).expect("a file");
    }
}

#[tokio::test]
async fn health_names_the_version_and_the_instance() {
    let (one, other) = (House::open().await, House::open().await);
    let instance = one.serving.ready().instance.to_string();
    assert_eq!(instance.len(), 32);
    assert_ne!(instance, other.serving.ready().instance.to_string());
    let answer = ask(one.address(), "GET", "/healthz?code=1").await;
    assert_eq!(answer.status, 200);
    let body = format!(
        r#"{{"status":"ok","version":"{}","instance":"{instance}"}}"#,
        login_server::VERSION
    );
    assert_eq!(answer.text(), body);
    let next = ask(one.address(), "GET", "/healthz").await;
    assert_ne!(answer.header("x-request-id"), next.header("x-request-id"));
}

#[tokio::test]
async fn ready_means_that_the_data_folder_takes_files() {
    let house = House::open().await;
    let data = house.folder.path().join("data");
    let before = fs::read_dir(&data).expect("it is there").count();
    assert_eq!(ask(house.address(), "GET", "/readyz").await.status, 200);
    assert_eq!(fs::read_dir(&data).expect("it is there").count(), before);
    // A file in the place of the folder: permissions would not stop a test that root runs.
    fs::remove_dir_all(&data).expect("removed");
    fs::write(&data, "").expect("a file");
    let answer = ask(house.address(), "GET", "/readyz").await;
    assert_eq!(answer.status, 503);
    assert!(
        answer
            .text()
            .contains(r#""reason":"data-folder-not-writable""#)
    );
    assert_eq!(ask(house.address(), "GET", "/healthz").await.status, 200);
    fs::remove_file(&data).expect("removed");
    fs::create_dir(&data).expect("a folder");
    assert_eq!(ask(house.address(), "GET", "/readyz").await.status, 200);
}

#[tokio::test]
async fn a_verification_file_is_served_byte_for_byte() {
    let house = House::open().await;
    let longest = format!("{}.txt", "a".repeat(64));
    let files: [(&str, &[u8]); 4] = [
        ("MP_verify_AbC123.txt", b"AbC123"),
        ("WW_verify_x.txt", b"\xef\xbb\xbfx\r\ny\r\n\0\xff"),
        ("empty.txt", b""),
        (&longest, b"long"),
    ];
    for (name, bytes) in files {
        house.put(name, bytes);
        let answer = ask(house.address(), "GET", &format!("/{name}?from=wechat")).await;
        assert_eq!(
            (answer.status, answer.body.as_slice()),
            (200, bytes),
            "{name}"
        );
        let head = ask(house.address(), "HEAD", &format!("/{name}")).await;
        assert_eq!((head.status, head.body.len()), (200, 0), "{name}");
        for answer in [answer, head] {
            let length = bytes.len().to_string();
            assert_eq!(answer.header("content-length"), Some(length.as_str()));
            let kind = answer.header("content-type");
            assert_eq!(kind, Some("text/plain; charset=utf-8"));
        }
    }
}

#[tokio::test]
async fn nothing_else_is_served() {
    let house = House::open().await;
    fs::write(house.folder.path().join("data/outside.txt"), "outside").expect("a file");
    house.put("page.html", b"page");
    house.put("a-b.txt", b"a-b");
    house.put("large.txt", &vec![b'x'; (64 << 10) + 1]);
    house.put("inside.txt", b"inside");
    let too_long = format!("{}.txt", "a".repeat(65));
    house.put(&too_long, b"long");
    let folder = house.folder.path().join("data/verification");
    fs::create_dir(folder.join("folder.txt")).expect("a folder");
    #[cfg(unix)]
    std::os::unix::fs::symlink("../outside.txt", folder.join("link.txt")).expect("a link");
    let absolute = folder.join("inside.txt").display().to_string();
    let encoded = format!("/{}", absolute.replace('/', "%2f"));
    let (absolute, too_long) = (format!("/{absolute}"), format!("/{too_long}"));
    let targets = [
        "/",
        "/missing.txt",
        "/page.html",
        "/a-b.txt",
        "/large.txt",
        "/folder.txt",
        "/link.txt",
        "/INSIDE.txt",
        "/inside.TXT",
        "/inside.txt/",
        "//inside.txt",
        "/x/../inside.txt",
        "/../outside.txt",
        "/..%2foutside.txt",
        "/..%2Foutside.txt",
        "/%2e%2e/outside.txt",
        "/..%5coutside.txt",
        "/..\\outside.txt",
        "/%252e%252e%252foutside.txt",
        "/inside%00.txt",
        "/inside.txt%00",
        "/inside.txt%00.txt",
        "/%ff.txt",
        "/.txt",
        "/inside.txt.txt",
        "/inside.txt:x.txt",
        "/verification/inside.txt",
        &encoded,
        &absolute,
        &too_long,
    ];
    for target in targets {
        let answer = ask(house.address(), "GET", target).await;
        assert_eq!(answer.status, 404, "{target}");
        assert_eq!(answer.text(), r#"{"error":"not-found"}"#, "{target}");
        assert_eq!(answer.header("content-type"), Some("application/json"));
    }
    assert_eq!(ask(house.address(), "GET", "/inside.txt").await.status, 200);
}

#[tokio::test]
async fn a_method_that_is_not_meant_is_refused() {
    let house = House::open().await;
    house.put("inside.txt", b"inside");
    for target in ["/healthz", "/readyz", "/inside.txt"] {
        for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
            let answer = ask(house.address(), method, target).await;
            assert_eq!(answer.status, 405, "{method} {target}");
            assert_eq!(answer.header("allow"), Some("GET,HEAD"));
            assert_eq!(answer.text(), r#"{"error":"method-not-allowed"}"#);
        }
    }
    assert_eq!(ask(house.address(), "POST", "/missing").await.status, 404);
}

#[tokio::test]
async fn too_much_is_refused() {
    let house = House::open().await;
    let long = format!("/{}", "a".repeat(20 << 10));
    assert_eq!(ask(house.address(), "GET", &long).await.status, 431);
    let mut stream = TcpStream::connect(house.address()).await.expect("open");
    let head = "POST /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999999\r\n\r\n";
    stream.write_all(head.as_bytes()).await.expect("taken");
    let answer = rest(stream).await;
    assert_eq!(answer.status, 413);
    assert_eq!(answer.text(), r#"{"error":"too-large"}"#);
}

#[tokio::test]
async fn a_head_that_never_ends_is_cut_off() {
    let house = House::open().await;
    let mut stream = TcpStream::connect(house.address()).await.expect("open");
    let half = b"GET /healthz HTTP/1.1\r\nHost:";
    stream.write_all(half).await.expect("taken");
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes).await;
    assert!(!bytes.starts_with(b"HTTP/1.1 200"));
}

#[tokio::test]
async fn what_was_begun_is_answered_before_the_end() {
    let house = House::open().await;
    let address = house.address();
    let mut begun = TcpStream::connect(address).await.expect("open");
    let half = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n";
    begun.write_all(half).await.expect("taken");
    // Answered after the half request arrived: by now the server has seen that one too.
    assert_eq!(ask(address, "GET", "/healthz").await.status, 200);
    house.stop.cancel();
    let ended = tokio::spawn(house.serving.ended());
    while TcpStream::connect(address).await.is_ok() {}
    begun.write_all(b"\r\n").await.expect("taken");
    let answer = rest(begun).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("connection"), Some("close"));
    ended.await.expect("no panic");
}

#[tokio::test]
async fn other_machines_are_let_in_only_when_the_configuration_says_so() {
    let folder = TempDir::new().expect("a folder");
    let listener = TcpListener::bind("0.0.0.0:0").await.expect("a port");
    let config = Config {
        data_folder: folder.path().join("data"),
        ..Config::default()
    };
    let refused = serve(listener, &config, std::future::pending());
    assert!(matches!(refused, Err(Error::NotLoopback(_))));
    assert!(!folder.path().join("data").exists());
}
