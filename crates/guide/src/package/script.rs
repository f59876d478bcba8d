//! Reading a script: which strings in it may be a setting.

use oxc_allocator::Allocator;
use oxc_ast_visit::Visit;
use oxc_parser::Parser;
use oxc_span::SourceType;

use super::address;
use super::comment::Comments;
use super::reader::Reader;
use super::{Literal, Unreadable, guard};
use crate::seen::PackageSeen;

/// Enough for what [`guard`] lets through, also in a build without optimisation; the usual 8 MB are not.
const STACK: usize = 64 << 20;

/// The literals of `app.js` that may be the service address or the home page: those that look like an address, and the empty ones
/// or placeholders whose name or comment speaks of one.
///
/// # Errors
/// What keeps the file from being read. A file with a syntax error is refused as a whole.
pub fn settings(app_js: &[u8]) -> Result<Vec<Literal>, Unreadable> {
    Ok(offered_of(literals(app_js)?))
}

/// The literals of a seen package that may be a setting: those of `app.js`, then those of the scripts it requires. A script that
/// cannot be read offers none.
pub fn offered(seen: &PackageSeen) -> Vec<Literal> {
    readable(seen).unwrap_or_else(|_| required(seen).collect())
}

/// As [`offered`].
///
/// # Errors
/// What keeps `app.js` from being read.
pub(super) fn readable(seen: &PackageSeen) -> Result<Vec<Literal>, Unreadable> {
    let mut all = Vec::new();
    if let Some(app_js) = &seen.app_js {
        for literal in settings(&app_js.bytes)? {
            all.push(Literal {
                file: app_js.path.clone(),
                ..literal
            });
        }
    }
    all.extend(required(seen));
    Ok(all)
}

fn required(seen: &PackageSeen) -> impl Iterator<Item = Literal> {
    seen.required.iter().flat_map(|script| {
        let found = settings(&script.bytes).unwrap_or_default();
        found.into_iter().map(|literal| Literal {
            id: format!("{}:{}", script.path, literal.id),
            file: script.path.clone(),
            ..literal
        })
    })
}

fn offered_of(literals: Vec<Literal>) -> Vec<Literal> {
    literals.into_iter().filter(address::is_offered).collect()
}

/// Every literal that a name stands for.
///
/// # Errors
/// As [`settings`].
pub(crate) fn literals(bytes: &[u8]) -> Result<Vec<Literal>, Unreadable> {
    let text = guard::text(bytes)?;
    guard::script(text)?;
    std::thread::scope(|scope| {
        std::thread::Builder::new()
            .stack_size(STACK)
            .spawn_scoped(scope, || read(text))
            .map_err(|_| Unreadable::Crashed)?
            .join()
            .unwrap_or(Err(Unreadable::Crashed))
    })
}

fn read(text: &str) -> Result<Vec<Literal>, Unreadable> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, text, SourceType::unambiguous()).parse();
    if let Some(first) = parsed.diagnostics.first() {
        let at = first.labels.first().map_or(0, |label| label.offset());
        return Err(syntax(text, at as usize, first.message.to_string()));
    }
    if parsed.panicked {
        return Err(syntax(text, 0, String::new()));
    }
    let mut reader = Reader::default();
    reader.visit_program(&parsed.program);
    let comments = parsed
        .program
        .comments
        .iter()
        .map(|comment| comment.span.start as usize..comment.span.end as usize)
        .collect();
    Ok(reader.finish(text, &Comments::new(text, comments)))
}

fn syntax(text: &str, at: usize, said: String) -> Unreadable {
    let at = text.floor_char_boundary(at);
    let line_start = text[..at].rfind(['\n', '\r']).map_or(0, |found| found + 1);
    Unreadable::Syntax {
        line: guard::line_of(text.as_bytes(), at),
        column: text[line_start..at].chars().count() + 1,
        said,
    }
}
