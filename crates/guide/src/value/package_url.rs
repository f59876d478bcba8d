//! Where a package is downloaded from.

use url::Url;

use super::{Refusal, typed};
use crate::Text;

/// An http or https address.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PackageUrl(Url);

impl PackageUrl {
    /// The vendor's own address, from its manual.
    pub const VENDOR: &'static str =
        "https://wxdownload.e-cology.com.cn/ebridge/weapp-mini-main.zip";

    /// Parses what was typed into the package address field.
    ///
    /// # Errors
    /// When it is no http or https address.
    pub fn parse(text: &str) -> Result<PackageUrl, Refusal> {
        typed::settle(text, PackageUrl::read)
    }

    fn read(text: &str) -> Result<PackageUrl, Refusal> {
        let text = typed::plain(text, true)?;
        if typed::has_user(text) {
            return Err(Refusal::new(
                Text::new(
                    "下载地址里不能带用户名或密码。",
                    "A download address must not hold a user name or password.",
                ),
                "",
            ));
        }
        match Url::parse(text) {
            Ok(url)
                if matches!(url.scheme(), "https" | "http")
                    && text.contains("://")
                    && dotted(&url) =>
            {
                Ok(PackageUrl(url))
            }
            _ => {
                let rest = typed::without_scheme(text).map_or(text, |(_, rest)| rest);
                Err(Refusal::new(
                    Text::new(
                        "下载地址要以 https:// 开头。",
                        "A download address begins with https://.",
                    ),
                    text,
                )
                .suggest(format!("https://{rest}")))
            }
        }
    }

    /// The address.
    pub fn url(&self) -> &Url {
        &self.0
    }
}

/// Whether the host can be one: a name with a dot, `localhost`, or an address, as the package may lie on a server inside.
fn dotted(url: &Url) -> bool {
    url.host_str()
        .is_some_and(|host| host == "localhost" || host.contains(['.', ':']))
}
