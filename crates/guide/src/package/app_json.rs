//! `app.json`: the pages and packages a mini-program consists of.

use serde_json::Value;

use super::{Unreadable, guard};

/// What `app.json` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct AppJson {
    /// Every page, the main package's first, without ending.
    pub(crate) pages: Vec<String>,
    /// The folders of the sub-packages, with a slash at the end.
    pub(crate) roots: Vec<String>,
}

impl AppJson {
    /// Reads it as strictly as WeChat's compiler: UTF-8, no byte order mark (10006), JSON (10006), not GBK (10031).
    ///
    /// # Errors
    /// What keeps it from being read.
    pub(crate) fn parse(bytes: &[u8]) -> Result<AppJson, Unreadable> {
        let text = guard::text(bytes)?;
        if text.starts_with('\u{FEFF}') {
            return Err(Unreadable::Bom);
        }
        let value: Value = serde_json::from_str(text).map_err(|error| Unreadable::Syntax {
            line: error.line(),
            column: error.column(),
            said: error.to_string(),
        })?;
        if !value.is_object() {
            return Err(Unreadable::NotAnObject);
        }
        let mut app = AppJson {
            pages: pages(&value),
            roots: Vec::new(),
        };
        // Both spellings are in use.
        for package in ["subPackages", "subpackages"]
            .iter()
            .filter_map(|key| value[*key].as_array())
            .flatten()
        {
            let root = package["root"].as_str().unwrap_or_default();
            let root = format!("{}/", root.trim_matches('/'));
            app.pages
                .extend(pages(package).iter().map(|page| format!("{root}{page}")));
            app.roots.push(root);
        }
        Ok(app)
    }
}

fn pages(value: &Value) -> Vec<String> {
    value["pages"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(|page| page.trim_start_matches('/').to_owned())
        .collect()
}
