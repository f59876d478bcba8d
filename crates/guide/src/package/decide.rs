//! Which literal is the service address and which the home page.
//!
//! Names mislead: of 91 programs read, `homeUrl` was the root of interface calls in two and a page path in a third, `webUrl` was
//! mostly no page. So a literal is taken only when a comment, or name and shape together, speak for it and nothing speaks for
//! another one. Everything else is asked.

use super::Literal;
use super::address::{Said, Setting, Shape, is_strong, is_wide, said, shape};
use crate::{Answers, Field};

/// What can be told about one setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// It is this literal.
    Certain(usize),
    /// It may be one of these, the likeliest first; the person is asked.
    Ask(Vec<usize>),
    /// There is no literal that it could be.
    None,
}

/// What can be told about both settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// The service address (服务地址).
    pub service: Choice,
    /// The home page (主页地址).
    pub home: Choice,
}

/// Decides which of the offered literals are the settings. An explicit answer wins; the same literal is never both.
pub fn decide(literals: &[Literal], answers: &Answers) -> Decided {
    let service = answers.service_address().ok();
    let home = answers.home_url().ok();
    let decided = Decided {
        service: choose(
            literals,
            Setting::Service,
            answers.text(Field::ServiceSetting),
            service.as_ref().map(|address| address.as_str()),
        ),
        home: choose(
            literals,
            Setting::Home,
            answers.text(Field::HomeSetting),
            home.as_ref().map(|address| address.as_str()),
        ),
    };
    match (&decided.service, &decided.home) {
        (Choice::Certain(service), Choice::Certain(home)) if service == home => {
            let all: Vec<usize> = (0..literals.len()).collect();
            Decided {
                service: Choice::Ask(all.clone()),
                home: Choice::Ask(all),
            }
        }
        _ => decided,
    }
}

/// What speaks for a literal, the weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Evidence {
    Nothing,
    /// A name that such a setting may have.
    Weak,
    /// Something does, and something else speaks against it.
    Doubt,
    /// Its name and the shape of its value.
    Name,
    /// A comment.
    Comment,
}

fn choose(
    literals: &[Literal],
    setting: Setting,
    answered: Option<&str>,
    wanted: Option<&str>,
) -> Choice {
    if literals.is_empty() {
        return Choice::None;
    }
    if let Some(index) =
        answered.and_then(|id| literals.iter().position(|literal| literal.id == id))
    {
        return Choice::Certain(index);
    }
    let evidence: Vec<Evidence> = literals
        .iter()
        .map(|literal| evidence(literal, setting, wanted))
        .collect();
    let mut speaking = (0..literals.len()).filter(|index| evidence[*index] >= Evidence::Doubt);
    let weak = evidence.contains(&Evidence::Weak);
    // An answer that names a literal no longer there was given for another package: it is asked again.
    if let (Some(index), None, None) = (speaking.next(), speaking.next(), answered) {
        match evidence[index] {
            Evidence::Comment => return Choice::Certain(index),
            Evidence::Name if !weak => return Choice::Certain(index),
            _ => {}
        }
    }
    let mut order: Vec<usize> = (0..literals.len()).collect();
    order.sort_by_key(|index| std::cmp::Reverse(evidence[*index]));
    Choice::Ask(order)
}

fn evidence(literal: &Literal, setting: Setting, wanted: Option<&str>) -> Evidence {
    let other = match setting {
        Setting::Service => Setting::Home,
        Setting::Home => Setting::Service,
    };
    let as_wanted = wanted == Some(literal.value.as_str());
    let shape = shape(&literal.value);
    let strong = is_strong(setting, &literal.name);
    let found = match said(literal.comment.as_deref()) {
        Said::Names(named) if named == setting => {
            let page_where_service = setting == Setting::Service
                && shape == Shape::Page
                && literal.value.contains(['?', '#']);
            if is_strong(other, &literal.name) || page_where_service {
                Evidence::Doubt
            } else {
                Evidence::Comment
            }
        }
        Said::Names(_) if strong => Evidence::Doubt,
        Said::Names(_) => Evidence::Nothing,
        Said::Doubtful => Evidence::Doubt,
        Said::Nothing if strong => {
            let fits = match setting {
                Setting::Service => matches!(shape, Shape::Origin | Shape::Path),
                Setting::Home => shape == Shape::Page,
            };
            if fits || as_wanted {
                Evidence::Name
            } else {
                Evidence::Doubt
            }
        }
        Said::Nothing if is_strong(other, &literal.name) => Evidence::Nothing,
        Said::Nothing if is_wide(setting, &literal.name) => Evidence::Weak,
        Said::Nothing => Evidence::Nothing,
    };
    match found {
        // A required script may hold the addresses of others, so a name there is only a rival.
        Evidence::Name if literal.is_required() => Evidence::Weak,
        Evidence::Comment if literal.is_required() => Evidence::Doubt,
        Evidence::Name | Evidence::Comment if literal.uncertain => Evidence::Doubt,
        found => found,
    }
}
