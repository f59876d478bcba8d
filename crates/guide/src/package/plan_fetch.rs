//! Bringing the package.

use crate::{Action, Answers, Edit, Field, Plan, Sighting, Unknown};

/// Plans to download the package, or to unpack the zip on this machine, into the package folder. Where a mini-program lies
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
    let edit = if answers.require(Field::PackageSource)? == "zip" {
        Edit::Unpack {
            zip: answers.package_zip()?,
            to,
        }
    } else {
        Edit::Download {
            url: answers.package_url()?.url().to_string(),
            to,
        }
    };
    Ok(Plan {
        action: Action::FetchPackage,
        edits: vec![edit],
    })
}
