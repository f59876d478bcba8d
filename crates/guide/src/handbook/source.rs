//! Reading a check's own file: its doc comment and the sentences beside its problem codes. The handbook cannot drift from what
//! the check says, because both are the same text.

use crate::Text;

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
    pub(super) advice: Vec<Text>,
}

/// The problems that a file makes with `Problem::new(…)` and the `.advise(…)` behind each, up to the file's tests.
pub(super) fn problems(page: &'static str) -> impl Iterator<Item = Said> {
    let code = page.split("#[cfg(test)]").next().unwrap_or_default();
    code.split("Problem::new(").skip(1).filter_map(|made| {
        let [(_, name), (_, zh), (_, en), rest @ ..] = &literals(made)[..] else {
            return None;
        };
        let advice = rest
            .windows(2)
            .filter(|pair| pair[0].0.trim_end().ends_with(".advise("))
            .map(|pair| Text::new(pair[0].1, pair[1].1))
            .collect();
        Some(Said {
            code: name,
            what: Text::new(zh, en),
            advice,
        })
    })
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

    const FILE: &str = "//! Why.\n//!\n//! Source: here.\n\nuse x;\n//! Not this.\nfn f() {\n Problem::new(\n \"a.b\",\n Text::new(\"甲。\", \"A.\"),\n )\n .fact(Text::new(\"标\", \"label\"), v)\n .advise(\n \"做。\",\n \"Do.\",\n );\n Problem::new(CODE, WHAT); }\n#[cfg(test)]\nmod tests { Problem::new(\"c.d\", Text::new(\"丙\", \"c\")) }";

    #[test]
    fn the_comment_ends_where_the_code_begins() {
        let comment: Vec<_> = doc_comment(FILE).collect();
        assert_eq!(comment, ["Why.", "", "Source: here."]);
    }

    #[test]
    fn a_problem_is_read_with_its_advice() {
        let said: Vec<Said> = problems(FILE).collect();
        assert_eq!(said.len(), 1);
        assert_eq!(said[0].code, "a.b");
        assert_eq!(said[0].what, Text::new("甲。", "A."));
        assert_eq!(said[0].advice, [Text::new("做。", "Do.")]);
    }
}
