//! The texts of the package: a small, complete mini-program that opens a page in a web view.

/// The folder everything lies in, as in the vendor's archive.
pub(super) const FOLDER: &str = "weapp-mini-main";

pub(super) const APP_JS: &str = r#"// 演练用小程序：由 Weapp Bridge 项目自行编写，仿照厂商资源包的写法，并非厂商文件。
// Written by the Weapp Bridge project in the style of the vendor's package; not the vendor's file.
App({
  onLaunch() {
    const update = wx.getUpdateManager && wx.getUpdateManager()
    if (update) update.onUpdateReady(() => update.applyUpdate())
  },

  globalData: {
    userInfo: null,
    // 服务地址：云桥外网地址，末尾不要带斜杠
    serviceUrl: 'https://bridge.example.com',
    // serviceUrl: 'http://192.168.1.10:8088', // 内网调试用
    homeUrl: "https://bridge.example.com/mobile/home", // 主页地址：云桥链接管理中复制的链接
    timeout: 15000,
    docs: 'https://developers.weixin.qq.com/miniprogram/dev/framework/',
  },
})
"#;

pub(super) const APP_JS_WITHOUT_SETTINGS: &str = r#"// 演练用小程序：由 Weapp Bridge 项目自行编写，并非厂商文件。
const config = require('./config.js')

App({
  globalData: {
    userInfo: null,
    config,
  },
})
"#;

pub(super) const CONFIG_JS: &str = r"// 部署时只需修改本文件
module.exports = {
  // 服务地址
  baseURL: 'https://bridge.example.com',
  // 主页地址
  homePage: `https://bridge.example.com/mobile/home`,
}
";

pub(super) const APP_JSON: &str = r##"{
  "pages": [
    "pages/index/index",
    "pages/login/login"
  ],
  "window": {
    "navigationBarTitleText": "移动办公",
    "navigationBarBackgroundColor": "#ffffff",
    "navigationBarTextStyle": "black"
  },
  "style": "v2",
  "lazyCodeLoading": "requiredComponents",
  "sitemapLocation": "sitemap.json"
}
"##;

pub(super) const APP_WXSS: &str = "page {\n  background: #f6f7f9;\n}\n";

pub(super) const SITEMAP_JSON: &str = r#"{
  "rules": [
    { "action": "disallow", "page": "*" }
  ]
}
"#;

pub(super) const PROJECT_JSON: &str = r#"{
  "description": "项目配置文件",
  "miniprogramRoot": "",
  "compileType": "miniprogram",
  "libVersion": "3.5.0",
  "appid": "wx0000000000000000",
  "projectname": "weapp-mini",
  "setting": {
    "urlCheck": true,
    "es6": true,
    "enhance": true,
    "postcss": true,
    "minified": true
  },
  "packOptions": {
    "ignore": [],
    "include": []
  },
  "condition": {}
}
"#;

pub(super) const INDEX_JS: &str = r"const app = getApp()

Page({
  data: { src: '' },

  onLoad(options) {
    const home = options.url ? decodeURIComponent(options.url) : app.globalData.homeUrl
    this.setData({ src: home })
  },
})
";

pub(super) const INDEX_WXML: &str = "<web-view wx:if=\"{{src}}\" src=\"{{src}}\"></web-view>\n";

pub(super) const LOGIN_JS: &str = r"const app = getApp()

Page({
  data: { failed: false },

  onLoad() {
    wx.login({
      success: ({ code }) => this.exchange(code),
      fail: () => this.setData({ failed: true }),
    })
  },

  exchange(code) {
    wx.request({
      url: app.globalData.serviceUrl + '/wxapp/login',
      method: 'POST',
      data: { code },
      success: () => wx.reLaunch({ url: '/pages/index/index' }),
      fail: () => this.setData({ failed: true }),
    })
  },
})
";

pub(super) const LOGIN_WXML: &str = "<view wx:if=\"{{failed}}\">登录失败，请稍后再试</view>\n";

pub(super) const PAGE_JSON: &str = "{\n  \"usingComponents\": {}\n}\n";

pub(super) const PAGE_WXSS: &str = "view {\n  padding: 32rpx;\n}\n";

pub(super) const READ_ME: &str =
    "部署说明\n\n1. 修改 app.js 中的服务地址和主页地址。\n2. 用微信开发者工具导入本目录并上传。\n";

pub(super) const PRIVATE_PROJECT_JSON: &str = r#"{
  "appid": "wx1111111111111111",
  "projectname": "weapp-mini-local",
  "setting": {
    "urlCheck": false
  }
}
"#;
