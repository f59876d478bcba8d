//! `weapp-bridge explain`

use assistant::guide::{Lang, handbook};

use crate::exit::Exit;
use crate::paper;
use crate::session::Stop;

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
