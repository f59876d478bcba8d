//! Connections to each address of a site, side by side.

use std::net::SocketAddr;
use std::time::Instant;

use futures_util::future::join_all;
use guide::seen::{AddressSeen, Connection, TcpSeen, Trouble};
use guide::{Answers, Obstacle, Site};

use super::{route, site};
use crate::eyes::{Eyes, Secrets};

pub(crate) async fn look(
    answers: &Answers,
    _: &Secrets,
    eyes: &Eyes,
    at: Site,
) -> Result<TcpSeen, Obstacle> {
    let place = site::place(answers, at).map_err(|_| Obstacle::Crashed)?;
    let found = match route::addresses(eyes, &place.host, place.port).await {
        Ok(found) => found,
        Err(Trouble::Offline) => return Err(Obstacle::Offline),
        Err(trouble) => return Err(Obstacle::NotReached(format!("{trouble:?}"))),
    };
    let addresses = join_all(found.into_iter().map(|address| connect(address, eyes))).await;
    let made = |seen: &AddressSeen| matches!(seen.connection, Connection::Made(_));
    // Where a proxy is the only way out, a connection that fails without it says nothing about the site.
    if let Some(proxy) = route::proxy(eyes, "https", &place.host, place.port)
        && !addresses.iter().any(made)
    {
        return Err(Obstacle::NotReached(proxy));
    }
    Ok(TcpSeen {
        host: place.host,
        port: place.port,
        addresses,
    })
}

async fn connect(address: SocketAddr, eyes: &Eyes) -> AddressSeen {
    let began = Instant::now();
    let connection = match route::one(address, route::patience(eyes)).await {
        Ok(_) => Connection::Made(super::millis(began)),
        Err(Trouble::TimedOut) => Connection::TimedOut,
        Err(Trouble::Unreachable) => Connection::Unreachable,
        // A firewall that answers with a reset reads as a closed port.
        Err(_) => Connection::Refused,
    };
    AddressSeen {
        address: address.ip(),
        connection,
    }
}
