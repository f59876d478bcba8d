//! What resolvers say, and how they fail.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use guide::seen::{DnsAnswer, DnsSeen};
use guide::{Field, Obstacle, Probe, Site, Unknown};
use hickory_proto::op::{Message, OpCode, ResponseCode};
use hickory_proto::rr::rdata::{A, AAAA};
use hickory_proto::rr::{RData, Record, RecordType};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, UdpSocket};
use wechat::Proxy;
use world::Eyes;

use crate::lab::{HOST, answered, eyes, look};

const IPV4: [u8; 4] = [47, 103, 84, 20];
const IPV6: [u16; 8] = [0x2408, 0x4002, 0, 0, 0, 0, 0, 0x14];

#[derive(Clone, Copy)]
enum Says {
    Both,
    Ipv4Only,
    Private,
    NoAddress,
    NoSuchName,
    ServFail,
    FailsForIpv6,
    OnlyByTcp,
    Nothing,
}

fn answer(question: &[u8], says: Says, udp: bool) -> Option<Vec<u8>> {
    let asked = Message::from_vec(question).ok()?;
    let query = asked.queries.first()?.clone();
    let mut reply = Message::response(asked.metadata.id, OpCode::Query);
    let ipv4 = |at: [u8; 4]| RData::A(A(at.into()));
    let ipv6 = RData::AAAA(AAAA(IPV6.into()));
    let data = match (says, query.query_type()) {
        (Says::Nothing, _) => return None,
        (Says::NoSuchName, _) => {
            reply.metadata.response_code = ResponseCode::NXDomain;
            None
        }
        (Says::ServFail, _) | (Says::FailsForIpv6, RecordType::AAAA) => {
            reply.metadata.response_code = ResponseCode::ServFail;
            None
        }
        (Says::OnlyByTcp, _) if udp => {
            reply.metadata.truncation = true;
            None
        }
        (Says::Private, RecordType::A) => Some(ipv4([192, 168, 10, 20])),
        (Says::Both | Says::Ipv4Only | Says::FailsForIpv6 | Says::OnlyByTcp, RecordType::A) => {
            Some(ipv4(IPV4))
        }
        (Says::Both, RecordType::AAAA) => Some(ipv6),
        _ => None,
    };
    if let Some(data) = data {
        reply.add_answer(Record::from_rdata(query.name().clone(), 60, data));
    }
    reply.add_query(query);
    reply.to_vec().ok()
}

async fn resolver(says: Says) -> SocketAddr {
    let (udp, tcp) = loop {
        let udp = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .expect("a port");
        if let Ok(tcp) = TcpListener::bind(udp.local_addr().expect("an address")).await {
            break (udp, tcp);
        }
    };
    let at = udp.local_addr().expect("an address");
    tokio::spawn(async move {
        let mut question = [0; 4096];
        while let Ok((length, from)) = udp.recv_from(&mut question).await {
            if let Some(reply) = answer(&question[..length], says, true) {
                let _ = udp.send_to(&reply, from).await;
            }
        }
    });
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = tcp.accept().await {
            tokio::spawn(async move {
                while let Ok(length) = stream.read_u16().await {
                    let mut question = vec![0; usize::from(length)];
                    let _ = stream.read_exact(&mut question).await;
                    let Some(reply) = answer(&question, says, false) else {
                        std::future::pending().await
                    };
                    let length = u16::try_from(reply.len()).expect("short");
                    let framed = [&length.to_be_bytes()[..], &reply].concat();
                    let _ = stream.write_all(&framed).await;
                }
            });
        }
    });
    at
}

async fn asked(eyes: &Eyes) -> Result<DnsSeen, Unknown> {
    let answers = answered(&[(Field::BusinessDomain, HOST)]);
    let sighting = look(eyes, &answers, &[Probe::Dns(Site::Business)]).await;
    sighting.dns(Site::Business).cloned()
}

async fn said(says: Says) -> DnsAnswer {
    let mut eyes = eyes(&[]);
    eyes.system_resolver = Some(resolver(says).await);
    if let Says::Nothing = says {
        eyes.reach.timeout = Duration::from_millis(300);
    }
    asked(&eyes).await.expect("seen").system
}

#[tokio::test]
async fn addresses_of_both_kinds_come_together() {
    let both = vec![IpAddr::from(IPV4), IpAddr::from(IPV6)];
    assert_eq!(said(Says::Both).await, DnsAnswer::Addresses(both));
    let one = DnsAnswer::Addresses(vec![IpAddr::from(IPV4)]);
    assert_eq!(said(Says::Ipv4Only).await, one);
    assert_eq!(said(Says::OnlyByTcp).await, one);
    assert_eq!(said(Says::FailsForIpv6).await, one);
    let private = DnsAnswer::Addresses(vec![IpAddr::from([192, 168, 10, 20])]);
    assert_eq!(said(Says::Private).await, private);
}

#[tokio::test]
async fn a_missing_name_a_failure_and_silence_are_told_apart() {
    assert_eq!(said(Says::NoSuchName).await, DnsAnswer::NoSuchName);
    assert_eq!(
        said(Says::NoAddress).await,
        DnsAnswer::Addresses(Vec::new())
    );
    assert_eq!(said(Says::Nothing).await, DnsAnswer::Silent);
    let DnsAnswer::Failed(words) = said(Says::ServFail).await else {
        panic!("not failed");
    };
    assert!(words.to_lowercase().contains("server failure"), "{words}");
}

#[tokio::test]
async fn the_named_resolver_is_asked_besides() {
    let mut eyes = eyes(&[]);
    let named = resolver(Says::Ipv4Only).await;
    eyes.system_resolver = Some(resolver(Says::NoSuchName).await);
    eyes.named_resolver = Some(named);
    let seen = asked(&eyes).await.expect("seen");
    assert_eq!(seen.name, HOST);
    assert_eq!(seen.system, DnsAnswer::NoSuchName);
    let expected = DnsAnswer::Addresses(vec![IpAddr::from(IPV4)]);
    assert_eq!(seen.named, Some((named.to_string(), expected)));
    assert!(!seen.overridden);
}

#[tokio::test]
async fn a_resolver_named_in_place_of_the_systems_is_asked_in_earnest() {
    let mut eyes = eyes(&[(HOST, 443, ([127, 0, 0, 1], 8443).into())]);
    eyes.system_resolver = Some(resolver(Says::Ipv4Only).await);
    assert!(!asked(&eyes).await.expect("seen").overridden);
}

#[tokio::test]
async fn no_outside_resolver_is_asked_while_everything_is_sealed() {
    let offline = Err(Unknown::CouldNotLook(
        Probe::Dns(Site::Business),
        Obstacle::Offline,
    ));
    let mut eyes = eyes(&[]);
    assert_eq!(asked(&eyes).await, offline);
    eyes.system_resolver = Some(([223, 5, 5, 5], 53).into());
    assert_eq!(asked(&eyes).await, offline);
    eyes.system_resolver = Some(resolver(Says::Ipv4Only).await);
    eyes.named_resolver = Some(([223, 5, 5, 5], 53).into());
    assert_eq!(asked(&eyes).await.expect("seen").named, None);
}

#[tokio::test]
async fn names_and_addresses_that_only_a_proxy_knows_are_no_fault_of_the_site() {
    let mut eyes = eyes(&[]);
    eyes.system_resolver = Some(resolver(Says::NoSuchName).await);
    eyes.reach.sealed = false;
    let proxy = "http://127.0.0.1:3128";
    eyes.reach.proxy = Proxy::Through(proxy.parse().expect("an address"));
    let not_reached = |probe, words: &str| {
        let obstacle = Obstacle::NotReached(words.to_owned());
        Some(Unknown::CouldNotLook(probe, obstacle))
    };
    let probe = Probe::Dns(Site::Business);
    assert_eq!(asked(&eyes).await.err(), not_reached(probe, proxy));
    let probe = Probe::Tcp(Site::Business);
    let answers = answered(&[(Field::BusinessDomain, HOST)]);
    let sighting = look(&eyes, &answers, &[probe]).await;
    assert_eq!(
        sighting.tcp(Site::Business).err(),
        not_reached(probe, "NameNotFound")
    );
}
