//! The numbers of `api.weixin.qq.com`.

use super::table::{Refused, table};

/// Every number of WeChat's server API that a deployer can meet, by number.
pub const WECHAT: &[Refused] = table! {
    -1 "wechat.busy" ("微信系统繁忙。", "WeChat is busy.")
        [do "稍等几秒再检查；不需要改任何配置。", "Check again in a few seconds; nothing needs changing."];
    40001 "wechat.token-not-latest"
        ("访问凭证无效，或者已被另一处取得的新凭证替换。", "The access token is not valid, or a newer one fetched elsewhere has replaced it.")
        [do "查一查是否有第二个系统（旧云桥、测试环境）也在用这个 AppID 取凭证；只留一个，或都改用稳定版接口 stable_token。",
            "Find out whether a second system (an old 云桥, a test system) fetches tokens for this AppID; keep one, or let all use stable_token."]
        [revisit AppSecret];
    40002 "wechat.grant-type-refused"
        ("微信不接受这次调用的授权类型，或者这个账号没有该接口的权限。", "WeChat refused the grant type of the call, or the account may not make it.")
        [do "经过代理时，确认代理没有改写网址参数。", "Behind a proxy, make sure that it does not rewrite the query."]
        [do "个人主体的小程序不能生成链接，请使用组织主体。", "A personal account cannot create links; use an organisation's."]
        [report];
    40013 "credentials.appid-unknown" ("微信不认识这个 AppID，或者它与凭证不属于同一个小程序。", "WeChat does not know this AppID, or it is not the one the token belongs to.")
        [revisit AppId]
        [do "在“开发管理 → 开发设置 → 开发者 ID”重新复制；不要用公众号、开放平台或企业微信的编号，注意大小写和空格。",
            "Copy it again from Development settings, Developer ID; not an official account's, an open-platform or a WeCom id; mind letter case and blanks."]
        [open WECHAT];
    40014 "wechat.token-invalid" ("访问凭证无效。", "The access token is not valid.")
        [do "再检查一次，会重新取得凭证。", "Check again; a token will be fetched anew."]
        [report];
    40029 "wechat.code-invalid" ("登录码或手机号授权码无效：已过期，或属于另一个小程序。", "The login or phone code is not valid: it has expired or belongs to another mini-program.")
        [do "确认资源包里的 AppID（project.config.json 和 project.private.config.json）与后端用的是同一个。",
            "Make sure the package (project.config.json and project.private.config.json) and the backend use the same AppID."]
        [do "重新打开小程序再试；每个码只能用一次，五分钟内有效。", "Open the mini-program again; a code works once, within five minutes."];
    40097 "wechat.arguments-refused" ("微信不接受这次调用的参数。", "WeChat refused the arguments of the call.")
        [report];
    40125 "credentials.secret-wrong" ("AppSecret 与 AppID 不匹配。", "The AppSecret does not fit the AppID.")
        [revisit AppSecret]
        [do "重新复制 AppSecret，首尾不要漏字或带空格；如果有人重置过，只有最新的有效，云桥里也要同步修改。",
            "Copy the AppSecret again, both ends, without blanks; if somebody reset it, only the newest works, and 云桥 needs it too."]
        [do "确认它属于这个 AppID，而不是另一个小程序或公众号。", "Make sure it belongs to this AppID, not to another mini-program or an official account."]
        [open WECHAT];
    40129 "wechat.scene-invalid" ("小程序码的 scene 参数含有不允许的字符。", "The scene of the mini-program code holds characters that are not allowed.")
        [report];
    40159 "wechat.path-length" ("小程序码的页面路径为空或过长。", "The page path of the mini-program code is empty or too long.")
        [report];
    40163 "wechat.code-used" ("登录码已经用过。", "The login code has been used before.")
        [do "一个码只能兑换一次；检查后端是否在超时后重复提交，或前端是否登录了两次。",
            "A code can be exchanged once; see whether the backend repeats the call after a time-out, or the front end logs in twice."];
    40164 "credentials.ip-not-listed" ("本机的出口 IP 不在该小程序的 API IP 白名单里。", "This machine's address is not on the mini-program's API IP list.")
        [do "复制下面的 IP，加到“开发管理 → 开发设置 → IP 白名单”（管理员扫码确认）；最多十条，可写网段。",
            "Copy the address below into Development settings, IP list (an administrator confirms by scanning); ten entries at most, ranges allowed."]
        [do "如果这张白名单并非有意启用，也可以把它关闭。", "If the list was not switched on deliberately, switch it off."]
        [do "云桥服务器的出口 IP 也要加进去，它和本机的往往不同。", "Add the address of the 云桥 server too; it is often not this machine's."]
        [open WECHAT];
    40165 "wechat.path-refused" ("链接里的小程序页面路径不对。", "The page path in the link is not right.") [report];
    40169 "wechat.scene-length" ("小程序码的 scene 参数为空或超过 32 个字符。", "The scene of the mini-program code is empty or longer than 32 characters.") [report];
    40201 "wechat.no-callback-address" ("这个小程序没有配置消息推送地址，无法做网络通信检测。", "The mini-program has no message push address, so WeChat's own network test cannot run.")
        [do "云桥不需要消息推送；可以忽略。", "云桥 needs no message push; this can be ignored."];
    40202 "wechat.callback-action" ("网络通信检测的动作参数不对。", "The action of WeChat's network test is not right.") [report];
    40203 "wechat.callback-operator" ("网络通信检测的运营商参数不对。", "The operator of WeChat's network test is not right.") [report];
    40212 "wechat.query-refused" ("链接里的参数不对。", "The query in the link is not right.") [report];
    40226 "wechat.user-blocked" ("微信判定这个用户有风险，拒绝其登录。", "WeChat holds this user to be a risk and refuses the login.")
        [do "换一个微信账号试；该用户要在微信里自行申诉。", "Try another WeChat account; the user has to appeal inside WeChat."];
    40243 "credentials.secret-frozen" ("AppSecret 已被冻结。", "The AppSecret has been frozen.")
        [do "在“开发管理 → 开发设置 → AppSecret”点解冻；只影响取凭证，不需要换新密钥。",
            "Unfreeze it under Development settings, AppSecret; only fetching tokens is affected, no new secret is needed."]
        [open WECHAT];
    41001 "wechat.token-missing" ("调用里缺少访问凭证。", "The call carries no access token.") [report];
    41002 "wechat.appid-missing" ("调用里缺少 AppID。", "The call carries no AppID.")
        [do "经过代理时，确认代理没有去掉网址参数。", "Behind a proxy, make sure that it does not drop the query."]
        [report];
    41004 "wechat.secret-missing" ("调用里缺少 AppSecret。", "The call carries no AppSecret.")
        [revisit AppSecret]
        [report];
    41008 "wechat.code-missing" ("调用里缺少登录码。", "The call carries no login code.") [report];
    41030 "wechat.page-unknown" ("已发布的版本里没有这个页面，或者小程序还没有发布。", "The released version has no such page, or nothing has been released yet.")
        [do "先上传并选为体验版；正式码要等发布以后才有。", "Upload and choose the trial version first; the code of the release can be had once it is out."]
        [open WECHAT];
    41033 "wechat.not-made-by-platform" ("这个接口只对由第三方平台代注册的小程序开放。", "This call is open only to mini-programs registered through a third-party platform.")
        [do "请在公众平台上手工完成这一项。", "Do this by hand in the WeChat console."]
        [open WECHAT];
    42001 "wechat.token-expired" ("访问凭证已过期。", "The access token has expired.")
        [do "再检查一次，会重新取得凭证；若总是如此，请核对本机时钟。", "Check again, a token will be fetched anew; if it keeps happening, check this machine's clock."];
    43001 "wechat.get-required" ("这个接口要用 GET 调用。", "The call has to be made with GET.") [report];
    43002 "wechat.post-required" ("这个接口要用 POST 调用。", "The call has to be made with POST.")
        [do "经过代理时，确认代理没有改写请求方法。", "Behind a proxy, make sure that it does not change the method."]
        [report];
    44002 "wechat.body-empty" ("请求的内容到微信时是空的。", "The body of the call was empty when it reached WeChat.")
        [do "经过代理时，确认代理没有去掉请求内容。", "Behind a proxy, make sure that it does not drop the body."]
        [report];
    44990 "wechat.links-too-fast" ("生成链接过于频繁。", "Links are being created too fast.") [wait];
    44993 "wechat.links-daily-gone" ("今天生成链接的次数已用完。", "Today's number of links is used up.")
        [do "次日零点（北京时间）后再试。", "Try again after midnight, Beijing time."];
    45009 "credentials.daily-quota-gone" ("该接口今天的调用次数已用完。", "Today's calls of this interface are used up.")
        [do "等到零点（北京时间）自动恢复，或在公众平台清空额度（每月十次）。",
            "Wait for midnight, Beijing time, or clear the quota in the WeChat console (ten times a month)."]
        [do "找出是哪个系统每次都重新取凭证而不缓存。", "Find the system that fetches a new token for every call."]
        [open WECHAT];
    45011 "credentials.minute-quota-gone" ("这一分钟里的调用过多。", "There were too many calls within this minute.") [wait];
    45029 "wechat.codes-gone" ("小程序码的总数已用完。", "The number of mini-program codes is used up.")
        [do "改用不限数量的小程序码，或直接用公众平台上的二维码。", "Use the unlimited kind of code, or the QR code shown in the console."]
        [open WECHAT];
    47001 "wechat.body-unreadable" ("微信读不懂请求的内容。", "WeChat could not read the body of the call.")
        [do "经过代理时，确认代理没有改写请求内容。", "Behind a proxy, make sure that it does not rewrite the body."]
        [report];
    48001 "wechat.not-permitted" ("这个账号没有该接口的权限。", "The account may not make this call.")
        [do "有些接口只开放给第三方平台或已认证的账号；请在公众平台上手工完成或核对这一项。",
            "Some calls are reserved for third-party platforms or verified accounts; do or check this by hand in the console."]
        [open WECHAT];
    48004 "wechat.api-banned" ("该接口已被微信封禁。", "WeChat has banned this call for the account.")
        [do "在公众平台的通知中心查看原因和解封办法。", "See the notices in the WeChat console for the reason and how to lift it."]
        [open WECHAT];
    48006 "wechat.clears-gone" ("本月清空额度的次数已用完。", "This month's quota clears are used up.")
        [do "等额度自然恢复（零点，北京时间）。", "Wait for the quota to come back by itself at midnight, Beijing time."];
    50002 "credentials.account-restricted" ("这个账号受到限制或已注销。", "The account is restricted or has been closed.")
        [do "在公众平台的通知中心查看原因，必要时联系微信客服。", "See the notices in the WeChat console; contact WeChat if need be."]
        [open WECHAT];
    50004 "credentials.token-api-banned" ("这个账号被禁止取得访问凭证。", "The account is banned from fetching tokens.")
        [do "在公众平台的通知中心查看处罚通知并申诉。", "Read the notice in the WeChat console and appeal."]
        [open WECHAT];
    50007 "credentials.account-frozen" ("这个账号已被冻结。", "The account has been frozen.")
        [do "在公众平台的通知中心查看原因；多半是年审未做或违规。", "See the notices in the WeChat console; usually the yearly verification is due or a rule was broken."]
        [open WECHAT];
    61004 "wechat.component-address" ("第三方平台的 IP 没有登记。", "The address of the third-party platform is not registered.")
        [do "请使用小程序自己的 AppID 和 AppSecret。", "Use the mini-program's own AppID and AppSecret."]
        [revisit AppId];
    61007 "wechat.component-not-permitted" ("第三方平台没有得到这项授权。", "The third-party platform has not been granted this.")
        [do "请使用小程序自己的 AppID 和 AppSecret，或在公众平台上手工完成。", "Use the mini-program's own AppID and AppSecret, or do it by hand in the console."]
        [open WECHAT];
    61024 "credentials.wrong-account-kind" ("这个账号要由第三方平台取得凭证，账号类型不符。", "Tokens of this account are fetched by a third-party platform; it is of another kind.")
        [do "请使用自行注册的小程序的 AppID 和 AppSecret。", "Use the AppID and AppSecret of a mini-program you registered yourselves."]
        [revisit AppId];
    76001 "wechat.rid-unknown" ("微信查不到这个请求编号。", "WeChat does not know this request id.") [wait];
    76002 "wechat.rid-malformed" ("请求编号的写法不对。", "The request id is not written as one.") [report];
    76003 "wechat.rid-of-another" ("这个请求编号属于另一个账号。", "The request id belongs to another account.") [revisit AppId];
    76004 "wechat.rid-too-old" ("这个请求编号超过七天，已查不到。", "The request id is more than seven days old.")
        [do "再检查一次，会得到新的请求编号。", "Check again to get a new request id."];
    76021 "wechat.path-not-an-api" ("没有这个接口路径。", "There is no interface of this path.") [report];
    76022 "wechat.path-not-for-account" ("这个接口路径不适用于这类账号。", "The interface of this path is not for this kind of account.") [report];
    85001 "wechat.tester-not-found" ("找不到这个微信号，或对方不允许通过微信号搜索。", "There is no such WeChat ID, or it cannot be searched for.")
        [do "请对方在微信“设置 → 朋友权限 → 添加我的方式”里打开微信号搜索，再添加体验成员。",
            "Ask the person to allow being found by WeChat ID in the WeChat settings, then add the tester again."];
    85002 "wechat.testers-full" ("体验成员已满。", "There is no room for further testers.")
        [do "在“成员管理 → 体验成员”里删除不再需要的人。", "Remove testers who are no longer needed under Members, testers."]
        [open WECHAT];
    85003 "wechat.tester-of-too-many" ("对方已是太多小程序的体验成员。", "The person is a tester of too many mini-programs.")
        [do "请对方退出一些小程序的体验，或换一个人。", "Ask the person to leave some of them, or add somebody else."];
    85004 "wechat.tester-already" ("对方已经是体验成员。", "The person is a tester already.")
        [do "不用再添加。", "Nothing needs doing."];
    85079 "wechat.not-published" ("小程序还没有发布。", "The mini-program has not been released.")
        [do "发布之前请用公众平台上的体验版二维码。", "Until then use the trial version's QR code in the console."]
        [open WECHAT];
    85083 "wechat.search-banned" ("搜索开关已被微信封禁，不能修改。", "WeChat has locked the search switch.")
        [do "在公众平台的通知中心查看原因。", "See the notices in the WeChat console."]
        [open WECHAT];
    85096 "wechat.scene-reserved" ("参数 scancode_time 是微信保留的。", "The parameter scancode_time is reserved by WeChat.") [report];
    85400 "wechat.long-links-gone" ("长期有效的链接数量已用完。", "The number of long-lived links is used up.")
        [do "改用三十天内有效的链接。", "Use links that last up to thirty days."];
    85401 "wechat.link-expiry" ("链接的有效期要在一分钟到三十天之间。", "A link lasts from one minute to thirty days.") [report];
    85402 "wechat.link-version" ("链接里的小程序版本参数不对。", "The version named in the link is not right.") [report];
    85403 "wechat.link-unknown" ("没有这个链接。", "There is no such link.")
        [do "它可能已过期；请重新生成。", "It may have expired; create it anew."];
    85405 "wechat.plain-scheme-closed" ("这个页面没有开放明文链接。", "Plain links are not enabled for this page.")
        [do "在公众平台声明允许明文跳转的页面路径。", "Declare the page path for plain links in the console."]
        [open WECHAT];
    85406 "wechat.link-visits-gone" ("今天通过链接打开的次数已用完。", "Today's number of visits through links is used up.")
        [do "次日零点（北京时间）后再试。", "Try again after midnight, Beijing time."];
    85407 "wechat.links-not-permitted" ("这个账号没有生成链接的权限。", "The account may not create links.")
        [do "个人主体和境外主体不能生成链接，请改用小程序码。", "Personal and overseas accounts cannot; use a mini-program code."];
    85408 "wechat.links-banned" ("生成链接的能力已被微信封禁。", "WeChat has banned the account from creating links.")
        [do "在公众平台的通知中心查看原因。", "See the notices in the WeChat console."]
        [open WECHAT];
    86000 "wechat.platform-only" ("这个接口只能由第三方平台代为调用。", "Only a third-party platform can make this call.")
        [do "请在公众平台上手工完成这一项。", "Do this by hand in the WeChat console."]
        [open WECHAT];
    87007 "wechat.session-key-gone" ("会话密钥不存在或已过期。", "The session key is missing or has expired.")
        [do "让用户重新打开小程序登录。", "Let the user open the mini-program and log in again."];
    87008 "wechat.signature-method" ("会话签名的算法参数不对。", "The method of the session signature is not right.") [report];
    87009 "wechat.signature-wrong" ("会话签名不对，会话密钥多半已经更换。", "The session signature is wrong; the session key has probably been replaced.")
        [do "让用户重新打开小程序登录。", "Let the user open the mini-program and log in again."];
    89501 "credentials.confirmation-needed" ("微信在等管理员确认这次调用。", "WeChat is waiting for the administrator to confirm the call.")
        [do "请小程序管理员在微信里确认收到的提示，然后再检查。", "Ask the mini-program's administrator to confirm the prompt in WeChat, then check again."];
    89503 "credentials.confirmation-needed" ("从新的 IP 调用要由管理员确认。", "A call from a new address has to be confirmed by the administrator.")
        [do "请小程序管理员在微信里确认收到的提示，然后再检查。", "Ask the mini-program's administrator to confirm the prompt in WeChat, then check again."];
    89506 "credentials.confirmation-refused" ("管理员在 24 小时内拒绝了两次，这个 IP 被停用 24 小时。", "The administrator refused twice within 24 hours; this address is blocked for 24 hours.")
        [do "与管理员沟通好，24 小时后再检查，并请其确认。", "Agree with the administrator, check again after 24 hours and have it confirmed."];
    89507 "credentials.confirmation-refused" ("管理员刚刚拒绝了这次调用，这个 IP 被停用 1 小时。", "The administrator has just refused the call; this address is blocked for one hour.")
        [do "与管理员沟通好，1 小时后再检查，并请其确认。", "Agree with the administrator, check again after an hour and have it confirmed."];
};
