//! Errands of the release step: from the uploaded version to the release.

use super::{Errand, always, answered, nothing};
use crate::{Field, Text, console};

/// Choosing the trial version.
pub(crate) static TRIAL: Errand = Errand {
    id: "release.trial",
    title: Text::new("选为体验版", "Choose the trial version"),
    lines: &[
        Text::new(
            "在公众平台打开“管理 → 版本管理 → 开发版本”，找到下面的版本。",
            "In the WeChat console open Versions, development version, and find the version below.",
        ),
        Text::new(
            "点“选为体验版”，确认；页面路径留空。",
            "Choose it as trial version and confirm; leave the page path empty.",
        ),
    ],
    values: |answers| answered(answers, &[Field::UploadVersion]),
    link: Some(console::WECHAT),
    applies: always,
};

/// Adding testers.
pub(crate) static TESTERS: Errand = Errand {
    id: "release.testers",
    title: Text::new("添加体验成员", "Add testers"),
    lines: &[
        Text::new(
            "打开“管理 → 成员管理 → 体验成员”，逐个添加微信号；对方要允许通过微信号搜索。管理员不用添加。",
            "Open Members, testers, and add WeChat IDs one by one; the person has to allow being found by it. Administrators need not be added.",
        ),
        Text::new(
            "请他们用微信扫体验版二维码，登录一次，打开主页，点几个常用页面。",
            "Have them scan the trial QR code with WeChat, log in once, open the home page and a few pages in use.",
        ),
        Text::new(
            "iPhone 和安卓都要试；缺少中间证书这类问题只在其中一种上出现。",
            "Try both iPhone and Android; faults such as a missing intermediate certificate show on one only.",
        ),
    ],
    values: nothing,
    link: Some(console::WECHAT),
    applies: always,
};

/// The privacy guideline.
pub(crate) static PRIVACY: Errand = Errand {
    id: "release.privacy",
    title: Text::new("填写用户隐私保护指引", "Fill in the privacy guideline"),
    lines: &[
        Text::new(
            "打开“设置 → 基本设置 → 服务内容声明 → 用户隐私保护指引”。",
            "Open Basic settings, service statements, privacy guideline.",
        ),
        Text::new(
            "声明实际用到的每一项：手机号（用于与单位人员匹配），以及用到时的位置、摄像头、相册、剪贴板等。",
            "Declare everything in use: the phone number (to match people of the organisation) and, where used, location, camera, album, clipboard and so on.",
        ),
        Text::new(
            "没有声明的接口在手机上会失败（errno 112）。指引随代码一起审核，更新后要等一阵才生效。",
            "An undeclared interface fails on phones (errno 112). The guideline is reviewed with the code and takes a while to work.",
        ),
    ],
    values: nothing,
    link: Some(console::WECHAT),
    applies: always,
};

/// The filing of the mini-program.
pub(crate) static FILING: Errand = Errand {
    id: "release.filing",
    title: Text::new("小程序备案", "File the mini-program"),
    lines: &[
        Text::new(
            "发布前要完成小程序备案；它与域名的网站备案是两件事，体验版不需要。",
            "A release needs the mini-program's own filing; it is not the domain's ICP filing, and a trial does without.",
        ),
        Text::new(
            "在公众平台首页点“去备案”，填写主体和小程序信息，按提示扫码和上传证件。",
            "Start it on the console's first page, enter owner and mini-program, scan and upload papers as asked.",
        ),
        Text::new(
            "平台初审后，24 小时内完成短信核验；管局审核需要 1 到 20 个工作日。",
            "After the platform's check confirm by text message within 24 hours; the authority takes 1 to 20 working days.",
        ),
    ],
    values: |answers| answered(answers, &[Field::Name, Field::AppId]),
    link: Some(console::WECHAT),
    applies: always,
};

/// Review and release.
pub(crate) static REVIEW: Errand = Errand {
    id: "release.review",
    title: Text::new("提交审核并发布", "Submit for review and release"),
    lines: &[
        Text::new(
            "在“版本管理”里对该版本点“提交审核”；类目按单位业务选择。",
            "Under Versions submit the version for review; choose the category by what the organisation does.",
        ),
        Text::new(
            "登录才能使用的，附上测试帐号和说明：仅供本单位人员使用，如何登录。",
            "Since it needs a login, add a test account and say that it is for the organisation's own people and how to log in.",
        ),
        Text::new(
            "审核一般 1 到 7 天；通过后点“发布”，可先分阶段发布。",
            "Review takes 1 to 7 days as a rule; then release, in stages if you like.",
        ),
    ],
    values: |answers| answered(answers, &[Field::UploadVersion]),
    link: Some(console::WECHAT),
    applies: always,
};
