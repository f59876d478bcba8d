//! Ports on loopback, the connections to them, and who answers there.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;
use hyper::header::{DATE, SERVER};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use rustls::ServerConfig;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::calls::{Call, masked_body, masked_path};
use crate::clock::http_date;
use crate::http::{Asked, Reply, empty, with};
use crate::scene::Scene;
use crate::{Fault, package, site, tls, upload, wechat, wecom};

/// The only address anything here listens on.
pub(crate) const LOOPBACK: Ipv4Addr = Ipv4Addr::LOCALHOST;

const MOST_CONNECTIONS: usize = 512;
const LARGEST_BODY: usize = 4 << 20;
const PATIENCE: Duration = Duration::from_secs(10);
/// How long to wait when no connection could be accepted.
const BREATH: Duration = Duration::from_millis(20);
const LONGEST_CONNECTION: Duration = Duration::from_secs(300);
/// How far ahead WeChat's clock is under [`Fault::ClockSkew`].
const SKEW_SECONDS: u64 = 12 * 60;

/// Which part is played at a port.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    WeChat,
    WeCom,
    Upload,
    Packages,
    Site,
    SiteWithoutTls,
    Portal,
    Pki,
}

/// A host name and port, and where on loopback they are played.
pub(crate) struct Entrance {
    pub(crate) host: &'static str,
    pub(crate) port: u16,
    pub(crate) part: Part,
    pub(crate) addr: SocketAddr,
}

/// The lifetime of everything that runs.
#[derive(Clone)]
pub(crate) struct Run {
    pub(crate) tasks: TaskTracker,
    pub(crate) end: CancellationToken,
    room: Arc<Semaphore>,
}

impl Run {
    pub(crate) fn new() -> Self {
        Self {
            tasks: TaskTracker::new(),
            end: CancellationToken::new(),
            room: Arc::new(Semaphore::new(MOST_CONNECTIONS)),
        }
    }
}

/// Opens a port for a part and serves it until the run ends. Without a configuration it speaks plain HTTP.
pub(crate) async fn open(
    host: &'static str,
    port: u16,
    part: Part,
    config: Option<Arc<ServerConfig>>,
    scene: &Arc<Scene>,
    run: &Run,
) -> io::Result<Entrance> {
    let listener = TcpListener::bind((LOOPBACK, 0)).await?;
    let addr = listener.local_addr()?;
    let (scene, inner) = (Arc::clone(scene), run.clone());
    run.tasks
        .spawn(run.end.clone().run_until_cancelled_owned(async move {
            loop {
                let Ok(place) = Arc::clone(&inner.room).acquire_owned().await else {
                    return;
                };
                // An accept that fails (out of descriptors, client gone) says nothing about the next one.
                let Ok((stream, _)) = listener.accept().await else {
                    tokio::time::sleep(BREATH).await;
                    continue;
                };
                let conversation = converse(stream, host, part, config.clone(), Arc::clone(&scene));
                let bounded = inner
                    .end
                    .clone()
                    .run_until_cancelled_owned(timeout(LONGEST_CONNECTION, conversation));
                inner.tasks.spawn(async move {
                    let _ = bounded.await;
                    drop(place);
                });
            }
        }));
    Ok(Entrance {
        host,
        port,
        part,
        addr,
    })
}

async fn converse(
    stream: TcpStream,
    host: &'static str,
    part: Part,
    config: Option<Arc<ServerConfig>>,
    scene: Arc<Scene>,
) {
    let _ = stream.set_nodelay(true);
    match (part, scene.fault()) {
        (Part::WeChat, Some(Fault::WechatReset)) => {
            let _ = stream.set_zero_linger();
            return;
        }
        (Part::Site, Some(Fault::TlsPlainHttp)) => {
            return answer_without_tls(stream, host, part, scene).await;
        }
        (Part::Site, Some(Fault::TlsOldVersion)) => {
            let _ = timeout(PATIENCE, tls::speak_tls_1_1(stream)).await;
            return;
        }
        _ => {}
    }
    let Some(config) = config else {
        return talk(stream, host, part, scene).await;
    };
    if let Ok(Ok(secured)) = timeout(PATIENCE, TlsAcceptor::from(config).accept(stream)).await {
        talk(secured, host, part, scene).await;
    }
}

/// Plays a web server that was never told to speak TLS: a handshake is a bad request to it.
async fn answer_without_tls(
    mut stream: TcpStream,
    host: &'static str,
    part: Part,
    scene: Arc<Scene>,
) {
    const HANDSHAKE: u8 = 0x16;
    let mut first = [0];
    match timeout(PATIENCE, stream.peek(&mut first)).await {
        Ok(Ok(1)) if first[0] == HANDSHAKE => {
            let refusal = "HTTP/1.1 400 Bad Request\r\nServer: nginx\r\nContent-Type: text/html\r\n\
                           Content-Length: 41\r\nConnection: close\r\n\r\n\
                           <html><body>400 Bad Request</body></html>";
            let mut hello = [0; 4096];
            // Unread bytes would turn the close into a reset and swallow the answer.
            let _ = stream.try_read(&mut hello);
            let _ = stream.write_all(refusal.as_bytes()).await;
            let _ = stream.shutdown().await;
        }
        Ok(Ok(_)) => talk(stream, host, part, scene).await,
        _ => {}
    }
}

/// Speaks HTTP/1.1, one question a connection, so that every question meets the fault of its moment.
async fn talk<S>(io: S, host: &'static str, part: Part, scene: Arc<Scene>)
where
    S: AsyncRead + AsyncWrite + Unpin + 'static,
{
    let service = service_fn(move |request| {
        let scene = Arc::clone(&scene);
        async move { Ok::<_, io::Error>(hear(request, host, part, &scene).await) }
    });
    let _ = http1::Builder::new()
        .keep_alive(false)
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .serve_connection(TokioIo::new(io), service)
        .await;
}

async fn hear(request: Request<Incoming>, host: &'static str, part: Part, scene: &Scene) -> Reply {
    let (head, body) = request.into_parts();
    let body = match timeout(PATIENCE, Limited::new(body, LARGEST_BODY).collect()).await {
        Ok(Ok(body)) => body.to_bytes(),
        Ok(Err(_)) => return empty(StatusCode::PAYLOAD_TOO_LARGE),
        Err(_) => return empty(StatusCode::REQUEST_TIMEOUT),
    };
    let asked = Asked {
        method: head.method,
        path: head.uri.path().to_owned(),
        raw_query: head.uri.query().map(str::to_owned),
        headers: head.headers,
        body,
    };
    scene.remember(Call {
        host,
        method: asked.method.to_string(),
        path: masked_path(&asked.path, asked.raw_query.as_deref()),
        body: masked_body(&asked.body),
    });
    if let (Part::WeChat | Part::WeCom, Some(Fault::Slow(delay))) = (part, scene.fault()) {
        tokio::time::sleep(delay).await;
    }
    let mut reply = match part {
        Part::WeChat => wechat::answer(scene, &asked),
        Part::WeCom => wecom::answer(scene, &asked),
        Part::Upload => upload::answer(scene, &asked),
        Part::Packages => package::answer(scene, &asked),
        Part::Site => site::answer(scene, &asked).await,
        Part::SiteWithoutTls => site::answer_port_80(scene, &asked),
        Part::Portal => site::answer_elsewhere(),
        Part::Pki => site::answer_pki(scene, &asked),
    };
    let mut date = scene.clock.unix();
    if part == Part::WeChat && scene.is(Fault::ClockSkew) {
        date += SKEW_SECONDS;
    }
    with(&mut reply, DATE, &http_date(date));
    if part == Part::Site {
        with(&mut reply, SERVER, "nginx");
    }
    reply
}
