//! What a deployment is asked. One closed list; one `match` gives each field its words, control and parser.

mod unsettles;
mod words;

use crate::Text;
use crate::value::{
    AgentId, AppId, AppSecret, AsciiPath, BusinessDomain, CorpId, CorpSecret, HomeUrl, PackageUrl,
    ProxyAddress, Refusal, RequestDomain, ServiceAddress, VersionNumber,
};

/// A question with one answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// Where the business system runs.
    Place,
    /// The service address (服务地址, 云桥外网地址).
    ServiceAddress,
    /// The outgoing proxy.
    Proxy,
    /// The mini-program's name.
    Name,
    /// The mini-program's AppID.
    AppId,
    /// The mini-program's AppSecret.
    AppSecret,
    /// Which login backend is used.
    LoginBackend,
    /// The home page (主页地址).
    HomeUrl,
    /// Where the package comes from.
    PackageSource,
    /// The package's download address.
    PackageUrl,
    /// The package's zip on this machine.
    PackageZip,
    /// The folder the package is unpacked into.
    PackageFolder,
    /// Which literal of the package is the service address.
    ServiceSetting,
    /// Which literal of the package is the home page.
    HomeSetting,
    /// The request domain.
    RequestDomain,
    /// The business domain.
    BusinessDomain,
    /// The verification file downloaded from the console.
    VerificationFile,
    /// Who puts it there.
    Placement,
    /// The web root it goes into.
    WebRoot,
    /// The upload key.
    UploadKey,
    /// The version uploaded.
    UploadVersion,
    /// The description uploaded.
    UploadDescription,
    /// Whether WeCom is wanted.
    WeComWanted,
    /// The company's CorpID.
    CorpId,
    /// The application's Secret.
    CorpSecret,
    /// The application's AgentID.
    AgentId,
}

/// How a field is drawn. A closed set: the window has one component for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Control {
    /// One line of text.
    Line,
    /// One line that is not shown.
    Secret,
    /// One of these.
    Choice(&'static [Choice]),
    /// One of the literals found in the package; the list comes from the sighting.
    Literal,
    /// A folder on this machine.
    Folder,
    /// A file on this machine with one of these endings.
    File(&'static [&'static str]),
    /// On or off: `yes` or `no`.
    Switch,
}

/// One option of a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is stored.
    pub id: &'static str,
    /// What is shown.
    pub label: Text,
}

const fn choice(id: &'static str, zh: &'static str, en: &'static str) -> Choice {
    Choice {
        id,
        label: Text::new(zh, en),
    }
}

const PLACES: &[Choice] = &[
    choice(
        "own",
        "自己的服务器（本地或云主机）",
        "our own server, on site or rented",
    ),
    choice("vendor", "厂商托管（SaaS）", "hosted by the vendor"),
];
const BACKENDS: &[Choice] = &[
    choice("existing", "已有的云桥", "the 云桥 we already run"),
    choice(
        "bundled",
        "随本助手附带的登录服务",
        "the login server bundled with this assistant",
    ),
];
const SOURCES: &[Choice] = &[
    choice("vendor", "从厂商地址下载", "download from the vendor"),
    choice("zip", "使用本机的 zip 文件", "use a zip on this machine"),
    choice(
        "built-in",
        "使用自带的小程序",
        "use the built-in mini-program",
    ),
];
const PLACEMENTS: &[Choice] = &[
    choice(
        "folder",
        "放到本机的网站目录",
        "put it into a web root on this machine",
    ),
    choice(
        "others",
        "交给服务器管理员放置",
        "have the server's people put it there",
    ),
];

impl Field {
    /// Every field, in the order of the journey.
    pub const ALL: [Field; 26] = [
        Field::Place,
        Field::ServiceAddress,
        Field::Proxy,
        Field::Name,
        Field::AppId,
        Field::AppSecret,
        Field::LoginBackend,
        Field::HomeUrl,
        Field::PackageSource,
        Field::PackageUrl,
        Field::PackageZip,
        Field::PackageFolder,
        Field::ServiceSetting,
        Field::HomeSetting,
        Field::RequestDomain,
        Field::BusinessDomain,
        Field::VerificationFile,
        Field::Placement,
        Field::WebRoot,
        Field::UploadKey,
        Field::UploadVersion,
        Field::UploadDescription,
        Field::WeComWanted,
        Field::CorpId,
        Field::CorpSecret,
        Field::AgentId,
    ];

    /// Stable name, as in requests and `deployment.toml`.
    pub const fn id(self) -> &'static str {
        match self {
            Field::Place => "place",
            Field::ServiceAddress => "service-address",
            Field::Proxy => "proxy",
            Field::Name => "name",
            Field::AppId => "app-id",
            Field::AppSecret => "app-secret",
            Field::LoginBackend => "login-backend",
            Field::HomeUrl => "home-url",
            Field::PackageSource => "package-source",
            Field::PackageUrl => "package-url",
            Field::PackageZip => "package-zip",
            Field::PackageFolder => "package-folder",
            Field::ServiceSetting => "service-setting",
            Field::HomeSetting => "home-setting",
            Field::RequestDomain => "request-domain",
            Field::BusinessDomain => "business-domain",
            Field::VerificationFile => "verification-file",
            Field::Placement => "placement",
            Field::WebRoot => "web-root",
            Field::UploadKey => "upload-key",
            Field::UploadVersion => "upload-version",
            Field::UploadDescription => "upload-description",
            Field::WeComWanted => "wecom-wanted",
            Field::CorpId => "corp-id",
            Field::CorpSecret => "corp-secret",
            Field::AgentId => "agent-id",
        }
    }

    /// The field with this name.
    pub fn named(id: &str) -> Option<Field> {
        Field::ALL.into_iter().find(|field| field.id() == id)
    }

    /// How it is drawn.
    pub const fn control(self) -> Control {
        match self {
            Field::AppSecret | Field::CorpSecret => Control::Secret,
            Field::Place => Control::Choice(PLACES),
            Field::LoginBackend => Control::Choice(BACKENDS),
            Field::PackageSource => Control::Choice(SOURCES),
            Field::Placement => Control::Choice(PLACEMENTS),
            Field::ServiceSetting | Field::HomeSetting => Control::Literal,
            Field::PackageFolder | Field::WebRoot => Control::Folder,
            Field::PackageZip => Control::File(&["zip"]),
            Field::VerificationFile => Control::File(&["txt"]),
            Field::UploadKey => Control::File(&["key"]),
            Field::WeComWanted => Control::Switch,
            _ => Control::Line,
        }
    }

    /// Whether the answer is a secret, which is stored apart and never shown.
    pub const fn is_secret(self) -> bool {
        matches!(self, Field::AppSecret | Field::CorpSecret)
    }

    /// Whether the step can be done without it.
    pub const fn is_optional(self) -> bool {
        matches!(
            self,
            Field::Place
                | Field::Proxy
                | Field::Name
                | Field::ServiceSetting
                | Field::HomeSetting
                | Field::UploadKey
                | Field::UploadVersion
                | Field::UploadDescription
                | Field::WeComWanted
        )
    }

    /// Tries `text` as an answer to this field.
    ///
    /// # Errors
    /// The refusal to show at the field.
    pub fn refuses(self, text: &str) -> Result<(), Refusal> {
        match self {
            Field::ServiceAddress => ServiceAddress::parse(text).map(drop),
            Field::Proxy => ProxyAddress::parse(text).map(drop),
            Field::AppId => AppId::parse(text).map(drop),
            Field::AppSecret => AppSecret::parse(text).map(drop),
            Field::HomeUrl => HomeUrl::parse(text).map(drop),
            Field::PackageUrl => PackageUrl::parse(text).map(drop),
            Field::PackageFolder => AsciiPath::parse(text).map(drop),
            Field::RequestDomain => RequestDomain::parse(text).map(drop),
            Field::BusinessDomain => BusinessDomain::parse(text).map(drop),
            Field::UploadVersion => VersionNumber::parse(text).map(drop),
            Field::CorpId => CorpId::parse(text).map(drop),
            Field::CorpSecret => CorpSecret::parse(text).map(drop),
            Field::AgentId => AgentId::parse(text).map(drop),
            Field::Place | Field::LoginBackend | Field::PackageSource | Field::Placement => {
                self.one_of(text)
            }
            Field::WeComWanted if matches!(text, "yes" | "no") => Ok(()),
            Field::WeComWanted => Err(Refusal::new(
                Text::new("这里只能是 yes 或 no。", "This is yes or no."),
                text,
            )),
            Field::Name
            | Field::PackageZip
            | Field::ServiceSetting
            | Field::HomeSetting
            | Field::VerificationFile
            | Field::WebRoot
            | Field::UploadKey
            | Field::UploadDescription => {
                if text.trim().is_empty() {
                    Err(Refusal::new(
                        Text::new("这里还没有填写。", "Nothing has been entered here."),
                        "",
                    ))
                } else {
                    Ok(())
                }
            }
        }
    }

    fn one_of(self, text: &str) -> Result<(), Refusal> {
        let Control::Choice(options) = self.control() else {
            return Ok(());
        };
        if options.iter().any(|option| option.id == text) {
            return Ok(());
        }
        Err(Refusal::new(
            Text::new("没有这个选项。", "There is no such option."),
            text,
        ))
    }
}
