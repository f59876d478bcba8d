use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use hickory_proto::op::{Message, Query, ResponseCode};
use hickory_proto::rr::{Name, RData, RecordType};
use rehearsal::Fault;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpStream, UdpSocket};
use tokio::time::timeout;

use crate::audience::{healthy, with};

const SITE: &str = "oa.weapp-rehearsal.cn.";

fn question(name: &str, kind: RecordType) -> Vec<u8> {
    let mut message = Message::query();
    message.add_query(Query::query(Name::from_ascii(name).expect("a name"), kind));
    message.to_vec().expect("bytes")
}

async fn look_up(at: SocketAddr, name: &str, kind: RecordType) -> (ResponseCode, Vec<IpAddr>) {
    let socket = UdpSocket::bind("127.0.0.1:0").await.expect("a port");
    socket
        .send_to(&question(name, kind), at)
        .await
        .expect("sent");
    let mut reply = [0; 2048];
    let received = timeout(Duration::from_secs(5), socket.recv(&mut reply)).await;
    let length = received.expect("in time").expect("received");
    addresses(&reply[..length])
}

fn addresses(reply: &[u8]) -> (ResponseCode, Vec<IpAddr>) {
    let reply = Message::from_vec(reply).expect("a message");
    let found = reply
        .answers
        .iter()
        .filter_map(|record| match &record.data {
            RData::A(at) => Some(IpAddr::from(at.0)),
            RData::AAAA(at) => Some(IpAddr::from(at.0)),
            _ => None,
        });
    (reply.metadata.response_code, found.collect())
}

#[tokio::test]
async fn both_resolvers_agree_on_a_public_address() {
    let stage = healthy().await;
    let first = look_up(stage.resolver(), SITE, RecordType::A).await;
    assert_eq!(
        first,
        look_up(stage.second_resolver(), SITE, RecordType::A).await
    );
    let [IpAddr::V4(at)] = first.1[..] else {
        panic!("one IPv4 address: {first:?}");
    };
    assert!(!at.is_private() && !at.is_loopback() && !at.is_documentation());
    let other = look_up(stage.resolver(), SITE, RecordType::AAAA).await;
    assert_eq!(other, (ResponseCode::NoError, vec![]));
    let shouted = look_up(stage.resolver(), "OA.weapp-Rehearsal.cn.", RecordType::A).await;
    assert_eq!(shouted, first);
}

#[tokio::test]
async fn every_host_that_is_played_has_an_address() {
    let stage = healthy().await;
    for line in stage.connect_to() {
        let host = line.split(':').next().expect("a host");
        let found = look_up(stage.resolver(), host, RecordType::A).await;
        assert_eq!(found.1.len(), 1, "{host}");
    }
}

#[tokio::test]
async fn strangers_do_not_exist_but_parents_do() {
    let stage = healthy().await;
    let stranger = look_up(stage.resolver(), "example.org.", RecordType::A).await;
    assert_eq!(stranger, (ResponseCode::NXDomain, vec![]));
    let parent = look_up(stage.resolver(), "weapp-rehearsal.cn.", RecordType::A).await;
    assert_eq!(parent, (ResponseCode::NoError, vec![]));
}

#[tokio::test]
async fn questions_are_answered_over_tcp_as_well() {
    let stage = healthy().await;
    let mut stream = TcpStream::connect(stage.resolver())
        .await
        .expect("connected");
    let question = question(SITE, RecordType::A);
    let length = u16::try_from(question.len()).expect("short");
    stream.write_u16(length).await.expect("sent");
    stream.write_all(&question).await.expect("sent");
    let mut reply = vec![0; usize::from(stream.read_u16().await.expect("a length"))];
    stream.read_exact(&mut reply).await.expect("a reply");
    assert_eq!(addresses(&reply).1.len(), 1);
}

#[tokio::test]
async fn a_missing_name_is_missing_everywhere() {
    let stage = with(Fault::DnsMissing).await;
    for at in [stage.resolver(), stage.second_resolver()] {
        let (said, _) = look_up(at, SITE, RecordType::A).await;
        assert_eq!(said, ResponseCode::NXDomain);
    }
}

#[tokio::test]
async fn faults_change_what_the_name_resolves_to() {
    let stage = with(Fault::DnsPrivate).await;
    let (_, private) = look_up(stage.resolver(), SITE, RecordType::A).await;
    assert_eq!(
        private,
        ["192.168.10.20".parse::<IpAddr>().expect("an address")]
    );
    stage.fault(Some(Fault::DnsDisagrees));
    assert_ne!(
        look_up(stage.resolver(), SITE, RecordType::A).await,
        look_up(stage.second_resolver(), SITE, RecordType::A).await
    );
    stage.fault(Some(Fault::DnsIpv6Only));
    assert!(
        look_up(stage.resolver(), SITE, RecordType::A)
            .await
            .1
            .is_empty()
    );
    assert_eq!(
        look_up(stage.resolver(), SITE, RecordType::AAAA)
            .await
            .1
            .len(),
        1
    );
}
