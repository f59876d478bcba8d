//! Writing service address, home page and AppID into the package.

use std::collections::BTreeMap;
use std::path::Path;

use super::project_file::{self, Wanted};
use super::splice::{Replacement, splice};
use super::{Choice, Literal, Unreadable, decide, place, script};
use crate::seen::PackageSeen;
use crate::{Action, Answers, Edit, Field, Plan, Sighting, Text, Unknown};

/// Plans the edits of the scripts that hold the two settings and of the project files. No edits when all is as it should be.
///
/// # Errors
/// The answer or look that is missing; [`Unknown::NotAnswered`] with `ServiceSetting` or `HomeSetting` when it is not certain
/// which literal is meant; [`Unknown::NotVisible`] with a sentence when a file cannot be edited safely; [`Unknown::Crashed`] when
/// a result does not hold exactly what was wanted.
pub fn plan_configure(answers: &Answers, sighting: &Sighting) -> Result<Plan, Unknown> {
    let service = answers.service_address()?;
    let app_id = answers.app_id()?;
    let home = answers.home_url()?;
    let seen = sighting.package()?;
    let Some(root) = &seen.root else {
        return Err(Unknown::NotVisible(place::not_found(answers, seen).what));
    };
    let [service_setting, home_setting] = chosen(answers, seen)?;
    let mut wanted: BTreeMap<&str, Vec<(&Literal, &str)>> = BTreeMap::new();
    for (literal, value) in [
        (&service_setting, service.as_str()),
        (&home_setting, home.as_str()),
    ] {
        wanted
            .entry(&literal.file)
            .or_default()
            .push((literal, value));
    }
    let mut edits = Vec::new();
    for (path, values) in wanted {
        let text = place::named(seen, path).ok_or(Unknown::Crashed)?;
        let after = script_edited(&text.bytes, &values).map_err(refused)?;
        let below = place::below_root(seen, path);
        write(&mut edits, root, &below, Some(&text.bytes), after);
    }
    let name = answers.text(Field::Name);
    let after = match &seen.project_config {
        Some(text) => project_edited(&text.bytes, app_id.as_str(), name, true).map_err(refused)?,
        None => project_file::fresh(app_id.as_str(), name),
    };
    let before = seen.project_config.as_ref().map(|text| &text.bytes[..]);
    write(&mut edits, root, place::PROJECT, before, after);
    if let Some(text) = &seen.private_config {
        let after = project_edited(&text.bytes, app_id.as_str(), name, false).map_err(refused)?;
        write(&mut edits, root, place::PRIVATE, Some(&text.bytes), after);
    }
    Ok(Plan {
        action: Action::Configure,
        edits,
    })
}

fn write(edits: &mut Vec<Edit>, root: &Path, below: &str, before: Option<&[u8]>, after: Vec<u8>) {
    if before != Some(&after) {
        edits.push(Edit::Write {
            path: place::absolute(root, below),
            before: before.map(<[u8]>::to_vec),
            after,
        });
    }
}

fn refused(why: Unreadable) -> Unknown {
    match why {
        Unreadable::Crashed => Unknown::Crashed,
        why => Unknown::NotVisible(why.words()),
    }
}

/// The literals that hold the service address and the home page, where that is certain.
fn chosen(answers: &Answers, seen: &PackageSeen) -> Result<[Literal; 2], Unknown> {
    let literals = readable(seen)?;
    Ok([
        certain(answers, &literals, Field::ServiceSetting)?,
        certain(answers, &literals, Field::HomeSetting)?,
    ])
}

/// The literal that holds the setting asked for by `field`.
///
/// # Errors
/// As [`plan_configure`].
pub(crate) fn setting(
    answers: &Answers,
    seen: &PackageSeen,
    field: Field,
) -> Result<Literal, Unknown> {
    certain(answers, &readable(seen)?, field)
}

fn readable(seen: &PackageSeen) -> Result<Vec<Literal>, Unknown> {
    if seen.app_js.is_none() {
        return Err(Unknown::NotVisible(Text::new(
            "资源包里没有 app.js；请先看“资源包”一步的检查。",
            "The package has no app.js; see the checks of the package step first.",
        )));
    }
    script::readable(seen).map_err(refused)
}

fn certain(answers: &Answers, literals: &[Literal], field: Field) -> Result<Literal, Unknown> {
    let decided = decide(literals, answers);
    let choice = if field == Field::ServiceSetting {
        decided.service
    } else {
        decided.home
    };
    match choice {
        Choice::Certain(index) => Ok(literals[index].clone()),
        Choice::Ask(_) => Err(Unknown::NotAnswered(field)),
        Choice::None => Err(Unknown::NotVisible(Text::new(
            "在 app.js 和它引用的文件里没有找到像地址的设置；请按厂商说明手工填写。",
            "Neither app.js nor the files it requires hold a setting that looks like an address; fill it in by hand as the vendor says.",
        ))),
    }
}

/// The script with the literals given these values, every other byte as it was.
fn script_edited(bytes: &[u8], values: &[(&Literal, &str)]) -> Result<Vec<u8>, Unreadable> {
    let before = script::literals(bytes)?;
    let mut replacements = Vec::new();
    for (literal, value) in values {
        if literal.value != *value {
            replacements.push(Replacement {
                span: literal.span.clone(),
                text: literal.quote.encode(value),
            });
        }
    }
    let after = splice(bytes, replacements);
    let now = script::literals(&after)?;
    let as_wanted = before.len() == now.len()
        && before.iter().zip(&now).all(|(was, is)| {
            let value = values
                .iter()
                .find(|(literal, _)| literal.span == was.span)
                .map_or(was.value.as_str(), |(_, value)| value);
            is.id == was.id && is.quote == was.quote && is.value == value
        });
    if as_wanted {
        Ok(after)
    } else {
        Err(Unreadable::Crashed)
    }
}

/// A project file with AppID and, where answered, name. The private file is given neither where it has none.
fn project_edited(
    bytes: &[u8],
    app_id: &str,
    name: Option<&str>,
    add: bool,
) -> Result<Vec<u8>, Unreadable> {
    let mut wanted = vec![Wanted {
        key: "appid",
        value: app_id,
        add,
    }];
    wanted.extend(name.map(|value| Wanted {
        key: "projectname",
        value,
        add,
    }));
    project_file::edited(bytes, &wanted)
}
