//! A plan as a person reads it: file by file, with the lines that change.

use guide::{Action, Edit, Lang, Plan, Text};
use similar::{ChangeTag, TextDiff};
use world::hand::{Applied, State};

use crate::wire::{AppliedView, ChangeKind, DiffLine, FileChange, PlanView};

/// Lines shown around a change.
const AROUND: usize = 2;

pub(crate) fn plan_view(plan: &Plan, lang: Lang) -> PlanView {
    let summary = if plan.edits.is_empty() && plan.action == Action::FetchPackage {
        Text::new(
            "这个文件夹里已经有小程序了。要重新获取，请先撤销，或换一个空文件夹。",
            "There is a mini-program in this folder already. To get it anew, take the last one back or choose an empty folder.",
        )
    } else if plan.edits.is_empty() {
        Text::new(
            "已经是要的样子，没有要改的。",
            "Everything already is as it should be; nothing to change.",
        )
    } else {
        match plan.action {
            Action::FetchPackage => Text::new(
                "将获取资源包并解压到空文件夹。",
                "The package will be brought and unpacked into an empty folder.",
            ),
            Action::Configure => Text::new(
                "将只改下面这些行，其余字节不变。",
                "Only the lines below will change; every other byte stays.",
            ),
            Action::Place => Text::new(
                "将把校验文件原样放到网站根目录。",
                "The verification file will be put into the web root as it is.",
            ),
        }
    };
    PlanView {
        summary: summary.to(lang).to_owned(),
        empty: plan.edits.is_empty(),
        files: plan.edits.iter().map(|edit| change(edit, lang)).collect(),
    }
}

fn change(edit: &Edit, lang: Lang) -> FileChange {
    match edit {
        Edit::Write {
            path,
            before,
            after,
        } => {
            let (kind, words) = match before {
                None => (ChangeKind::Create, Text::new("新文件", "new file")),
                Some(_) => (ChangeKind::Change, Text::new("修改", "changed")),
            };
            FileChange {
                path: path.display().to_string(),
                kind,
                words: words.to(lang).to_owned(),
                lines: lines(before.as_deref().unwrap_or_default(), after),
            }
        }
        Edit::Download { url, to } => FileChange {
            path: to.display().to_string(),
            kind: ChangeKind::Unpack,
            words: match lang {
                Lang::Zh => format!("下载 {url} 并解压到这里"),
                Lang::En => format!("download {url} and unpack it here"),
            },
            lines: Vec::new(),
        },
        Edit::Unpack { zip, to } => FileChange {
            path: to.display().to_string(),
            kind: ChangeKind::Unpack,
            words: match lang {
                Lang::Zh => format!("把 {} 解压到这里", zip.display()),
                Lang::En => format!("unpack {} here", zip.display()),
            },
            lines: Vec::new(),
        },
    }
}

fn lines(before: &[u8], after: &[u8]) -> Vec<DiffLine> {
    let (Ok(before), Ok(after)) = (std::str::from_utf8(before), std::str::from_utf8(after)) else {
        return Vec::new();
    };
    let number = |index: Option<usize>| index.and_then(|index| u32::try_from(index + 1).ok());
    let diff = TextDiff::from_lines(before, after);
    diff.grouped_ops(AROUND)
        .iter()
        .flatten()
        .flat_map(|op| diff.iter_changes(op))
        .map(|change| DiffLine {
            sign: match change.tag() {
                ChangeTag::Equal => " ",
                ChangeTag::Delete => "-",
                ChangeTag::Insert => "+",
            }
            .to_owned(),
            old: number(change.old_index()),
            new: number(change.new_index()),
            text: change.value().trim_end_matches(['\r', '\n']).to_owned(),
        })
        .collect()
}

pub(crate) fn applied_view(applied: &Applied, lang: Lang) -> AppliedView {
    let when = applied.when.strftime("%Y-%m-%d %H:%M:%S UTC");
    let title = applied.action.title().to(lang);
    let words = match (applied.state, lang) {
        (State::Done, Lang::Zh) => format!("{when} 已完成：{title}"),
        (State::Done, Lang::En) => format!("{when}, done: {title}"),
        (State::Interrupted, Lang::Zh) => format!("{when} 中途断开：{title}。可以撤销，恢复原样。"),
        (State::Interrupted, Lang::En) => {
            format!("{when}, cut short: {title}. Take it back to have everything as it was.")
        }
        (State::Undone, Lang::Zh) => format!("{when} 已撤销：{title}"),
        (State::Undone, Lang::En) => format!("{when}, taken back: {title}"),
    };
    AppliedView {
        id: applied.id.clone(),
        words,
        can_undo: applied.state != State::Undone,
        interrupted: applied.state == State::Interrupted,
    }
}
