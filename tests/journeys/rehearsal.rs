//! The rehearsal: healthy it holds, and every fault is named by its own code and no other.

use std::collections::BTreeSet;

use tests::{Ended, Program};

fn rehearse(fault: Option<&str>) -> Ended {
    let fault = fault.into_iter().flat_map(|name| ["--fault", name]);
    Program::terminal(["rehearse", "--format", "json"].into_iter().chain(fault)).run()
}

/// The codes of all problems of this state that no other problem explains.
fn codes(report: &serde_json::Value, state: &str) -> BTreeSet<String> {
    let steps = report["steps"].as_array().expect("a report has steps");
    steps
        .iter()
        .flat_map(|step| step["findings"].as_array().expect("a step has findings"))
        .filter(|finding| finding["state"] == state && finding["because"].is_null())
        .map(|finding| {
            finding["problem"]["code"]
                .as_str()
                .expect("a problem has a code")
                .to_owned()
        })
        .collect()
}

/// The codes of what could not be done.
fn failures(report: &serde_json::Value) -> BTreeSet<String> {
    let failures = report["failures"]
        .as_array()
        .expect("a report has failures");
    failures
        .iter()
        .filter_map(|failure| failure["problem"]["code"].as_str().map(str::to_owned))
        .collect()
}

/// The codes of what was found on the way and is gone now.
fn mended(report: &serde_json::Value) -> BTreeSet<String> {
    let mended = report["mended"]
        .as_array()
        .expect("a report has mended problems");
    mended
        .iter()
        .map(|problem| {
            problem["code"]
                .as_str()
                .expect("a problem has a code")
                .to_owned()
        })
        .collect()
}

#[test]
fn a_healthy_rehearsal_holds_from_end_to_end() {
    let ended = rehearse(None);
    assert_eq!(ended.code, 0, "{}\n{}", ended.out, ended.err);
    let report = ended.json();
    assert_eq!(report["summary"]["broken"], 0);
    assert_eq!(report["summary"]["unknown"], 0, "{}", ended.out);
    assert_eq!(report["rehearsal"], true);
}

#[test]
fn every_fault_is_named_and_nothing_else_is_blamed() {
    let listed = Program::terminal(["rehearse", "--fault", "list", "--format", "json"])
        .run()
        .json();
    let mut wrong = Vec::new();
    for fault in listed.as_array().expect("faults are a list") {
        let name = fault["name"].as_str().expect("a fault has a name");
        let ended = rehearse(Some(name));
        let report = ended.json();
        let broken: BTreeSet<String> = codes(&report, "broken")
            .union(&failures(&report))
            .cloned()
            .collect();
        let worrying = codes(&report, "worrying");
        let right = match fault["problem"].as_str() {
            None => broken.is_empty() && ended.code != 1,
            Some(code) => {
                let named = broken.contains(code)
                    || worrying.contains(code)
                    || mended(&report).contains(code);
                named && ended.code == 1 && broken.iter().all(|found| found == code)
            }
        };
        if !right {
            wrong.push(format!(
                "{name}: wanted {}, broken {broken:?}, worrying {worrying:?}, exit {}",
                fault["problem"], ended.code
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_misspelt_fault_is_answered_with_the_nearest() {
    let ended = Program::terminal(["rehearse", "--fault", "tls-expird"]).run();
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("tls-expired"), "{}", ended.err);
}
