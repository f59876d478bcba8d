//! What the person answered. Only this is stored; typed getters parse, and answer with an unknown when there is nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::value::{
    AgentId, AppId, AsciiPath, BusinessDomain, CorpId, HomeUrl, PackageUrl, ProxyAddress, Refusal,
    RequestDomain, ServiceAddress,
};
use crate::{Field, Unknown};

/// The answers of one deployment: every text has been accepted by its field. Of secrets only whether they are stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    texts: BTreeMap<Field, String>,
    secrets: BTreeSet<Field>,
}

impl Answers {
    /// Takes an answer; an empty text withdraws it.
    ///
    /// # Errors
    /// The field's refusal; nothing is changed then. A secret is refused too: see [`Answers::keep_secret`].
    pub fn give(&mut self, field: Field, text: &str) -> Result<(), Refusal> {
        if text.is_empty() {
            self.texts.remove(&field);
            return Ok(());
        }
        field.refuses(text)?;
        if field.is_secret() {
            self.secrets.insert(field);
        } else {
            self.texts.insert(field, text.to_owned());
        }
        Ok(())
    }

    /// Notes whether the secret of `field` is stored.
    pub fn keep_secret(&mut self, field: Field, stored: bool) {
        if stored {
            self.secrets.insert(field);
        } else {
            self.secrets.remove(&field);
        }
    }

    /// Whether the secret of `field` is stored.
    pub fn has_secret(&self, field: Field) -> bool {
        self.secrets.contains(&field)
    }

    /// The text answered, without defaults.
    pub fn text(&self, field: Field) -> Option<&str> {
        self.texts.get(&field).map(String::as_str)
    }

    /// Every text answered, in the order of the journey. Holds no secret.
    pub fn texts(&self) -> impl Iterator<Item = (Field, &str)> {
        self.texts
            .iter()
            .map(|(field, text)| (*field, text.as_str()))
    }

    /// The text answered, or what follows from other answers, or the usual one.
    pub fn effective(&self, field: Field) -> Option<String> {
        if let Some(text) = self.text(field) {
            return Some(text.to_owned());
        }
        match field {
            Field::Place => Some("own".to_owned()),
            Field::LoginBackend => Some("existing".to_owned()),
            Field::PackageSource => Some("vendor".to_owned()),
            Field::PackageUrl => Some(PackageUrl::VENDOR.to_owned()),
            Field::Placement => Some("folder".to_owned()),
            Field::UploadVersion => Some("1.0.0".to_owned()),
            Field::WeComWanted => Some("no".to_owned()),
            Field::RequestDomain => {
                let address = self.service_address().ok()?;
                Some(match address.port() {
                    443 => address.host().to_owned(),
                    port => format!("{}:{port}", address.host()),
                })
            }
            Field::BusinessDomain => Some(self.home_url().ok()?.host().to_owned()),
            _ => None,
        }
    }

    /// The effective text.
    ///
    /// # Errors
    /// [`Unknown::NotAnswered`].
    pub fn require(&self, field: Field) -> Result<String, Unknown> {
        self.effective(field).ok_or(Unknown::NotAnswered(field))
    }

    fn parsed<T>(&self, field: Field, parse: fn(&str) -> Result<T, Refusal>) -> Result<T, Unknown> {
        parse(&self.require(field)?).map_err(|_| Unknown::NotAnswered(field))
    }

    /// Whether the deployment is to be linked with WeCom.
    pub fn wants_wecom(&self) -> bool {
        self.text(Field::WeComWanted) == Some("yes")
    }
}

macro_rules! typed {
    ($($(#[$doc:meta])* $name:ident -> $what:ty = $field:ident, $parse:expr;)*) => {
        impl Answers {
            $($(#[$doc])*
            ///
            /// # Errors
            /// [`Unknown::NotAnswered`].
            pub fn $name(&self) -> Result<$what, Unknown> {
                self.parsed(Field::$field, $parse)
            })*
        }
    };
}

typed! {
    /// The service address.
    service_address -> ServiceAddress = ServiceAddress, ServiceAddress::parse;
    /// The proxy.
    proxy -> ProxyAddress = Proxy, ProxyAddress::parse;
    /// The AppID.
    app_id -> AppId = AppId, AppId::parse;
    /// The home page.
    home_url -> HomeUrl = HomeUrl, HomeUrl::parse;
    /// The package's download address.
    package_url -> PackageUrl = PackageUrl, PackageUrl::parse;
    /// The package folder.
    package_folder -> AsciiPath = PackageFolder, AsciiPath::parse;
    /// The package's zip.
    package_zip -> PathBuf = PackageZip, |text| Ok(PathBuf::from(text));
    /// The request domain.
    request_domain -> RequestDomain = RequestDomain, RequestDomain::parse;
    /// The business domain.
    business_domain -> BusinessDomain = BusinessDomain, BusinessDomain::parse;
    /// The verification file.
    verification_file -> PathBuf = VerificationFile, |text| Ok(PathBuf::from(text));
    /// The web root.
    web_root -> PathBuf = WebRoot, |text| Ok(PathBuf::from(text));
    /// The upload key.
    upload_key -> PathBuf = UploadKey, |text| Ok(PathBuf::from(text));
    /// The CorpID.
    corp_id -> CorpId = CorpId, CorpId::parse;
    /// The AgentID.
    agent_id -> AgentId = AgentId, AgentId::parse;
}
