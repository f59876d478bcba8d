//! Why a call brought nothing. No variant ever holds a secret, a token or an address with its query.

use guide::seen::{Reply, Trouble};

/// Why a call brought nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The platform refused, in its own words.
    #[error("refused with {code}: {message}")]
    Refused {
        /// `errcode`.
        code: i64,
        /// `errmsg`.
        message: String,
    },
    /// Something else than the platform's JSON answered.
    #[error("answered HTTP {status} {content_type} instead of JSON")]
    NotJson {
        /// HTTP status.
        status: u16,
        /// Content type, empty when none was sent.
        content_type: String,
        /// At most 200 characters of the body.
        start: String,
    },
    /// No answer came.
    #[error("not reached: {0:?}")]
    Unreached(Trouble),
    /// A file of root certificates holds none in PEM form.
    #[error("no certificate in PEM form")]
    NoCertificate,
    /// A root certificate is not one: the library's words.
    #[error("not a root certificate: {0}")]
    NotARoot(String),
}

impl From<Trouble> for Error {
    fn from(trouble: Trouble) -> Error {
        Error::Unreached(trouble)
    }
}

impl Error {
    /// The error as what was seen: an answer of its kind, or the trouble on the way there.
    pub fn seen(self) -> Result<Reply, Trouble> {
        match self {
            Error::Refused { code, message } => Ok(Reply::Refused { code, message }),
            Error::NotJson {
                status,
                content_type,
                start,
            } => Ok(Reply::NotJson {
                status,
                content_type,
                start,
            }),
            Error::Unreached(trouble) => Err(trouble),
            Error::NoCertificate | Error::NotARoot(_) => Err(Trouble::Other(self.to_string())),
        }
    }
}
