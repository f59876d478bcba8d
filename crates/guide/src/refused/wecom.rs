//! The numbers of `qyapi.weixin.qq.com`.

use super::table::{Refused, table};

/// Every number of WeCom's server API that a deployer can meet, by number.
pub const WECOM: &[Refused] = table! {
    -1 "wecom.busy" ("企业微信系统繁忙。", "WeCom is busy.")
        [do "稍等几秒再检查；不需要改任何配置。", "Check again in a few seconds; nothing needs changing."];
    40001 "wecom.secret-wrong" ("Secret 不对，或与企业 ID 不匹配，或应用已停用。", "The Secret is wrong, does not fit the CorpID, or the application is switched off.")
        [revisit CorpSecret]
        [do "在“应用管理 → 小程序”里打开关联的小程序，重新查看并复制 Secret；确认应用处于启用状态。",
            "Open the linked mini-program under 应用管理, 小程序, and copy its Secret again; make sure the application is on."]
        [open WECOM];
    40003 "wecom.userid-invalid" ("企业微信没有这个成员帐号（userid）。", "WeCom has no member of this userid.")
        [do "在通讯录里核对成员帐号，1 到 64 个字符。", "Check the userid in the directory; it has 1 to 64 characters."]
        [open WECOM];
    40013 "wecom.corp-unknown" ("企业微信不认识这个企业 ID。", "WeCom does not know this CorpID.")
        [revisit CorpId]
        [do "在“我的企业 → 企业信息”最下面复制企业 ID；它不是小程序的 AppID。", "Copy the CorpID at the bottom of 我的企业, 企业信息; it is not the AppID."]
        [open WECOM];
    40014 "wecom.token-invalid" ("企业微信的访问凭证无效。", "WeCom's access token is not valid.")
        [do "再检查一次，会重新取得凭证。", "Check again; a token will be fetched anew."]
        [revisit CorpSecret];
    40029 "wecom.code-invalid" ("企业微信登录码无效：已用过、已过期，或不属于这个应用。", "The WeCom login code is not valid: used, expired, or of another application.")
        [do "小程序里要用 wx.qy.login 取码，且只由一台服务器兑换一次。", "The mini-program has to use wx.qy.login, and one server exchanges the code, once."]
        [do "确认 Secret 属于这个小程序关联的应用。", "Make sure the Secret is that of the linked application."];
    40056 "wecom.agent-unknown" ("企业微信不认识这个 AgentId。", "WeCom does not know this AgentId.")
        [revisit AgentId]
        [do "在关联的小程序应用详情页最上面复制 AgentId。", "Copy the AgentId at the top of the linked application's page."]
        [open WECOM];
    40091 "wecom.secret-of-another-corp" ("这个 Secret 属于另一家企业。", "The Secret belongs to another company.")
        [revisit CorpSecret]
        [revisit CorpId]
        [open WECOM];
    40093 "wecom.signature-wrong" ("JS-SDK 签名不对。", "The JS-SDK signature is wrong.")
        [do "签名用当前页面的完整网址（去掉 # 之后的部分）和以秒计的时间；核对服务器时钟。",
            "Sign the page's whole address without # and what follows, and a time in seconds; check the server's clock."];
    41001 "wecom.token-missing" ("调用里缺少访问凭证。", "The call carries no access token.") [report];
    41002 "wecom.corp-missing" ("调用里缺少企业 ID。", "The call carries no CorpID.") [revisit CorpId] [report];
    41004 "wecom.secret-missing" ("调用里缺少 Secret。", "The call carries no Secret.") [revisit CorpSecret] [report];
    41022 "wecom.suite-token-missing" ("这个接口按第三方应用调用，缺少 suite_access_token。", "The call was made as a third-party application's and lacks a suite_access_token.")
        [do "请使用自建关联的小程序的 Secret，不要用服务商的应用。", "Use the Secret of the mini-program you linked yourselves, not a provider's application."]
        [revisit CorpSecret];
    42001 "wecom.token-expired" ("企业微信的访问凭证已过期。", "WeCom's access token has expired.")
        [do "再检查一次，会重新取得凭证；若总是如此，请核对本机时钟。", "Check again, a token will be fetched anew; if it keeps happening, check this machine's clock."];
    42012 "wecom.ticket-unusable" ("JS-SDK 票据不能这样使用。", "The JS-SDK ticket cannot be used like this.")
        [do "agentConfig 要用 type=agent_config 的票据；不同应用的票据不能混用。", "agentConfig needs the ticket of type=agent_config; tickets of different applications cannot be mixed."];
    42013 "wecom.session-not-exchanged" ("登录码还没有在服务器上兑换。", "The login code has not been exchanged by the server yet.")
        [do "先由后端兑换 wx.qy.login 的码，再取成员信息。", "Let the backend exchange the code of wx.qy.login before member data is asked for."];
    45009 "wecom.quota-gone" ("企业微信接口调用过于频繁。", "WeCom's interface is being called too often.")
        [do "等待所在的时间窗口（分钟、小时或天）过去。", "Wait until the window (minute, hour or day) has passed."]
        [do "凭证和票据要缓存；找出没有缓存的系统。", "Tokens and tickets have to be cached; find the system that does not."];
    45033 "wecom.too-many-at-once" ("同时进行的调用过多。", "Too many calls are being made at the same time.") [wait];
    48002 "wecom.not-permitted" ("这个 Secret 的应用不能调用该接口。", "The application of this Secret may not make this call.")
        [revisit CorpSecret]
        [do "要用关联小程序应用的 Secret；通讯录同步的 Secret 不行。", "Use the Secret of the linked mini-program; that of the contact sync does not do."]
        [open WECOM];
    48006 "wecom.permission-withdrawn" ("该接口的权限因长期未用已被收回。", "The permission was withdrawn because it had not been used for long.")
        [do "请企业微信管理员在应用详情页重新开启。", "Ask the WeCom administrator to switch it on again on the application's page."]
        [open WECOM];
    50001 "wecom.redirect-not-trusted" ("跳转的域名不是该应用的可信域名。", "The domain redirected to is not a trusted domain of the application.")
        [do "在应用详情页“网页授权及 JS-SDK”里设置可信域名，写法要完全一致，包括端口。",
            "Set the trusted domain under 网页授权及 JS-SDK on the application's page; it has to match exactly, port included."]
        [open WECOM];
    50002 "wecom.member-outside" ("这个成员不在应用的可见范围内。", "The member is outside the application's visible range.")
        [do "在应用详情页扩大可见范围。", "Widen the visible range on the application's page."]
        [open WECOM];
    50003 "wecom.agent-closed" ("这个应用已停用。", "The application is switched off.")
        [do "在“应用管理”里启用它。", "Switch it on under 应用管理."]
        [open WECOM];
    60011 "wecom.no-privilege" ("应用无权查看这个成员、部门或标签。", "The application has no right to see this member, department or tag.")
        [do "把对方加入应用的可见范围。", "Add them to the application's visible range."]
        [open WECOM];
    60020 "wecom.ip-not-trusted" ("本机的出口 IP 不在该应用的企业可信 IP 里。", "This machine's address is not among the application's trusted addresses.")
        [do "复制下面的 IP，加到应用详情页的“企业可信IP”（多个用分号隔开），约一分钟后生效；要先设置可信域名。",
            "Copy the address below into 企业可信IP on the application's page (several are separated by semicolons); it takes about a minute, and a trusted domain comes first."]
        [do "登录后端所在服务器的出口 IP 也要加进去。", "Add the address of the login backend's server too."]
        [open WECOM];
    60103 "wecom.mobile-invalid" ("手机号的写法不对。", "The mobile number is not written as one.")
        [do "在通讯录里核对手机号。", "Check the number in the directory."]
        [open WECOM];
    60111 "wecom.userid-not-found" ("找不到这个成员：已离职、已删除，或不在应用的可见范围内。", "The member cannot be found: gone, deleted, or outside the visible range.")
        [do "在通讯录里核对成员帐号，并确认在应用的可见范围内。", "Check the userid in the directory and that it is within the visible range."]
        [open WECOM];
    60123 "wecom.department-invalid" ("没有这个部门编号。", "There is no department of this number.")
        [do "在通讯录里核对部门编号。", "Check the department's number in the directory."]
        [open WECOM];
    92002 "wecom.other-corp" ("成员属于另一家企业，不能跨企业查询。", "The member belongs to another company and cannot be asked about from here.")
        [do "关联了多家企业时，用成员所在企业的 Secret 兑换。", "With several companies linked, exchange with the Secret of the member's own."]
        [revisit CorpId];
    301002 "wecom.agent-of-another-app" ("这个 Secret 无权查看该 AgentId 的应用。", "The Secret has no right on the application of this AgentId.")
        [do "AgentId 和 Secret 要从同一个应用详情页复制。", "Copy AgentId and Secret from the same application's page."]
        [revisit AgentId]
        [revisit CorpSecret]
        [open WECOM];
    301007 "wecom.corp-unavailable" ("这家企业已解散或不可用。", "The company has been dissolved or is not available.")
        [revisit CorpId]
        [do "请企业微信管理员确认企业的状态。", "Ask the WeCom administrator about the company's state."];
    2000002 "wecom.corp-not-existing" ("企业微信里没有这家企业。", "There is no such company in WeCom.")
        [revisit CorpId]
        [do "在“我的企业 → 企业信息”最下面复制企业 ID。", "Copy the CorpID at the bottom of 我的企业, 企业信息."]
        [open WECOM];
};
