//! Who plays: the host names, and the values a deployer would type.

use std::fmt;
use std::net::Ipv4Addr;

/// The server side of WeChat.
pub(crate) const WECHAT: &str = "api.weixin.qq.com";
/// The server side of WeCom.
pub(crate) const WECOM: &str = "qyapi.weixin.qq.com";
/// Where mini-programs are uploaded to.
pub(crate) const UPLOAD: &str = "servicewechat.com";
/// Where the vendor's package lies.
pub(crate) const PACKAGES: &str = "wxdownload.e-cology.com.cn";
/// The business site. Its ending is a real one, because reserved endings are refused by the rules.
pub(crate) const SITE: &str = "oa.weapp-rehearsal.cn";
/// A host outside the business domain, where faulty redirects lead.
pub(crate) const PORTAL: &str = "sso.rehearsal-portal.cn";
/// Where the intermediate certificate can be fetched.
pub(crate) const PKI: &str = "pki.weapp-rehearsal.cn";

/// The path of the package on its host.
pub(crate) const PACKAGE_PATH: &str = "/ebridge/weapp-mini-main.zip";
/// The path of the home page on the business site.
pub(crate) const HOME_PATH: &str = "/mobile/home";

/// The address the platforms say they see the caller under.
pub(crate) const EGRESS: Ipv4Addr = Ipv4Addr::new(123, 116, 45, 67);

/// The values a deployer would type. Those called secret are the stage's own and open nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Cast {
    /// The mini-program's AppID.
    pub app_id: String,
    /// The mini-program's AppSecret.
    pub app_secret: String,
    /// The mini-program's name.
    pub app_name: String,
    /// The service address (云桥外网地址).
    pub service_address: String,
    /// The home page address (主页地址).
    pub home_url: String,
    /// The host to be entered as request domain (request 合法域名).
    pub request_domain: String,
    /// The host to be entered as business domain (业务域名).
    pub business_domain: String,
    /// Where the vendor's package is downloaded.
    pub package_url: String,
    /// The WeCom CorpID (企业ID).
    pub corp_id: String,
    /// The Secret of the linked WeCom app.
    pub corp_secret: String,
    /// The AgentID of the linked WeCom app.
    pub agent_id: u64,
    /// The userid, in WeCom, of the one member who sees the app.
    pub corp_user: String,
    /// The name of the verification file (校验文件).
    pub verification_name: String,
    /// The bytes of the verification file.
    pub verification_bytes: Vec<u8>,
    /// The WeChat ID of the person who tries the trial version.
    pub tester: String,
    /// The address the platforms see the caller under.
    pub egress: Ipv4Addr,
}

impl Cast {
    pub(crate) fn new() -> Self {
        Self {
            app_id: "wx7c2a91e4b05d38f6".to_owned(),
            app_secret: "5d0c7be91f3a48265ce0b7d94a1f8e36".to_owned(),
            app_name: "移动办公演练".to_owned(),
            service_address: format!("https://{SITE}"),
            home_url: format!("https://{SITE}{HOME_PATH}"),
            request_domain: SITE.to_owned(),
            business_domain: SITE.to_owned(),
            package_url: format!("https://{PACKAGES}{PACKAGE_PATH}"),
            corp_id: "ww4f8d2b6a90c1e375".to_owned(),
            corp_secret: "Rq7-vXk2LmT9_sPz4BdYw8HnCe3JgUa6FoVi1DrKtN0".to_owned(),
            agent_id: 1_000_017,
            corp_user: "zhangwei".to_owned(),
            verification_name: "6ynZPDvfTF.txt".to_owned(),
            verification_bytes: b"8d1f60b7c3e95a240f7be6d1c9a35824".to_vec(),
            tester: "zhangwei_oa".to_owned(),
            egress: EGRESS,
        }
    }
}

impl fmt::Debug for Cast {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cast")
            .field("app_id", &self.app_id)
            .field("service_address", &self.service_address)
            .field("home_url", &self.home_url)
            .field("package_url", &self.package_url)
            .field("corp_id", &self.corp_id)
            .field("agent_id", &self.agent_id)
            .finish_non_exhaustive()
    }
}
