//! Is the path of the package English only?
//!
//! The vendor's manual demands an English path for the unpacked package: WeChat's developer tools fail on Chinese or blanks in it
//! on Windows, with errors that do not speak of the path. The folder asked for is checked when it is typed; here the whole path is
//! looked at, with the folder that the zip brought.
//!
//! Source: the vendor's manual.

use super::rooted;
use crate::value::{AsciiPath, Refusal};
use crate::{Answers, Check, Field, Outcome, Probe, Problem, Remedy, Sighting, Text, Verdict};

/// See the module.
pub(super) static CHECK: Check = Check {
    id: "package.ascii-path",
    question: Text::new(
        "资源包的路径是纯英文吗",
        "Is the path of the package English only?",
    ),
    looks_at: &[Probe::Package],
    judge,
    blocks: false,
    codes: &["package.non-ascii-path"],
    page: include_str!("ascii_path.rs"),
};

fn judge(answers: &Answers, sighting: &Sighting) -> Outcome {
    let (_, root) = rooted(answers, sighting)?;
    let path = root.display().to_string();
    Ok(match AsciiPath::parse(&path) {
        Ok(_) => Verdict::holds(),
        Err(refusal) => Verdict::Broken(unfit(&path, refusal)),
    })
}

/// What is wrong with a path that was refused.
pub(crate) fn unfit(path: &str, refusal: Refusal) -> Problem {
    Problem::new("package.non-ascii-path", refusal.what)
        .fact(Text::new("路径", "Path"), path)
        .fact(Text::new("问题部分", "The part in question"), refusal.part)
        .remedy(Remedy::Revisit(Field::PackageFolder))
        .advise(
            "若是压缩包自带的文件夹名，请把它改成英文。",
            "If the folder came with the zip, give it an English name.",
        )
}
