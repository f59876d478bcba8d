//! Sentences that belong to no check: standings, unknowns, counts.

use guide::{Field, Lang, Obstacle, Outcome, Probe, Site, Standing, Text, Unknown, Verdict};

use crate::wire::Summary;

/// A standing in words.
pub(crate) fn standing_words(standing: Standing) -> Text {
    match standing {
        Standing::Folded => Text::new("不适用", "does not apply"),
        Standing::Blocked => Text::new("等前面的问题解决", "waits for an earlier problem"),
        Standing::Open => Text::new("待完成", "to do"),
        Standing::Broken => Text::new("有问题", "has a problem"),
        Standing::Done => Text::new("已完成", "done"),
    }
}

/// What a probe looks at.
fn looked_at(probe: Probe) -> Text {
    let site = |site: Site| match site {
        Site::Service => Text::new("服务地址", "the service address"),
        Site::Home => Text::new("主页", "the home page"),
        Site::Request => Text::new("request 域名", "the request domain"),
        Site::Business => Text::new("业务域名", "the business domain"),
    };
    match probe {
        Probe::WeChat => Text::new("微信服务器", "WeChat's server"),
        Probe::WeCom => Text::new("企业微信服务器", "WeCom's server"),
        Probe::UploadHost => Text::new("代码上传服务器", "the upload host"),
        Probe::PackageHost => Text::new("资源包下载地址", "the package address"),
        Probe::Egress => Text::new("出口 IP", "the egress address"),
        Probe::Credentials => Text::new("AppID 和 AppSecret", "the AppID and AppSecret"),
        Probe::RegisteredDomains => Text::new("后台登记的域名", "the registered domains"),
        Probe::TrialCode => Text::new("体验版小程序码", "the trial version's code"),
        Probe::ReleasedCode => Text::new("正式版小程序码", "the released version's code"),
        Probe::WeComAgent => Text::new("企业微信应用", "the WeCom application"),
        Probe::Dns(at) | Probe::Tcp(at) | Probe::Tls(at) | Probe::Http(at) => site(at),
        Probe::Package => Text::new("资源包文件夹", "the package folder"),
        Probe::VerificationFile => {
            Text::new("本机的校验文件", "the verification file on this machine")
        }
        Probe::PlacedFile => Text::new("网站上的校验文件", "the verification file on the site"),
        Probe::UploadKey => Text::new("上传密钥文件", "the upload key file"),
        Probe::LoginServer => Text::new("登录后端", "the login backend"),
    }
}

/// Why nothing can be said, in one sentence.
pub(crate) fn unknown_words(unknown: &Unknown, lang: Lang) -> String {
    let field = |field: Field| field.label().to(lang);
    match unknown {
        Unknown::NotAnswered(missing) => match lang {
            Lang::Zh => format!("还没有填写“{}”。", field(*missing)),
            Lang::En => format!("“{}” has not been answered.", field(*missing)),
        },
        Unknown::NotLooked(_) => Text::new("还没有检查。", "Not looked at yet.")
            .to(lang)
            .to_owned(),
        Unknown::NotVisible(words) => words.to(lang).to_owned(),
        Unknown::Crashed => Text::new(
            "这项检查自身出错了；请把报告发给我们。",
            "The check itself failed; please send us the report.",
        )
        .to(lang)
        .to_owned(),
        Unknown::CouldNotLook(probe, obstacle) => {
            let what = looked_at(*probe).to(lang);
            let why = obstacle_words(obstacle, lang);
            match lang {
                Lang::Zh => format!("没能看到{what}：{why}"),
                Lang::En => format!("Could not see {what}: {why}"),
            }
        }
    }
}

fn obstacle_words(obstacle: &Obstacle, lang: Lang) -> String {
    let fixed = |zh: &'static str, en: &'static str| Text::new(zh, en).to(lang).to_owned();
    match (obstacle, lang) {
        (Obstacle::Offline, _) => fixed(
            "本机没有联网（或设为离线）。",
            "this machine is offline, or was told to be.",
        ),
        (Obstacle::TimedOut(millis), Lang::Zh) => format!("{} 秒内没有回应。", millis / 1000),
        (Obstacle::TimedOut(millis), Lang::En) => format!("no answer within {} s.", millis / 1000),
        (Obstacle::Cancelled, _) => fixed("已停止。", "it was stopped."),
        (Obstacle::NoSecret(field), Lang::Zh) => {
            format!("没有保存“{}”，请重新填写。", field.label().zh)
        }
        (Obstacle::NoSecret(field), Lang::En) => {
            format!("no “{}” is stored; enter it again.", field.label().en)
        }
        (Obstacle::NotReached(why), Lang::Zh) if why.is_empty() => {
            "先要解决下层的问题。".to_owned()
        }
        (Obstacle::NotReached(why), Lang::En) if why.is_empty() => {
            "something below has to be solved first.".to_owned()
        }
        (Obstacle::NotReached(why), Lang::Zh) => format!("先要解决下层的问题（{why}）。"),
        (Obstacle::NotReached(why), Lang::En) => {
            format!("something below has to be solved first ({why}).")
        }
        (Obstacle::Unreadable(path, why), Lang::Zh) => {
            format!("读不到 {path}（{why}）；请检查路径和权限。")
        }
        (Obstacle::Unreadable(path, why), Lang::En) => {
            format!("{path} cannot be read ({why}); check the path and its permissions.")
        }
        (Obstacle::Busy(why), Lang::Zh) => format!("对方繁忙（{why}）；请稍后重试。"),
        (Obstacle::Busy(why), Lang::En) => {
            format!("the far side is busy ({why}); try again in a moment.")
        }
        (Obstacle::Crashed, _) => fixed(
            "探测自身出错了；请把报告发给我们。",
            "the probe itself failed; please send us the report.",
        ),
    }
}

/// Counts outcomes and says in one sentence how everything stands. Folded findings are counted with their cause.
pub(crate) fn summary<'a>(outcomes: impl Iterator<Item = &'a Outcome>, lang: Lang) -> Summary {
    let mut summary = Summary::default();
    for outcome in outcomes {
        match outcome {
            Ok(Verdict::Holds(_)) => summary.holds += 1,
            Ok(Verdict::Worrying(_)) => summary.worrying += 1,
            Ok(Verdict::Broken(_)) => summary.broken += 1,
            Err(_) => summary.unknown += 1,
        }
    }
    let Summary {
        holds,
        worrying,
        broken,
        unknown,
        ..
    } = summary;
    summary.words = match (lang, broken, unknown) {
        (Lang::Zh, 0, 0) => format!("全部通过：{holds} 项正常，{worrying} 项需留意。"),
        (Lang::En, 0, 0) => format!("All holds: {holds} checks hold, {worrying} need attention."),
        (Lang::Zh, 0, _) => format!(
            "没有发现问题，但有 {unknown} 项无法判断；{holds} 项正常，{worrying} 项需留意。"
        ),
        (Lang::En, 0, _) => format!(
            "Nothing is broken, but {unknown} checks could not be told; {holds} hold, {worrying} need attention."
        ),
        (Lang::Zh, _, _) => format!(
            "{broken} 项有问题，{worrying} 项需留意，{unknown} 项无法判断，{holds} 项正常。"
        ),
        (Lang::En, _, _) => format!(
            "{broken} broken, {worrying} need attention, {unknown} could not be told, {holds} hold."
        ),
    };
    summary
}
