//! The rehearsal's stage as the assistant wants it: the one place that knows both, so that no host has to say it again.

use assistant::guide::{Field, Text};
use assistant::{Scenery, Stage, StageError};
use rehearsal::{Fault, Script};
use tokio::runtime::Handle;

struct Raised {
    stage: rehearsal::Stage,
    fault: Option<Fault>,
}

/// Raises the stage with one fault or healthy. Must not be called from a task of `runtime`, which carries its servers.
///
/// # Errors
/// [`StageError::NoSuchFault`] with the nearest name, [`StageError::NotRaised`].
pub fn raise(runtime: &Handle, fault: Option<&str>) -> Result<Box<dyn Stage>, StageError> {
    let fault = fault.map(named).transpose()?;
    match runtime.block_on(rehearsal::Stage::raise(Script {
        fault,
        ..Script::default()
    })) {
        Ok(stage) => Ok(Box::new(Raised { stage, fault })),
        Err(error) => Err(StageError::NotRaised(error.to_string())),
    }
}

/// Every fault by name, with its description and the problem code by which it must be named.
pub fn faults() -> Vec<(&'static str, Text, Option<&'static str>)> {
    Fault::all()
        .map(|fault| (fault.name(), described(fault), fault.expected_problem()))
        .collect()
}

fn described(fault: Fault) -> Text {
    let (zh, en) = fault.describes();
    Text::new(zh, en)
}

fn named(name: &str) -> Result<Fault, StageError> {
    name.parse().map_err(|unknown: rehearsal::UnknownFault| {
        StageError::NoSuchFault(unknown.nearest.to_owned())
    })
}

impl Stage for Raised {
    fn scenery(&self) -> Scenery {
        let cast = self.stage.cast();
        let answer = |field, value: &str| (field, value.to_owned());
        Scenery {
            ca_pem: self.stage.ca_pem().to_owned(),
            connect_to: self.stage.connect_to(),
            resolver: self.stage.resolver(),
            named_resolver: self.stage.second_resolver(),
            search_root: self.stage.search_root().to_owned(),
            answers: vec![
                answer(Field::ServiceAddress, &cast.service_address),
                answer(Field::Name, &cast.app_name),
                answer(Field::AppId, &cast.app_id),
                answer(Field::AppSecret, &cast.app_secret),
                answer(Field::HomeUrl, &cast.home_url),
                answer(Field::PackageUrl, &cast.package_url),
                answer(Field::WebRoot, &self.stage.web_root().to_string_lossy()),
                answer(Field::WeComWanted, "yes"),
                answer(Field::CorpId, &cast.corp_id),
                answer(Field::CorpSecret, &cast.corp_secret),
                answer(Field::AgentId, &cast.agent_id.to_string()),
            ],
            verification_file: (
                cast.verification_name.clone(),
                cast.verification_bytes.clone(),
            ),
            fault: self.fault.map(Fault::name),
            faults: Fault::all()
                .map(|fault| (fault.name(), described(fault)))
                .collect(),
        }
    }

    fn switch(&mut self, fault: Option<&str>) -> Result<(), StageError> {
        self.fault = fault.map(named).transpose()?;
        self.stage.fault(self.fault);
        Ok(())
    }
}
