//! Values that can only be had by parsing. What parsing refuses is shown at the field, about the very value typed.

mod agent_id;
mod app_id;
mod ascii_path;
mod corp_id;
mod domain_name;
mod home_url;
mod https_address;
mod package_url;
mod proxy_address;
mod secret;
mod service_address;
mod typed;
mod version_number;

pub use agent_id::AgentId;
pub use app_id::AppId;
pub use ascii_path::AsciiPath;
pub use corp_id::CorpId;
pub use domain_name::{BusinessDomain, RequestDomain};
pub use home_url::HomeUrl;
pub use package_url::PackageUrl;
pub use proxy_address::ProxyAddress;
pub use secret::{AppSecret, CorpSecret};
pub use service_address::ServiceAddress;
pub use version_number::VersionNumber;

use crate::Text;

/// Why a typed value is not accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong with it and what to do, in one or two short sentences.
    pub what: Text,
    /// The part that is wrong, as typed; empty for secrets.
    pub part: String,
    /// What was probably meant, ready to be taken over: it is accepted by the same field. Never a secret.
    pub suggestion: Option<String>,
}

impl Refusal {
    /// A refusal naming the wrong part.
    pub fn new(what: Text, part: impl Into<String>) -> Refusal {
        Refusal {
            what,
            part: part.into(),
            suggestion: None,
        }
    }

    /// Adds what was probably meant.
    #[must_use]
    pub fn suggest(mut self, value: impl Into<String>) -> Refusal {
        self.suggestion = Some(value.into());
        self
    }
}
