//! Bringing the package.

use crate::{Action, Answers, Edit, Field, Plan, Unknown};

/// Plans to download the package, or to unpack the zip on this machine, into the package folder.
///
/// # Errors
/// The answer that is missing.
pub fn plan_fetch(answers: &Answers) -> Result<Plan, Unknown> {
    let to = answers.package_folder()?.path().to_owned();
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
