//! The shape of the upload key. Its content never leaves this file.

use std::path::Path;

use guide::seen::KeySeen;
use guide::value::AppId;
use guide::{Answers, Obstacle};
use zeroize::Zeroizing;

use super::reading;
use crate::eyes::{Eyes, Secrets};

/// The most of a key file that is read, in bytes.
const LIMIT: u64 = 64 * 1024;

/// What PEM calls an RSA key in PKCS#1, and any key in PKCS#8 (RFC 7468 §10). A key under a passphrase is called
/// otherwise, and the upload tools cannot use it.
const LABELS: [&str; 2] = ["RSA PRIVATE KEY", "PRIVATE KEY"];

/// Looks at the upload key.
pub(crate) async fn look(answers: &Answers, _: &Secrets, _: &Eyes) -> Result<KeySeen, Obstacle> {
    let path = answers.upload_key().map_err(|_| Obstacle::Crashed)?;
    reading::aside(move || {
        let bytes = reading::at_most(&path, LIMIT)?
            .map(Zeroizing::new)
            .ok_or_else(|| reading::unreadable(&path, &std::io::ErrorKind::NotFound.into()))?;
        Ok(KeySeen {
            name: file_name(&path),
            is_private_key: is_private_key(&String::from_utf8_lossy(&bytes)),
            appid: app_id(&file_name(&path)),
        })
    })
    .await
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn is_private_key(text: &str) -> bool {
    LABELS.iter().any(|label| {
        text.split_once(&format!("-----BEGIN {label}-----"))
            .and_then(|(_, rest)| rest.split_once(&format!("-----END {label}-----")))
            .is_some_and(|(body, _)| !body.trim().is_empty())
    })
}

/// The AppID in `private.<appid>.key`.
fn app_id(name: &str) -> Option<String> {
    let middle = name.strip_prefix("private.")?.strip_suffix(".key")?;
    AppId::parse(middle).is_ok().then(|| middle.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rsa_keys_in_both_wrappings_are_keys() {
        for label in LABELS {
            let pem =
                format!("\u{feff}-----BEGIN {label}-----\r\nMIIB\r\n-----END {label}-----\r\n");
            assert!(is_private_key(&pem), "{label}");
        }
    }

    #[test]
    fn other_files_are_no_keys() {
        for text in [
            "",
            "<html>",
            "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----",
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIB\n-----END ENCRYPTED PRIVATE KEY-----",
            "-----BEGIN PRIVATE KEY-----\nMIIB",
            "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----",
        ] {
            assert!(!is_private_key(text), "{text}");
        }
    }

    #[test]
    fn the_app_id_is_read_from_the_name() {
        let name = "private.wx0123456789abcdef.key";
        assert_eq!(app_id(name).as_deref(), Some("wx0123456789abcdef"));
        for name in ["private.key", "private.wx01.key", "wx0123456789abcdef.key"] {
            assert_eq!(app_id(name), None, "{name}");
        }
    }
}
