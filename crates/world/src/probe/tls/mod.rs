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
use tokio::time::timeout;

use self::record::{Missed, Shaken, believing, shake};
use super::route::{Route, patience};
use super::site::{self, Place};
use crate::eyes::{Eyes, Secrets};

const ANY: &[&SupportedProtocolVersion] = &[&rustls::version::TLS13, &rustls::version::TLS12];
const ONLY_1_2: &[&SupportedProtocolVersion] = &[&rustls::version::TLS12];

/// How long everything up to the first handshake may take.
const FIRST: Duration = Duration::from_secs(5);

/// How long each further question to the same server may take.
const FURTHER: Duration = Duration::from_secs(3);

/// What a page is asked for with, whatever the certificate.
pub(super) fn credulous() -> ClientConfig {
    let mut config = believing(ANY).0;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    config
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
    let first = timeout(FIRST, first(eyes, place)).await;
    let millis = super::millis(began);
    match first.unwrap_or(Err(Trouble::TimedOut)) {
        Ok((route, Ok(shaken))) => apart(eyes, &route, place, shaken, millis).await,
        Ok((_, Err(Missed::Older(version)))) => Ok(TlsAnswer::TooOld(version.to_owned())),
        Ok((route, Err(Missed::Alert(alert)))) => Ok(refused(eyes, &route, place, alert).await),
        Err(Trouble::Offline) => Err(Obstacle::Offline),
        Ok((_, Err(Missed::Trouble(trouble)))) | Err(trouble) => Ok(TlsAnswer::Failed(trouble)),
    }
}

/// Makes the first handshake, and tells the way to the very machine that answered: several addresses may be served by
/// different ones.
async fn first(eyes: &Eyes, place: &Place) -> Result<(Route, Result<Shaken, Missed>), Trouble> {
    let mut route = Route::find(eyes, "https", &place.host, place.port).await?;
    let mut stream = route.connect(eyes).await?;
    if let (Route::Straight(_), Ok(peer)) = (&route, stream.peer_addr()) {
        route = Route::Straight(vec![peer]);
    }
    let shaken = timeout(patience(eyes), shake(&mut stream, &place.host, ANY)).await;
    let late = Err(Missed::Trouble(Trouble::TimedOut));
    Ok((route, shaken.unwrap_or(late)))
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
            Err(Missed::Alert(AlertDescription::ProtocolVersion)) => Some(false),
            // Another alert may be about the suites or curves offered, which differ from phone to phone.
            Err(_) => None,
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
