use super::*;
use crate::{Fact, JOURNEY, Outcome, Probe, Problem, Unknown, step_named};

fn of(id: StepId) -> &'static Step {
    step_named(id).expect("every step is in the journey")
}

fn finding(check: &'static str, outcome: Outcome) -> Finding {
    Finding {
        check,
        outcome,
        when: None,
        because: None,
    }
}

fn all(step: &Step, outcome: &Outcome) -> Vec<Finding> {
    step.verify
        .iter()
        .map(|check| finding(check.id, outcome.clone()))
        .collect()
}

fn problem() -> Problem {
    Problem::new("x.y", Text::new("甲。", "a."))
}

fn with_credentials() -> Answers {
    let mut answers = Answers::default();
    answers
        .give(Field::AppId, "wx0123456789abcdef")
        .expect("an AppID");
    answers.keep_secret(Field::AppSecret, true);
    answers
}

#[test]
fn a_step_is_done_when_answered_and_everything_holds_or_worries() {
    let step = of(StepId::Credentials);
    for verdict in [Verdict::holds(), Verdict::Worrying(problem())] {
        let findings = all(step, &Ok(verdict));
        assert_eq!(
            standing(step, &with_credentials(), &findings, false),
            Standing::Done
        );
        assert_eq!(
            standing(step, &Answers::default(), &findings, false),
            Standing::Open
        );
    }
}

#[test]
fn an_unknown_keeps_a_step_open_and_never_blocks() {
    let step = of(StepId::Credentials);
    let findings = all(step, &Err(Unknown::NotLooked(Probe::Credentials)));
    let answers = with_credentials();
    assert_eq!(standing(step, &answers, &findings, false), Standing::Open);
    assert_eq!(standing(step, &answers, &[], false), Standing::Open);
    assert!(!blocks(step, &answers, &findings));
}

#[test]
fn wrong_credentials_block_what_comes_after() {
    let step = of(StepId::Credentials);
    let findings = all(step, &Ok(Verdict::Broken(problem())));
    let answers = with_credentials();
    assert_eq!(standing(step, &answers, &findings, false), Standing::Broken);
    assert!(blocks(step, &answers, &findings));
    assert_eq!(
        standing(of(StepId::Home), &answers, &findings, true),
        Standing::Blocked
    );
}

#[test]
fn a_broken_network_does_not_block() {
    let step = of(StepId::Network);
    let findings = all(step, &Ok(Verdict::Broken(problem())));
    assert!(!blocks(step, &Answers::default(), &findings));
}

#[test]
fn a_step_that_does_not_apply_is_folded() {
    let step = of(StepId::WeCom);
    let findings = all(step, &Ok(Verdict::Broken(problem())));
    assert_eq!(
        standing(step, &Answers::default(), &findings, true),
        Standing::Folded
    );
    assert!(!blocks(step, &Answers::default(), &findings));
}

#[test]
fn acceptance_stands_by_all_the_others() {
    let step = of(StepId::Acceptance);
    let answers = Answers::default();
    let holds = finding("network.wechat", Ok(Verdict::Holds(Vec::<Fact>::new())));
    let broken = finding("credentials.accepted", Ok(Verdict::Broken(problem())));
    let unknown = finding("upload.key", Err(Unknown::NotLooked(Probe::UploadKey)));
    let at = |findings: &[Finding]| standing(step, &answers, findings, false);
    assert_eq!(at(&[]), Standing::Open);
    assert_eq!(at(std::slice::from_ref(&holds)), Standing::Done);
    assert_eq!(at(&[holds.clone(), unknown]), Standing::Open);
    assert_eq!(at(&[holds, broken]), Standing::Broken);
}

#[test]
fn what_follows_from_other_answers_is_not_asked() {
    let mut answers = Answers::default();
    assert!(asks(Field::PackageUrl, &answers) && !asks(Field::PackageZip, &answers));
    answers.give(Field::PackageSource, "zip").expect("a choice");
    assert!(!asks(Field::PackageUrl, &answers) && asks(Field::PackageZip, &answers));
    assert!(!asks(Field::CorpId, &answers));
}

#[test]
fn what_an_action_needs_is_asked_somewhere_before_it() {
    for action in Action::ALL {
        let ours = |act: &Act| matches!(act, Act::Ours(ours) if *ours == action);
        let at = JOURNEY
            .iter()
            .position(|step| step.act.iter().any(ours))
            .expect("every action has a step");
        for field in needed(action) {
            assert!(JOURNEY[..=at].iter().any(|step| step.ask.contains(field)));
        }
    }
}
