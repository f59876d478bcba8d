//! Bringing the package.

use super::{BUILT_IN, place};
use crate::{Action, Answers, Edit, Field, Plan, Sighting, Unknown};

/// Plans to download the package, to unpack the zip on this machine, or to write the built-in one, into the package folder. Where a mini-program lies
/// already nothing is planned: it may have been configured since.
///
/// # Errors
/// The answer that is missing.
pub fn plan_fetch(answers: &Answers, sighting: &Sighting) -> Result<Plan, Unknown> {
    let to = answers.package_folder()?.path().to_owned();
    if sighting.package().is_ok_and(|seen| seen.root.is_some()) {
        return Ok(Plan {
            action: Action::FetchPackage,
            edits: Vec::new(),
        });
    }
    let edits = match answers.require(Field::PackageSource)?.as_str() {
        "zip" => vec![Edit::Unpack {
            zip: answers.package_zip()?,
            to,
        }],
        "built-in" => BUILT_IN
            .iter()
            .map(|(path, bytes)| Edit::Write {
                path: place::absolute(&to, path),
                before: None,
                after: bytes.to_vec(),
            })
            .collect(),
        _ => vec![Edit::Download {
            url: answers.package_url()?.url().to_string(),
            to,
        }],
    };
    Ok(Plan {
        action: Action::FetchPackage,
        edits,
    })
}
