//! Reading a check's own file: its doc comment and the sentences beside its problem codes. The handbook cannot drift from what
//! the check says, because both are the same text. Where a check's problems are made in a file beside it, the page is that file
//! too, behind the check's own.

use crate::{Action, Field, Remedy, Text};

/// The `//!` lines of a file, without the marks.
pub(super) fn doc_comment(page: &'static str) -> impl Iterator<Item = &'static str> {
    page.lines()
        .map_while(|line| line.strip_prefix("//!"))
        .map(|line| line.strip_prefix(' ').unwrap_or(line))
}

/// A problem as a check's file makes it.
pub(super) struct Said {
    pub(super) code: &'static str,
    pub(super) what: Text,
    pub(super) remedies: Vec<Remedy>,
}

/// The problems that a page's files make with `Problem::new(…)`, each with the remedies in the rest of its function, up to each
/// file's tests.
pub(super) fn problems(page: &'static str) -> impl Iterator<Item = Said> {
    // Every file begins with its `//!` lines, and has none further down.
    let files = page.split("\n//! ");
    let code = files.filter_map(|file| file.split("#[cfg(test)]").next());
    code.flat_map(|code| code.split("Problem::new(").skip(1))
        .filter_map(|made| {
            let made = made.split("\n}").next().unwrap_or_default();
            let [(_, name), (between, zh), (_, en), ..] = &literals(made)[..] else {
                return None;
            };
            let worded = between.split_whitespace().collect::<String>() == ",Text::new(";
            worded.then(|| Said {
                code: name,
                what: Text::new(zh, en),
                remedies: remedies(made),
            })
        })
}

/// The remedies that a piece of code adds in so many words, in its order.
fn remedies(code: &'static str) -> Vec<Remedy> {
    let one = |piece: &'static str| {
        let within = |before: &str| {
            let (name, _) = piece.trim_start().strip_prefix(before)?.split_once(')')?;
            Some(name)
        };
        if let Some(name) = within("remedy(Remedy::Offer(Action::") {
            let named = |action: &Action| format!("{action:?}") == name;
            return Action::ALL.into_iter().find(named).map(Remedy::Offer);
        }
        if let Some(name) = within("remedy(Remedy::Revisit(Field::") {
            let named = |field: &Field| format!("{field:?}") == name;
            return Field::ALL.into_iter().find(named).map(Remedy::Revisit);
        }
        let advice = piece.strip_prefix("advise(")?;
        match literals(advice)[..] {
            [(before, zh), (_, en), ..] if before.trim().is_empty() => {
                Some(Remedy::Do(Text::new(zh, en)))
            }
            _ => None,
        }
    };
    let calls = code.match_indices('.').map(|(at, _)| &code[at + 1..]);
    calls.filter_map(one).collect()
}

/// The string literals of a piece of code, each with the code before it. A literal that needs an escape is left out, since it
/// could not be shown as it stands.
fn literals(code: &'static str) -> Vec<(&'static str, &'static str)> {
    let mut parts = code.split('"');
    let mut found = Vec::new();
    while let (Some(before), Some(literal)) = (parts.next(), parts.next()) {
        if !literal.contains('\\') {
            found.push((before, literal));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "//! Why.\n//!\n//! Source: here.\n\nuse x;\n//! Not this.\nfn f() {\n Problem::new(\n \"a.b\",\n Text::new(\"甲。\", \"A.\"),\n )\n .fact(Text::new(\"标\", \"label\"), v)\n .advise(\n \"做。\",\n \"Do.\",\n ).remedy(Remedy::Offer(Action::Place));\n Problem::new(CODE, WHAT); }\n#[cfg(test)]\nmod tests { Problem::new(\"c.d\", Text::new(\"丙\", \"c\")) }";

    #[test]
    fn the_comment_ends_where_the_code_begins() {
        let comment: Vec<_> = doc_comment(FILE).collect();
        assert_eq!(comment, ["Why.", "", "Source: here."]);
    }

    #[test]
    fn a_second_file_is_read_past_the_tests_of_the_first() {
        const TWO: &str = "//! One.\nuse x;\n#[cfg(test)]\nmod tests { Problem::new(\"c.d\", Text::new(\"丙\", \"c\")) }\n//! Two.\nProblem::new(\"e.f\", Text::new(\"己\", \"f\"))";
        assert_eq!(doc_comment(TWO).collect::<Vec<_>>(), ["One."]);
        let said: Vec<Said> = problems(TWO).collect();
        assert_eq!(said.len(), 1);
        assert_eq!(said[0].code, "e.f");
    }

    #[test]
    fn a_problem_is_read_with_its_advice() {
        let said: Vec<Said> = problems(FILE).collect();
        assert_eq!(said.len(), 1);
        assert_eq!(said[0].code, "a.b");
        assert_eq!(said[0].what, Text::new("甲。", "A."));
        let place = Remedy::Offer(Action::Place);
        assert_eq!(
            said[0].remedies,
            [Remedy::Do(Text::new("做。", "Do.")), place]
        );
    }
}
