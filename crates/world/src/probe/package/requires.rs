//! The scripts a script names, found without parsing it: one too many does no harm.

/// The literals of `require("…")`, `import "…"` and `… from "…"` that are relative paths, in their order.
pub(super) fn named(source: &str) -> Vec<&str> {
    let mut found: Vec<(usize, &str)> = Vec::new();
    for (word, opening) in [("require", true), ("from", false), ("import", false)] {
        for (at, _) in source.match_indices(word) {
            let rest = source[at + word.len()..].trim_start();
            let rest = match opening {
                true => match rest.strip_prefix('(') {
                    Some(rest) => rest.trim_start(),
                    None => continue,
                },
                false => rest,
            };
            let Some(quote) = rest
                .chars()
                .next()
                .filter(|first| matches!(first, '"' | '\''))
            else {
                continue;
            };
            let Some((literal, _)) = rest[1..].split_once(quote) else {
                continue;
            };
            let relative = literal.starts_with("./") || literal.starts_with("../");
            if relative && literal.len() < 512 && !literal.contains(['\n', '\\']) {
                found.push((at, literal));
            }
        }
    }
    found.sort_unstable();
    found.into_iter().map(|(_, literal)| literal).collect()
}

/// Where a relative path leads from a folder; `None` when outside.
pub(super) fn resolved(folder: &str, relative: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
