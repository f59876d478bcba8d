//! Problems whose words a check's own file does not hold in one piece, because they come from what was found: made here as the
//! checks make them, for the handbook.

use std::path::PathBuf;

use crate::check::package::{ascii_path, complete};
use crate::check::verification::shape;
use crate::package::{Unfit, Unreadable, place, problem_of};
use crate::seen::FileSeen;
use crate::value::AsciiPath;
use crate::{Problem, Verdict};

/// One problem of each kind, with particulars that stand for none.
pub(super) fn problems() -> Vec<Problem> {
    let mut made: Vec<Problem> = unfit().iter().map(problem_of).collect();
    made.extend([
        complete::missing("app.js"),
        complete::no_page("app.json"),
        complete::missing_pages(&[]),
    ]);
    for why in unreadable() {
        made.push(complete::unreadable("app.json", &why));
        made.push(place::does_not_parse("app.js", &why));
    }
    for path in ["/weapp/小程序", "/weapp/mini program"] {
        let refusal = AsciiPath::parse(path).err();
        made.extend(refusal.map(|refusal| ascii_path::unfit(path, refusal)));
    }
    made.extend(verification_files());
    made
}

fn unfit() -> Vec<Unfit> {
    let entry = String::new;
    vec![
        Unfit::NotFound {
            url: String::new(),
            status: 404,
        },
        Unfit::NotAZip {
            start: String::new(),
        },
        Unfit::Truncated {
            got: 0,
            expected: None,
        },
        Unfit::PathEscape { entry: entry() },
        Unfit::NotAFile { entry: entry() },
        Unfit::DuplicateName { entry: entry() },
        Unfit::NameTooLong { entry: entry() },
        Unfit::NameUnreadable { entry: entry() },
        Unfit::TooLarge { bytes: 0, files: 0 },
        Unfit::Unsupported { entry: entry() },
        Unfit::Empty,
    ]
}

fn unreadable() -> Vec<Unreadable> {
    let line = 1;
    vec![
        Unreadable::Syntax {
            line,
            column: 1,
            said: String::new(),
        },
        Unreadable::Gbk { line },
        Unreadable::Utf16,
        Unreadable::NotUtf8 { line },
        Unreadable::Bom,
        Unreadable::Html,
        Unreadable::Nul { line },
        Unreadable::NotAnObject,
        Unreadable::TooLarge { bytes: 0 },
        Unreadable::TooDeep { line },
        Unreadable::ChainTooLong { line },
        Unreadable::Crashed,
    ]
}

fn verification_files() -> Vec<Problem> {
    let name = "abcdefghij.txt";
    let value = "0123456789abcdef0123456789abcdef";
    let edited = format!("{value}\n");
    let files = [
        ("MP_verify_abcdefghij.txt", value),
        ("WW_verify_abcdefghij.txt", value),
        ("abcdefghij(1).txt", value),
        (name, "<!doctype html><html></html>"),
        (name, "0"),
        (name, edited.as_str()),
    ];
    let look = |(name, content): (&str, &str)| {
        let seen = FileSeen {
            path: PathBuf::from(name),
            bytes: content.as_bytes().to_vec(),
            layouts: Vec::new(),
            placed: None,
        };
        match shape::look(&seen) {
            Verdict::Broken(problem) => Some(problem),
            _ => None,
        }
    };
    files.into_iter().filter_map(look).collect()
}
