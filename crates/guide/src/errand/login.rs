//! Errands of the login step: making the mini-program known to 云桥.

use super::{Errand, answered};
use crate::{Answers, Field, Text};

pub(super) fn existing(answers: &Answers) -> bool {
    answers.effective(Field::LoginBackend).as_deref() == Some("existing")
}

/// The outside address that 云桥 believes it has.
pub(crate) static ADDRESS: Errand = Errand {
    id: "login.address",
    title: Text::new("在云桥里核对外网地址", "Check the outside address in 云桥"),
    lines: &[
        Text::new(
            "用管理员登录系统，打开“后台管理中心 → 云桥 → 基础参数设置”。",
            "Log in to the system as administrator and open 后台管理中心, 云桥, 基础参数设置.",
        ),
        Text::new(
            "“云桥外网地址”要与下面的服务地址完全一致，否则改成它并保存。",
            "云桥外网地址 has to equal the service address below; if not, change it and save.",
        ),
        Text::new(
            "云桥要先装上厂商的最新补丁，再开放到外网。",
            "Install the vendor's newest patch for 云桥 before it is opened to the internet.",
        ),
    ],
    values: |answers| answered(answers, &[Field::ServiceAddress]),
    link: None,
    applies: existing,
};

/// A new mini-program in 云桥.
pub(crate) static REGISTER: Errand = Errand {
    id: "login.register",
    title: Text::new("在云桥里新建小程序", "Enter the mini-program in 云桥"),
    lines: &[
        Text::new(
            "打开“后台管理中心 → 云桥 → 微信小程序集成”，点“新建”。",
            "Open 后台管理中心, 云桥, 微信小程序集成 and choose 新建.",
        ),
        Text::new(
            "填写下面的名称和 App ID。",
            "Enter the name and App ID below.",
        ),
        Text::new(
            "AppSecret 从公众平台“开发管理 → 开发设置”粘贴，与本助手里填的是同一个；以后重置时两处都要改。",
            "Paste the AppSecret from the WeChat console, the same as entered here; after a reset, change both.",
        ),
        Text::new(
            "设置人员的匹配规则，例如“微信手机号 = OA 手机号”，然后保存。",
            "Set how people are matched, such as WeChat phone number = OA phone number, and save.",
        ),
    ],
    values: |answers| answered(answers, &[Field::Name, Field::AppId]),
    link: None,
    applies: existing,
};
