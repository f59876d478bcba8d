//! Packages and answers to try things on.

use std::path::PathBuf;

use guide::package::{Choice, Decided, decide, offered, plan_configure};
use guide::seen::{PackageSeen, Seen, TextSeen};
use guide::{Answers, Edit, Field, Plan, Probe, Sighting, Unknown};

pub(crate) const SERVICE: &str = "https://oa.example.com:8443/bridge";
pub(crate) const HOME: &str = "https://oa.example.com/wxclient/home?from=mini&x=${y}#/main";
pub(crate) const APP_ID: &str = "wx0123456789abcdef";

/// Answers as a person gave them.
pub(crate) fn answers() -> Answers {
    answered(&[
        (Field::ServiceAddress, SERVICE),
        (
            Field::HomeUrl,
            "https://oa.example.com/wxclient/home?from=mini#/main",
        ),
        (Field::AppId, APP_ID),
    ])
}

pub(crate) fn answered(texts: &[(Field, &str)]) -> Answers {
    let mut answers = Answers::default();
    for (field, text) in texts {
        answers.give(*field, text).expect("an acceptable answer");
    }
    answers
}

pub(crate) fn text(path: &str, bytes: impl Into<Vec<u8>>) -> TextSeen {
    TextSeen {
        path: path.to_owned(),
        bytes: bytes.into(),
    }
}

/// A whole package around an `app.js`.
pub(crate) fn package(app_js: impl Into<Vec<u8>>) -> PackageSeen {
    let folder = PathBuf::from("/srv/weapp");
    PackageSeen {
        root: Some(folder.clone()),
        folder,
        files: [
            ("app.js", 900),
            ("app.json", 200),
            ("project.config.json", 300),
            ("pages/index/index.js", 100),
            ("pages/index/index.wxml", 100),
        ]
        .map(|(path, size)| (path.to_owned(), size))
        .into(),
        app_json: Some(text("app.json", r#"{"pages":["pages/index/index"]}"#)),
        app_js: Some(text("app.js", app_js)),
        project_config: Some(text(
            "project.config.json",
            "{\r\n  \"appid\": \"wx0000000000000000\",\r\n  \"projectname\": \"weapp-mini\"\r\n}\r\n",
        )),
        changed: Some(Vec::new()),
        ..PackageSeen::default()
    }
}

pub(crate) fn sighting(seen: PackageSeen) -> Sighting {
    let mut sighting = Sighting::default();
    sighting.record(
        Probe::Package,
        Ok(Seen::Package(seen)),
        jiff::Timestamp::UNIX_EPOCH,
    );
    sighting
}

/// What is decided about a package: the ids taken for certain, and `?` where it is asked, `-` where there is nothing.
pub(crate) fn decided(seen: &PackageSeen, answers: &Answers) -> (String, String) {
    let literals = offered(seen);
    let Decided { service, home } = decide(&literals, answers);
    let id = |choice: Choice| match choice {
        Choice::Certain(index) => literals[index].id.clone(),
        Choice::Ask(order) => {
            assert_eq!(order.len(), literals.len(), "each can be chosen");
            "?".to_owned()
        }
        Choice::None => "-".to_owned(),
    };
    (id(service), id(home))
}

pub(crate) fn planned(seen: &PackageSeen, answers: &Answers) -> Result<Plan, Unknown> {
    plan_configure(answers, &sighting(seen.clone()))
}

/// The package after the plan was applied; refuses an edit whose `before` is not what is there.
pub(crate) fn applied(seen: &PackageSeen, plan: &Plan) -> PackageSeen {
    let mut seen = seen.clone();
    let root = seen.root.clone().expect("a root");
    for edit in &plan.edits {
        let Edit::Write {
            path,
            before,
            after,
        } = edit
        else {
            panic!("only writes: {edit:?}")
        };
        let name = path.strip_prefix(&root).expect("below the root");
        let name = name.to_str().expect("UTF-8").replace('\\', "/");
        let slot = match name.as_str() {
            "project.config.json" => &mut seen.project_config,
            "project.private.config.json" => &mut seen.private_config,
            name => {
                let program = format!("{}/", seen.miniprogram_root);
                let name = name.strip_prefix(&program).unwrap_or(name);
                let found = seen
                    .app_js
                    .iter_mut()
                    .chain(&mut seen.required)
                    .find(|text| text.path == name);
                let found = found.expect("a seen script");
                assert_eq!(before.as_ref(), Some(&found.bytes));
                found.bytes.clone_from(after);
                continue;
            }
        };
        assert_eq!(before.as_ref(), slot.as_ref().map(|text| &text.bytes));
        *slot = Some(text(&name, after.clone()));
    }
    seen
}

/// The plan with before and after swapped.
pub(crate) fn taken_back(plan: &Plan) -> Plan {
    let edits = plan
        .edits
        .iter()
        .map(|edit| match edit {
            Edit::Write {
                path,
                before: Some(before),
                after,
            } => Edit::Write {
                path: path.clone(),
                before: Some(after.clone()),
                after: before.clone(),
            },
            other => panic!("nothing to go back to: {other:?}"),
        })
        .collect();
    Plan {
        action: plan.action,
        edits,
    }
}
