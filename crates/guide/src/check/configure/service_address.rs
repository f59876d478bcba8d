//! Does the package hold the service address?
//!
//! The mini-program sends every call to the service address written into its script. The value is read again from the file, by
//! parsing it, and compared letter by letter with the address answered, without a slash at its end.
//!
//! Where the script may use another value after all, because it switches between environments, asks a function or assigns the
//! name again, that is said (`configure.value-may-be-overridden`): one right literal is not enough then.
//!
//! Source: the vendor's manual (app.js, service address); 91 mini-programs read, 15 of which switch by environment.

use super::setting;
use crate::{Action, Answers, Check, Field, Outcome, Probe, Problem, Remedy, Sighting, Text};

/// See the module.
pub(super) static CHECK: Check = Check {
    id: "configure.service-address",
    question: Text::new(
        "资源包里的服务地址对吗",
        "Does the package hold the service address?",
    ),
    looks_at: &[Probe::Package],
    judge,
    blocks: false,
    codes: &[
        "configure.service-address-differs",
        "configure.value-may-be-overridden",
    ],
    page: concat!(
        include_str!("service_address.rs"),
        include_str!("setting.rs")
    ),
};

fn judge(answers: &Answers, sighting: &Sighting) -> Outcome {
    let wanted = answers.service_address()?;
    let differs = Problem::new(
        "configure.service-address-differs",
        Text::new(
            "资源包里的服务地址与填写的不同。",
            "The service address in the package is not the one answered.",
        ),
    )
    .remedy(Remedy::Offer(Action::Configure))
    .remedy(Remedy::Revisit(Field::ServiceSetting));
    let field = Field::ServiceSetting;
    setting::compare(answers, sighting, field, wanted.as_str(), differs)
}
