//! One question to a platform, and its judged answer.

use jiff::Timestamp;
use reqwest::header::{CONTENT_TYPE, DATE, HeaderMap};
use reqwest::{Method, Response};
use serde::de::DeserializeOwned;
use serde_json::Value;
use url::Url;

use crate::Error;

/// The longest answer read, in bytes. The largest real one is an image of some hundred kilobytes.
pub(crate) const LONGEST: usize = 1024 * 1024;

/// The characters of a strange answer that are kept.
const START: usize = 200;

/// One question. Has no `Debug`, because its query and body hold secrets.
pub(crate) struct Question<'q> {
    method: Method,
    /// The path, such as `/cgi-bin/token`; the only part that may be logged.
    pub(crate) path: &'static str,
    query: Vec<(&'static str, &'q str)>,
    body: Option<Value>,
    secrets: Vec<&'q str>,
}

impl<'q> Question<'q> {
    pub(crate) fn get(path: &'static str) -> Question<'q> {
        Question {
            method: Method::GET,
            path,
            query: Vec::new(),
            body: None,
            secrets: Vec::new(),
        }
    }

    pub(crate) fn post(path: &'static str, body: Value) -> Question<'q> {
        Question {
            method: Method::POST,
            body: Some(body),
            ..Question::get(path)
        }
    }

    pub(crate) fn with(mut self, name: &'static str, value: &'q str) -> Question<'q> {
        self.query.push((name, value));
        self
    }

    /// A parameter of the query that must not be repeated anywhere.
    pub(crate) fn with_secret(self, name: &'static str, value: &'q str) -> Question<'q> {
        self.hiding(value).with(name, value)
    }

    /// A text that must not be repeated anywhere.
    pub(crate) fn hiding(mut self, secret: &'q str) -> Question<'q> {
        self.secrets.push(secret);
        self
    }

    pub(crate) fn method(&self) -> Method {
        self.method.clone()
    }

    pub(crate) fn url(&self, base: &Url) -> Url {
        let mut url = base.clone();
        url.set_path(&format!(
            "{}{}",
            base.path().trim_end_matches('/'),
            self.path
        ));
        if !self.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&self.query);
        }
        url
    }

    pub(crate) fn body(&self) -> Option<&Value> {
        self.body.as_ref()
    }

    /// The error without any secret: a login page may quote the address that was asked for, and a refusal its parameters.
    pub(crate) fn hush(&self, error: Error) -> Error {
        let hush = |mut text: String| {
            for secret in self.secrets.iter().filter(|secret| !secret.is_empty()) {
                text = text.replace(secret, "***");
            }
            text
        };
        match error {
            Error::Refused { code, message } => Error::Refused {
                code,
                message: hush(message),
            },
            Error::NotJson {
                status,
                content_type,
                start,
            } => Error::NotJson {
                status,
                content_type: hush(content_type),
                start: hush(start).chars().take(START).collect(),
            },
            other => other,
        }
    }
}

/// An answer as it came, read to its end.
pub(crate) struct Sent {
    status: u16,
    content_type: String,
    body: Vec<u8>,
}

impl Sent {
    pub(crate) fn new(head: &Response, body: Vec<u8>) -> Sent {
        Sent {
            status: head.status().as_u16(),
            content_type: text(head.headers(), CONTENT_TYPE.as_str()),
            body,
        }
    }

    /// The bytes of an image. The platform answers errors with HTTP 200 too, so the first byte decides.
    pub(crate) fn image(self) -> Result<Vec<u8>, Error> {
        let image = self.body.starts_with(&[0xff, 0xd8]) || self.body.starts_with(b"\x89PNG");
        if image && (200..300).contains(&self.status) {
            return Ok(self.body);
        }
        match self.object("errcode") {
            Ok(_) => Err(self.strange()),
            Err(error) => Err(error),
        }
    }

    /// An answer that says no more than that the call was accepted.
    pub(crate) fn accepted(self, code: &str) -> Result<(), Error> {
        let object = self.object(code)?;
        match object.get(code) {
            Some(_) => Ok(()),
            None => Err(self.strange()),
        }
    }

    /// The answer as a `T`, all whose fields the platform documents.
    pub(crate) fn read<T: DeserializeOwned>(self) -> Result<T, Error> {
        let object = self.object("errcode")?;
        serde_json::from_value(object).map_err(|_| self.strange())
    }

    /// The JSON object sent, unless its code is a refusal. `errcode` decides, not the HTTP status; without one, the status.
    fn object(&self, code: &str) -> Result<Value, Error> {
        let bare = self.body.strip_prefix(b"\xef\xbb\xbf");
        let object: Value = serde_json::from_slice(bare.unwrap_or(&self.body))
            .ok()
            .filter(Value::is_object)
            .ok_or_else(|| self.strange())?;
        let number = match object.get(code) {
            Some(Value::String(text)) => text.parse().ok(),
            Some(other) => other.as_i64(),
            None if (200..300).contains(&self.status) => return Ok(object),
            None => None,
        };
        match number {
            Some(0) => Ok(object),
            Some(code) => {
                let words = object.get("errmsg").or_else(|| object.get("errMsg"));
                Err(Error::Refused {
                    code,
                    message: words.and_then(Value::as_str).unwrap_or_default().to_owned(),
                })
            }
            None => Err(self.strange()),
        }
    }

    fn strange(&self) -> Error {
        Error::NotJson {
            status: self.status,
            content_type: self.content_type.clone(),
            // Cut by `hush`, once what must not be repeated is gone; a secret may lie across the cut.
            start: String::from_utf8_lossy(&self.body).into_owned(),
        }
    }
}

/// The server's clock.
pub(crate) fn date(headers: &HeaderMap) -> Option<Timestamp> {
    jiff::fmt::rfc2822::parse(&text(headers, DATE.as_str()))
        .ok()
        .map(|zoned| zoned.timestamp())
}

fn text(headers: &HeaderMap, name: &str) -> String {
    headers
        .get(name)
        .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
        .unwrap_or_default()
}
