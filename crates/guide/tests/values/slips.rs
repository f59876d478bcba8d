//! Slips of the hand, field by field.

use guide::Field;

use super::APP_ID;
use Field::{
    AgentId, AppId, BusinessDomain as Business, CorpId, HomeUrl as Home, PackageFolder as Folder,
    PackageUrl as Package, Proxy, RequestDomain as Request, ServiceAddress as Service,
    UploadVersion as Version,
};

/// Field, as typed, the part named, what is offered (empty for nothing).
pub(crate) type Slip = (Field, &'static str, &'static str, &'static str);

const IDS: &[Slip] = &[
    // Blanks, invisible characters, full-width letters, Chinese punctuation, quotes.
    (AppId, " wx7c2a91e4b05d38f6", " ", APP_ID),
    (AppId, "wx7c2a91e4b05d38f6\n", "U+000A", APP_ID),
    (AppId, "wx7c2a\u{200B}91e4b05d38f6", "U+200B", APP_ID),
    (AppId, "\u{FEFF}wx7c2a91e4b05d38f6", "U+FEFF", APP_ID),
    (
        AppId,
        "\u{202A}wx7c2a91e4b05d38f6\u{202C}",
        "U+202A",
        APP_ID,
    ),
    (AppId, "wx7c2a91e4b05d38f6\u{0007}", "U+0007", APP_ID),
    (AppId, "ｗｘ7c2a91e4b05d38f6", "ｗ", APP_ID),
    (AppId, "\"wx7c2a91e4b05d38f6\"", "\"", APP_ID),
    (AppId, "“wx7c2a91e4b05d38f6”", "“", APP_ID),
    (AppId, "　wx7c2a91e4b05d38f6", "　", APP_ID),
    (AppId, "AppID：wx7c2a91e4b05d38f6", "：", APP_ID),
    // The wrong id, or not the whole of it.
    (AppId, "WX7C2A91E4B05D38F6", "WX7C2A91E4B05D38F6", APP_ID),
    (
        AppId,
        "AppID:wx7c2a91e4b05d38f6",
        "AppID:wx7c2a91e4b05d38f6",
        APP_ID,
    ),
    (
        AppId,
        "小程序IDwx7c2a91e4b05d38f6",
        "小程序IDwx7c2a91e4b05d38f6",
        "",
    ),
    (AppId, "小程序（ID）wx7c2a91e4b05d38f6", "（", APP_ID),
    (AppId, "gh_a1b2c3d4e5f6", "gh_a1b2c3d4e5f6", ""),
    (AppId, "ww4f8d2b6a90c1e375", "ww4f8d2b6a90c1e375", ""),
    (AppId, "wx7c2a91e4b05d38f", "wx7c2a91e4b05d38f", ""),
    (AppId, "wx7c2a91e4b05d38fg", "wx7c2a91e4b05d38fg", ""),
    (CorpId, "WW4f8d2b6a90c1e375", "WW", "ww4f8d2b6a90c1e375"),
    (CorpId, "1000017", "1000017", ""),
    (AgentId, "AgentId:1000017", "AgentId:1000017", "1000017"),
    (AgentId, "+5", "+5", "5"),
    (AgentId, "0", "0", ""),
    (AgentId, "１０００", "１", "1000"),
    (Version, "v1.0.0", "v1.0.0", "1.0.0"),
    (Version, "1。0。0", "。", "1.0.0"),
    (Version, "1.0.", "1.0.", "1.0"),
    (Version, "1.2.3.4.5", "1.2.3.4.5", ""),
];

const ADDRESSES: &[Slip] = &[
    (
        Service,
        "https：//oa.example.com",
        "：",
        "https://oa.example.com",
    ),
    (
        Service,
        "https://oa。example。com",
        "。",
        "https://oa.example.com",
    ),
    (
        Service,
        "http：//oa。example.com／",
        "：",
        "https://oa.example.com/",
    ),
    (
        Service,
        "http://oa.example.com",
        "http://",
        "https://oa.example.com",
    ),
    (
        Service,
        "HTTP://oa.example.com/eb",
        "HTTP://",
        "https://oa.example.com/eb",
    ),
    (
        Service,
        "oa.example.com",
        "oa.example.com",
        "https://oa.example.com",
    ),
    (
        Service,
        "oa.example.com:8443",
        "oa.example.com:8443",
        "https://oa.example.com:8443",
    ),
    (
        Service,
        "https:/oa.example.com",
        "https:/",
        "https://oa.example.com",
    ),
    (
        Service,
        "https//oa.example.com",
        "https//",
        "https://oa.example.com",
    ),
    (
        Service,
        "https://https://oa.example.com",
        "https://https://",
        "https://oa.example.com",
    ),
    (
        Service,
        "http://https://oa.example.com",
        "http://",
        "https://oa.example.com",
    ),
    (
        Service,
        "https:///oa.example.com",
        "https:///",
        "https://oa.example.com",
    ),
    (Service, "ftp://oa.example.com", "ftp://oa.example.com", ""),
    (
        Service,
        "https://oa.example.com:443/eb",
        ":443",
        "https://oa.example.com/eb",
    ),
    (
        Service,
        "https://oa.example.com:443?x",
        ":443",
        "https://oa.example.com",
    ),
    (
        Service,
        "https://oa.example.com:99999",
        ":99999",
        "https://oa.example.com",
    ),
    (
        Service,
        "https://oa.example.com:0",
        ":0",
        "https://oa.example.com",
    ),
    (
        Service,
        "https://oa.example.com:",
        ":",
        "https://oa.example.com",
    ),
    (
        Service,
        "https://oa.example.com?a=1",
        "?a=1",
        "https://oa.example.com",
    ),
    (
        Service,
        "https://oa.example.com/#/x",
        "#/x",
        "https://oa.example.com/",
    ),
    (
        Service,
        "https://oa.example.com./eb",
        ".",
        "https://oa.example.com/eb",
    ),
    (Service, "https://oa_x.example.com", "_", ""),
    (Service, "https://*.example.com", "*.", ""),
    (Service, "https://10.0.0.8:8080", "10.0.0.8", ""),
    (Service, "http://10.0.0.8", "http://", ""),
    (Service, "https://0x7f.1", "127.0.0.1", ""),
    (Service, "https://[::1]/", "[::1]", ""),
    (Service, "https://localhost", "localhost", ""),
    (Service, "https://oa.corp", "oa.corp", ""),
    (Service, "https://", "https://", ""),
    (
        Service,
        "https://例子.中国/a",
        "例子.中国",
        "https://xn--fsqu00a.xn--fiqs8s/a",
    ),
    (
        Service,
        "'https://oa.example.com'",
        "'",
        "https://oa.example.com",
    ),
    (Home, "https://oa.example.com/${x}", "${", ""),
    (Home, "https://oa.example.com/a\"b", "\"", ""),
    (Home, "https://oa.example.com/a`b", "`", ""),
    (Home, "https://oa.example.com/a\\b", "\\", ""),
    (
        Home,
        "https://oa.example.com/a\u{2028}b",
        "U+2028",
        "https://oa.example.com/ab",
    ),
    (
        Home,
        "https://oa.example.com/a\u{2029}",
        "U+2029",
        "https://oa.example.com/a",
    ),
    (
        Home,
        "https://oa.example.com/a\u{0085}",
        "U+0085",
        "https://oa.example.com/a",
    ),
    (
        Home,
        "https://oa.example.com/主页",
        "主",
        "https://oa.example.com/%E4%B8%BB%E9%A1%B5",
    ),
    (
        Home,
        "https://oa.example.com/a？b＝1",
        "？",
        "https://oa.example.com/a?b=1",
    ),
    (
        Package,
        "oa.example.com/a.zip",
        "oa.example.com/a.zip",
        "https://oa.example.com/a.zip",
    ),
    (
        Package,
        "https:/oa.example.com/a",
        "https:/oa.example.com/a",
        "https://oa.example.com/a",
    ),
    (
        Proxy,
        "http://10.0.0.1:3128/x",
        "/x",
        "http://10.0.0.1:3128",
    ),
    (
        Proxy,
        "socks5://10.0.0.1:1080",
        "socks5://10.0.0.1:1080",
        "",
    ),
    (Proxy, "10.0.0.1：3128", "：", "10.0.0.1:3128"),
    (Proxy, "http:中://b", "http:中://b", ""),
];

const DOMAINS: &[Slip] = &[
    (
        Business,
        "https://oa.example.com",
        "https://",
        "oa.example.com",
    ),
    (
        Business,
        "https://oa.example.com/a?b",
        "https://",
        "oa.example.com",
    ),
    (Business, "https：//oa.example.com/", "：", "oa.example.com"),
    (
        Business,
        "http://oa.example.com:8443/",
        "http://",
        "oa.example.com",
    ),
    (Business, "//oa.example.com", "//", "oa.example.com"),
    (Business, "oa.example.com/", "/", "oa.example.com"),
    (Business, "oa.example.com/eb/", "/eb/", "oa.example.com"),
    (Business, "oa.example.com:443", ":443", "oa.example.com"),
    (Business, "oa.example.com:x", "x", "oa.example.com"),
    (Business, "oa.example.com.", ".", "oa.example.com"),
    (Business, "oa。example。com", "。", "oa.example.com"),
    (
        Business,
        "oa.example.com;m.example.com",
        ";m.example.com",
        "oa.example.com",
    ),
    (
        Business,
        "oa.example.com，m.example.com",
        "，",
        "oa.example.com",
    ),
    (Business, "例子.中国", "例子.中国", "xn--fsqu00a.xn--fiqs8s"),
    (Business, "*.example.com", "*.", ""),
    (Business, "oa_x.example.com", "_", ""),
    (Business, "-oa.example.com", "-oa.example.com", ""),
    (Business, "oa..example.com", "oa..example.com", ""),
    (Business, "10.0.0.8", "10.0.0.8", ""),
    (Business, "10.0.0.8:443", "10.0.0.8", ""),
    (Business, "127.1", "127.1", ""),
    (Business, "[::1]", "[::1]", ""),
    (Business, "localhost", "localhost", ""),
    (Business, "oa.local", "oa.local", ""),
    (Business, "me@example.com", "@", ""),
    (
        Request,
        "https://oa.example.com:8443/x",
        "https://",
        "oa.example.com:8443",
    ),
    (Request, "oa.example.com:443", ":443", "oa.example.com"),
    (Request, "oa.example.com:70000", "70000", "oa.example.com"),
    (
        Request,
        "例子.中国:8443",
        "例子.中国",
        "xn--fsqu00a.xn--fiqs8s:8443",
    ),
    (Request, "api.weixin.qq.com", "api.weixin.qq.com", ""),
];

const FOLDERS: &[Slip] = &[
    (Folder, "/srv/小程序", "小程序", ""),
    (Folder, "/srv/my app", "my app", ""),
    (Folder, "\"C:\\weapp\"", "\"", "C:\\weapp"),
    (Folder, " /srv/weapp ", " ", "/srv/weapp"),
    (Folder, "C:weapp", "C:weapp", ""),
    (Folder, "weapp", "weapp", ""),
    (Folder, "/srv/a\nb", "\\n", ""),
];

/// Every slip.
pub(crate) fn all() -> Vec<Slip> {
    [IDS, ADDRESSES, DOMAINS, FOLDERS].concat()
}
