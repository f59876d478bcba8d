//! Failures in words: what happened with the value, then the next action.

use guide::{Lang, Text, Unknown, package};
use world::hand;

use crate::draw::{problem_view, unknown_words};
use crate::wire::{Failure, FailureCode};
use crate::{deployment_file, secrets, store};

/// A failure without cause or problem.
pub(crate) fn failure(
    code: FailureCode,
    what: impl Into<String>,
    hint: Text,
    lang: Lang,
) -> Failure {
    Failure {
        code,
        what: what.into(),
        hint: hint.to(lang).to_owned(),
        cause: Vec::new(),
        problem: None,
    }
}

/// Something the request names does not exist.
pub(crate) fn no_such(kind: Text, value: &str, lang: Lang) -> Failure {
    let kind = kind.to(lang);
    let what = match lang {
        Lang::Zh => format!("没有这个{kind}：{value}。"),
        Lang::En => format!("There is no such {kind}: {value}."),
    };
    failure(
        FailureCode::Refused,
        what,
        Text::new("请从列表中选择。", "Choose one from the list."),
        lang,
    )
}

/// Something else is running.
pub(crate) fn busy(lang: Lang) -> Failure {
    let what = Text::new("正在做另一件事。", "Something else is running.").to(lang);
    failure(
        FailureCode::NotNow,
        what,
        Text::new("请等它结束，或先停止它。", "Wait for it, or stop it first."),
        lang,
    )
}

/// No deployment is open.
pub(crate) fn nothing_open(lang: Lang) -> Failure {
    let what = Text::new("还没有打开部署。", "No deployment is open.").to(lang);
    failure(
        FailureCode::NotNow,
        what,
        Text::new("请新建或选择一个部署。", "Make one or choose one."),
        lang,
    )
}

/// A page outside was asked for during a rehearsal.
pub(crate) fn stays_here(url: &str, lang: Lang) -> Failure {
    let what = match lang {
        Lang::Zh => format!("演练期间不会离开本机，没有打开 {url}。"),
        Lang::En => {
            format!("Nothing leaves this machine during a rehearsal; {url} was not opened.")
        }
    };
    failure(
        FailureCode::NotNow,
        what,
        Text::new(
            "需要时请复制这个地址，自行在浏览器中打开；或先结束演练。",
            "Copy the address and open it in a browser yourself, or end the rehearsal first.",
        ),
        lang,
    )
}

/// The answers changed while a plan was made.
pub(crate) fn outdated(lang: Lang) -> Failure {
    let what = Text::new(
        "比较期间填写的内容有变化，这次比较的结果已作废。",
        "Answers were changed while comparing, so the result was put away.",
    )
    .to(lang);
    failure(
        FailureCode::NotNow,
        what,
        Text::new("请再查看一次改动。", "Look at the changes again."),
        lang,
    )
}

/// A plan could not be made.
pub(crate) fn unplanned(unknown: &Unknown, lang: Lang) -> Failure {
    let hint = Text::new("补上后再试一次。", "Give what is missing, then try again.");
    failure(
        FailureCode::NotNow,
        unknown_words(unknown, lang),
        hint,
        lang,
    )
}

/// The database cannot be used.
pub(crate) fn store(error: &store::Error, lang: Lang) -> Failure {
    let (code, what, hint) = match (error, lang) {
        (store::Error::NoDeployment(id), _) => {
            return no_such(Text::new("部署", "deployment"), &id.to_string(), lang);
        }
        (store::Error::NameTaken(name), Lang::Zh) => (
            FailureCode::Refused,
            format!("已经有一个叫“{name}”的部署。"),
            Text::new("请换一个名称。", "Choose another name."),
        ),
        (store::Error::NameTaken(name), Lang::En) => (
            FailureCode::Refused,
            format!("A deployment named “{name}” exists already."),
            Text::new("请换一个名称。", "Choose another name."),
        ),
        (store::Error::Newer { found }, Lang::Zh) => (
            FailureCode::Data,
            format!("数据文件来自更新的版本（格式 {found}）。"),
            Text::new(
                "请安装最新版的小程序接入助手；数据没有被改动。",
                "Install the newest version of Weapp Bridge; the data was not touched.",
            ),
        ),
        (store::Error::Newer { found }, Lang::En) => (
            FailureCode::Data,
            format!("The data file was written by a newer version (layout {found})."),
            Text::new(
                "请安装最新版的小程序接入助手；数据没有被改动。",
                "Install the newest version of Weapp Bridge; the data was not touched.",
            ),
        ),
        (store::Error::Sqlite(_), Lang::Zh) => (
            FailureCode::Data,
            "数据文件无法使用。".to_owned(),
            Text::new(
                "请检查磁盘空间和数据目录的权限；若文件已损坏，把它移走后重新启动。",
                "Check the disk space and the data folder's permissions; if the file is damaged, move it away and start again.",
            ),
        ),
        (store::Error::Sqlite(_), Lang::En) => (
            FailureCode::Data,
            "The data file cannot be used.".to_owned(),
            Text::new(
                "请检查磁盘空间和数据目录的权限；若文件已损坏，把它移走后重新启动。",
                "Check the disk space and the data folder's permissions; if the file is damaged, move it away and start again.",
            ),
        ),
    };
    Failure {
        cause: causes(error),
        ..failure(code, what, hint, lang)
    }
}

/// A secret could not be kept or had.
pub(crate) fn secrets(error: &secrets::Error, lang: Lang) -> Failure {
    let what = Text::new(
        "密钥没能保存或读取。",
        "The secret could not be kept or read.",
    )
    .to(lang);
    let hint = Text::new(
        "请解锁系统钥匙串，或检查数据目录的权限，然后重新填写。",
        "Unlock the system keyring, or check the data folder's permissions, then enter it again.",
    );
    Failure {
        cause: causes(error),
        ..failure(FailureCode::Undone, what, hint, lang)
    }
}

/// A `deployment.toml` was not taken.
pub(crate) fn deployment_file(path: &str, error: &deployment_file::Error, lang: Lang) -> Failure {
    use deployment_file::Error;
    let (what, hint) = match (error, lang) {
        (Error::Secret(name), Lang::Zh) => (
            format!("{path} 里写了密钥 {name}。"),
            Text::new(
                "请从文件里删掉它，改用 --secret-file 或在界面里填写。",
                "Delete it from the file; enter it in the window or with --secret-file.",
            ),
        ),
        (Error::Secret(name), Lang::En) => (
            format!("{path} holds the secret {name}."),
            Text::new(
                "请从文件里删掉它，改用 --secret-file 或在界面里填写。",
                "Delete it from the file; enter it in the window or with --secret-file.",
            ),
        ),
        (Error::UnknownName(name), Lang::Zh) => (
            format!("{path} 里有不认识的项目 {name}。"),
            Text::new("请对照导出的文件改正。", "Compare with an exported file."),
        ),
        (Error::UnknownName(name), Lang::En) => (
            format!("{path} holds the unknown name {name}."),
            Text::new("请对照导出的文件改正。", "Compare with an exported file."),
        ),
        (Error::NotText(name), Lang::Zh) => (
            format!("{path} 里 {name} 的值应是带引号的文字。"),
            Text::new("请给值加上引号。", "Put the value in quotes."),
        ),
        (Error::NotText(name), Lang::En) => (
            format!("In {path} the value of {name} is not a quoted text."),
            Text::new("请给值加上引号。", "Put the value in quotes."),
        ),
        (Error::NotToml(words), _) => (
            format!("{path}: {words}"),
            Text::new("请改正这一行。", "Correct this line."),
        ),
        (Error::Refused { field, what }, _) => (
            format!("{path}: {field}: {what}"),
            Text::new("请改正这一项。", "Correct this value."),
        ),
    };
    failure(FailureCode::Refused, what, hint, lang)
}

/// A file could not be read or written.
pub(crate) fn file(path: &str, error: &std::io::Error, lang: Lang) -> Failure {
    let what = match lang {
        Lang::Zh => format!("文件 {path} 无法读写。"),
        Lang::En => format!("The file {path} cannot be read or written."),
    };
    let hint = Text::new(
        "请检查路径、权限和磁盘空间。",
        "Check the path, its permissions and the disk space.",
    );
    Failure {
        cause: causes(error),
        ..failure(FailureCode::Undone, what, hint, lang)
    }
}

/// The hands could not do or undo it.
pub(crate) fn hand(error: &hand::Error, lang: Lang) -> Failure {
    let hint = Text::new(
        "什么都没有改动，或已恢复原样；解决后再试一次。",
        "Nothing was changed, or everything is as it was; solve this and try again.",
    );
    match error {
        hand::Error::Cancelled => {
            let what = Text::new("已停止。", "Stopped.").to(lang);
            failure(
                FailureCode::Cancelled,
                what,
                Text::new(
                    "可以随时重新开始，已下载的部分会接着用。",
                    "Start again at any time; what was downloaded is used.",
                ),
                lang,
            )
        }
        hand::Error::Unfit(unfit) => {
            let problem = package::problem_of(unfit);
            Failure {
                problem: Some(Box::new(problem_view(&problem, lang))),
                ..failure(FailureCode::Undone, problem.what.to(lang), hint, lang)
            }
        }
        other => {
            let (what, next) = other.words(lang);
            Failure {
                cause: causes(other),
                hint: next,
                ..failure(FailureCode::Undone, what, hint, lang)
            }
        }
    }
}

/// A fault of ours.
pub(crate) fn fault(words: &str, lang: Lang) -> Failure {
    let what = Text::new(
        "程序内部出错了。",
        "Something went wrong inside the program.",
    )
    .to(lang);
    let hint = Text::new(
        "数据没有丢失；请再试一次，仍不行就把报告发给我们。",
        "Nothing is lost; try again, and send us the report if it stays.",
    );
    Failure {
        cause: vec![words.to_owned()],
        ..failure(FailureCode::Fault, what, hint, lang)
    }
}

/// A fault of ours that came as a panic.
pub(crate) fn panicked(panic: &(dyn std::any::Any + Send), lang: Lang) -> Failure {
    let words = match (panic.downcast_ref::<&str>(), panic.downcast_ref::<String>()) {
        (Some(words), _) => words,
        (_, Some(words)) => words.as_str(),
        _ => "panic",
    };
    fault(words, lang)
}

fn causes(error: &dyn std::error::Error) -> Vec<String> {
    std::iter::successors(Some(error), |error| error.source())
        .map(ToString::to_string)
        .collect()
}
