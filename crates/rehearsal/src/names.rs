//! Two name servers on loopback. They know the stage's names alone, so nothing is ever looked up outside.

use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use hickory_proto::op::{Message, OpCode, ResponseCode};
use hickory_proto::rr::rdata::{A, AAAA, SOA};
use hickory_proto::rr::{Name, RData, Record, RecordType};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream, UdpSocket};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::Fault;
use crate::cast::{PACKAGES, PKI, PORTAL, SITE, UPLOAD, WECHAT, WECOM};
use crate::scene::Switch;
use crate::serve::LOOPBACK;

/// What the names resolve to. Public-looking on purpose: reserved addresses are a fault of their own.
const ADDRESSES: [(&str, Ipv4Addr); 7] = [
    (WECHAT, Ipv4Addr::new(101, 226, 103, 44)),
    (WECOM, Ipv4Addr::new(101, 226, 103, 61)),
    (UPLOAD, Ipv4Addr::new(101, 226, 103, 78)),
    (PACKAGES, Ipv4Addr::new(47, 103, 29, 112)),
    (SITE, SITE_ADDRESS),
    (PORTAL, Ipv4Addr::new(47, 103, 84, 21)),
    (PKI, Ipv4Addr::new(47, 103, 84, 22)),
];

const SITE_ADDRESS: Ipv4Addr = Ipv4Addr::new(47, 103, 84, 20);
/// Where the site was before it moved, as a resolver with an old answer would say.
const FORMER_ADDRESS: Ipv4Addr = Ipv4Addr::new(47, 98, 17, 203);
const PRIVATE_ADDRESS: Ipv4Addr = Ipv4Addr::new(192, 168, 10, 20);
const IPV6_ADDRESS: Ipv6Addr = Ipv6Addr::new(0x2408, 0x4002, 0x10d8, 0x3a00, 0, 0, 0, 0x14);

const TTL: u32 = 600;
const LARGEST: usize = 4096;
const PATIENCE: Duration = Duration::from_secs(5);
/// How often a port free for UDP may turn out to be taken for TCP.
const ATTEMPTS: usize = 16;

/// Which of the two resolvers speaks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Resolver {
    First,
    Second,
}

/// Opens one port for UDP and TCP and answers there until the stage is struck.
pub(crate) async fn open(
    resolver: Resolver,
    switch: &Arc<Switch>,
    tasks: &TaskTracker,
    end: &CancellationToken,
) -> io::Result<SocketAddr> {
    let (udp, tcp) = both_ports().await?;
    let addr = udp.local_addr()?;
    let shared = Arc::clone(switch);
    tasks.spawn(
        end.clone()
            .run_until_cancelled_owned(answer_datagrams(udp, resolver, shared)),
    );
    let shared = Arc::clone(switch);
    let inner = tasks.clone();
    let ended = end.clone();
    tasks.spawn(end.clone().run_until_cancelled_owned(async move {
        while let Ok((stream, _)) = tcp.accept().await {
            let answering = answer_stream(stream, resolver, Arc::clone(&shared));
            inner.spawn(
                ended
                    .clone()
                    .run_until_cancelled_owned(timeout(PATIENCE, answering)),
            );
        }
    }));
    Ok(addr)
}

async fn both_ports() -> io::Result<(UdpSocket, TcpListener)> {
    let mut last = None;
    for _ in 0..ATTEMPTS {
        let udp = UdpSocket::bind((LOOPBACK, 0)).await?;
        match TcpListener::bind(udp.local_addr()?).await {
            Ok(tcp) => return Ok((udp, tcp)),
            Err(taken) => last = Some(taken),
        }
    }
    Err(last.unwrap_or_else(|| io::Error::from(io::ErrorKind::AddrInUse)))
}

async fn answer_datagrams(udp: UdpSocket, resolver: Resolver, switch: Arc<Switch>) {
    let mut question = [0; LARGEST];
    loop {
        // A client that went away makes some systems report an error here; the next one may be fine.
        if let Ok((length, from)) = udp.recv_from(&mut question).await
            && let Some(reply) = answer(&question[..length], resolver, switch.current())
        {
            let _ = udp.send_to(&reply, from).await;
        }
    }
}

/// Answers questions on one connection, each led by its length (RFC 1035 §4.2.2).
async fn answer_stream(mut stream: TcpStream, resolver: Resolver, switch: Arc<Switch>) {
    while let Ok(length) = stream.read_u16().await {
        let mut question = vec![0; usize::from(length)];
        if stream.read_exact(&mut question).await.is_err() {
            return;
        }
        let Some(reply) = answer(&question, resolver, switch.current()) else {
            return;
        };
        let Ok(length) = u16::try_from(reply.len()) else {
            return;
        };
        let framed = [&length.to_be_bytes()[..], &reply].concat();
        if stream.write_all(&framed).await.is_err() {
            return;
        }
    }
}

/// Answers one message; what is no question gets none.
fn answer(question: &[u8], resolver: Resolver, fault: Option<Fault>) -> Option<Vec<u8>> {
    let asked = Message::from_vec(question).ok()?;
    let query = asked.queries.first()?.clone();
    let mut reply = Message::response(asked.metadata.id, OpCode::Query);
    reply.metadata.recursion_desired = asked.metadata.recursion_desired;
    reply.metadata.recursion_available = true;
    let name = query.name().to_lowercase().to_ascii();
    let name = name.trim_end_matches('.');
    match records(name, query.query_type(), resolver, fault) {
        Some(found) => {
            for data in found {
                reply.add_answer(Record::from_rdata(query.name().clone(), TTL, data));
            }
        }
        None => reply.metadata.response_code = ResponseCode::NXDomain,
    }
    if reply.answers.is_empty()
        && let Some(soa) = authority_of(name)
    {
        reply.add_authority(soa);
    }
    reply.add_query(query);
    reply.to_vec().ok()
}

/// Finds the records of a name; none at all means that the name does not exist.
fn records(
    name: &str,
    kind: RecordType,
    resolver: Resolver,
    fault: Option<Fault>,
) -> Option<Vec<RData>> {
    let Some((_, address)) = ADDRESSES.iter().find(|(known, _)| *known == name) else {
        // A name above a known one exists, though it has no address itself (RFC 8020).
        let above = ADDRESSES
            .iter()
            .any(|(known, _)| known.ends_with(&format!(".{name}")));
        return above.then(Vec::new);
    };
    let (ipv4, ipv6) = match fault.filter(|_| name == SITE) {
        Some(Fault::DnsMissing) => return None,
        Some(Fault::DnsPrivate) => (Some(PRIVATE_ADDRESS), None),
        Some(Fault::DnsIpv6Only) => (None, Some(IPV6_ADDRESS)),
        Some(Fault::DnsDisagrees) if resolver == Resolver::Second => (Some(FORMER_ADDRESS), None),
        _ => (Some(*address), None),
    };
    Some(match kind {
        RecordType::A => ipv4.map(|at| RData::A(A(at))).into_iter().collect(),
        RecordType::AAAA => ipv6.map(|at| RData::AAAA(AAAA(at))).into_iter().collect(),
        _ => Vec::new(),
    })
}

/// The start of authority that has to go with an empty answer (RFC 2308 §2).
fn authority_of(name: &str) -> Option<Record> {
    let zone = name.rsplitn(3, '.').take(2).collect::<Vec<_>>();
    let zone = Name::from_str(&format!(
        "{}.",
        zone.into_iter().rev().collect::<Vec<_>>().join(".")
    ))
    .ok()?;
    let server = Name::from_str("ns1.weapp-rehearsal.cn.").ok()?;
    let person = Name::from_str("hostmaster.weapp-rehearsal.cn.").ok()?;
    let soa = SOA::new(server, person, 1, 3600, 600, 86400, 60);
    Some(Record::from_rdata(zone, 60, RData::SOA(soa)))
}
