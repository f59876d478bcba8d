//! Before a journey begins, and where it begins.

use assistant::wire::Request;

use crate::conversation::Conversation;
use crate::record::record;

#[test]
fn an_empty_list() {
    Conversation::begin().record("list-empty");
}

#[test]
fn a_new_deployment() {
    let conversation = Conversation::begin();
    conversation.send(Request::Create {
        name: "某某集团".to_owned(),
    });
    conversation.record("deployment-new");
    conversation.send(Request::Close);
    conversation.record("list-one");
}

#[test]
fn an_answer_that_is_refused() {
    let conversation = Conversation::begin();
    conversation.send(Request::Create {
        name: "某某集团".to_owned(),
    });
    conversation.go("credentials");
    conversation.in_both_languages(|| {
        let view = conversation.answer("app-id", "gh_3f2a91e4b05d");
        let mut asked = view.step.iter().flat_map(|step| &step.ask);
        assert!(asked.any(|field| field.refusal.is_some()));
        record("answer-refused", &view);
    });
}
