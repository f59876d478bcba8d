//! What the libraries' errors mean for a person.

use std::error::Error;
use std::io;

use guide::seen::Trouble;

use crate::lookup::{Closed, LookupFailed};
use crate::roots::Untrusted;

/// Takes an error of an HTTP call apart. The words of the answer hold no address and no query.
pub fn trouble(error: &reqwest::Error) -> Trouble {
    let connecting = error.is_connect();
    let reading = error.is_body() || error.is_decode();
    let mut words = Vec::new();
    let mut next = error.source();
    while let Some(cause) = next {
        let shown = cause.to_string();
        if shown.starts_with("tunnel error") {
            return Trouble::Proxy(shown);
        }
        if let Some(trouble) = named(cause, connecting, reading) {
            return trouble;
        }
        words.push(shown);
        next = cause.source();
    }
    if error.is_timeout() {
        return Trouble::TimedOut;
    }
    if reading {
        return Trouble::BrokeOff;
    }
    Trouble::Other(words.join(": "))
}

/// What a failed connection or handshake of one's own means, for probes that speak TCP and TLS themselves.
pub fn io_trouble(error: &io::Error) -> Trouble {
    named(error, true, false).unwrap_or_else(|| Trouble::Other(error.to_string()))
}

fn named(cause: &(dyn Error + 'static), connecting: bool, reading: bool) -> Option<Trouble> {
    if let Some(failed) = cause.downcast_ref::<LookupFailed>() {
        return Some(match failed.no_such_name {
            true => Trouble::NameNotFound,
            false => Trouble::NameLookupFailed(failed.words.clone()),
        });
    }
    if cause.is::<Closed>() {
        return Some(Trouble::Offline);
    }
    if let Some(tls) = cause.downcast_ref::<rustls::Error>() {
        return Some(handshake(tls));
    }
    if let Some(http) = cause.downcast_ref::<hyper::Error>() {
        // The io error below, if there is one, says more.
        if http.source().is_none() && http.is_incomplete_message() {
            return Some(if reading {
                Trouble::BrokeOff
            } else {
                Trouble::Reset
            });
        }
        return None;
    }
    let io = cause.downcast_ref::<io::Error>()?;
    // `source` of an io error skips the error it was made from.
    if let Some(inner) = io.get_ref()
        && let Some(trouble) = named(inner, connecting, reading)
    {
        return Some(trouble);
    }
    match io.kind() {
        io::ErrorKind::ConnectionRefused => Some(Trouble::Refused),
        io::ErrorKind::TimedOut => Some(Trouble::TimedOut),
        io::ErrorKind::NetworkUnreachable | io::ErrorKind::HostUnreachable => {
            Some(Trouble::Unreachable)
        }
        io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe
        | io::ErrorKind::NotConnected
            if !reading =>
        {
            Some(Trouble::Reset)
        }
        io::ErrorKind::UnexpectedEof if connecting => Some(Trouble::Reset),
        io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::UnexpectedEof => Some(Trouble::BrokeOff),
        _ => None,
    }
}

/// What a failed handshake means.
fn handshake(error: &rustls::Error) -> Trouble {
    match error {
        rustls::Error::InvalidCertificate(rustls::CertificateError::Other(other)) => {
            match other.0.downcast_ref::<Untrusted>() {
                Some(untrusted) => Trouble::Untrusted {
                    issuer: untrusted.issuer.clone(),
                    reason: untrusted.refusal.to_string(),
                },
                None => Trouble::Untrusted {
                    issuer: String::new(),
                    reason: error.to_string(),
                },
            }
        }
        rustls::Error::InvalidCertificate(_) => Trouble::Untrusted {
            issuer: String::new(),
            reason: error.to_string(),
        },
        rustls::Error::InvalidMessage(_) => Trouble::PlainHttp,
        _ => Trouble::TlsFailed(error.to_string()),
    }
}
