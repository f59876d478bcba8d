//! Does the package hold the home page?
//!
//! The home page is the link that the mini-program opens first, copied from 链接管理 of 云桥. The value is read again from the file,
//! by parsing it, and compared letter by letter with the link answered; query and fragment count.
//!
//! Source: the vendor's manual (app.js, home address).

use super::setting;
use crate::{Action, Answers, Check, Field, Outcome, Probe, Problem, Remedy, Sighting, Text};

/// See the module.
pub(super) static CHECK: Check = Check {
    id: "configure.home-page",
    question: Text::new(
        "资源包里的主页地址对吗",
        "Does the package hold the home page?",
    ),
    looks_at: &[Probe::Package],
    judge,
    blocks: false,
    codes: &[
        "configure.home-page-differs",
        "configure.value-may-be-overridden",
    ],
    page: concat!(include_str!("home_page.rs"), include_str!("setting.rs")),
};

fn judge(answers: &Answers, sighting: &Sighting) -> Outcome {
    let wanted = answers.home_url()?;
    let differs = Problem::new(
        "configure.home-page-differs",
        Text::new(
            "资源包里的主页地址与填写的不同。",
            "The home page in the package is not the one answered.",
        ),
    )
    .remedy(Remedy::Offer(Action::Configure))
    .remedy(Remedy::Revisit(Field::HomeSetting));
    setting::compare(
        answers,
        sighting,
        Field::HomeSetting,
        wanted.as_str(),
        differs,
    )
}
