//! Is there a mini-program in the package folder?
//!
//! A mini-program is known by `project.config.json` or `app.json`. Zips often hold one folder that holds everything, so one level
//! below the chosen folder counts too. When nothing is there, the package has not been unpacked yet, or into another folder.
//!
//! What was brought may also be no package at all. An address that answers 404 has none. A file that is no zip is usually the
//! login page of a network or of a web site, saved under the name of a zip. A zip that ends early was cut off on its way; the
//! download is taken up where it stopped. An empty zip, one with a password, or one packed by a method other than "store" and
//! "deflate" cannot be unpacked.
//!
//! Some zips are refused for what they would do: write outside the folder (`../`, absolute paths), put links or devices there,
//! hold two files whose names differ only in letter case (Windows and macOS would keep one of them), hold names longer than file
//! systems take or in an unknown encoding, or unpack to far more than a mini-program can be. The vendor's package does none of
//! these. In every such case nothing is left in the folder.
//!
//! Source: the vendor's manual (weapp-mini-main.zip); the zip format (APPNOTE 4.4); WeChat's size limits.

use crate::package::place;
use crate::{Answers, Check, Fact, Outcome, Probe, Sighting, Text, Unknown, Verdict};

/// See the module.
pub(super) static CHECK: Check = Check {
    id: "package.found",
    question: Text::new(
        "文件夹里有小程序吗",
        "Is there a mini-program in the package folder?",
    ),
    looks_at: &[Probe::Package],
    judge,
    blocks: true,
    codes: &[
        "package.not-found",
        "package.not-a-zip",
        "package.truncated",
        "package.path-escape",
        "package.link-inside",
        "package.duplicate-name",
        "package.name-too-long",
        "package.name-unreadable",
        "package.too-large-to-unpack",
        "package.unsupported-zip",
        "package.empty",
    ],
    page: include_str!("found.rs"),
};

fn judge(answers: &Answers, sighting: &Sighting) -> Outcome {
    answers.package_folder()?;
    let seen = sighting.package()?;
    if seen.vacant {
        return Err(Unknown::NotVisible(Text::new(
            "文件夹还是空的：资源包还没有获取。",
            "The folder is still empty: the package has not been fetched.",
        )));
    }
    Ok(match &seen.root {
        Some(root) => Verdict::Holds(vec![Fact::new(
            Text::new("小程序所在文件夹", "Folder of the mini-program"),
            root.display().to_string(),
        )]),
        None => Verdict::Broken(place::not_found(answers, seen)),
    })
}
