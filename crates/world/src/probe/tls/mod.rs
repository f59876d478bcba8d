//! The TLS handshake of a site, taken apart.

mod chain;
mod issuer;
mod old;
mod record;

use std::time::{Duration, Instant};

use guide::seen::{CertificateSeen, TlsAnswer, TlsSeen, Trouble};
use guide::{Answers, Obstacle, Site};
use rustls::pki_types::CertificateDer;
use rustls::{AlertDescription, ClientConfig, ProtocolVersion, SupportedProtocolVersion};
use tokio::net::TcpStream;
use tokio::time::timeout;

use self::record::{Missed, Shaken, believing, shake};
use super::route::{Route, patience};
use super::site::{self, Place};
use crate::eyes::{Eyes, Secrets};

const ANY: &[&SupportedProtocolVersion] = &[&rustls::version::TLS13, &rustls::version::TLS12];
const ONLY_1_2: &[&SupportedProtocolVersion] = &[&rustls::version::TLS12];

/// How long each further question to the same server may take.
const FURTHER: Duration = Duration::from_secs(3);

/// What a connection is made with that accepts every certificate.
pub(super) fn credulous() -> ClientConfig {
    believing(ANY).0
}

pub(crate) async fn look(
    answers: &Answers,
    _: &Secrets,
    eyes: &Eyes,
    at: Site,
) -> Result<TlsSeen, Obstacle> {
    let place = site::place(answers, at).map_err(|_| Obstacle::Crashed)?;
    let at = jiff::Timestamp::now();
    let answer = answer(eyes, &place).await?;
    Ok(TlsSeen {
        host: place.host,
        port: place.port,
        at,
        answer,
    })
}

async fn answer(eyes: &Eyes, place: &Place) -> Result<TlsAnswer, Obstacle> {
    let began = Instant::now();
    let route = match Route::find(eyes, "https", &place.host, place.port).await {
        Ok(route) => route,
        Err(Trouble::Offline) => return Err(Obstacle::Offline),
        Err(trouble) => return Ok(TlsAnswer::Failed(trouble)),
    };
    let stream = match route.connect(eyes).await {
        Ok(stream) => stream,
        Err(trouble) => return Ok(TlsAnswer::Failed(trouble)),
    };
    // Several addresses may be served by different machines; the further questions go to the one that answered.
    let route = match (&route, stream.peer_addr()) {
        (Route::Straight(_), Ok(peer)) => Route::Straight(vec![peer]),
        _ => route,
    };
    let first = greet(stream, &place.host, ANY, patience(eyes)).await;
    let millis = super::millis(began);
    match first {
        Ok(shaken) => apart(eyes, &route, place, shaken, millis).await,
        Err(Missed::Older(version)) => Ok(TlsAnswer::TooOld(version.to_owned())),
        Err(Missed::Alert(alert)) => Ok(refused(eyes, &route, place, alert).await),
        Err(Missed::Trouble(trouble)) => Ok(TlsAnswer::Failed(trouble)),
    }
}

async fn greet(
    mut stream: TcpStream,
    host: &str,
    versions: &[&'static SupportedProtocolVersion],
    patience: Duration,
) -> Result<Shaken, Missed> {
    timeout(patience, shake(&mut stream, host, versions))
        .await
        .unwrap_or(Err(Missed::Trouble(Trouble::TimedOut)))
}

/// What a completed handshake showed.
async fn apart(
    eyes: &Eyes,
    route: &Route,
    place: &Place,
    shaken: Shaken,
    millis: u64,
) -> Result<TlsAnswer, Obstacle> {
    let (accepts_1_2, end) = tokio::join!(
        accepts_1_2(eyes, route, place, shaken.version),
        issuer::end(eyes, &shaken.chain)
    );
    let read = |certificate: &CertificateDer<'_>| chain::seen(certificate);
    let chain: Option<Vec<CertificateSeen>> = shaken.chain.iter().map(read).collect();
    let Some(chain) = chain else {
        let words = "a certificate cannot be read".to_owned();
        return Ok(TlsAnswer::Failed(Trouble::TlsFailed(words)));
    };
    Ok(TlsAnswer::Shaken {
        version: version(shaken.version).to_owned(),
        accepts_1_2,
        chain,
        end: end?,
        wants_client_certificate: shaken.asked,
        millis,
    })
}

fn version(version: ProtocolVersion) -> &'static str {
    match version {
        ProtocolVersion::TLSv1_3 => "TLSv1.3",
        _ => "TLSv1.2",
    }
}

/// Whether a hello that offers TLS 1.2 only is accepted; older phones send no other.
async fn accepts_1_2(
    eyes: &Eyes,
    route: &Route,
    place: &Place,
    agreed: ProtocolVersion,
) -> Option<bool> {
    if agreed == ProtocolVersion::TLSv1_2 {
        return Some(true);
    }
    let again = async {
        let stream = route.connect(eyes).await.ok()?;
        match shake(&mut { stream }, &place.host, ONLY_1_2).await {
            Ok(_) => Some(true),
            Err(Missed::Alert(_) | Missed::Older(_)) => Some(false),
            Err(Missed::Trouble(_)) => None,
        }
    };
    timeout(FURTHER, again).await.unwrap_or(None)
}

/// What an alert in answer to the hello means: perhaps the server is too old for it.
async fn refused(eyes: &Eyes, route: &Route, place: &Place, alert: AlertDescription) -> TlsAnswer {
    if matches!(
        alert,
        AlertDescription::ProtocolVersion
            | AlertDescription::HandshakeFailure
            | AlertDescription::InsufficientSecurity
    ) {
        let old = async {
            let mut stream = route.connect(eyes).await?;
            old::spoken(&mut stream, &place.host).await
        };
        if let Ok(Ok(Some(version))) = timeout(FURTHER, old).await {
            return TlsAnswer::TooOld(version.to_owned());
        }
    }
    TlsAnswer::Failed(Trouble::TlsFailed(format!("alert {alert:?}")))
}
