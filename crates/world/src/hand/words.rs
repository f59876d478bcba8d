//! The errors of the hands in words: what happened with the value, then the next action.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use guide::seen::Trouble;
use guide::{Lang, Text};

use super::Error;

/// How many paths a sentence names before it only counts.
const NAMED: usize = 5;

impl Error {
    /// What happened, with the value, and what to do.
    pub fn words(&self, lang: Lang) -> (String, String) {
        let (what, next) = self.sentences();
        let what = what.to(lang);
        let said = match self.value(lang) {
            Some(value) => match lang {
                Lang::Zh => format!("{what}：{value}"),
                Lang::En => format!("{what}: {value}"),
            },
            None => match lang {
                Lang::Zh => format!("{what}。"),
                Lang::En => format!("{what}."),
            },
        };
        (said, next.to(lang).to_owned())
    }

    /// The particular the sentence is about.
    fn value(&self, lang: Lang) -> Option<String> {
        let shown = |path: &Path| Some(path.display().to_string());
        match self {
            Error::Unfit(_) | Error::Cancelled => None,
            Error::ChangedSince { path }
            | Error::IsALink { path }
            | Error::NotAFile { path }
            | Error::ReadOnly { path }
            | Error::NotEmpty { path }
            | Error::NotAPath { path }
            | Error::Damaged { path }
            | Error::Busy { journal: path } => shown(path),
            Error::Differs { paths } => Some(several(paths, lang)),
            Error::NotAnAddress { url } => Some(url.clone()),
            Error::Unreached { url, trouble } => Some(match lang {
                Lang::Zh => format!("{url}（{}）", met(trouble).zh),
                Lang::En => format!("{url} ({})", met(trouble).en),
            }),
            Error::Redirected { from, to } => Some(format!("{from} → {to}")),
            Error::Io { path, kind } => Some(match lang {
                Lang::Zh => format!("{}（{kind}）", path.display()),
                Lang::En => format!("{} ({kind})", path.display()),
            }),
            Error::NoSuchPlan { id } | Error::AlreadyUndone { id } => Some(id.clone()),
            Error::LeftHalf { id, failed, cause } => {
                let said = |error: &Error| match error {
                    // Elsewhere stopping leaves everything as it was, and says so.
                    Error::Cancelled => Text::new("已停止", "stopped").to(lang).to_owned(),
                    error => {
                        let said = error.words(lang).0;
                        said.trim_end_matches(['.', '。']).to_owned()
                    }
                };
                let (failed, cause) = (said(failed), said(cause));
                Some(match lang {
                    Lang::Zh => format!("{id}（{failed}；恢复时：{cause}）"),
                    Lang::En => format!("{id} ({failed}; giving back: {cause})"),
                })
            }
        }
    }

    fn sentences(&self) -> (Text, Text) {
        match self {
            Error::Unfit(_) => (
                Text::new(
                    "这个 zip 不能用作资源包",
                    "The zip is not taken as a package",
                ),
                Text::new(
                    "请重新下载，或换一个 zip 文件。",
                    "Download it again, or choose another zip.",
                ),
            ),
            Error::Cancelled => (
                Text::new("已停止，没有改动任何文件", "Stopped; no file was changed"),
                Text::new("可以随时重新开始。", "Start again at any time."),
            ),
            Error::ChangedSince { .. } => (
                Text::new(
                    "生成方案之后文件又被改过",
                    "The file has changed since the plan was made",
                ),
                Text::new(
                    "请重新查看改动，再应用一次。",
                    "Look at the changes again, then apply them.",
                ),
            ),
            Error::Differs { .. } => (
                Text::new(
                    "写入之后又被改过，撤销会丢掉这些改动",
                    "Changed since it was written, so that undoing would lose the change",
                ),
                Text::new(
                    "请先把这些文件另存或移走；后来应用的方案要先撤销。",
                    "Save these files elsewhere or move them away first; take back later plans before earlier ones.",
                ),
            ),
            Error::IsALink { .. } => (
                Text::new(
                    "这是一个链接，不会被替换",
                    "This is a link, which is not replaced",
                ),
                Text::new(
                    "请改填它指向的真实路径。",
                    "Give the real path it points to.",
                ),
            ),
            Error::NotAFile { .. } => (
                Text::new("这里不是文件", "This is not a file"),
                Text::new(
                    "请把它移走，或换一个路径。",
                    "Move it away, or choose another path.",
                ),
            ),
            Error::ReadOnly { .. } => (
                Text::new("文件是只读的", "The file is read-only"),
                Text::new(
                    "请去掉只读属性后再试一次。",
                    "Make it writable, then try again.",
                ),
            ),
            Error::NotEmpty { .. } => (
                Text::new("这里不是空文件夹", "This is not an empty folder"),
                Text::new(
                    "请选择一个空的或尚不存在的文件夹。",
                    "Choose a folder that is empty or does not exist yet.",
                ),
            ),
            Error::NotAPath { .. } => (
                Text::new("这不是完整路径", "This is not a whole path"),
                Text::new("请填写完整路径。", "Enter the whole path."),
            ),
            Error::NotAnAddress { .. } => (
                Text::new("下载地址不正确", "This is no download address"),
                Text::new(
                    "请填写以 https:// 开头的地址。",
                    "Enter an address that begins with https://.",
                ),
            ),
            Error::Unreached { .. } => (
                Text::new(
                    "没能从下载地址取到文件",
                    "The download address did not deliver",
                ),
                Text::new(
                    "请检查网络和代理后再试，已下载的部分会接着用；也可以在别处下载 zip 后选择本机文件。",
                    "Check the network and the proxy, then try again; what was downloaded is used. Or download the zip elsewhere and choose the file.",
                ),
            ),
            Error::Redirected { .. } => (
                Text::new(
                    "下载地址的跳转没有跟随",
                    "The redirect of the download address was not followed",
                ),
                Text::new(
                    "请填写最终的 https 地址，或在别处下载 zip 后选择本机文件。",
                    "Enter the final https address, or download the zip elsewhere and choose the file.",
                ),
            ),
            Error::Io { kind, .. } => (
                Text::new("系统拒绝了读写", "The system refused"),
                refused(*kind),
            ),
            Error::Busy { .. } => (
                Text::new(
                    "另一个窗口或命令正在改动文件",
                    "Another window or command is changing files",
                ),
                Text::new(
                    "请等它结束后再试一次。",
                    "Wait for it to end, then try again.",
                ),
            ),
            Error::NoSuchPlan { .. } => (
                Text::new(
                    "没有这个编号的方案",
                    "There is no applied plan with this id",
                ),
                Text::new("请从列表中选择。", "Choose one from the list."),
            ),
            Error::AlreadyUndone { .. } => (
                Text::new("这个方案已经撤销过", "The plan has been taken back already"),
                Text::new("不需要再做什么。", "Nothing is left to do."),
            ),
            Error::LeftHalf { .. } => (
                Text::new(
                    "操作中断，改动只做了一半，没能恢复原样",
                    "The plan was interrupted: some files are changed, and they could not be given back",
                ),
                Text::new(
                    "请先解决所说的原因，再在已应用的列表中撤销这个编号的方案。",
                    "Solve the cause named, then take back the plan of this id in the list of applied plans.",
                ),
            ),
            Error::Damaged { .. } => (
                Text::new("操作记录已损坏", "A record of what was changed is damaged"),
                Text::new(
                    "请从备份恢复它，或把它移走；移走后对应的操作不能再撤销。",
                    "Restore it from a backup, or move it away; what it records can then not be taken back.",
                ),
            ),
        }
    }
}

fn met(trouble: &Trouble) -> Text {
    match trouble {
        Trouble::Offline => Text::new("离线", "offline"),
        Trouble::NameNotFound => Text::new("域名不存在", "no such name"),
        Trouble::NameLookupFailed(_) => Text::new("域名解析失败", "name lookup failed"),
        Trouble::Refused => Text::new("连接被拒绝", "connection refused"),
        Trouble::TimedOut => Text::new("超时", "timed out"),
        Trouble::Reset => Text::new("连接被重置", "connection reset"),
        Trouble::Unreachable => Text::new("网络不可达", "no route"),
        Trouble::PlainHttp => Text::new("对方不是 HTTPS", "plain HTTP instead of TLS"),
        Trouble::Untrusted { .. } => Text::new("证书不受信任", "certificate not trusted"),
        Trouble::TlsFailed(_) => Text::new("TLS 握手失败", "TLS handshake failed"),
        Trouble::Proxy(_) => Text::new("代理出错", "proxy failed"),
        Trouble::TooLarge => Text::new("回答过大", "answer too large"),
        Trouble::BrokeOff => Text::new("中途断开", "broke off"),
        Trouble::Other(_) => Text::new("没有完成", "not completed"),
    }
}

fn refused(kind: ErrorKind) -> Text {
    match kind {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Text::new(
            "请给当前用户写入权限，或换一个文件夹。",
            "Give the current user the right to write, or choose another folder.",
        ),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Text::new(
            "请腾出磁盘空间后再试一次。",
            "Make room on the disk, then try again.",
        ),
        ErrorKind::NotFound => Text::new("请检查路径。", "Check the path."),
        ErrorKind::InvalidFilename => Text::new(
            "文件名太长或含有系统不允许的字符；请换一个更短的文件夹。",
            "The name is too long or holds characters the system does not allow; choose a shorter folder.",
        ),
        _ => Text::new(
            "请检查路径、权限和磁盘空间后再试一次。",
            "Check the path, its permissions and the disk space, then try again.",
        ),
    }
}

fn several(paths: &[PathBuf], lang: Lang) -> String {
    let mut shown: Vec<String> = paths
        .iter()
        .take(NAMED)
        .map(|path| path.display().to_string())
        .collect();
    if paths.len() > NAMED {
        let more = paths.len() - NAMED;
        shown.push(match lang {
            Lang::Zh => format!("另外 {more} 个"),
            Lang::En => format!("{more} more"),
        });
    }
    shown.join(match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    })
}
