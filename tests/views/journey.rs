//! The journey on the stage: every step after its look, what was planned, done and taken back, and what went wrong.

use assistant::wire::{FindingState, FindingView, Request, View};

use crate::conversation::{Conversation, action, open_actions};
use crate::record::record;

/// Walks a step as an unattended deployer would: answers, acts, looks.
fn walk(conversation: &Conversation, step: &str) {
    let view = conversation.answered(step);
    for id in open_actions(&view) {
        conversation.apply(&id);
    }
    let view = conversation.look(Some(step));
    assert_eq!(view.failure, None, "{step}");
}

fn steps(conversation: &Conversation) -> Vec<String> {
    let view = conversation.send(Request::Show);
    view.steps.into_iter().map(|row| row.id).collect()
}

#[test]
fn every_step_of_a_rehearsal_after_its_look() {
    let conversation = Conversation::rehearse(None);
    let steps = steps(&conversation);
    assert!(steps.len() > 8, "{steps:?}");
    for step in &steps {
        walk(&conversation, step);
    }
    conversation.look(None);
    for step in &steps {
        let view = conversation.go(step);
        let found = view.step.iter().flat_map(|step| &step.verify);
        for finding in found {
            assert_ne!(finding.state, FindingState::Broken, "{}", finding.check);
        }
        conversation.record(&format!("step-{step}"));
    }
}

#[test]
fn a_plan_is_shown_applied_and_taken_back() {
    let conversation = Conversation::rehearse(None);
    for step in steps(&conversation) {
        if step == "configure" {
            break;
        }
        walk(&conversation, &step);
    }
    conversation.answered("configure");
    conversation.in_both_languages(|| {
        let view = conversation.send(Request::Preview {
            action: "configure".to_owned(),
        });
        let plan = action(&view, "configure").plan.as_ref();
        assert!(plan.is_some_and(|plan| !plan.files.is_empty()), "{plan:?}");
        record("plan-shown", &view);
        let view = conversation.apply("configure");
        let applied = &action(&view, "configure").applied;
        let plan = applied.first().expect("it was applied").id.clone();
        record("plan-applied", &view);
        let view = conversation.send(Request::Undo { plan });
        assert!(view.notice.is_some());
        record("plan-taken-back", &view);
    });
}

/// The broken findings of the step and those that are explained by one of them.
fn broken_and_explained(view: &View) -> (usize, usize) {
    let found: Vec<_> = view.step.iter().flat_map(|step| &step.verify).collect();
    let broken = |found: &&&FindingView| found.state == FindingState::Broken;
    let explained = |found: &&&FindingView| found.because.is_some();
    (
        found.iter().filter(broken).count(),
        found.iter().filter(explained).count(),
    )
}

#[test]
fn one_fault_by_itself() {
    let conversation = Conversation::rehearse(Some("tls-expired"));
    for step in steps(&conversation) {
        walk(&conversation, &step);
    }
    conversation.look(None);
    assert_eq!(broken_and_explained(&conversation.go("domains")), (1, 0));
    conversation.record("broken");
}

#[test]
fn one_fault_with_everything_that_follows_from_it() {
    let conversation = Conversation::rehearse(Some("tcp-refused"));
    for step in steps(&conversation) {
        walk(&conversation, &step);
    }
    conversation.look(None);
    let (broken, explained) = broken_and_explained(&conversation.go("domains"));
    assert_eq!(broken, 1);
    assert!(explained > 3, "{explained}");
    conversation.record("broken-with-consequences");
}

#[test]
fn a_package_that_is_a_web_page() {
    let conversation = Conversation::rehearse(Some("package-html"));
    conversation.answered("network");
    conversation.answered("package");
    conversation.in_both_languages(|| {
        let view = conversation.apply("fetch-package");
        assert!(view.failure.is_some());
        record("failure", &view);
    });
}
