//! What is pasted into the wrong field is not repeated.

use guide::Field;
use guide::value::{AppSecret, CorpSecret};

use super::{APP_SECRET, CORP_SECRET, refusal};
use Field::{
    AgentId, AppId, AppSecret as Secret, BusinessDomain as Business, CorpId, HomeUrl as Home,
    PackageFolder as Folder, PackageUrl as Package, Proxy, RequestDomain as Request,
    ServiceAddress as Service, UploadVersion as Version,
};

/// A secret with everything that gets copied along with one.
fn dressed(secret: &str) -> Vec<String> {
    let (front, back) = secret.split_at(secret.len() / 2);
    let wide = |c: char| char::from_u32(c as u32 + 0xFEE0).unwrap_or(c);
    vec![
        secret.to_owned(),
        format!(" {secret}"),
        format!("{secret}\n"),
        format!("\"{secret}\""),
        format!("“{secret}”"),
        format!("\u{FEFF}{secret}"),
        format!("{front}\u{200B}{back}"),
        format!("{front} {back}"),
        secret.to_uppercase(),
        secret[..secret.len() - 1].to_owned(),
        format!("{secret}。"),
        secret.chars().map(wide).collect(),
    ]
}

#[test]
fn no_refusal_repeats_a_secret() {
    let ids = [AppId, CorpId, AgentId, Version, Secret, Field::CorpSecret];
    let others = [Service, Home, Package, Proxy, Request, Business, Folder];
    for secret in [APP_SECRET, CORP_SECRET] {
        for typed in dressed(secret) {
            for field in ids.into_iter().chain(others) {
                says_nothing_of(secret, field, &typed);
            }
            for field in ids {
                says_nothing_of(secret, field, &format!("AppSecret:{typed}"));
                says_nothing_of(secret, field, &format!("密钥：{typed}"));
            }
        }
    }
}

/// Fails when a refusal of `typed` holds a recognisable part of `secret`.
fn says_nothing_of(secret: &str, field: Field, typed: &str) {
    let Err(refusal) = field.refuses(typed) else {
        return;
    };
    let said = format!("{refusal:?}").to_lowercase();
    for start in [0, secret.len() / 2 - 6, secret.len() - 12] {
        let piece = secret[start..start + 11].to_lowercase();
        assert!(!said.contains(&piece), "{field:?} {typed:?}: {said}");
    }
}

#[test]
fn no_refusal_repeats_a_password() {
    for field in [Service, Home, Package, Proxy, Request, Business] {
        for typed in [
            "https://me:canary7@oa.example.com/",
            "http://me:canary7@oa.example.com:8080",
            "me:canary7@oa.example.com",
            "https：//me:canary7@oa.example.com",
            "https:/me:canary7@oa.example.com",
            "socks5://me:canary7@oa.example.com:99999",
        ] {
            let said = format!("{:?}", refusal(field, typed));
            assert!(!said.contains("canary7"), "{field:?} {typed:?}: {said}");
        }
    }
}

#[test]
fn secrets_have_no_readable_debug() {
    let app = AppSecret::parse(APP_SECRET).expect("sound");
    let corp = CorpSecret::parse(CORP_SECRET).expect("sound");
    assert_eq!(format!("{app:?} {corp:?}"), "AppSecret(…) CorpSecret(…)");
}
