//! Certificate authorities: a root, an intermediate below it, and the leaves it issues.

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, CustomExtension, DistinguishedName,
    DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair, KeyUsagePurpose, PublicKeyData,
    SubjectPublicKeyInfo, date_time_ymd,
};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;

use crate::Error;
use crate::cast::PKI;
use crate::weak::{PUBLIC_KEY, WeakKey};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// The path of the intermediate certificate on the host named in every leaf.
pub(crate) const INTERMEDIATE_PATH: &str = "/intermediate.der";

/// A root with one intermediate, which issues all leaves, as public authorities do.
pub(crate) struct Authority {
    root: CertifiedIssuer<'static, KeyPair>,
    intermediate: CertifiedIssuer<'static, KeyPair>,
    provider: Arc<CryptoProvider>,
    published: bool,
}

/// What a leaf is to look like.
pub(crate) struct Leaf<'a> {
    /// The host it names.
    pub(crate) host: &'a str,
    /// How long ago it began; it begins in the future if `begins_in` is set.
    pub(crate) began: Duration,
    /// How far in the future it begins.
    pub(crate) begins_in: Duration,
    /// How long it is valid from its beginning.
    pub(crate) lasts: Duration,
}

impl<'a> Leaf<'a> {
    /// A leaf of 90 days in the middle of its life.
    pub(crate) fn healthy(host: &'a str) -> Self {
        Self::lasting(host, 20, 90)
    }

    /// A leaf that began so many days ago and lasts so many days in all.
    pub(crate) fn lasting(host: &'a str, began_days: u32, lasts_days: u32) -> Self {
        Self {
            host,
            began: DAY * began_days,
            begins_in: Duration::ZERO,
            lasts: DAY * lasts_days,
        }
    }

    /// A leaf of 90 days that begins in so many days.
    pub(crate) fn beginning_in(host: &'a str, days: u32) -> Self {
        Self {
            host,
            began: Duration::ZERO,
            begins_in: DAY * days,
            lasts: DAY * 90,
        }
    }
}

impl Authority {
    /// Makes an authority whose two certificates carry these names.
    pub(crate) fn new(
        root: &str,
        intermediate: &str,
        provider: Arc<CryptoProvider>,
    ) -> Result<Self, Error> {
        let root = CertifiedIssuer::self_signed(issuing(root, 3650, 1), fresh_key()?)
            .map_err(Error::Certificate)?;
        let intermediate =
            CertifiedIssuer::signed_by(issuing(intermediate, 1825, 0), fresh_key()?, &root)
                .map_err(Error::Certificate)?;
        Ok(Self {
            root,
            intermediate,
            provider,
            published: false,
        })
    }

    /// Says in every leaf where the intermediate can be fetched.
    pub(crate) fn published(mut self) -> Self {
        self.published = true;
        self
    }

    pub(crate) fn root_pem(&self) -> String {
        self.root.pem()
    }

    pub(crate) fn intermediate_der(&self) -> &CertificateDer<'static> {
        self.intermediate.der()
    }

    /// Issues a leaf together with the intermediate, as a server has to send them.
    pub(crate) fn issue(&self, leaf: &Leaf<'_>) -> Result<CertifiedKey, Error> {
        let key = fresh_key()?;
        let certificate = self.sign(leaf, &key)?;
        self.presentable(vec![certificate, self.intermediate_der().clone()], &key)
    }

    /// Issues a leaf and leaves the intermediate out.
    pub(crate) fn issue_bare(&self, leaf: &Leaf<'_>) -> Result<CertifiedKey, Error> {
        let key = fresh_key()?;
        let certificate = self.sign(leaf, &key)?;
        self.presentable(vec![certificate], &key)
    }

    /// Issues a leaf for the key that is too short.
    pub(crate) fn issue_weak(&self, leaf: &Leaf<'_>) -> Result<CertifiedKey, Error> {
        let public = SubjectPublicKeyInfo::from_der(PUBLIC_KEY).map_err(Error::Certificate)?;
        let certificate = self.sign(leaf, &public)?;
        let chain = vec![certificate, self.intermediate_der().clone()];
        Ok(CertifiedKey::new(chain, Arc::new(WeakKey)))
    }

    /// Makes a leaf that vouches for itself; this authority has no part in it.
    pub(crate) fn self_signed(&self, leaf: &Leaf<'_>) -> Result<CertifiedKey, Error> {
        let key = fresh_key()?;
        let certificate = leaf_params(leaf)?
            .self_signed(&key)
            .map_err(Error::Certificate)?;
        self.presentable(vec![certificate.der().clone()], &key)
    }

    fn sign(
        &self,
        leaf: &Leaf<'_>,
        key: &impl PublicKeyData,
    ) -> Result<CertificateDer<'static>, Error> {
        let mut params = leaf_params(leaf)?;
        params.use_authority_key_identifier_extension = true;
        if self.published {
            params.custom_extensions.push(where_the_issuer_lies());
        }
        let certificate = params
            .signed_by(key, &self.intermediate)
            .map_err(Error::Certificate)?;
        Ok(certificate.der().clone())
    }

    fn presentable(
        &self,
        chain: Vec<CertificateDer<'static>>,
        key: &KeyPair,
    ) -> Result<CertifiedKey, Error> {
        let key = PrivateKeyDer::Pkcs8(key.serialize_der().into());
        CertifiedKey::from_der(chain, key, &self.provider).map_err(Error::Tls)
    }
}

fn fresh_key() -> Result<KeyPair, Error> {
    KeyPair::generate_for(&rcgen::PKCS_ECDSA_P256_SHA256).map_err(Error::Certificate)
}

fn named(common_name: &str) -> DistinguishedName {
    let mut name = DistinguishedName::new();
    name.push(DnType::CountryName, "CN");
    name.push(DnType::OrganizationName, "Rehearsal Stage");
    name.push(DnType::CommonName, common_name);
    name
}

fn issuing(common_name: &str, days: u32, below: u8) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = named(common_name);
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(below));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params.use_authority_key_identifier_extension = true;
    let since_epoch = now() - DAY * 365;
    params.not_before = date_time_ymd(1970, 1, 1) + since_epoch;
    params.not_after = date_time_ymd(1970, 1, 1) + since_epoch + DAY * days;
    params
}

fn leaf_params(leaf: &Leaf<'_>) -> Result<CertificateParams, Error> {
    let mut params =
        CertificateParams::new(vec![leaf.host.to_owned()]).map_err(Error::Certificate)?;
    params.distinguished_name = named(leaf.host);
    params.is_ca = IsCa::ExplicitNoCa;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    let begins = now() - leaf.began + leaf.begins_in;
    params.not_before = date_time_ymd(1970, 1, 1) + begins;
    params.not_after = date_time_ymd(1970, 1, 1) + begins + leaf.lasts;
    Ok(params)
}

fn now() -> Duration {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
}

/// Authority information access, RFC 5280 §4.2.2.1: the method caIssuers with one address.
fn where_the_issuer_lies() -> CustomExtension {
    const ACCESS: &[u64] = &[1, 3, 6, 1, 5, 5, 7, 1, 1];
    const CA_ISSUERS: &[u8] = &[0x06, 0x08, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x02];
    let address = format!("http://{PKI}{INTERMEDIATE_PATH}");
    let location = der(0x86, address.as_bytes());
    let description = der(0x30, &[CA_ISSUERS, &location].concat());
    CustomExtension::from_oid_content(ACCESS, der(0x30, &description))
}

/// Wraps contents of fewer than 128 bytes in a DER tag and length.
fn der(tag: u8, contents: &[u8]) -> Vec<u8> {
    let length = u8::try_from(contents.len()).expect("the stage's own address is short");
    assert!(length < 0x80, "the short form of a DER length ends at 127");
    [&[tag, length], contents].concat()
}
