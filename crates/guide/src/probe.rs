//! What can be looked at. The probes themselves live in `world`; this is the list of questions they answer.

use crate::Field;

/// A look at the outside world. Its target follows from the answers, so a probe has no parameters beyond the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Probe {
    /// The bare token call to `api.weixin.qq.com`: reachability, who signed the certificate, clock. Needs no credentials.
    WeChat,
    /// The bare `gettoken` call to `qyapi.weixin.qq.com`.
    WeCom,
    /// Whether the upload host `servicewechat.com` answers.
    UploadHost,
    /// Whether the package address answers, and with what (headers only).
    PackageHost,
    /// The address from which the platform sees this machine.
    Egress,
    /// The AppID and AppSecret, asked the quiet way first, then through `stable_token` in normal mode.
    Credentials,
    /// The domains registered for the mini-program, where the account may query them.
    RegisteredDomains,
    /// Whether a mini-program code of the trial version can be had.
    TrialCode,
    /// Whether a mini-program code of the released version can be had.
    ReleasedCode,
    /// The WeCom token, agent and ticket.
    WeComAgent,
    /// The addresses of a site's name, by the system and by a named resolver.
    Dns(Site),
    /// Connections to each address of a site.
    Tcp(Site),
    /// The TLS handshake of a site: versions, chain, dates, names.
    Tls(Site),
    /// The page at a site's address, with its redirects.
    Http(Site),
    /// The unpacked mini-program folder.
    Package,
    /// The verification file on this machine.
    VerificationFile,
    /// The verification file as the outside sees it, and a random name beside it.
    PlacedFile,
    /// The upload key file on this machine.
    UploadKey,
    /// The login backend behind the service address.
    LoginServer,
}

/// One of the addresses a deployment consists of. Several may be the same host; it is then looked at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Site {
    /// The service address (服务地址): the outside address of 云桥 or of the login server.
    Service,
    /// The home page (主页地址).
    Home,
    /// The request domain (request 合法域名).
    Request,
    /// The business domain (业务域名).
    Business,
}

impl Probe {
    /// The answers it takes to know where to look; secrets aside, which are told by the probe itself.
    pub const fn needs(self) -> &'static [Field] {
        match self {
            Probe::WeChat | Probe::WeCom | Probe::UploadHost | Probe::Egress => &[],
            Probe::PackageHost => &[Field::PackageUrl],
            Probe::Credentials
            | Probe::RegisteredDomains
            | Probe::TrialCode
            | Probe::ReleasedCode => &[Field::AppId],
            Probe::WeComAgent => &[Field::CorpId, Field::AgentId],
            Probe::Dns(site) | Probe::Tcp(site) | Probe::Tls(site) | Probe::Http(site) => {
                match site {
                    Site::Service => &[Field::ServiceAddress],
                    Site::Home => &[Field::HomeUrl],
                    Site::Request => &[Field::RequestDomain],
                    Site::Business => &[Field::BusinessDomain],
                }
            }
            Probe::Package => &[Field::PackageFolder],
            Probe::VerificationFile => &[Field::VerificationFile],
            Probe::PlacedFile => &[Field::BusinessDomain, Field::VerificationFile],
            Probe::UploadKey => &[Field::UploadKey],
            Probe::LoginServer => &[Field::ServiceAddress],
        }
    }
}
