//! How the world is reached: base addresses, proxy, trust, `--connect-to`, and what must not be reached at all.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use guide::seen::Trouble;
use reqwest::header::HOST;
use url::{Host, Url};

use crate::lookup::{self, Lookup};
use crate::{ConnectTo, Error, Proxy, roots, trouble};

/// How the world is reached. Every call of ours goes out through one of these.
#[derive(Clone, Debug)]
pub struct Reach {
    /// Base address of WeChat's server side; `https://api.weixin.qq.com`.
    pub wechat: Url,
    /// Base address of WeCom's server side; `https://qyapi.weixin.qq.com`.
    pub wecom: Url,
    /// Base address of the upload host; `https://servicewechat.com`.
    pub upload: Url,
    /// The proxy. Not used for what `connect_to` maps, for loopback, and while `sealed` or `offline`.
    pub proxy: Proxy,
    /// Roots trusted besides the platform's, in DER.
    pub extra_roots: Vec<Vec<u8>>,
    /// Where to connect instead; the first that fits counts.
    pub connect_to: Vec<ConnectTo>,
    /// How long to wait for a connection, and for each further piece of an answer.
    pub timeout: Duration,
    /// Nothing but loopback may be reached.
    pub offline: bool,
    /// Nothing but what `connect_to` maps to loopback, and loopback itself, may be reached; proxies are ignored. No name is
    /// looked up and no packet leaves for anything else.
    pub sealed: bool,
}

/// Where a connection really goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Name or address, without brackets.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Whether `connect_to` decided it, so that neither DNS nor a proxy does.
    pub mapped: bool,
}

impl Target {
    /// Whether the connection stays on this machine, told without asking any resolver.
    pub fn is_loopback(&self) -> bool {
        match self.host.parse::<IpAddr>() {
            Ok(address) => address.to_canonical().is_loopback(),
            Err(_) => self.host.eq_ignore_ascii_case("localhost"),
        }
    }

    /// Its addresses: at once for a literal and `localhost`, else by the system's resolver.
    ///
    /// # Errors
    /// [`Trouble::NameNotFound`] and [`Trouble::NameLookupFailed`].
    pub async fn addresses(&self) -> Result<Vec<SocketAddr>, Trouble> {
        lookup::addresses(&self.host, self.port)
            .await
            .map_err(|failed| trouble::io_trouble(&std::io::Error::other(failed)))
    }
}

impl Default for Reach {
    /// The real platforms, by the system's proxy and roots.
    fn default() -> Reach {
        let fixed = |text| Url::parse(text).expect("a written-down address parses");
        Reach {
            wechat: fixed("https://api.weixin.qq.com"),
            wecom: fixed("https://qyapi.weixin.qq.com"),
            upload: fixed("https://servicewechat.com"),
            proxy: Proxy::System,
            extra_roots: Vec::new(),
            connect_to: Vec::new(),
            timeout: Duration::from_secs(15),
            offline: false,
            sealed: false,
        }
    }
}

impl Reach {
    /// Trusts the certificates of a PEM text besides the platform's.
    ///
    /// # Errors
    /// [`Error::NoCertificate`], [`Error::NotARoot`]; nothing is added then.
    pub fn add_roots_pem(&mut self, pem: &str) -> Result<(), Error> {
        self.extra_roots.extend(roots::from_pem(pem)?);
        Ok(())
    }

    /// Where a connection to `host` and `port` really goes. An address literal is never mapped.
    pub fn target(&self, host: &str, port: u16) -> Target {
        let host = host.trim_matches(['[', ']']);
        let mapping = match host.parse::<IpAddr>() {
            Ok(_) => None,
            Err(_) => self
                .connect_to
                .iter()
                .find(|entry| entry.is_about(host, port)),
        };
        match mapping {
            None => Target {
                host: host.to_owned(),
                port,
                mapped: false,
            },
            Some(entry) => Target {
                host: match entry.to_host.as_str() {
                    "" => host.to_owned(),
                    other => other.to_owned(),
                },
                port: entry.to_port.unwrap_or(port),
                mapped: true,
            },
        }
    }

    /// Where a connection really goes, if it may be made. To be asked before any name is looked up.
    ///
    /// # Errors
    /// [`Trouble::Offline`] for everything that is not loopback while `sealed` or `offline`.
    pub fn allow(&self, host: &str, port: u16) -> Result<Target, Trouble> {
        let target = self.target(host, port);
        if (self.sealed || self.offline) && !target.is_loopback() {
            return Err(Trouble::Offline);
        }
        Ok(target)
    }

    /// The proxy a call goes through, as `http://host:port` without credentials.
    pub fn proxy_for(&self, scheme: &str, host: &str, port: u16) -> Option<String> {
        let target = self.target(host, port);
        if target.mapped || target.is_loopback() || self.sealed || self.offline {
            return None;
        }
        self.proxy.for_call(scheme, host, port)
    }

    /// What TLS connections are made with: the platform's verdict plus the extra roots, and no application protocols. A
    /// refused certificate ends in `CertificateError::Other` around an [`Untrusted`](crate::Untrusted).
    pub fn tls_config(&self) -> Arc<rustls::ClientConfig> {
        Arc::new(roots::config(&self.extra_roots))
    }

    /// A client for exactly this host and port: no redirects, no cookies, no repeats.
    ///
    /// A port other than the scheme's own that is mapped to yet another port cannot be honoured by a client alone, because
    /// the port written in an address wins over the resolver's; [`Reach::request`] can.
    ///
    /// # Errors
    /// [`Error::Unreached`]: with [`Trouble::Offline`] when the host may not be reached, with [`Trouble::Proxy`] when the
    /// proxy's address is none.
    pub fn client(&self, host: &str, port: u16) -> Result<reqwest::Client, Error> {
        let target = self.allow(host, port)?;
        if target.mapped && target.port != port && !matches!(port, 80 | 443) {
            return Err(Error::Unreached(Trouble::Other(format!(
                "port {port} mapped to port {}",
                target.port
            ))));
        }
        self.built(host, target, false)
    }

    /// A request to an address, wherever `connect_to` puts it. The host named to the server is always the address's own.
    ///
    /// # Errors
    /// As for [`Reach::client`]; [`Trouble::Other`] for an address without host.
    pub fn request(
        &self,
        method: reqwest::Method,
        url: &Url,
    ) -> Result<reqwest::RequestBuilder, Error> {
        Ok(self.dial(url)?.request(method, url))
    }

    /// Everything needed to ask for addresses that share this one's scheme, host and port.
    pub(crate) fn dial(&self, url: &Url) -> Result<Dial, Error> {
        let (Some(host), Some(port)) = (host(url), url.port_or_known_default()) else {
            return Err(Error::Unreached(Trouble::Other("no host".to_owned())));
        };
        let target = self.allow(&host, port)?;
        let moved = match url.port() {
            Some(own) if target.mapped && target.port != own => Some((
                target.port,
                format!("{}:{own}", url.host_str().unwrap_or_default()),
            )),
            _ => None,
        };
        let client = self.built(&host, target, moved.is_some())?;
        Ok(Dial { client, moved })
    }

    fn built(&self, host: &str, target: Target, http1: bool) -> Result<reqwest::Client, Error> {
        let closed = self.sealed || self.offline;
        let direct = closed || target.mapped || target.is_loopback();
        let mut builder = reqwest::Client::builder()
            .user_agent(concat!("weapp-bridge/", env!("CARGO_PKG_VERSION")))
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .connect_timeout(self.timeout)
            .read_timeout(self.timeout)
            .tls_backend_preconfigured(roots::config(&self.extra_roots))
            .dns_resolver(Arc::new(Lookup {
                host: host.to_owned(),
                target,
                closed,
            }));
        if http1 {
            // With HTTP/2 the host named to the server comes from the address alone.
            builder = builder.http1_only();
        }
        builder = match &self.proxy {
            _ if direct => builder.no_proxy(),
            Proxy::System => builder,
            Proxy::Direct => builder.no_proxy(),
            Proxy::Through(url) => {
                let proxy = reqwest::Proxy::all(url.clone())
                    .map_err(|error| Trouble::Proxy(error.without_url().to_string()))?;
                builder.no_proxy().proxy(proxy)
            }
        };
        builder
            .build()
            .map_err(|error| Error::Unreached(trouble::trouble(&error)))
    }

    /// What an error of a call to `url` means, knowing whether a proxy stood between: a proxy that cannot be reached is
    /// [`Trouble::Proxy`].
    pub fn trouble(&self, url: &Url, error: &reqwest::Error) -> Trouble {
        let found = trouble::trouble(error);
        let (Some(host), Some(port)) = (host(url), url.port_or_known_default()) else {
            return found;
        };
        match found {
            Trouble::Refused
            | Trouble::NameNotFound
            | Trouble::NameLookupFailed(_)
            | Trouble::Unreachable
                if error.is_connect() =>
            {
                match self.proxy_for(url.scheme(), &host, port) {
                    Some(proxy) => Trouble::Proxy(format!("{proxy}: {found:?}")),
                    None => found,
                }
            }
            found => found,
        }
    }
}

/// A client for one scheme, host and port.
#[derive(Clone, Debug)]
pub(crate) struct Dial {
    client: reqwest::Client,
    /// The port to write into addresses, and the authority they had; the port in an address wins over the resolver's.
    moved: Option<(u16, String)>,
}

impl Dial {
    /// A request to an address with the scheme, host and port this was made for.
    pub(crate) fn request(&self, method: reqwest::Method, url: &Url) -> reqwest::RequestBuilder {
        let Some((port, authority)) = &self.moved else {
            return self.client.request(method, url.clone());
        };
        let mut dialled = url.clone();
        dialled
            .set_port(Some(*port))
            .expect("an address with a host takes a port");
        self.client
            .request(method, dialled)
            .header(HOST, authority.as_str())
    }
}

/// The host of an address, without brackets.
fn host(url: &Url) -> Option<String> {
    Some(match url.host()? {
        Host::Domain(name) => name.to_owned(),
        Host::Ipv4(address) => address.to_string(),
        Host::Ipv6(address) => address.to_string(),
    })
}
