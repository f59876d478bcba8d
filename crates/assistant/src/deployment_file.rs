//! `deployment.toml`: the answers of one deployment as a file for people, without secrets.

use guide::{Answers, Field, Lang};
use thiserror::Error;

/// Why a `deployment.toml` is not taken.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Error {
    /// It is no TOML: the parser's words, with line and column.
    #[error("{0}")]
    NotToml(String),
    /// A name that is no field of ours.
    #[error("unknown name {0}")]
    UnknownName(String),
    /// A secret stands in the file.
    #[error("{0} is a secret")]
    Secret(&'static str),
    /// A value is not a text.
    #[error("{0} is not a text")]
    NotText(String),
    /// A field refuses its value.
    #[error("{field}: {what}")]
    Refused {
        /// The field.
        field: &'static str,
        /// The refusal, in the language asked for.
        what: String,
    },
}

/// Writes the answers; comments say what each name is.
pub fn write(name: &str, answers: &Answers, lang: Lang) -> String {
    let mut text = String::from(match lang {
        Lang::Zh => {
            "# 小程序接入助手的部署文件。不含密钥；密钥请在导入后重新填写，或用 --secret-file 提供。\n\n"
        }
        Lang::En => {
            "# A deployment of Weapp Bridge. It holds no secrets: enter them after importing, or hand them in with --secret-file.\n\n"
        }
    });
    text.push_str(&format!("deployment = {}\n", quoted(name)));
    for (field, value) in answers.texts() {
        text.push_str(&format!(
            "\n# {}\n{} = {}\n",
            field.label().to(lang),
            field.id(),
            quoted(value)
        ));
    }
    text
}

fn quoted(value: &str) -> String {
    toml::Value::String(value.to_owned()).to_string()
}

/// Reads a `deployment.toml`: the deployment's name, if it has one, and its answers. All or nothing.
///
/// # Errors
/// The first thing that is wrong, by name.
pub fn read(text: &str, lang: Lang) -> Result<(Option<String>, Answers), Error> {
    let table: toml::Table = text
        .parse()
        .map_err(|error: toml::de::Error| Error::NotToml(error.to_string()))?;
    let mut name = None;
    let mut answers = Answers::default();
    for (key, value) in table {
        let toml::Value::String(value) = value else {
            return Err(Error::NotText(key));
        };
        if key == "deployment" {
            name = Some(value);
            continue;
        }
        let field = Field::named(&key).ok_or(Error::UnknownName(key))?;
        if field.is_secret() {
            return Err(Error::Secret(field.id()));
        }
        answers
            .give(field, &value)
            .map_err(|refusal| Error::Refused {
                field: field.id(),
                what: refusal.what.to(lang).to_owned(),
            })?;
    }
    Ok((name, answers))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let mut answers = Answers::default();
        answers.give(Field::AppId, "wx0123456789abcdef").unwrap();
        answers.give(Field::Name, "掌上\"OA\" \\ 测试").unwrap();
        answers.keep_secret(Field::AppSecret, true);
        let text = write("上海 \"一\"", &answers, Lang::Zh);
        assert!(!text.contains("app-secret"));
        let (name, read) = read(&text, Lang::Zh).unwrap();
        answers.keep_secret(Field::AppSecret, false);
        assert_eq!((name.as_deref(), read), (Some("上海 \"一\""), answers));
    }

    #[test]
    fn what_is_wrong_is_named() {
        let refused = |text: &str| read(text, Lang::En).unwrap_err();
        assert_eq!(refused("app-secret = '0'"), Error::Secret("app-secret"));
        assert_eq!(
            refused("colour = 'red'"),
            Error::UnknownName("colour".to_owned())
        );
        assert_eq!(refused("app-id = 1"), Error::NotText("app-id".to_owned()));
        assert!(matches!(
            refused("app-id = 'gh_1'"),
            Error::Refused {
                field: "app-id",
                ..
            }
        ));
        assert!(matches!(refused("app-id ="), Error::NotToml(_)));
    }
}
