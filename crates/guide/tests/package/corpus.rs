//! Scripts in the shapes that real mini-programs have; all written for these tests.

/// Both settings, told by comments.
pub(crate) const COMMENTED: &str = "App({
  globalData: {
    userInfo: null,
    // 服务地址：云桥外网地址，末尾不要带斜杠
    serviceUrl: 'https://bridge.example.org',
    // serviceUrl: 'http://192.168.1.10:8088', // 内网调试用
    homeUrl: \"https://bridge.example.org/mobile/home\", // 主页地址：云桥链接管理中复制的链接
    docs: 'https://developers.weixin.qq.com/miniprogram/dev/',
  },
})
";

/// Scripts whose settings are both certain: name, source, id of the service setting, id of the home setting.
pub(crate) fn certain() -> Vec<(&'static str, Vec<u8>, &'static str, &'static str)> {
    let globals = ("globalData.serviceUrl", "globalData.homeUrl");
    let both = |name, source: String| (name, source.into_bytes(), globals.0, globals.1);
    vec![
        both("comments", COMMENTED.to_owned()),
        both("CRLF", COMMENTED.replace('\n', "\r\n")),
        both("CR", COMMENTED.replace('\n', "\r")),
        both("byte order mark", format!("\u{FEFF}{COMMENTED}")),
        both("byte order mark and CRLF", format!("\u{FEFF}{}", COMMENTED.replace('\n', "\r\n"))),
        both("templates", COMMENTED.replace(['\'', '"'], "`")),
        both("single quotes", COMMENTED.replace('"', "'")),
        both("no line end at the end", COMMENTED.trim_end().to_owned()),
        both(
            "minified with comments",
            "App({globalData:{/* 服务地址 */serviceUrl:\"https://a.example.org\",/* 主页地址 */homeUrl:\"https://a.example.org/h\"},onLaunch(){var e=1}});".into(),
        ),
        both(
            "minified, names and shapes alone",
            "App({globalData:{serviceUrl:\"https://a.example.org\",homeUrl:\"https://a.example.org/wx/index.html\"}})".into(),
        ),
        both(
            "quoted keys",
            "App({'globalData':{\"serviceUrl\":'https://a.example.org',[\"homeUrl\"]:'https://a.example.org/h'}})".into(),
        ),
        both(
            "nothing filled in",
            "App({ globalData: {\n  /** 服务地址 */\n  serviceUrl: '',\n  homeUrl: '', // 主页地址\n} })".into(),
        ),
        both(
            "escapes in the old value",
            "App({globalData:{\n// 服务地址\nserviceUrl:'https:\\/\\/a.example\\u002eorg',\n// 主页地址\nhomeUrl:'https://a/\\\n\\x41\\'\\u{1F600}'}})".into(),
        ),
        both(
            "Chinese before the values",
            "// 中文注释😀\nApp({ 名: '值😀', globalData: { 标题: '移动办公',\n serviceUrl: 'https://a.example.org', /* 服务地址 */\n homeUrl: 'https://a.example.org/x' // 主页地址\n}})".into(),
        ),
        (
            "constants used below",
            "// 服务地址\nexport const serviceUrl = 'https://a.example.org';\n/* 主页地址 */ const homeUrl = 'https://a.example.org/h';\nApp({ globalData: { serviceUrl, homeUrl } })".into(),
            "serviceUrl",
            "homeUrl",
        ),
        (
            "directly on App, other names",
            "App({\n  // 服务地址\n  host: 'https://a.example.org',\n  // 主页地址\n  webUrl: 'https://a.example.org/h',\n  url: 'https://elsewhere.example.org/x'\n})".into(),
            "host",
            "webUrl",
        ),
        (
            "class fields",
            "class Settings {\n  // 服务地址\n  static api = 'https://a.example.org'\n  page = 'https://a.example.org/h' // 主页地址\n}\nApp({})".into(),
            "Settings.api",
            "Settings.page",
        ),
        (
            "assigned to exports",
            "// 服务地址\nexports.api = 'https://a.example.org'\n// 主页地址\nmodule.exports.page = 'https://a.example.org/h'\nApp({})".into(),
            "api",
            "page",
        ),
    ]
}

/// Scripts in which neither setting is certain.
pub(crate) const ASKED: &[(&str, &str)] = &[
    (
        "names that mislead",
        "App({globalData:{homeUrl:'https://a.example.org',webUrl:'https://b.example.org/h5',serverUrl:'https://c.example.org'}})",
    ),
    (
        "environments",
        "const urls={develop:'https://d.example.org',trial:'https://t.example.org',release:'https://r.example.org'}\nApp({globalData:{serviceUrl:urls[v],homeUrl:urls[v]+'/h'}})",
    ),
    (
        "environments under a comment",
        "App({globalData:{\n// 服务地址\nserviceUrl:{release:'https://r.example.org'},\n// 主页地址\nhomeUrl:{release:'https://r.example.org/h'}}})",
    ),
    (
        "a choice",
        "App({globalData:{\n// 服务地址\nserviceUrl: test ? 'https://t.example.org' : 'https://a.example.org',\n// 主页地址\nhomeUrl: saved || 'https://a.example.org/h'}})",
    ),
    (
        "the same key twice",
        "App({globalData:{\n// 服务地址\nserviceUrl:'https://a.example.org',\nserviceUrl:'https://b.example.org',\n// 主页地址\nhomeUrl:'https://a.example.org/h',\nhomeUrl:'https://b.example.org/h'}})",
    ),
    (
        "overridden at launch",
        "App({globalData:{\n// 服务地址\nserviceUrl:'https://a.example.org',\n// 主页地址\nhomeUrl:'https://a.example.org/h'},\nonLaunch(){ this.globalData.serviceUrl = wx.getStorageSync('s'); const app = this; app.globalData.homeUrl += '?x' }})",
    ),
    (
        "assigned at launch",
        "App({globalData:{},onLaunch(){\n// 服务地址\nthis.globalData.serviceUrl='https://a.example.org'\n// 主页地址\nthis.globalData.homeUrl='https://a.example.org/h'\n}})",
    ),
    (
        "in functions",
        "function serviceUrl(){ return 'https://a.example.org' }\nconst homeUrl = () => 'https://a.example.org/h'\nApp({})",
    ),
    (
        "a switch",
        "function f(v){ switch(v){ case 1:\n// 服务地址\nvar serviceUrl='https://a.example.org'; break\ndefault:\n// 主页地址\nvar homeUrl='https://a.example.org/h' } }\nApp({})",
    ),
    (
        "spread over",
        "App({globalData:{\n// 服务地址\nserviceUrl:'https://a.example.org',\n// 主页地址\nhomeUrl:'https://a.example.org/h',\n...require('./local.js')}})",
    ),
    (
        "comments that contradict names",
        "App({globalData:{\n// 主页地址\nserviceUrl:'https://a.example.org',\n// 服务地址\nhomeUrl:'https://a.example.org/h'}})",
    ),
    (
        "two of each",
        "App({globalData:{\n// 服务地址\na:'https://a.example.org',\n// 服务地址（测试）\nb:'https://b.example.org',\n// 主页地址\nc:'https://a.example.org/h',\n// 主页地址（旧）\nd:'https://b.example.org/h'}})",
    ),
    (
        "names with rivals",
        "App({globalData:{baseUrl:'https://a.example.org',uploadHost:'https://u.example.org',homeUrl:'https://a.example.org/h',webUrl:'https://a.example.org/w'}})",
    ),
    (
        "other addresses with the word in their comments",
        "App({globalData:{\n// 图片服务地址\nimages:'https://i.example.org',\n// 旧版主页地址\npage:'https://a.example.org/h'}})",
    ),
    (
        "lists",
        "App({globalData:{\n// 服务地址\nserviceUrl:['https://a.example.org'],\n// 主页地址\nhomeUrl:['https://a.example.org/h']}})",
    ),
    (
        "changed by a call",
        "App(merge({globalData:{\n// 服务地址\nserviceUrl:'https://a.example.org',\n// 主页地址\nhomeUrl:'https://a.example.org/h'}}))",
    ),
    (
        "a bundle",
        "!function(e){var t={};App({globalData:{\n// 服务地址\nserviceUrl:'https://a.example.org',\n// 主页地址\nhomeUrl:'https://a.example.org/h'}})}([]);",
    ),
    (
        "a comment over the object and not over its values",
        "App({\n  // 服务地址\n  server: { url: 'https://a.example.org' },\n  // 主页地址\n  start: { url: 'https://a.example.org/h' },\n})",
    ),
];
