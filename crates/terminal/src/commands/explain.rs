//! `weapp-bridge explain`

use std::fs;
use std::path::Path;

use assistant::guide::{Lang, handbook};

use crate::exit::Exit;
use crate::paper;
use crate::session::Stop;

/// Writes the handbook in both languages into a folder, which is made where it is not there.
pub(crate) fn write(folder: &Path) -> Result<Exit, Stop> {
    for (name, text) in handbook::files() {
        let path = name
            .split('/')
            .fold(folder.to_owned(), |path, part| path.join(part));
        let within = path.parent().unwrap_or(folder);
        fs::create_dir_all(within)
            .and_then(|()| fs::write(&path, text))
            .map_err(|error| Stop::Usage(format!("{}: {error}", path.display())))?;
    }
    Ok(Exit::Holds)
}

pub(crate) fn run(lang: Lang, code: Option<&str>) -> Result<Exit, Stop> {
    let Some(code) = code else {
        let codes: Vec<String> = handbook::pages()
            .iter()
            .map(|page| format!("{:40} {}", page.code, page.title().to(lang)))
            .collect();
        paper::print(&codes.join("\n"));
        return Ok(Exit::Holds);
    };
    match handbook::page(code) {
        Some(page) => {
            paper::print(&page.lines(lang).join("\n"));
            Ok(Exit::Holds)
        }
        None => Err(Stop::Usage(match lang {
            Lang::Zh => format!("没有编号为 {code} 的问题；weapp-bridge explain 列出全部编号。"),
            Lang::En => {
                format!("No problem has the code {code}; weapp-bridge explain lists them all.")
            }
        })),
    }
}
