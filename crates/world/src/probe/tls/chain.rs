//! Certificates taken apart.

use guide::seen::CertificateSeen;
use jiff::Timestamp;
use rustls::pki_types::CertificateDer;
use sha2::{Digest, Sha256};
use x509_parser::der_parser::oid;
use x509_parser::oid_registry::{Oid, OidRegistry};
use x509_parser::prelude::{FromDer, GeneralName, X509Certificate, X509Name};
use x509_parser::public_key::PublicKey;
use x509_parser::x509::SubjectPublicKeyInfo;

/// Reads a certificate's structure; `None` when it has none.
pub(super) fn read<'a>(certificate: &'a CertificateDer<'_>) -> Option<X509Certificate<'a>> {
    X509Certificate::from_der(certificate)
        .ok()
        .map(|(_, read)| read)
}

/// What is to be known of a certificate; `None` when it cannot be read.
pub(super) fn seen(certificate: &CertificateDer<'_>) -> Option<CertificateSeen> {
    let read = read(certificate)?;
    let (key_kind, key_bits) = key(read.public_key());
    Some(CertificateSeen {
        subject: common_name(read.subject()).unwrap_or_else(|| read.subject().to_string()),
        issuer: short(read.issuer()),
        names: names(&read),
        not_before: moment(read.validity().not_before.timestamp()),
        not_after: moment(read.validity().not_after.timestamp()),
        key_kind,
        key_bits,
        signature: algorithm(&read.signature_algorithm.algorithm),
        server_auth: server_auth(&read),
        sha256: hex(&Sha256::digest(certificate)),
    })
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("a string takes everything");
        hex
    })
}

fn common_name(name: &X509Name<'_>) -> Option<String> {
    let common = name.iter_common_name().next()?;
    common.as_str().ok().map(str::to_owned)
}

/// The common name, else the organisation, else the whole name.
pub(super) fn short(name: &X509Name<'_>) -> String {
    let organisation = || {
        let first = name.iter_organization().next()?;
        first.as_str().ok().map(str::to_owned)
    };
    common_name(name)
        .or_else(organisation)
        .unwrap_or_else(|| name.to_string())
}

/// The DNS names and addresses a certificate is for. Its common name does not count: phones ignore it (RFC 9525 §2).
pub(super) fn names(read: &X509Certificate<'_>) -> Vec<String> {
    let Ok(Some(extension)) = read.subject_alternative_name() else {
        return Vec::new();
    };
    let name = |name: &GeneralName<'_>| match name {
        GeneralName::DNSName(name) => Some((*name).to_owned()),
        GeneralName::IPAddress(bytes) => match bytes.len() {
            4 => <[u8; 4]>::try_from(*bytes)
                .ok()
                .map(|ip| std::net::IpAddr::from(ip).to_string()),
            16 => <[u8; 16]>::try_from(*bytes)
                .ok()
                .map(|ip| std::net::IpAddr::from(ip).to_string()),
            _ => None,
        },
        _ => None,
    };
    extension
        .value
        .general_names
        .iter()
        .filter_map(name)
        .collect()
}

/// Dates beyond what a timestamp holds are taken for its ends.
fn moment(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap_or(match seconds < 0 {
        true => Timestamp::MIN,
        false => Timestamp::MAX,
    })
}

fn server_auth(read: &X509Certificate<'_>) -> bool {
    match read.extended_key_usage() {
        Ok(Some(usage)) => usage.value.server_auth || usage.value.any,
        Ok(None) => true,
        Err(_) => false,
    }
}

fn key(info: &SubjectPublicKeyInfo<'_>) -> (String, u32) {
    let bits = |bits: usize| u32::try_from(bits).unwrap_or(u32::MAX);
    match info.parsed() {
        Ok(PublicKey::RSA(key)) => ("RSA".to_owned(), bits(significant(key.modulus))),
        Ok(PublicKey::EC(point)) => (
            "EC".to_owned(),
            curve(info).unwrap_or(bits(point.key_size())),
        ),
        Ok(PublicKey::DSA(_)) => (
            "DSA".to_owned(),
            bits(info.subject_public_key.data.len() * 8),
        ),
        _ => {
            let algorithm = &info.algorithm.algorithm;
            let named = match () {
                () if *algorithm == oid!(1.3.101.112) => ("Ed25519", 256),
                () if *algorithm == oid!(1.3.101.113) => ("Ed448", 456),
                () => ("", bits(info.subject_public_key.data.len() * 8)),
            };
            match named {
                ("", bits) => (self::algorithm(algorithm), bits),
                (kind, bits) => (kind.to_owned(), bits),
            }
        }
    }
}

/// The bits of a number, without leading zeroes.
fn significant(number: &[u8]) -> usize {
    let zeroes = number.iter().take_while(|byte| **byte == 0).count();
    match number.get(zeroes) {
        Some(first) => (number.len() - zeroes) * 8 - first.leading_zeros() as usize,
        None => 0,
    }
}

/// The length of P-521 is not a whole number of bytes, so the point does not tell it.
fn curve(info: &SubjectPublicKeyInfo<'_>) -> Option<u32> {
    let curve = info.algorithm.parameters.as_ref()?.as_oid().ok()?;
    (curve == oid!(1.3.132.0.35)).then_some(521)
}

fn algorithm(oid: &Oid<'_>) -> String {
    let registry = OidRegistry::default().with_all_crypto();
    match registry.get(oid) {
        Some(entry) => entry.sn().to_owned(),
        None => oid.to_id_string(),
    }
}
