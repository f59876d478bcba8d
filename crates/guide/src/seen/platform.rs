//! Answers of WeChat's and WeCom's servers.

use super::Trouble;

/// A platform's reply as it came: its code decides, not the HTTP status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// The call succeeded (`errcode` 0 or absent).
    Success,
    /// `errcode` and `errmsg`.
    Refused {
        /// The number.
        code: i64,
        /// The words, as sent.
        message: String,
    },
    /// Something that is not the platform's JSON: status, content type, the first characters.
    NotJson {
        /// HTTP status.
        status: u16,
        /// Content type, empty when none was sent.
        content_type: String,
        /// At most 200 characters of the body.
        start: String,
    },
}

/// `Probe::WeChat`, `Probe::WeCom`, `Probe::UploadHost`: a bare call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlatformSeen {
    /// Host asked.
    pub host: String,
    /// The reply, or why there was none.
    pub reply: Result<Reply, Trouble>,
    /// The server's `Date` header.
    pub server_time: Option<jiff::Timestamp>,
    /// Our clock at the moment the answer came.
    pub our_time: jiff::Timestamp,
    /// How long it took, in milliseconds.
    pub millis: u64,
    /// The proxy the call went through, without credentials.
    pub proxy: Option<String>,
}

/// `Probe::Egress`: the addresses the platform saw over several calls, without doubles, in the order seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EgressSeen {
    /// Addresses as text.
    pub addresses: Vec<String>,
    /// Which reply told them, such as `WeCom 41002` or `rid/get`.
    pub told_by: &'static str,
}

/// `Probe::Credentials`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CredentialsSeen {
    /// The reply to `jscode2session` with a dummy code: 40029 means AppID and AppSecret are right; creates no token.
    pub quiet: Result<Reply, Trouble>,
    /// The reply to `stable_token` in normal mode; `None` when the quiet call already settled it.
    pub token: Option<Result<Reply, Trouble>>,
}

/// `Probe::RegisteredDomains`: the lists as sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DomainsSeen {
    /// Whether the account was allowed to ask, and what came.
    pub reply: Result<Reply, Trouble>,
    /// `requestdomain`, normalised to bare lower-case host (and port where given).
    pub request: Vec<String>,
    /// `bizdomain`, likewise.
    pub business: Vec<String>,
    /// `uploaddomain`, likewise.
    pub upload: Vec<String>,
    /// `downloaddomain`, likewise.
    pub download: Vec<String>,
}

/// `Probe::TrialCode`, `Probe::ReleasedCode`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeImage {
    /// `Success` when an image came.
    pub reply: Result<Reply, Trouble>,
    /// The image's bytes, JPEG or PNG.
    pub image: Vec<u8>,
}

/// `Probe::WeComAgent`: each call is made only when the one before succeeded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeComSeen {
    /// `gettoken`.
    pub token: Result<Reply, Trouble>,
    /// `agent/get`.
    pub agent: Option<Result<Reply, Trouble>>,
    /// The agent, when `agent` succeeded.
    pub agent_seen: Option<AgentSeen>,
    /// `get_jsapi_ticket`.
    pub ticket: Option<Result<Reply, Trouble>>,
    /// `ticket/get?type=agent_config`.
    pub agent_ticket: Option<Result<Reply, Trouble>>,
}

/// What `agent/get` tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgentSeen {
    /// Name of the application.
    pub name: String,
    /// Members in the visible range.
    pub users: usize,
    /// Departments in the visible range.
    pub departments: usize,
    /// Tags in the visible range.
    pub tags: usize,
    /// Whether the application is switched off.
    pub closed: bool,
    /// The trusted domain.
    pub trusted_domain: String,
}
