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
        let text = typed::plain(text, true)?;
        match Url::parse(text) {
            Ok(url) if matches!(url.scheme(), "https" | "http") && url.host_str().is_some() => {
                Ok(PackageUrl(url))
            }
            _ => Err(Refusal::new(
                Text::new(
                    "下载地址要以 https:// 开头。",
                    "A download address begins with https://.",
                ),
                text,
            )),
        }
    }

    /// The address.
    pub fn url(&self) -> &Url {
        &self.0
    }
}
