//! Why a script or a JSON file of the package is not edited.

use crate::{Problem, Text};

/// What keeps a file from being read. Such a file is refused as a whole: a parser that recovers from an error may pair a name
/// with the value of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is larger than 4 MiB.
    TooLarge {
        /// Its size.
        bytes: u64,
    },
    /// It is saved as UTF-16.
    Utf16,
    /// It is saved as GBK.
    Gbk {
        /// The first line, from 1, that is no UTF-8.
        line: usize,
    },
    /// It is saved in an encoding that is neither UTF-8 nor UTF-16 nor GBK.
    NotUtf8 {
        /// The first line, from 1, that is no UTF-8.
        line: usize,
    },
    /// It holds a NUL byte.
    Nul {
        /// The line, from 1.
        line: usize,
    },
    /// It is a web page.
    Html,
    /// A byte order mark stands before JSON. WeChat's compiler refuses such an `app.json` with code 10006.
    Bom,
    /// Brackets are nested more than 500 deep.
    TooDeep {
        /// The line, from 1.
        line: usize,
    },
    /// An expression or statement is one chain of more than 10,000 parts, those of the brackets around it included.
    ChainTooLong {
        /// The line, from 1.
        line: usize,
    },
    /// It does not parse.
    Syntax {
        /// The line, from 1.
        line: usize,
        /// The column, from 1, in characters.
        column: usize,
        /// The parser's words, in English.
        said: String,
    },
    /// It is JSON, but no object.
    NotAnObject,
    /// The parser itself failed; a fault of ours.
    Crashed,
}

impl Unreadable {
    /// What is wrong and what to do, in two sentences.
    pub const fn words(&self) -> Text {
        match self {
            Unreadable::TooLarge { .. } => Text::new(
                "文件超过 4 MB，不是手写的设置文件。请换用厂商的原始资源包。",
                "The file is larger than 4 MB, which no settings file is. Take the vendor's original package.",
            ),
            Unreadable::Utf16 => Text::new(
                "文件是 UTF-16 编码。请用编辑器另存为 UTF-8，再检查。",
                "The file is saved as UTF-16. Save it as UTF-8 with an editor, then check again.",
            ),
            Unreadable::Gbk { .. } => Text::new(
                "文件是 GBK 编码，手机上中文会变成乱码。请用编辑器另存为 UTF-8，再检查。",
                "The file is saved as GBK, which garbles its Chinese on phones. Save it as UTF-8 with an editor, then check again.",
            ),
            Unreadable::NotUtf8 { .. } => Text::new(
                "文件不是 UTF-8 编码。请用编辑器另存为 UTF-8，再检查。",
                "The file is not UTF-8. Save it as UTF-8 with an editor, then check again.",
            ),
            Unreadable::Nul { .. } => Text::new(
                "文件里有空字节，多半已损坏。请重新获取资源包。",
                "The file holds a NUL byte and is probably damaged. Get the package again.",
            ),
            Unreadable::Html => Text::new(
                "文件的内容是网页，不是程序。请重新获取资源包。",
                "The file holds a web page, not a script. Get the package again.",
            ),
            Unreadable::Bom => Text::new(
                "JSON 文件开头有 BOM，微信的编译器会报 10006。请用编辑器另存为“UTF-8 无 BOM”。",
                "The JSON file begins with a byte order mark, which WeChat's compiler refuses with 10006. Save it as UTF-8 without BOM.",
            ),
            Unreadable::TooDeep { .. } => Text::new(
                "文件里的括号嵌套超过 500 层，不予解析。请换用厂商的原始资源包。",
                "Brackets in the file are nested more than 500 deep; it is not parsed. Take the vendor's original package.",
            ),
            Unreadable::ChainTooLong { .. } => Text::new(
                "文件里有一个表达式超过一万项，不予解析。请换用厂商的原始资源包。",
                "An expression in the file has more than 10,000 parts; it is not parsed. Take the vendor's original package.",
            ),
            Unreadable::Syntax { .. } => Text::new(
                "文件有语法错误，没有改动它。请在指出的行列改正，或重新获取资源包。",
                "The file has a syntax error and was left alone. Correct it at the line and column given, or get the package again.",
            ),
            Unreadable::NotAnObject => Text::new(
                "JSON 文件的内容不是一个对象。请重新获取资源包。",
                "The JSON file does not hold an object. Get the package again.",
            ),
            Unreadable::Crashed => Text::new(
                "解析这个文件时本程序出错，没有改动它。请手工修改，并附上报告反馈。",
                "Parsing the file failed through a fault of this program; it was left alone. Edit it by hand and send a report.",
            ),
        }
    }

    /// Adds where and how to `problem`.
    pub(crate) fn facts(&self, problem: Problem) -> Problem {
        let line = Text::new("行", "Line");
        match self {
            Unreadable::TooLarge { bytes } => {
                problem.fact(Text::new("字节数", "Bytes"), bytes.to_string())
            }
            Unreadable::Gbk { line: at }
            | Unreadable::NotUtf8 { line: at }
            | Unreadable::Nul { line: at }
            | Unreadable::TooDeep { line: at }
            | Unreadable::ChainTooLong { line: at } => problem.fact(line, at.to_string()),
            Unreadable::Syntax {
                line: at,
                column,
                said,
            } => problem
                .fact(line, at.to_string())
                .fact(Text::new("列", "Column"), column.to_string())
                .fact(Text::new("解析器的说法", "The parser's words"), said),
            _ => problem,
        }
    }
}
