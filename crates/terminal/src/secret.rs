//! Secrets for the terminal: from a file, from standard input, or typed at a prompt; never from an argument.

use std::io::{self, IsTerminal, Read};
use std::path::Path;

use assistant::guide::Field;
use zeroize::Zeroizing;

/// Secrets handed in, by field.
pub(crate) type Handed = Vec<(Field, Zeroizing<String>)>;

/// Reads secrets from a file, or from standard input when the path is `-`.
///
/// # Errors
/// The system's words, or what is wrong with the file's form. Never any of its content.
pub(crate) fn read(path: &Path) -> Result<Handed, String> {
    let mut text = Zeroizing::new(String::new());
    let read = if path == Path::new("-") {
        io::stdin().read_to_string(&mut text)
    } else {
        std::fs::File::open(path).and_then(|mut file| file.read_to_string(&mut text))
    };
    read.map_err(|error| format!("{}: {error}", path.display()))?;
    parse(&text).map_err(|wrong| format!("{}: {wrong}", path.display()))
}

fn parse(text: &str) -> Result<Handed, String> {
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    if let [only] = lines[..]
        && !only.contains('=')
    {
        return Ok(vec![(Field::AppSecret, Zeroizing::new(only.to_owned()))]);
    }
    lines
        .iter()
        .enumerate()
        .map(|(number, line)| {
            let wrong = || {
                format!(
                    "line {}: expected app-secret = \"…\" or corp-secret = \"…\"",
                    number + 1
                )
            };
            let (name, value) = line.split_once('=').ok_or_else(wrong)?;
            let field = Field::named(name.trim())
                .filter(|field| field.is_secret())
                .ok_or_else(wrong)?;
            let value = value.trim().trim_matches(['"', '\'']);
            Ok((field, Zeroizing::new(value.to_owned())))
        })
        .collect()
}

/// Asks for a secret, when somebody is there to type it.
pub(crate) fn ask(label: &str) -> Option<Zeroizing<String>> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return None;
    }
    let typed = rpassword::prompt_password(format!("{label}: ")).ok()?;
    (!typed.is_empty()).then(|| Zeroizing::new(typed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lone_line_is_the_appsecret() {
        let read = parse("0123\n").unwrap();
        assert_eq!((read[0].0, read[0].1.as_str()), (Field::AppSecret, "0123"));
    }

    #[test]
    fn several_secrets_are_told_apart_by_name() {
        let read = parse("# both\napp-secret = \"a=b\"\ncorp-secret='c'\n").unwrap();
        assert_eq!(
            read.iter()
                .map(|(field, text)| (*field, text.as_str()))
                .collect::<Vec<_>>(),
            [(Field::AppSecret, "a=b"), (Field::CorpSecret, "c")]
        );
    }

    #[test]
    fn a_wrong_line_is_named_by_number_and_not_repeated() {
        let wrong = parse("app-secret = \"a\"\nhunter2-hunter2").unwrap_err();
        assert!(
            wrong.contains("line 2") && !wrong.contains("hunter2"),
            "{wrong}"
        );
    }
}
