//! Taking the last applied plan back without opening a deployment, as `weapp-bridge undo` does.

use std::fs;
use std::path::Path;

use guide::{Lang, Text};
use world::hand::{self, Applied, State};

use crate::draw::applied_view;
use crate::trouble;
use crate::wire::{AppliedView, Failure, FailureCode};

/// Takes back the plan of this id, or the newest one of all deployments in the data folder.
///
/// # Errors
/// When there is none, or when the world has changed since. A damaged journal only matters when nothing is found elsewhere.
pub fn take_back(data: &Path, plan: Option<&str>, lang: Lang) -> Result<AppliedView, Failure> {
    let mut newest: Option<(std::path::PathBuf, Applied)> = None;
    let mut damaged = None;
    for folder in fs::read_dir(data.join("journal"))
        .into_iter()
        .flatten()
        .flatten()
    {
        let applied = match hand::applied(&folder.path()) {
            Ok(applied) => applied,
            Err(error) => {
                damaged.get_or_insert(error);
                continue;
            }
        };
        for candidate in applied {
            let wanted = match plan {
                Some(plan) => candidate.id == plan,
                None => candidate.state != State::Undone,
            };
            if wanted
                && newest
                    .as_ref()
                    .is_none_or(|(_, newest)| newest.id < candidate.id)
            {
                newest = Some((folder.path(), candidate));
            }
        }
    }
    let Some((journal, applied)) = newest else {
        if let Some(error) = damaged {
            return Err(trouble::hand(&error, lang));
        }
        return Err(match plan {
            Some(plan) => trouble::no_such(Text::new("方案编号", "plan"), plan, lang),
            None => trouble::failure(
                FailureCode::NotNow,
                Text::new("没有可以撤销的操作。", "There is nothing to take back.").to(lang),
                Text::new(
                    "做过的操作都已撤销，或还没有做过。",
                    "Everything done was taken back already, or nothing was done yet.",
                ),
                lang,
            ),
        });
    };
    let undone = hand::undo(&journal, &applied.id).map_err(|error| trouble::hand(&error, lang))?;
    Ok(applied_view(&undone, lang))
}
