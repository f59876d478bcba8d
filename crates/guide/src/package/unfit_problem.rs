//! What is said about a zip that is not taken as a package.

use super::Unfit;
use crate::{Field, Problem, Remedy, Text};

const ENTRY: Text = Text::new("条目", "Entry");
const BYTES: Text = Text::new("字节数", "Bytes");

/// The problem that a zip poses, with what to do about it.
pub fn problem_of(unfit: &Unfit) -> Problem {
    match unfit {
        Unfit::NotFound { url, status } => Problem::new(
            "package.not-found",
            Text::new(
                "下载地址上没有资源包。",
                "There is no package at the download address.",
            ),
        )
        .fact(Text::new("地址", "Address"), url)
        .fact(Text::new("HTTP 状态", "HTTP status"), status.to_string())
        .remedy(Remedy::Revisit(Field::PackageUrl))
        .advise(
            "在能上网的电脑上下载 zip，再选择“使用本机的 zip 文件”。",
            "Download the zip on a machine that is online, then choose a zip on this machine.",
        ),
        Unfit::NotAZip { start } => again(
            Problem::new(
                "package.not-a-zip",
                Text::new(
                    "得到的不是 zip 文件，多半是一个网页。",
                    "What came is no zip file, probably a web page.",
                ),
            )
            .fact(Text::new("开头的内容", "It begins with"), start)
            .advise(
                "用浏览器打开下载地址看看：若要登录网络或先登录网站，处理后再试。",
                "Open the download address in a browser: if the network or the site asks for a login, do that and try again.",
            ),
        ),
        Unfit::Truncated { got, expected } => {
            let problem = Problem::new(
                "package.truncated",
                Text::new("zip 文件不完整。", "The zip file is incomplete."),
            )
            .fact(Text::new("已有字节数", "Bytes had"), got.to_string());
            again(match expected {
                Some(expected) => problem.fact(
                    Text::new("应有字节数", "Bytes expected"),
                    expected.to_string(),
                ),
                None => problem,
            })
        }
        Unfit::PathEscape { entry } => hostile(
            "package.path-escape",
            Text::new(
                "zip 里有一个条目会写到文件夹之外，没有解压任何内容。",
                "An entry of the zip would be written outside the folder; nothing was unpacked.",
            ),
            entry,
        ),
        Unfit::NotAFile { entry } => hostile(
            "package.link-inside",
            Text::new(
                "zip 里有链接或设备，没有解压任何内容。",
                "The zip holds a link or a device; nothing was unpacked.",
            ),
            entry,
        ),
        Unfit::DuplicateName { entry } => hostile(
            "package.duplicate-name",
            Text::new(
                "zip 里有两个同名文件（不分大小写），没有解压任何内容。",
                "Two files in the zip have the same name, letter case aside; nothing was unpacked.",
            ),
            entry,
        ),
        Unfit::NameTooLong { entry } => hostile(
            "package.name-too-long",
            Text::new(
                "zip 里有一个文件名太长，没有解压任何内容。",
                "A file name in the zip is too long; nothing was unpacked.",
            ),
            entry,
        ),
        Unfit::NameUnreadable { entry } => hostile(
            "package.name-unreadable",
            Text::new(
                "zip 里有一个文件名既不是 UTF-8 也不是 GBK，没有解压任何内容。",
                "A file name in the zip is neither UTF-8 nor GBK; nothing was unpacked.",
            ),
            entry,
        ),
        Unfit::TooLarge { bytes, files } => Problem::new(
            "package.too-large-to-unpack",
            Text::new(
                "zip 解开后远大于任何小程序，没有解压。",
                "The zip unpacks to far more than any mini-program; nothing was unpacked.",
            ),
        )
        .fact(BYTES, bytes.to_string())
        .fact(Text::new("文件数", "Files"), files.to_string())
        .remedy(Remedy::Revisit(Field::PackageSource))
        .advise(
            "小程序总共不超过 30 MB；确认选的是小程序资源包，而不是别的安装包。",
            "A mini-program is 30 MB at most; make sure that this is the mini-program's package and no other installer.",
        ),
        Unfit::Unsupported { entry } => Problem::new(
            "package.unsupported-zip",
            Text::new(
                "zip 加了密码，或用了不支持的压缩方法。",
                "The zip is encrypted or packed by a method that is not supported.",
            ),
        )
        .fact(ENTRY, entry)
        .advise(
            "用解压软件解开，再重新压成不带密码的普通 zip。",
            "Unpack it with an archive program and pack it again as a plain zip without a password.",
        )
        .remedy(Remedy::Revisit(Field::PackageZip)),
        Unfit::Empty => again(Problem::new(
            "package.empty",
            Text::new("zip 是空的。", "The zip is empty."),
        )),
    }
}

fn again(problem: Problem) -> Problem {
    problem
        .advise(
            "重新下载；仍然如此就向厂商索取资源包。",
            "Download it again; if that does not help, ask the vendor for the package.",
        )
        .remedy(Remedy::Revisit(Field::PackageSource))
}

fn hostile(code: &'static str, what: Text, entry: &str) -> Problem {
    Problem::new(code, what)
        .fact(ENTRY, entry)
        .advise(
            "这不是厂商的原始资源包，或在途中被改动过；请从厂商地址重新下载。",
            "This is not the vendor's original package, or it was altered on the way; download it from the vendor again.",
        )
        .remedy(Remedy::Revisit(Field::PackageSource))
}
