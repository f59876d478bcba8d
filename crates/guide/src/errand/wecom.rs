//! Errands of the WeCom step.

use super::{Errand, always, answered, nothing};
use crate::{Answers, Fact, Field, Text, console};

/// Linking the mini-program.
pub(crate) static LINK: Errand = Errand {
    id: "wecom.link",
    title: Text::new("在企业微信里关联小程序", "Link the mini-program in WeCom"),
    lines: &[
        Text::new(
            "小程序要先发布过；急用时先发布一个最小的版本。",
            "The mini-program has to be released first; in a hurry, release a minimal version.",
        ),
        Text::new(
            "企业微信管理后台“应用管理 → 小程序 → 关联小程序”，用小程序管理员的微信扫码，选择下面的小程序。",
            "WeCom console: 应用管理, 小程序, 关联小程序; scan with the mini-program administrator's WeChat and choose the one below.",
        ),
        Text::new(
            "打开关联好的应用，把最上面的 AgentId 和 Secret 填到本页；企业 ID 在“我的企业 → 企业信息”最下面。",
            "Open the linked application and enter its AgentId and Secret on this page; the CorpID is at the bottom of 我的企业, 企业信息.",
        ),
    ],
    values: |answers| answered(answers, &[Field::Name, Field::AppId]),
    link: Some(console::WECOM),
    applies: always,
};

/// Who sees it.
pub(crate) static VISIBLE_RANGE: Errand = Errand {
    id: "wecom.visible-range",
    title: Text::new("设置可见范围", "Set the visible range"),
    lines: &[
        Text::new(
            "在应用详情页点“可见范围”，加入要使用的部门、标签或成员。",
            "On the application's page choose 可见范围 and add the departments, tags or members who are to use it.",
        ),
        Text::new(
            "范围之外的成员看不到，也无法登录。",
            "Members outside it neither see it nor can log in.",
        ),
    ],
    values: nothing,
    link: Some(console::WECOM),
    applies: always,
};

fn trusted_domain(answers: &Answers) -> Vec<Fact> {
    let Ok(home) = answers.home_url() else {
        return Vec::new();
    };
    let domain = match home.port() {
        443 => home.host().to_owned(),
        port => format!("{}:{port}", home.host()),
    };
    vec![Fact::to_copy(
        Text::new("可信域名", "Trusted domain"),
        domain,
    )]
}

/// The trusted domain.
pub(crate) static TRUSTED_DOMAIN: Errand = Errand {
    id: "wecom.trusted-domain",
    title: Text::new("设置可信域名", "Set the trusted domain"),
    lines: &[
        Text::new(
            "在应用详情页“网页授权及 JS-SDK”里填写下面的域名，写法要完全一致，不能用通配符。",
            "Enter the domain below under 网页授权及 JS-SDK on the application's page; it has to match exactly, without wildcards.",
        ),
        Text::new(
            "点“申请校验域名”，下载 WW_verify_ 开头的文件，放到该域名的网站根目录（与小程序的校验文件可以并存），再确认。",
            "Ask for verification, download the file beginning with WW_verify_, put it into the domain's web root (beside the mini-program's own) and confirm.",
        ),
        Text::new(
            "域名备案的主体要与企业相同或有关联。",
            "The owner in the domain's ICP filing has to be the company or related to it.",
        ),
    ],
    values: trusted_domain,
    link: Some(console::WECOM),
    applies: always,
};

/// The trusted addresses.
pub(crate) static TRUSTED_ADDRESS: Errand = Errand {
    id: "wecom.trusted-address",
    title: Text::new("设置企业可信IP", "Set the trusted addresses"),
    lines: &[
        Text::new(
            "先完成可信域名，“企业可信IP”才能填写。",
            "企业可信IP opens only after the trusted domain is set.",
        ),
        Text::new(
            "在应用详情页“企业可信IP”里填写登录后端所在服务器的出口 IP，多个用分号隔开；从本机检查时，加上“网络”一步列出的本机出口 IP。",
            "Enter the outgoing address of the login backend's server under 企业可信IP, several separated by semicolons; to check from here, add this machine's, which the network step shows.",
        ),
        Text::new(
            "必须是本企业自己的 IP；约一分钟后生效。",
            "They have to be the company's own; it takes about a minute.",
        ),
    ],
    values: nothing,
    link: Some(console::WECOM),
    applies: always,
};

/// Only in WeCom.
pub(crate) static ONLY_WECOM: Errand = Errand {
    id: "wecom.only",
    title: Text::new(
        "只在企业微信里用时：设为“仅在企业微信中运行”",
        "If it is meant for WeCom alone: let it run only there",
    ),
    lines: &[
        Text::new(
            "提交审核时把“仅在企业微信中运行”选为“是”；以后在微信里搜不到也打不开，由企业微信团队审核。",
            "When submitting for review set 仅在企业微信中运行 to 是; WeChat then neither finds nor opens it, and WeCom's team reviews it.",
        ),
        Text::new(
            "准备至少五张截图、一段录屏，以及写明企业全称和企业 ID 的说明。",
            "Have five screenshots or more, a recording, and a description with the company's full name and CorpID ready.",
        ),
        Text::new(
            "微信里也要使用的，选“否”。",
            "If it is to be used in WeChat too, choose 否.",
        ),
    ],
    values: |answers| answered(answers, &[Field::CorpId]),
    link: Some(console::WECHAT),
    applies: always,
};

/// Not to be found by searching.
pub(crate) static SEARCH: Errand = Errand {
    id: "wecom.search",
    title: Text::new("关闭搜索", "Switch search off"),
    lines: &[
        Text::new(
            "在公众平台“设置 → 基本设置 → 隐私与安全”里把“允许被搜索”关闭。",
            "In the WeChat console under Basic settings, privacy and security, switch off being found by search.",
        ),
        Text::new(
            "这只是不让人搜到，不代替登录校验。",
            "This only hides it; it does not take the place of the login.",
        ),
    ],
    values: nothing,
    link: Some(console::WECHAT),
    applies: always,
};

/// Not to be passed on.
pub(crate) static SHARING: Errand = Errand {
    id: "wecom.sharing",
    title: Text::new("确认不能转发", "Make sure it cannot be shared"),
    lines: &[
        Text::new(
            "在体验版里点右上角“…”，确认没有“转发给朋友”和“分享到朋友圈”。",
            "In the trial version open the … menu and make sure that nothing offers to share.",
        ),
        Text::new(
            "如果有，请提供资源包的一方在页面里去掉 onShareAppMessage，或调用 wx.hideShareMenu。",
            "If something does, have the package's makers remove onShareAppMessage from the pages or call wx.hideShareMenu.",
        ),
    ],
    values: nothing,
    link: None,
    applies: always,
};
