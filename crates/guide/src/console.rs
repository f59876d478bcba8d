//! The consoles that only a person can enter.

use crate::{Link, Text};

/// The WeChat console (公众平台), where a mini-program is administered.
pub(crate) const WECHAT: Link = Link {
    label: Text::new("打开微信公众平台", "Open the WeChat console"),
    url: "https://mp.weixin.qq.com/",
};

/// The WeCom console (企业微信管理后台).
pub(crate) const WECOM: Link = Link {
    label: Text::new("打开企业微信管理后台", "Open the WeCom console"),
    url: "https://work.weixin.qq.com/wework_admin/frame",
};
