//! `weapp-bridge undo`

use crate::arguments::{Everywhere, Format};
use crate::exit::Exit;
use crate::paper;
use crate::session::{Stop, data_folder, language};

pub(crate) fn run(everywhere: &Everywhere, plan: Option<&str>) -> Result<Exit, Stop> {
    let undone = assistant::take_back(&data_folder(everywhere), plan, language(everywhere.lang))?;
    match everywhere.format {
        Format::Json => paper::print(
            &serde_json::to_string(&undone).expect("a view is made of texts and flags only"),
        ),
        Format::Text => paper::print(&undone.words),
    }
    Ok(Exit::Holds)
}
