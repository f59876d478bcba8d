//! A field as it is drawn.

use std::collections::BTreeMap;

use guide::{Answers, Choice, Control, Field, Lang, Sighting, package};

use crate::wire::{ControlView, FieldView, OptionView};

/// What was typed into a field and refused.
#[derive(Clone, Debug)]
pub(crate) struct Refused {
    pub(crate) typed: String,
    pub(crate) what: String,
    pub(crate) suggestion: Option<String>,
}

/// What the fields of a step are drawn from.
pub(crate) struct Fields<'a> {
    pub(crate) answers: &'a Answers,
    pub(crate) sighting: &'a Sighting,
    pub(crate) refused: &'a BTreeMap<Field, Refused>,
    pub(crate) suggestions: &'a BTreeMap<Field, String>,
    pub(crate) lang: Lang,
}

impl Fields<'_> {
    pub(crate) fn draw(&self, field: Field) -> FieldView {
        let refused = self.refused.get(&field);
        let answer = self.answers.text(field);
        let usual = match answer {
            None => self.answers.effective(field).or_else(|| self.told(field)),
            Some(_) => None,
        };
        let answered = if field.is_secret() {
            self.answers.has_secret(field)
        } else {
            answer.is_some()
        };
        let suggestion = match refused {
            Some(refused) => refused.suggestion.clone(),
            None if answered => None,
            None => self.suggestions.get(&field).cloned(),
        };
        FieldView {
            id: field.id().to_owned(),
            label: field.label().to(self.lang).to_owned(),
            hint: field.hint().to(self.lang).to_owned(),
            control: self.control(field),
            text: match refused {
                Some(refused) => refused.typed.clone(),
                None => answer.unwrap_or_default().to_owned(),
            },
            usual,
            answered,
            optional: field.is_optional(),
            refusal: refused.map(|refused| refused.what.clone()),
            suggestion,
            found: self.found(field),
        }
    }

    fn found(&self, field: Field) -> Vec<String> {
        match (field, self.sighting.verification_file()) {
            (Field::WebRoot, Ok(seen)) => seen
                .layouts
                .iter()
                .map(|folder| folder.display().to_string())
                .collect(),
            _ => Vec::new(),
        }
    }

    fn control(&self, field: Field) -> ControlView {
        match field.control() {
            Control::Line => ControlView::Line,
            Control::Secret => ControlView::Secret,
            Control::Choice(choices) => ControlView::Choice {
                options: choices.iter().map(|choice| self.option(choice)).collect(),
            },
            Control::Literal => ControlView::Choice {
                options: self.literals(),
            },
            Control::Folder => ControlView::Folder,
            Control::File(_) => ControlView::File,
            Control::Switch => ControlView::Switch,
        }
    }

    fn option(&self, choice: &Choice) -> OptionView {
        OptionView {
            id: choice.id.to_owned(),
            label: choice.label.to(self.lang).to_owned(),
            detail: None,
        }
    }

    /// The literal that the package itself leaves no doubt about.
    fn told(&self, field: Field) -> Option<String> {
        let seen = self.sighting.package().ok()?;
        let literals = package::offered(seen);
        let decided = package::decide(&literals, self.answers);
        let choice = match field {
            Field::ServiceSetting => decided.service,
            Field::HomeSetting => decided.home,
            _ => return None,
        };
        match choice {
            package::Choice::Certain(index) => {
                literals.get(index).map(|literal| literal.id.clone())
            }
            package::Choice::Ask(_) | package::Choice::None => None,
        }
    }

    fn literals(&self) -> Vec<OptionView> {
        let Ok(seen) = self.sighting.package() else {
            return Vec::new();
        };
        package::offered(seen)
            .into_iter()
            .map(|literal| OptionView {
                label: format!("{} = {}", literal.id, literal.value),
                detail: Some(match self.lang {
                    Lang::Zh => format!("第 {} 行：{}", literal.line, literal.context),
                    Lang::En => format!("line {}: {}", literal.line, literal.context),
                }),
                id: literal.id,
            })
            .collect()
    }
}
