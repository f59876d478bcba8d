//! The names inside a zip: what they say, and whether they may be followed on any of the systems a package ends up on.

use encoding_rs::GBK;
use guide::package::Unfit;

/// The most bytes of one part of a path; Linux counts bytes, Windows and macOS count fewer.
const PART: usize = 255;

/// The most bytes of a path below the folder.
const PATH: usize = 1_000;

/// Reads a name as it is in the zip.
///
/// Old Chinese tools write names in GBK and leave the UTF-8 flag unset; others write UTF-8 and leave it unset too. GBK
/// that happens to be UTF-8 is rare enough.
pub(super) fn read(raw: &[u8], flagged: bool) -> Result<String, Unfit> {
    if let Ok(name) = std::str::from_utf8(raw) {
        return Ok(name.to_owned());
    }
    let gbk = match flagged {
        true => None,
        false => GBK.decode_without_bom_handling_and_without_replacement(raw),
    };
    gbk.map(|name| name.into_owned())
        .ok_or_else(|| Unfit::NameUnreadable {
            entry: shown(&String::from_utf8_lossy(raw)),
        })
}

/// The beginning of a name, to be shown.
pub(super) fn shown(name: &str) -> String {
    name.chars()
        .map(|letter| {
            if letter.is_control() {
                '\u{fffd}'
            } else {
                letter
            }
        })
        .take(80)
        .collect()
}

/// The path a name stands for, below the folder and with `/`; empty for the folder itself.
pub(super) fn path(name: &str) -> Result<String, Unfit> {
    let escape = || Unfit::PathEscape { entry: shown(name) };
    // A colon is a drive or a hidden second stream on Windows; a backslash separates folders there and nowhere else.
    if name.starts_with('/') || name.contains(['\\', ':', '\0']) {
        return Err(escape());
    }
    if name.contains(char::is_control) {
        return Err(Unfit::NameUnreadable { entry: shown(name) });
    }
    if name.len() > PATH {
        return Err(Unfit::NameTooLong { entry: shown(name) });
    }
    let mut parts = Vec::new();
    for part in name.split('/').filter(|part| !matches!(*part, "" | ".")) {
        if part.len() > PART {
            return Err(Unfit::NameTooLong { entry: shown(name) });
        }
        // Windows drops dots and blanks at the end, which makes one name of two, and `..` of `.. `.
        if part == ".." || part.ends_with(['.', ' ']) {
            return Err(escape());
        }
        if is_device(part) {
            return Err(Unfit::NotAFile { entry: shown(name) });
        }
        parts.push(part);
    }
    Ok(parts.join("/"))
}

/// Whether Windows takes a name for a device, whatever its ending
/// (<https://learn.microsoft.com/windows/win32/fileio/naming-a-file>).
fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or(part).trim_end();
    let stem = stem.to_uppercase();
    if matches!(
        stem.as_str(),
        "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$"
    ) {
        return true;
    }
    ["COM", "LPT"].iter().any(|port| {
        let mut digits = stem.strip_prefix(port).unwrap_or_default().chars();
        matches!(
            (digits.next(), digits.next()),
            (Some('1'..='9' | '¹' | '²' | '³'), None)
        )
    })
}

/// Whether it is something macOS adds to every zip.
pub(super) fn is_litter(path: &str) -> bool {
    path.split('/')
        .any(|part| matches!(part, "__MACOSX" | ".DS_Store"))
}
