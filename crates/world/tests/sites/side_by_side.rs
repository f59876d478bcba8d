//! Many looks at once.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use guide::{Field, Obstacle, Probe, Site, Unknown};
use tokio::io::AsyncReadExt;
use tokio::sync::Barrier;
use tokio_util::sync::CancellationToken;
use world::Secrets;

use crate::lab::{HOST, answered, eyes, look, serve};

const OTHER: &str = "other.lab-company.cn";

#[tokio::test]
async fn sites_at_the_same_place_are_looked_at_once_and_recorded_for_each() {
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    let at = serve(move |mut stream| {
        counted.fetch_add(1, Ordering::Relaxed);
        async move {
            let _ = stream.read_u8().await;
        }
    })
    .await;
    let home = format!("https://{HOST}/home");
    let answers = answered(&[
        (Field::ServiceAddress, &format!("https://{HOST}")),
        (Field::HomeUrl, &home),
    ]);
    let sites = [Site::Service, Site::Home, Site::Request, Site::Business];
    let probes: BTreeSet<Probe> = sites.into_iter().map(Probe::Tls).collect();
    let mut reported = BTreeSet::new();
    let sighting = world::look(
        &probes,
        &answers,
        &Secrets::default(),
        &eyes(&[(HOST, 443, at)]),
        &CancellationToken::new(),
        &mut |probe| {
            reported.insert(probe);
        },
    )
    .await;
    assert_eq!(count.load(Ordering::Relaxed), 1);
    assert_eq!(reported, probes);
    for site in sites {
        assert_eq!(sighting.tls(site), sighting.tls(Site::Service));
    }
}

#[tokio::test]
async fn different_sites_are_looked_at_side_by_side() {
    // Nobody is answered before everybody has asked.
    let meeting = Arc::new(Barrier::new(2));
    let at = serve(move |mut stream| {
        let meeting = Arc::clone(&meeting);
        async move {
            let _ = stream.read_u8().await;
            meeting.wait().await;
        }
    })
    .await;
    let answers = answered(&[(Field::RequestDomain, OTHER), (Field::BusinessDomain, HOST)]);
    let eyes = eyes(&[(HOST, 443, at), (OTHER, 443, at)]);
    let probes = [Probe::Tls(Site::Request), Probe::Tls(Site::Business)];
    let sighting = look(&eyes, &answers, &probes).await;
    for site in [Site::Request, Site::Business] {
        let seen = sighting.tls(site).expect("seen");
        let reset = guide::seen::TlsAnswer::Failed(guide::seen::Trouble::Reset);
        assert_eq!(seen.answer, reset);
    }
}

#[tokio::test]
async fn what_is_stopped_is_cancelled_and_what_was_seen_stays() {
    let silent = serve(|stream| async move {
        std::future::pending::<()>().await;
        drop(stream);
    })
    .await;
    let answers = answered(&[(Field::BusinessDomain, HOST)]);
    let mut eyes = eyes(&[(HOST, 443, silent)]);
    eyes.reach.timeout = Duration::from_secs(600);
    let cancel = CancellationToken::new();
    let probes = BTreeSet::from([Probe::Tcp(Site::Business), Probe::Tls(Site::Business)]);
    let sighting = world::look(
        &probes,
        &answers,
        &Secrets::default(),
        &eyes,
        &cancel,
        &mut |probe| {
            if let Probe::Tcp(_) = probe {
                cancel.cancel();
            }
        },
    )
    .await;
    assert!(sighting.tcp(Site::Business).is_ok());
    let stopped = Unknown::CouldNotLook(Probe::Tls(Site::Business), Obstacle::Cancelled);
    assert_eq!(sighting.tls(Site::Business), Err(stopped));
}

#[tokio::test]
async fn offline_is_not_a_failure() {
    let answers = answered(&[
        (Field::ServiceAddress, &format!("https://{HOST}")),
        (Field::HomeUrl, &format!("https://{HOST}/home")),
        (Field::VerificationFile, "/downloads/MP_verify_Ab1.txt"),
    ]);
    let mut probes = vec![
        Probe::WeChat,
        Probe::WeCom,
        Probe::UploadHost,
        Probe::PackageHost,
        Probe::Egress,
        Probe::PlacedFile,
        Probe::LoginServer,
    ];
    for site in [Site::Service, Site::Home, Site::Request, Site::Business] {
        let of_site = [Probe::Dns, Probe::Tcp, Probe::Tls, Probe::Http];
        probes.extend(of_site.map(|probe| probe(site)));
    }
    for sealed in [true, false] {
        let mut eyes = eyes(&[]);
        eyes.reach.sealed = sealed;
        eyes.reach.offline = !sealed;
        let sighting = look(&eyes, &answers, &probes).await;
        for probe in &probes {
            assert!(sighting.when(*probe).is_some(), "{probe:?}");
        }
        let offline = |probe| Err(Unknown::CouldNotLook(probe, Obstacle::Offline));
        assert_eq!(sighting.wechat().map(|_| ()), offline(Probe::WeChat));
        assert_eq!(
            sighting.package_host().map(|_| ()),
            offline(Probe::PackageHost)
        );
        assert_eq!(sighting.egress().map(|_| ()), offline(Probe::Egress));
        assert_eq!(
            sighting.placed_file().map(|_| ()),
            offline(Probe::PlacedFile)
        );
        assert_eq!(
            sighting.login_server().map(|_| ()),
            offline(Probe::LoginServer)
        );
        for site in [Site::Service, Site::Home, Site::Request, Site::Business] {
            assert_eq!(sighting.dns(site).map(|_| ()), offline(Probe::Dns(site)));
            assert_eq!(sighting.tcp(site).map(|_| ()), offline(Probe::Tcp(site)));
            assert_eq!(sighting.tls(site).map(|_| ()), offline(Probe::Tls(site)));
            assert_eq!(sighting.http(site).map(|_| ()), offline(Probe::Http(site)));
        }
    }
}

#[tokio::test]
async fn what_nobody_has_answered_is_left_out() {
    let probes = [
        Probe::Dns(Site::Service),
        Probe::Tls(Site::Business),
        Probe::Credentials,
        Probe::WeComAgent,
        Probe::Package,
        Probe::VerificationFile,
        Probe::PlacedFile,
        Probe::UploadKey,
        Probe::LoginServer,
    ];
    let sighting = look(&eyes(&[]), &answered(&[]), &probes).await;
    assert_eq!(sighting, guide::Sighting::default());
}

#[tokio::test]
async fn what_lies_on_this_machine_is_seen_offline_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("MP_verify_Ab1.txt");
    let key = folder.path().join("private.wx0000000000000000.key");
    std::fs::write(&file, "Ab1").expect("written");
    std::fs::write(&key, "no key").expect("written");
    let text = |path: &std::path::Path| path.to_str().expect("text").to_owned();
    let answers = answered(&[
        (Field::PackageFolder, &text(folder.path())),
        (Field::VerificationFile, &text(&file)),
        (Field::UploadKey, &text(&key)),
    ]);
    let mut eyes = eyes(&[]);
    eyes.reach.offline = true;
    eyes.journal = folder.path().join("journal");
    let probes = [Probe::Package, Probe::VerificationFile, Probe::UploadKey];
    let sighting = look(&eyes, &answers, &probes).await;
    assert_eq!(sighting.package().expect("seen").root, None);
    assert_eq!(sighting.verification_file().expect("seen").bytes, b"Ab1");
    assert!(!sighting.upload_key().expect("seen").is_private_key);
}
