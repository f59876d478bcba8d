//! Pages and files as the outside sees them.

use super::Trouble;

/// One answer to one request, redirects not followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// Address asked.
    pub url: String,
    /// The answer, or why there was none.
    pub outcome: Result<Hop, Trouble>,
}

/// One HTTP answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hop {
    /// HTTP status.
    pub status: u16,
    /// Header names in lower case with their values, in the order sent.
    pub headers: Vec<(String, String)>,
    /// The body, at most 64 KiB of it.
    pub body: Vec<u8>,
    /// Whether the body was longer.
    pub cut: bool,
}

impl Hop {
    /// The first header of this (lower-case) name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(header, _)| header == name)
            .map(|(_, value)| value.as_str())
    }
}

/// `Probe::Http`: the page at the site's address; each redirect is a further entry, at most ten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpSeen {
    /// In the order asked; never empty.
    pub hops: Vec<Fetched>,
}

/// `Probe::PlacedFile`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedSeen {
    /// File name asked for.
    pub name: String,
    /// `https://<business domain>/<name>`, asked by a plain client, once for each address of the domain.
    pub file: Vec<Fetched>,
    /// The same for a random name that cannot exist.
    pub random: Fetched,
    /// The same for the name in another letter case and with a doubled `.txt`, only asked when `file` was not found.
    pub variants: Vec<Fetched>,
}

/// `Probe::LoginServer`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoginSeen {
    /// `GET {service address}/healthz` for the bundled login server, `GET {service address}` for an existing 云桥.
    pub health: Fetched,
    /// The instance id of the login server we started, to compare with the one in the answer.
    pub ours: Option<String>,
}
