//! What a deployment is asked. One closed list; one `match` gives each field its words, control and parser.

use crate::value::{
    AgentId, AppId, AppSecret, AsciiPath, BusinessDomain, CorpId, CorpSecret, HomeUrl, PackageUrl,
    ProxyAddress, Refusal, RequestDomain, ServiceAddress, VersionNumber,
};
use crate::{Probe, Site, Text};

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

    /// What the field is called.
    pub const fn label(self) -> Text {
        match self {
            Field::Place => Text::new("业务系统在哪里", "Where the business system runs"),
            Field::ServiceAddress => {
                Text::new("服务地址（云桥外网地址）", "Service address (云桥外网地址)")
            }
            Field::Proxy => Text::new("上网代理", "Outgoing proxy"),
            Field::Name => Text::new("小程序名称", "Mini-program name"),
            Field::AppId => Text::new("AppID（小程序 ID）", "AppID"),
            Field::AppSecret => Text::new("AppSecret（小程序密钥）", "AppSecret"),
            Field::LoginBackend => Text::new("登录后端", "Login backend"),
            Field::HomeUrl => Text::new("主页地址", "Home page"),
            Field::PackageSource => Text::new("资源包来源", "Package source"),
            Field::PackageUrl => Text::new("下载地址", "Download address"),
            Field::PackageZip => Text::new("zip 文件", "Zip file"),
            Field::PackageFolder => Text::new("解压到的文件夹", "Folder for the package"),
            Field::ServiceSetting => {
                Text::new("哪一项是服务地址", "Which literal is the service address")
            }
            Field::HomeSetting => Text::new("哪一项是主页地址", "Which literal is the home page"),
            Field::RequestDomain => Text::new("request 合法域名", "Request domain"),
            Field::BusinessDomain => Text::new("业务域名", "Business domain"),
            Field::VerificationFile => Text::new("下载的校验文件", "Downloaded verification file"),
            Field::Placement => Text::new("由谁放置", "Who places it"),
            Field::WebRoot => Text::new("网站根目录", "Web root"),
            Field::UploadKey => Text::new("代码上传密钥文件", "Upload key file"),
            Field::UploadVersion => Text::new("版本号", "Version"),
            Field::UploadDescription => Text::new("版本说明", "Description"),
            Field::WeComWanted => Text::new("同时接入企业微信", "Link WeCom too"),
            Field::CorpId => Text::new("企业 ID", "CorpID"),
            Field::CorpSecret => Text::new("应用 Secret", "Application Secret"),
            Field::AgentId => Text::new("AgentId", "AgentId"),
        }
    }

    /// Where the answer is found, in one sentence.
    pub const fn hint(self) -> Text {
        match self {
            Field::Place => Text::new(
                "决定后面由谁配置域名和放置文件。",
                "Decides who configures domains and places files later on.",
            ),
            Field::ServiceAddress => Text::new(
                "云桥后台“基础参数设置”里的云桥外网地址，以 https:// 开头。",
                "In 云桥: 基础参数设置, 云桥外网地址; begins with https://.",
            ),
            Field::Proxy => Text::new(
                "本机直接上网时留空；写作 http://主机:端口。",
                "Leave empty when this machine is online directly; written http://host:port.",
            ),
            Field::Name => Text::new(
                "公众平台上登记的名称。",
                "As registered on the WeChat platform.",
            ),
            Field::AppId => Text::new(
                "公众平台“开发管理 → 开发设置 → 开发者 ID”，wx 开头 18 位。",
                "WeChat console: Development settings, Developer ID; wx and 16 characters.",
            ),
            Field::AppSecret => Text::new(
                "同一页面生成；重置后旧的立即失效，云桥里也要同步修改。",
                "Made on the same page; a reset kills the old one at once, in 云桥 too.",
            ),
            Field::LoginBackend => Text::new("已有云桥就选云桥。", "Choose 云桥 if you run it."),
            Field::HomeUrl => Text::new(
                "云桥“链接管理”里复制的链接。",
                "The link copied from 链接管理 in 云桥.",
            ),
            Field::PackageSource => Text::new(
                "服务器不能上网时，先在别处下载 zip。",
                "Download the zip elsewhere if this machine is offline.",
            ),
            Field::PackageUrl => Text::new("一般不用改。", "Usually left as it is."),
            Field::PackageZip => Text::new(
                "厂商的 weapp-mini-main.zip，不用先解压。",
                "The vendor's weapp-mini-main.zip, still packed.",
            ),
            Field::PackageFolder => Text::new(
                "纯英文、无空格的空文件夹。",
                "An empty folder, English letters only, no blanks.",
            ),
            Field::ServiceSetting => Text::new(
                "资源包里无法确定时才需要选。",
                "Only asked when the package leaves it open.",
            ),
            Field::HomeSetting => Text::new(
                "资源包里无法确定时才需要选。",
                "Only asked when the package leaves it open.",
            ),
            Field::RequestDomain => Text::new(
                "默认取服务地址的域名。",
                "The service address's domain unless changed.",
            ),
            Field::BusinessDomain => Text::new(
                "默认取主页地址的域名；不带端口。",
                "The home page's domain unless changed; no port.",
            ),
            Field::VerificationFile => Text::new(
                "公众平台添加业务域名时下载的 .txt 文件。",
                "The .txt file offered when a business domain is added in the console.",
            ),
            Field::Placement => Text::new(
                "网站就在本机时可由助手放置。",
                "The assistant can do it when the web server runs here.",
            ),
            Field::WebRoot => Text::new(
                "E10 一般是 e10-front/nginx/build/layout。",
                "For E10 usually e10-front/nginx/build/layout.",
            ),
            Field::UploadKey => Text::new(
                "公众平台“开发设置 → 小程序代码上传”下载的 private.<AppID>.key。",
                "private.<AppID>.key, downloaded from Development settings, code upload.",
            ),
            Field::UploadVersion => Text::new("例如 1.0.0。", "Such as 1.0.0."),
            Field::UploadDescription => Text::new(
                "显示在版本管理里。",
                "Shown among the versions in the console.",
            ),
            Field::WeComWanted => Text::new("不用企业微信就关掉。", "Off when WeCom is not used."),
            Field::CorpId => Text::new(
                "企业微信后台“我的企业 → 企业信息”最下面。",
                "WeCom console: My company, at the bottom.",
            ),
            Field::CorpSecret => Text::new(
                "关联的小程序应用详情页里的 Secret。",
                "On the page of the linked mini-program application.",
            ),
            Field::AgentId => Text::new("同一页面最上面。", "At the top of the same page."),
        }
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

    /// The probes whose sighting is void once this answer changes.
    pub fn unsettles(self) -> &'static [Probe] {
        match self {
            Field::ServiceAddress => &[
                Probe::Dns(Site::Service),
                Probe::Tcp(Site::Service),
                Probe::Tls(Site::Service),
                Probe::Http(Site::Service),
                Probe::Dns(Site::Request),
                Probe::Tcp(Site::Request),
                Probe::Tls(Site::Request),
                Probe::LoginServer,
            ],
            Field::Proxy => &[
                Probe::WeChat,
                Probe::WeCom,
                Probe::UploadHost,
                Probe::PackageHost,
                Probe::Egress,
                Probe::Credentials,
                Probe::RegisteredDomains,
                Probe::TrialCode,
                Probe::ReleasedCode,
                Probe::WeComAgent,
            ],
            Field::AppId | Field::AppSecret => &[
                Probe::Credentials,
                Probe::RegisteredDomains,
                Probe::TrialCode,
                Probe::ReleasedCode,
                Probe::Egress,
            ],
            Field::LoginBackend => &[Probe::LoginServer],
            Field::HomeUrl => &[
                Probe::Dns(Site::Home),
                Probe::Tcp(Site::Home),
                Probe::Tls(Site::Home),
                Probe::Http(Site::Home),
                Probe::Dns(Site::Business),
                Probe::Tcp(Site::Business),
                Probe::Tls(Site::Business),
                Probe::PlacedFile,
            ],
            Field::PackageSource | Field::PackageUrl => &[Probe::PackageHost],
            Field::PackageFolder => &[Probe::Package],
            Field::RequestDomain => &[
                Probe::Dns(Site::Request),
                Probe::Tcp(Site::Request),
                Probe::Tls(Site::Request),
                Probe::RegisteredDomains,
            ],
            Field::BusinessDomain => &[
                Probe::Dns(Site::Business),
                Probe::Tcp(Site::Business),
                Probe::Tls(Site::Business),
                Probe::PlacedFile,
                Probe::RegisteredDomains,
            ],
            Field::VerificationFile => &[Probe::VerificationFile, Probe::PlacedFile],
            Field::WebRoot => &[Probe::VerificationFile],
            Field::UploadKey => &[Probe::UploadKey],
            Field::CorpId | Field::CorpSecret | Field::AgentId => &[Probe::WeComAgent],
            Field::Place
            | Field::Name
            | Field::PackageZip
            | Field::ServiceSetting
            | Field::HomeSetting
            | Field::Placement
            | Field::UploadVersion
            | Field::UploadDescription
            | Field::WeComWanted => &[],
        }
    }
}
