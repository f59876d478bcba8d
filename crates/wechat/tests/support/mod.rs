//! The stage, seen through the crate; and servers that answer one fixed text.

#![allow(dead_code, reason = "each test file uses its own part")]

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::Mutex;
use std::time::Duration;

use guide::value::{AgentId, AppId, AppSecret, CorpId, CorpSecret};
use rehearsal::{Cast, Fault, Script, Stage};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use url::Url;
use wechat::{Patience, Proxy, Reach, WeChat, WeCom};

/// A stage with this fault and a way that leads nowhere else.
pub(crate) async fn staged(fault: Option<Fault>) -> (Stage, Reach) {
    let script = Script {
        fault,
        ..Script::default()
    };
    let stage = Stage::raise(script).await.expect("the stage rises");
    let reach = to(&stage);
    (stage, reach)
}

/// The way to a stage.
pub(crate) fn to(stage: &Stage) -> Reach {
    let mut reach = Reach {
        connect_to: stage
            .connect_to()
            .iter()
            .map(|entry| entry.parse().expect("as curl takes it"))
            .collect(),
        sealed: true,
        ..Reach::default()
    };
    reach
        .add_roots_pem(stage.ca_pem())
        .expect("the stage's authority is one");
    reach
}

/// Whom the cast plays, without pauses between tries.
pub(crate) fn wechat<'a>(reach: &'a Reach, cast: &Cast) -> WeChat<'a> {
    let app_id = AppId::parse(&cast.app_id).expect("an AppID");
    let secret = AppSecret::parse(&cast.app_secret).expect("an AppSecret");
    WeChat::new(reach, app_id, secret).with_patience(hasty())
}

pub(crate) fn wecom<'a>(reach: &'a Reach, cast: &Cast) -> WeCom<'a> {
    let corp_id = CorpId::parse(&cast.corp_id).expect("a CorpID");
    let secret = CorpSecret::parse(&cast.corp_secret).expect("a Secret");
    WeCom::new(reach, corp_id, secret).with_patience(hasty())
}

pub(crate) fn agent_id(cast: &Cast) -> AgentId {
    AgentId::parse(&cast.agent_id.to_string()).expect("an AgentId")
}

fn hasty() -> Patience {
    Patience {
        pause: Duration::from_millis(1),
        ..Patience::default()
    }
}

/// How often a path was asked.
pub(crate) fn asked(stage: &Stage, path: &str) -> usize {
    let calls = stage.calls();
    let here = |asked: &str| asked.split('?').next() == Some(path);
    calls.iter().filter(|call| here(&call.path)).count()
}

/// A server that answers everything with the same bytes and hangs up; it keeps what it was asked.
pub(crate) struct Parrot {
    pub(crate) address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Parrot {
    pub(crate) async fn saying(answer: impl Fn(&str) -> String + Send + 'static) -> Parrot {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let asked = Arc::<Mutex<Vec<String>>>::default();
        let heard = Arc::clone(&asked);
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut request = Vec::new();
                let mut piece = [0; 4096];
                while !request.windows(4).any(|four| four == b"\r\n\r\n") {
                    match stream.read(&mut piece).await {
                        Ok(read) if read > 0 => request.extend_from_slice(&piece[..read]),
                        _ => break,
                    }
                }
                let request = String::from_utf8_lossy(&request).into_owned();
                heard.lock().expect("nobody panics").push(request.clone());
                let _ = stream.write_all(answer(&request).as_bytes()).await;
                let _ = stream.shutdown().await;
                // Read to the end, or closing resets the connection before the answer is read.
                while matches!(stream.read(&mut piece).await, Ok(read) if read > 0) {}
            }
        });
        Parrot { address, asked }
    }

    /// What it was asked so far.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("nobody panics").clone()
    }

    /// Its address as a base address without TLS.
    pub(crate) fn url(&self) -> Url {
        Url::parse(&format!("http://{}", self.address)).expect("an address")
    }

    /// A way on which it stands in for WeChat, without TLS.
    pub(crate) fn as_wechat(&self) -> Reach {
        Reach {
            wechat: self.url(),
            proxy: Proxy::Direct,
            sealed: true,
            ..Reach::default()
        }
    }
}

/// An HTTP answer with a body of this type.
pub(crate) fn http(status: &str, kind: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
    )
}
