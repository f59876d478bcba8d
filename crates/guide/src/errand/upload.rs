//! Errands of the upload step: uploading with the developer tools.

use super::{Errand, answered, nothing};
use crate::{Field, Link, Text};

const DEVELOPER_TOOLS: Link = Link {
    label: Text::new("下载微信开发者工具", "Download the developer tools"),
    url: "https://developers.weixin.qq.com/miniprogram/dev/devtools/download.html",
};

/// Getting the tools ready.
pub(crate) static TOOLS: Errand = Errand {
    id: "upload.tools",
    title: Text::new("准备微信开发者工具", "Get the developer tools ready"),
    lines: &[
        Text::new(
            "在 Windows 或 macOS 上安装微信开发者工具的稳定版。",
            "Install the stable developer tools on Windows or macOS.",
        ),
        Text::new(
            "用该小程序的管理员或开发者的微信扫码登录；不是成员的微信无法上传。",
            "Log in by scanning with the WeChat of an administrator or developer of the mini-program; others cannot upload.",
        ),
    ],
    values: nothing,
    link: Some(DEVELOPER_TOOLS),
    applies: super::always,
};

/// Opening the package.
pub(crate) static IMPORT: Errand = Errand {
    id: "upload.import",
    title: Text::new("导入资源包", "Import the package"),
    lines: &[
        Text::new(
            "点“导入”，选择下面的文件夹（含 project.config.json 的那一层）。",
            "Choose Import and the folder below, the level that holds project.config.json.",
        ),
        Text::new(
            "AppID 应自动填好；不一样时粘贴下面的。不使用云服务。",
            "The AppID should be filled in; if it differs, paste the one below. No cloud services.",
        ),
        Text::new(
            "工具问是否信任该项目时，先确认资源包检查没有提示编译前命令，再选信任。",
            "When asked whether to trust the project, make sure first that the package checks name no commands run before compiling.",
        ),
        Text::new(
            "右侧“详情 → 本地设置”里不要勾选“不校验合法域名”，否则这里正常、手机上打不开。",
            "Under Details, Local settings leave the skipping of the domain check off; otherwise it works here and fails on phones.",
        ),
    ],
    values: |answers| answered(answers, &[Field::PackageFolder, Field::AppId]),
    link: None,
    applies: super::always,
};

/// Uploading.
pub(crate) static UPLOAD: Errand = Errand {
    id: "upload.upload",
    title: Text::new("上传", "Upload"),
    lines: &[
        Text::new(
            "编译没有报错后，点右上角“上传”。",
            "When it compiles without errors, choose Upload at the top right.",
        ),
        Text::new(
            "填写下面的版本号和说明，点“上传”，等到提示成功。",
            "Enter the version and description below, upload, and wait for the success message.",
        ),
        Text::new(
            "用密钥上传（miniprogram-ci）时，“小程序代码上传”的 IP 白名单里要有本机出口 IP；它与 API IP 白名单是两张表。",
            "With an upload key (miniprogram-ci), this machine's address has to be on the code upload's IP list, which is not the API's.",
        ),
    ],
    values: |answers| answered(answers, &[Field::UploadVersion, Field::UploadDescription]),
    link: None,
    applies: super::always,
};
