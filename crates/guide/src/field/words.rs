//! What each field is called and where its answer is found.

use super::Field;
use crate::Text;

impl Field {
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
}
