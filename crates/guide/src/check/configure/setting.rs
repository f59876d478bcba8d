//! What the two settings have in common: the literal is read again from the file and compared with the answer.

use crate::check::package::rooted;
use crate::{Answers, Fact, Field, Outcome, Problem, Remedy, Sighting, Text, Verdict, package};

/// Compares the literal of `field` with `wanted`; `differs` is the problem when they are not the same, with its remedies.
pub(super) fn compare(
    answers: &Answers,
    sighting: &Sighting,
    field: Field,
    wanted: &str,
    differs: Problem,
) -> Outcome {
    let (seen, _) = rooted(answers, sighting)?;
    let literal = package::setting(answers, seen, field)?;
    let place = Fact::new(
        Text::new("位置", "Place"),
        format!("{} {}:{}", literal.id, literal.file, literal.line),
    );
    if literal.value == wanted && !literal.uncertain {
        return Ok(Verdict::Holds(vec![
            place,
            Fact::new(Text::new("值", "Value"), wanted),
        ]));
    }
    if literal.value == wanted {
        let mut problem = Problem::new(
            "configure.value-may-be-overridden",
            Text::new(
                "值已写好，但程序里别处可能给它另一个值（按环境切换、函数或再次赋值）。",
                "The value is written, but the program may give it another one elsewhere (environments, functions, a second assignment).",
            ),
        );
        problem.facts.push(place);
        problem
            .facts
            .push(Fact::new(Text::new("这一行", "The line"), literal.context));
        return Ok(Verdict::Worrying(
            problem
                .advise(
                    "在真机上确认小程序用的是这个地址；不是的话，把其他环境的值也改成它。",
                    "See on a phone that the program uses this address; if not, give the other environments the same value.",
                )
                .remedy(Remedy::Revisit(field)),
        ));
    }
    let mut problem = differs;
    problem.facts.push(place);
    Ok(Verdict::Broken(
        problem
            .fact(Text::new("资源包中的值", "In the package"), literal.value)
            .copyable(Text::new("应为", "Wanted"), wanted),
    ))
}
