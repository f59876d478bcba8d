//! The faults of the stage, as the probes of sites see them.

use guide::seen::{ChainEnd, Connection, DnsAnswer, TlsAnswer, TlsSeen, Trouble};
use guide::{Answers, Field, Probe, Sighting, Site};
use rehearsal::{Fault, Script, Stage};
use world::Eyes;

use crate::lab::{answered, eyes, look};

async fn staged() -> (Stage, Eyes, Answers) {
    let stage = Stage::raise(Script::default())
        .await
        .expect("the stage rises");
    let mut eyes = eyes(&[]);
    eyes.reach.add_roots_pem(stage.ca_pem()).expect("a root");
    eyes.system_resolver = Some(stage.resolver());
    eyes.named_resolver = Some(stage.second_resolver());
    let cast = stage.cast();
    let answers = answered(&[
        (Field::ServiceAddress, &cast.service_address),
        (Field::HomeUrl, &cast.home_url),
        (
            Field::VerificationFile,
            &format!("/downloads/{}", cast.verification_name),
        ),
    ]);
    (stage, eyes, answers)
}

async fn seen(fault: Option<Fault>) -> Sighting {
    let (stage, mut eyes, answers) = staged().await;
    stage.fault(fault);
    let mapped = stage.connect_to();
    eyes.reach.connect_to = mapped
        .iter()
        .map(|entry| entry.parse().expect("curl's form"))
        .collect();
    let bytes = &stage.cast().verification_bytes;
    std::fs::write(
        stage.web_root().join(&stage.cast().verification_name),
        bytes,
    )
    .expect("written");
    let site = Site::Business;
    let probes = [
        Probe::Dns(site),
        Probe::Tcp(site),
        Probe::Tls(site),
        Probe::Http(Site::Home),
        Probe::PlacedFile,
        Probe::LoginServer,
    ];
    look(&eyes, &answers, &probes).await
}

fn tls(sighting: &Sighting) -> &TlsSeen {
    sighting.tls(Site::Business).expect("seen")
}

#[tokio::test]
async fn a_healthy_site_is_healthy_everywhere() {
    let sighting = seen(None).await;
    let dns = sighting.dns(Site::Business).expect("seen");
    assert!(matches!(&dns.system, DnsAnswer::Addresses(found) if found.len() == 1));
    assert_eq!(
        dns.named.as_ref().map(|(_, answer)| answer),
        Some(&dns.system)
    );
    assert!(!dns.overridden);
    let TlsAnswer::Shaken {
        end, accepts_1_2, ..
    } = &tls(&sighting).answer
    else {
        panic!("no handshake");
    };
    assert_eq!((end, accepts_1_2), (&ChainEnd::Trusted, &Some(true)));
    let hops = &sighting.http(Site::Home).expect("seen").hops;
    assert_eq!(hops.len(), 1);
    let file = &sighting.placed_file().expect("seen").file[0];
    assert_eq!(file.outcome.as_ref().expect("an answer").status, 200);
    assert!(
        sighting
            .login_server()
            .expect("seen")
            .health
            .outcome
            .is_ok()
    );
}

#[tokio::test]
async fn faults_of_names_and_ports_show() {
    let sighting = seen(Some(Fault::DnsMissing)).await;
    let dns = sighting.dns(Site::Business).expect("seen");
    assert_eq!(dns.system, DnsAnswer::NoSuchName);
    let sighting = seen(Some(Fault::DnsDisagrees)).await;
    let dns = sighting.dns(Site::Business).expect("seen");
    assert_ne!(
        dns.named.as_ref().map(|(_, answer)| answer),
        Some(&dns.system)
    );
    let sighting = seen(Some(Fault::TcpRefused)).await;
    let tcp = sighting.tcp(Site::Business).expect("seen");
    assert_eq!(tcp.addresses[0].connection, Connection::Refused);
    assert_eq!(tls(&sighting).answer, TlsAnswer::Failed(Trouble::Refused));
}

#[tokio::test]
async fn faults_of_the_handshake_show() {
    let sighting = seen(Some(Fault::TlsPlainHttp)).await;
    assert_eq!(tls(&sighting).answer, TlsAnswer::Failed(Trouble::PlainHttp));
    let sighting = seen(Some(Fault::TlsOldVersion)).await;
    assert_eq!(
        tls(&sighting).answer,
        TlsAnswer::TooOld("TLSv1.1".to_owned())
    );
}

#[tokio::test]
async fn faults_of_the_certificate_show() {
    for fault in [
        Fault::TlsSelfSigned,
        Fault::TlsUnknownRoot,
        Fault::TlsChainIncomplete,
        Fault::TlsWeakKey,
    ] {
        let sighting = seen(Some(fault)).await;
        let TlsAnswer::Shaken { end, chain, .. } = &tls(&sighting).answer else {
            panic!(
                "no handshake under {}: {:?}",
                fault.name(),
                tls(&sighting).answer
            );
        };
        let as_expected = match fault {
            Fault::TlsSelfSigned => *end == ChainEnd::SelfSigned,
            Fault::TlsUnknownRoot => matches!(end, ChainEnd::UnknownRoot(_)),
            Fault::TlsChainIncomplete => matches!(end, ChainEnd::TrustedAfterFetching { .. }),
            _ => chain[0].key_kind == "RSA" && chain[0].key_bits == 1024,
        };
        assert!(as_expected, "{}: {end:?}", fault.name());
        // A bad certificate does not hide the page behind it.
        assert!(
            sighting.http(Site::Home).expect("seen").hops[0]
                .outcome
                .is_ok()
        );
    }
}

#[tokio::test]
async fn faults_of_the_file_show() {
    let sighting = seen(Some(Fault::FileSpa)).await;
    let placed = sighting.placed_file().expect("seen");
    let body =
        |fetched: &guide::seen::Fetched| fetched.outcome.as_ref().expect("an answer").body.clone();
    assert_eq!(body(&placed.file[0]), body(&placed.random));
    let sighting = seen(Some(Fault::FileMissing)).await;
    let placed = sighting.placed_file().expect("seen");
    assert_eq!(placed.variants.len(), 2);
    let sighting = seen(Some(Fault::FileLogin)).await;
    let placed = sighting.placed_file().expect("seen");
    assert_eq!(
        placed.file[0].outcome.as_ref().expect("an answer").status,
        302
    );
}
