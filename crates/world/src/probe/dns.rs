//! The addresses of a site's name: by the system, and by a named resolver to compare.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use guide::seen::{DnsAnswer, DnsSeen};
use guide::{Answers, Obstacle, Site};
use hickory_resolver::TokioResolver;
use hickory_resolver::config::{
    ConnectionConfig, NameServerConfig, ResolveHosts, ResolverConfig, ResolverOpts,
};
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::net::{DnsError, NetError};
use hickory_resolver::proto::op::ResponseCode;
use hickory_resolver::proto::rr::{Name, RecordType};
use tokio::time::timeout;

use super::{route, site};
use crate::eyes::{Eyes, Secrets};

/// How long one question waits for its answer before it is asked once more.
const TRY: Duration = Duration::from_millis(1500);

pub(crate) async fn look(
    answers: &Answers,
    _: &Secrets,
    eyes: &Eyes,
    at: Site,
) -> Result<DnsSeen, Obstacle> {
    let place = site::place(answers, at).map_err(|_| Obstacle::Crashed)?;
    let closed = eyes.reach.sealed || eyes.reach.offline;
    let may_ask = |resolver: &SocketAddr| !closed || resolver.ip().is_loopback();
    if closed && !eyes.system_resolver.as_ref().is_some_and(may_ask) {
        return Err(Obstacle::Offline);
    }
    let patience = route::patience(eyes);
    let named = eyes.named_resolver.filter(may_ask);
    let by_named = async {
        match named {
            Some(resolver) => Some((
                shown(resolver),
                ask(Some(resolver), &place.host, patience).await,
            )),
            None => None,
        }
    };
    let by_system = ask(eyes.system_resolver, &place.host, patience);
    let (system, named) = tokio::join!(by_system, by_named);
    let seen = DnsSeen {
        system,
        named,
        // A resolver named in place of the system's is asked in earnest, however the connections go.
        overridden: eyes.system_resolver.is_none()
            && eyes.reach.target(&place.host, place.port).mapped,
        name: place.host,
    };
    let nearby = eyes.system_resolver.is_some_and(|at| at.ip().is_loopback());
    if !told(&seen) && !nearby && !route::has_network() {
        return Err(Obstacle::Offline);
    }
    // Networks with a proxy often answer no outside name at all; then only the proxy could tell.
    match route::proxy(eyes, "https", &seen.name, place.port) {
        Some(proxy) if !told(&seen) => Err(Obstacle::NotReached(proxy)),
        _ => Ok(seen),
    }
}

/// Whether anybody gave an address.
fn told(seen: &DnsSeen) -> bool {
    let gave =
        |answer: &DnsAnswer| matches!(answer, DnsAnswer::Addresses(found) if !found.is_empty());
    gave(&seen.system) || seen.named.as_ref().is_some_and(|(_, answer)| gave(answer))
}

fn shown(resolver: SocketAddr) -> String {
    match resolver.port() {
        53 => resolver.ip().to_string(),
        _ => resolver.to_string(),
    }
}

/// Asks one resolver, or the system's own with its hosts file, for IPv4 and IPv6 addresses.
pub(super) async fn ask(resolver: Option<SocketAddr>, host: &str, patience: Duration) -> DnsAnswer {
    let resolver = match asking(resolver, patience) {
        Ok(resolver) => resolver,
        Err(error) => return DnsAnswer::Failed(error.to_string()),
    };
    let mut name = match Name::from_ascii(host) {
        Ok(name) => name,
        Err(error) => return DnsAnswer::Failed(error.to_string()),
    };
    // Otherwise the search domains of this machine are tried too, which no phone does.
    name.set_fqdn(true);
    let ask = |kind| {
        let lookup = resolver.lookup(name.clone(), kind);
        async move {
            timeout(patience, lookup)
                .await
                .unwrap_or(Err(NetError::Timeout))
        }
    };
    let (ipv4, ipv6) = tokio::join!(ask(RecordType::A), ask(RecordType::AAAA));
    let addresses = |lookup: hickory_resolver::lookup::Lookup| -> Vec<IpAddr> {
        let records = lookup.answers().iter();
        records.filter_map(|record| record.data.ip_addr()).collect()
    };
    both(ipv4.map(addresses), ipv6.map(addresses))
}

fn asking(resolver: Option<SocketAddr>, patience: Duration) -> Result<TokioResolver, NetError> {
    let mut builder = match resolver {
        None => TokioResolver::builder_tokio()?,
        Some(address) => {
            let connections = [ConnectionConfig::udp(), ConnectionConfig::tcp()].map(|mut way| {
                way.port = address.port();
                way
            });
            let server = NameServerConfig::new(address.ip(), true, connections.into());
            let config = ResolverConfig::from_name_servers(vec![server]);
            TokioResolver::builder_with_config(config, TokioRuntimeProvider::default())
        }
    };
    let own = resolver.is_none();
    let options: &mut ResolverOpts = builder.options_mut();
    options.timeout = patience.min(TRY);
    options.attempts = 1;
    options.use_hosts_file = match own {
        true => ResolveHosts::Always,
        false => ResolveHosts::Never,
    };
    builder.build()
}

/// Puts the two answers together: an address from either counts, and a name is missing when either says so.
fn both(ipv4: Result<Vec<IpAddr>, NetError>, ipv6: Result<Vec<IpAddr>, NetError>) -> DnsAnswer {
    let (ipv4, ipv6) = (read(ipv4), read(ipv6));
    match (ipv4, ipv6) {
        (DnsAnswer::Addresses(mut ipv4), DnsAnswer::Addresses(ipv6)) => {
            ipv4.extend(ipv6);
            DnsAnswer::Addresses(ipv4)
        }
        (DnsAnswer::Addresses(found), other) | (other, DnsAnswer::Addresses(found)) => {
            // Some name servers fail or stay silent when asked for IPv6.
            if found.is_empty() {
                other
            } else {
                DnsAnswer::Addresses(found)
            }
        }
        (DnsAnswer::NoSuchName, _) | (_, DnsAnswer::NoSuchName) => DnsAnswer::NoSuchName,
        (DnsAnswer::Failed(words), _) | (_, DnsAnswer::Failed(words)) => DnsAnswer::Failed(words),
        (DnsAnswer::Silent, DnsAnswer::Silent) => DnsAnswer::Silent,
    }
}

fn read(answer: Result<Vec<IpAddr>, NetError>) -> DnsAnswer {
    let code = match answer {
        Ok(addresses) => return DnsAnswer::Addresses(addresses),
        Err(NetError::Timeout) => return DnsAnswer::Silent,
        Err(NetError::Dns(DnsError::NoRecordsFound(none))) => none.response_code,
        Err(NetError::Dns(DnsError::ResponseCode(code))) => code,
        Err(error) => return DnsAnswer::Failed(error.to_string()),
    };
    match code {
        ResponseCode::NoError => DnsAnswer::Addresses(Vec::new()),
        ResponseCode::NXDomain => DnsAnswer::NoSuchName,
        code => DnsAnswer::Failed(code.to_str().to_owned()),
    }
}
