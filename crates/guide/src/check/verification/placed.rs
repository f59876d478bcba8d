//! The file belongs into the web root, under its own name, byte for byte. Where the web root lies on this machine this is looked
//! at directly; where others place it, only what the outside sees can tell, and there is nothing to look at here. On E10 the web
//! root is `e10-front/nginx/build/layout`, on every node.
//!
//! Source: WeChat, business domains (the file in the root of the domain); the vendor's manual for the folder.

use super::{content, shape};
use crate::check::Check;
use crate::seen::FileSeen;
use crate::{
    Action, Answers, Fact, Field, Obstacle, Outcome, Probe, Problem, Remedy, Sighting, Text,
    Unknown, Verdict,
};

/// Whether the file lies in the web root.
pub static CHECK: Check = Check {
    id: "file.placed",
    question: Text::new(
        "校验文件已放进网站根目录吗？",
        "Does the verification file lie in the web root?",
    ),
    looks_at: &[Probe::VerificationFile],
    judge,
    blocks: false,
    codes: &["file.not-placed-here"],
    page: include_str!("placed.rs"),
};

fn judge(answers: &Answers, sighting: &Sighting) -> Outcome {
    look(answers, sighting)
}

pub(super) fn look(answers: &Answers, sighting: &Sighting) -> Outcome {
    if answers.require(Field::Placement)? != "folder" {
        return Ok(Verdict::Holds(vec![Fact::new(
            Text::new("由服务器管理员放置", "Placed by the server's people"),
            shape::name(sighting.verification_file()?),
        )]));
    }
    answers.verification_file()?;
    let root = answers.web_root()?;
    let seen = sighting.verification_file()?;
    if let Verdict::Broken(problem) = shape::look(seen) {
        return Err(Unknown::CouldNotLook(
            Probe::VerificationFile,
            Obstacle::NotReached(problem.code.to_owned()),
        ));
    }
    let place = root.join(shape::name(seen));
    let place = Fact::new(
        Text::new("放置位置", "Place"),
        place.to_string_lossy().into_owned(),
    );
    match &seen.placed {
        Some(bytes) if *bytes == seen.bytes => Ok(Verdict::Holds(vec![place])),
        Some(bytes) => {
            let mut problem = Problem::new(
                "file.not-placed-here",
                Text::new(
                    "网站根目录里的同名文件内容不一样。",
                    "The file of this name in the web root has other content.",
                ),
            );
            problem.facts.push(place);
            problem.facts.extend(difference(seen, bytes));
            Ok(Verdict::Broken(
                problem.remedy(Remedy::Offer(Action::Place)),
            ))
        }
        None => {
            let mut problem = Problem::new(
                "file.not-placed-here",
                Text::new(
                    "网站根目录里还没有校验文件。",
                    "The verification file is not in the web root yet.",
                ),
            );
            problem.facts.push(place);
            Ok(Verdict::Broken(
                problem
                    .remedy(Remedy::Offer(Action::Place))
                    .remedy(Remedy::Revisit(Field::WebRoot)),
            ))
        }
    }
}

fn difference(seen: &FileSeen, bytes: &[u8]) -> Vec<Fact> {
    let value = content::read(&seen.bytes).text;
    content::changes(&value, &content::read(bytes)).unwrap_or_else(|| {
        vec![Fact::new(
            Text::new("现有内容", "Content there"),
            content::start(bytes),
        )]
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::domains::scene::{Scene, VALUE};

    #[test]
    fn the_bytes_in_the_web_root_are_compared() {
        let table: &[(Option<&[u8]>, &str)] = &[
            (Some(VALUE.as_bytes()), "holds"),
            (None, "broken file.not-placed-here"),
            (
                Some(b"0123456789abcdef0123456789abcdef\n"),
                "broken file.not-placed-here",
            ),
            (Some(b""), "broken file.not-placed-here"),
        ];
        for (placed, expected) in table {
            let scene = Scene::healthy().edit_file(|seen| seen.placed = placed.map(<[u8]>::to_vec));
            assert_eq!(scene.judge(&CHECK), *expected, "{placed:?}");
        }
    }

    #[test]
    fn what_others_place_is_not_looked_for_here() {
        let scene = Scene::healthy()
            .edit_file(|seen| seen.placed = None)
            .answer(Field::Placement, "others");
        assert_eq!(scene.judge(&CHECK), "holds");
    }

    #[test]
    fn without_a_web_root_or_a_sound_file_nothing_is_said() {
        let scene = Scene::healthy().answer(Field::WebRoot, "");
        assert_eq!(scene.judge(&CHECK), "unknown not-answered");
        let scene = Scene::healthy().edit_file(|seen| seen.bytes.push(b'\n'));
        assert_eq!(scene.judge(&CHECK), "unknown not-reached");
    }
}
