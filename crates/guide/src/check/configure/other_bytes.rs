//! Are all other files as they came?
//!
//! Only `app.js` (or the required script that holds a setting) and the two project files are written. Every other file must be, byte
//! for byte, what was unpacked; otherwise somebody or something changed the package, and the vendor's support no longer applies.
//! This is compared with the record of the unpacking; for a package that was unpacked elsewhere there is none.
//!
//! Source: none beyond prudence.

use crate::check::package::rooted;
use crate::package::place;
use crate::{
    Action, Answers, Check, Field, Outcome, Probe, Problem, Remedy, Sighting, Text, Unknown,
    Verdict, package,
};

/// The most changed files that are named one by one.
const NAMED: usize = 10;

/// See the module.
pub(super) static CHECK: Check = Check {
    id: "configure.other-bytes",
    question: Text::new("其他文件都保持原样吗", "Are all other files as they came?"),
    looks_at: &[Probe::Package],
    judge,
    blocks: false,
    codes: &["configure.other-bytes-changed"],
    page: include_str!("other_bytes.rs"),
};

fn judge(answers: &Answers, sighting: &Sighting) -> Outcome {
    let (seen, _) = rooted(answers, sighting)?;
    let Some(changed) = &seen.changed else {
        return Err(Unknown::NotVisible(Text::new(
            "这个资源包不是由本助手解压的，没有原样可比。",
            "The package was not unpacked by this assistant, so there is nothing to compare with.",
        )));
    };
    let mut ours = vec![
        place::PROJECT.to_owned(),
        place::PRIVATE.to_owned(),
        place::below_root(seen, "app.js"),
    ];
    for field in [Field::ServiceSetting, Field::HomeSetting] {
        // Where no literal is chosen yet, none can have been written.
        if let Ok(literal) = package::setting(answers, seen, field) {
            ours.push(place::below_root(seen, &literal.file));
        }
    }
    let others: Vec<&String> = changed.iter().filter(|path| !ours.contains(path)).collect();
    if others.is_empty() {
        return Ok(Verdict::holds());
    }
    let mut problem = Problem::new(
        "configure.other-bytes-changed",
        Text::new(
            "资源包里有本助手没有写过的文件被改动或删除。",
            "Files of the package that this assistant does not write were changed or removed.",
        ),
    );
    for path in others.iter().take(NAMED) {
        problem = problem.fact(Text::new("文件", "File"), path.as_str());
    }
    if others.len() > NAMED {
        problem = problem.fact(
            Text::new("文件总数", "Files in all"),
            others.len().to_string(),
        );
    }
    Ok(Verdict::Broken(
        problem
            .advise(
                "若是有意修改，可以不理会；否则清空文件夹，重新获取资源包。",
                "If the change was intended, leave it; otherwise empty the folder and get the package again.",
            )
            .remedy(Remedy::Offer(Action::FetchPackage)),
    ))
}
