//! Errands of the domains step: entering the domains in the console.

use super::{Errand, always};
use crate::{Answers, Fact, Field, Text, console};

fn server_domains(answers: &Answers) -> Vec<Fact> {
    let Ok(domain) = answers.request_domain() else {
        return Vec::new();
    };
    [
        Text::new("request 合法域名", "request domain"),
        Text::new("uploadFile 合法域名", "uploadFile domain"),
        Text::new("downloadFile 合法域名", "downloadFile domain"),
    ]
    .into_iter()
    .map(|label| Fact::to_copy(label, domain.entry()))
    .collect()
}

/// The domains that scripts may call.
pub(crate) static REQUEST: Errand = Errand {
    id: "domains.request",
    title: Text::new(
        "登记服务器域名（request 合法域名）",
        "Enter the server domain (request 合法域名)",
    ),
    lines: &[
        Text::new(
            "用小程序管理员登录公众平台，打开“开发管理 → 开发设置 → 服务器域名”，点“修改”，管理员扫码。",
            "Log in to the WeChat console as the mini-program's administrator, open Development settings, server domains, choose to change them and scan.",
        ),
        Text::new(
            "把下面的值填进对应的格子；要上传下载附件，三项都要填。",
            "Enter the values below in their boxes; attachments need all three.",
        ),
        Text::new(
            "原样粘贴：不带路径，不带末尾的斜杠；没有端口时不要写 :443。",
            "Paste them as they are: no path, no slash at the end; without a port, no :443.",
        ),
        Text::new(
            "保存。每月最多改 50 次；域名要已备案。",
            "Save. 50 changes a month are allowed; the domain needs an ICP filing.",
        ),
    ],
    values: server_domains,
    link: Some(console::WECHAT),
    applies: always,
};

fn business_domain(answers: &Answers) -> Vec<Fact> {
    answers
        .business_domain()
        .map(|domain| Fact::to_copy(Field::BusinessDomain.label(), domain.as_str()))
        .into_iter()
        .collect()
}

/// The domains whose pages may be opened.
pub(crate) static BUSINESS: Errand = Errand {
    id: "domains.business",
    title: Text::new("准备登记业务域名", "Prepare to enter the business domain"),
    lines: &[
        Text::new(
            "在同一页面找到“业务域名”，点“开始配置”或“修改”，管理员扫码。个人主体的小程序没有这一项。",
            "On the same page find business domains, choose to set them up and scan. Personal accounts do not have this.",
        ),
        Text::new(
            "下载校验文件，保存到本机；先不要点保存，窗口可以开着。",
            "Download the verification file to this machine; do not save yet, leave the window open.",
        ),
        Text::new(
            "填入下面的域名：不带 https://，不带端口；备案后满 24 小时才能填。",
            "Enter the domain below: no https://, no port; a new ICP filing has to be 24 hours old.",
        ),
        Text::new(
            "在下一步放好校验文件，检查通过后再回来点“保存”。",
            "Place the verification file in the next step; come back and save once its checks hold.",
        ),
    ],
    values: business_domain,
    link: Some(console::WECHAT),
    applies: always,
};
