//! Errands of the verification step: getting the file to the web root, and saving in the console.

use std::path::Path;

use super::{Errand, always, nothing};
use crate::{Answers, Fact, Field, Text, console};

/// Where E10 keeps its web root when it is installed at the usual place.
const USUAL_ROOT: &str = "/opt/weaver/e10-front/nginx/build/layout";

/// Downloading the file.
pub(crate) static DOWNLOAD: Errand = Errand {
    id: "verification.download",
    title: Text::new("下载校验文件", "Download the verification file"),
    lines: &[
        Text::new(
            "在公众平台“开发管理 → 开发设置 → 业务域名”里点“下载校验文件”。",
            "In the WeChat console under Development settings, business domains, download the verification file.",
        ),
        Text::new(
            "不要打开、改名或另存；在本页选择下载到的 .txt 文件。",
            "Do not open, rename or resave it; choose the downloaded .txt file on this page.",
        ),
        Text::new(
            "文件名是十个字母或数字。MP_verify_ 开头的属于公众号，WW_verify_ 开头的属于企业微信，都不是它。",
            "Its name is ten letters or digits. MP_verify_ belongs to official accounts and WW_verify_ to WeCom; neither is it.",
        ),
    ],
    values: nothing,
    link: Some(console::WECHAT),
    applies: always,
};

/// The file's name, when it is one that a web server's configuration can hold as it is.
fn file_name(answers: &Answers) -> Option<String> {
    let path = answers.verification_file().ok()?;
    // A path typed on Windows is read on Linux too when a deployment is handed on.
    let text = path.to_str()?;
    let name = text.rsplit(['/', '\\']).next()?;
    let plain = name
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'));
    (plain && !name.is_empty()).then(|| name.to_owned())
}

/// The web root with `/`, when nginx can hold it between quotes without reading a variable or an end into it.
fn web_root(answers: &Answers) -> String {
    answers
        .web_root()
        .ok()
        .as_deref()
        .and_then(Path::to_str)
        .filter(|root| !root.contains(['"', '$', '\n', '\r', ';', '{', '}']))
        .map(|root| root.replace('\\', "/"))
        .map(|root| root.trim_end_matches('/').to_owned())
        .unwrap_or_else(|| USUAL_ROOT.to_owned())
}

fn snippet(name: &str, root: &str) -> String {
    format!("location = /{name} {{\n    default_type text/plain;\n    alias \"{root}/{name}\";\n}}")
}

fn for_the_servers_people(answers: &Answers) -> Vec<Fact> {
    let Some(name) = file_name(answers) else {
        return Vec::new();
    };
    let root = web_root(answers);
    let mut facts = vec![
        Fact::to_copy(Text::new("文件名", "File name"), name.as_str()),
        Fact::to_copy(
            Text::new(
                "放到（按实际安装位置调整）",
                "Put it at (adjust to the installation)",
            ),
            format!("{root}/{name}"),
        ),
        Fact::to_copy(
            Text::new("nginx 配置", "nginx configuration"),
            snippet(&name, &root),
        ),
    ];
    if let Ok(domain) = answers.business_domain() {
        let url = format!("https://{}/{name}", domain.as_str());
        facts.push(Fact::to_copy(
            Text::new("自测命令", "Command to try it"),
            format!("curl -i {url}"),
        ));
        facts.push(Fact::to_copy(
            Text::new("应能打开的地址", "Address that has to answer"),
            url,
        ));
    }
    facts
}

/// Having the file placed by those who run the server.
pub(crate) static SEND: Errand = Errand {
    id: "verification.send",
    title: Text::new(
        "把校验文件交给服务器管理员",
        "Send the file to the server's people",
    ),
    lines: &[
        Text::new(
            "把校验文件原样作为附件发给服务器管理员（压缩成 zip 可防止改动），并附上下面的内容。",
            "Send the verification file as an attachment (zipped, so that nothing alters it) together with what is below.",
        ),
        Text::new(
            "请对方放到网站根目录；有多台 nginx 时，每台都要放。",
            "They put it into the web root; with several nginx machines, on each of them.",
        ),
        Text::new(
            "访问仍返回登录页或首页时，把下面这段加进该域名的 server 块，在其他 location 之前，再执行 nginx -s reload。",
            "If a login page or the home page still answers, add the lines below to the domain's server block, before other locations, and run nginx -s reload.",
        ),
        Text::new(
            "用自测命令核对：状态是 200，没有跳转，内容与文件逐字节相同。浏览器能看到不算数。",
            "Check with the command: status 200, no redirect, the very bytes of the file. That a browser shows it proves nothing.",
        ),
    ],
    values: for_the_servers_people,
    link: None,
    applies: |answers| answers.effective(Field::Placement).as_deref() == Some("others"),
};

/// Saving in the console once the file is in place.
pub(crate) static SAVE: Errand = Errand {
    id: "verification.save",
    title: Text::new("保存业务域名", "Save the business domain"),
    lines: &[
        Text::new(
            "本页的检查都通过以后，回到公众平台的业务域名窗口点“保存”。",
            "Once the checks of this page hold, go back to business domains in the WeChat console and save.",
        ),
        Text::new(
            "保存后不要删除校验文件，以后修改域名时还会再查。",
            "Leave the file in place afterwards; it is looked at again when domains change.",
        ),
    ],
    values: |answers| super::answered(answers, &[Field::BusinessDomain]),
    link: Some(console::WECHAT),
    applies: always,
};
