//! Errands of the home step: the link that the mini-program opens.

use super::login::existing;
use super::{Errand, nothing};
use crate::Text;

/// A link in 云桥.
pub(crate) static LINK: Errand = Errand {
    id: "home.link",
    title: Text::new("在云桥里新建主页链接", "Make the home page link in 云桥"),
    lines: &[
        Text::new(
            "打开“后台管理中心 → 云桥 → 微信小程序集成”，进入该小程序的“链接管理”，点“新建”。",
            "Open 后台管理中心, 云桥, 微信小程序集成, go to 链接管理 of the mini-program and choose 新建.",
        ),
        Text::new(
            "选择要打开的页面（一般是移动门户首页）并保存。",
            "Choose the page to open (usually the mobile portal) and save.",
        ),
        Text::new(
            "复制生成的链接，粘贴到本页的“主页地址”。",
            "Copy the link it makes and paste it into Home page on this page.",
        ),
    ],
    values: nothing,
    link: None,
    applies: existing,
};
