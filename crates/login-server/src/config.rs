//! What `login.toml` says.

use std::env;
use std::fmt::{self, Display, Formatter};
use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use axum::http::Uri;
use serde::Deserialize;

use crate::Error;

/// The configuration. Every key may be left out of `login.toml`; a key that is not listed here is refused by name.
///
/// ```toml
/// listen = "127.0.0.1:0"
/// data_folder = "data"
/// verification_files = "data/verification"
/// public_address = "https://bridge.example.com"
/// ```
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// IP address and port to listen on; port 0 lets the system choose. By default `127.0.0.1:0`: only this
    /// machine reaches the server, and a web server with TLS in front of it passes requests on. An address that
    /// other machines reach has to be written here.
    pub listen: SocketAddr,
    /// Where the server keeps what it knows; made when it is missing. A relative path starts at the folder of
    /// `login.toml`. By default `weapp-bridge-login` where the system keeps the data of programs.
    pub data_folder: PathBuf,
    /// The verification files that are served at the root, byte for byte; made when it is missing. A relative
    /// path starts at the folder of `login.toml`. By default `verification` in the data folder.
    pub verification_files: Option<PathBuf>,
    /// Under which address phones reach this server, if they do: `https://` and a host, perhaps a port.
    pub public_address: Option<PublicAddress>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            data_folder: programs_data().join("weapp-bridge-login"),
            verification_files: None,
            public_address: None,
        }
    }
}

impl Config {
    /// Reads a configuration file.
    ///
    /// # Errors
    /// [`Error::UnreadableConfig`] and [`Error::BadConfig`].
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = fs::read_to_string(path).map_err(|source| Error::UnreadableConfig {
            path: path.to_owned(),
            source,
        })?;
        // The complaint alone: the whole display of the error would quote lines of the file.
        let mut config: Self = toml::from_str(&text).map_err(|error| Error::BadConfig {
            path: path.to_owned(),
            line: error
                .span()
                .map_or(1, |span| 1 + text[..span.start].matches('\n').count()),
            complaint: error.message().to_owned(),
        })?;
        let beside = path.parent().unwrap_or(Path::new(""));
        config.data_folder = beside.join(&config.data_folder);
        config.verification_files = config.verification_files.map(|folder| beside.join(folder));
        Ok(config)
    }

    /// The folder whose verification files are served.
    #[must_use]
    pub fn verification_files(&self) -> PathBuf {
        self.verification_files
            .clone()
            .unwrap_or_else(|| self.data_folder.join("verification"))
    }
}

fn programs_data() -> PathBuf {
    let named = |name| {
        env::var_os(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    let folder = if cfg!(windows) {
        named("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        named("HOME").map(|home| home.join("Library/Application Support"))
    } else {
        named("XDG_DATA_HOME").or_else(|| named("HOME").map(|home| home.join(".local/share")))
    };
    folder.unwrap_or_default()
}

/// `https://`, a host and perhaps a port. WeChat takes no other addresses as a server domain.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct PublicAddress(String);

impl TryFrom<String> for PublicAddress {
    type Error = Error;

    fn try_from(address: String) -> Result<Self, Error> {
        let bare = address.strip_suffix('/').unwrap_or(&address);
        let plain = bare.parse::<Uri>().is_ok_and(|uri| {
            let authority = uri.authority().map_or("", |authority| authority.as_str());
            uri.scheme_str() == Some("https")
                && bare.len() == "https://".len() + authority.len()
                && !authority.contains('@')
        });
        if plain {
            Ok(Self(bare.to_owned()))
        } else {
            Err(Error::PublicAddress(address))
        }
    }
}

impl Display for PublicAddress {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
