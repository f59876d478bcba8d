use super::*;
use crate::{Act, JOURNEY};

fn errands() -> Vec<&'static Errand> {
    JOURNEY
        .iter()
        .flat_map(|step| step.act)
        .filter_map(|act| match act {
            Act::Theirs(errand) => Some(*errand),
            Act::Ours(_) => None,
        })
        .collect()
}

fn answers(more: &[(Field, &str)]) -> Answers {
    let mut answers = Answers::default();
    let usual = [
        (
            Field::ServiceAddress,
            "https://bridge.example.com:8443/ebridge",
        ),
        (Field::HomeUrl, "https://oa.example.com/home?a=1"),
        (Field::AppId, "wx0123456789abcdef"),
        (Field::VerificationFile, "/home/wang/6ynZPDvfTF.txt"),
    ];
    for (field, text) in usual.iter().chain(more) {
        answers.give(*field, text).expect("good answers");
    }
    answers
}

fn values(errand: &Errand, answers: &Answers) -> Vec<String> {
    (errand.values)(answers)
        .into_iter()
        .map(|fact| fact.value)
        .collect()
}

#[test]
fn every_errand_has_a_name_of_its_own_and_something_to_do() {
    let mut ids: Vec<_> = errands().iter().map(|errand| errand.id).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count);
    for errand in errands() {
        assert!(!errand.lines.is_empty(), "{}", errand.id);
        for line in errand.lines {
            assert!(
                line.zh.ends_with('。') && line.en.ends_with('.'),
                "{}",
                errand.id
            );
        }
    }
}

#[test]
fn every_value_can_be_pasted_and_none_is_made_up() {
    for errand in errands() {
        let facts = (errand.values)(&answers(&[]));
        assert!(facts.iter().all(|fact| fact.copy), "{}", errand.id);
        // Before anything is answered, only what has a usual value can be shown.
        for value in values(errand, &Answers::default()) {
            assert_eq!(value, "1.0.0", "{}", errand.id);
        }
    }
}

#[test]
fn domains_are_given_the_way_the_console_wants_them() {
    let server = values(&domains::REQUEST, &answers(&[]));
    assert_eq!(server, vec!["https://bridge.example.com:8443"; 3]);
    let business = values(&domains::BUSINESS, &answers(&[]));
    assert_eq!(business, ["oa.example.com"]);
}

#[test]
fn the_servers_people_get_a_ready_snippet() {
    let values = values(
        &verification::SEND,
        &answers(&[(Field::WebRoot, "/data/www/")]),
    );
    assert_eq!(
        values,
        [
            "6ynZPDvfTF.txt",
            "/data/www/6ynZPDvfTF.txt",
            "location = /6ynZPDvfTF.txt {\n    default_type text/plain;\n    alias \"/data/www/6ynZPDvfTF.txt\";\n}",
            "curl -i https://oa.example.com/6ynZPDvfTF.txt",
            "https://oa.example.com/6ynZPDvfTF.txt",
        ]
    );
}

#[test]
fn a_path_of_windows_gives_the_same_file_name() {
    let answers = answers(&[
        (Field::VerificationFile, r"C:\Users\王\6ynZPDvfTF.txt"),
        (Field::WebRoot, r"D:\weaver\layout"),
    ]);
    let values = values(&verification::SEND, &answers);
    assert_eq!(values[0], "6ynZPDvfTF.txt");
    assert_eq!(values[1], "D:/weaver/layout/6ynZPDvfTF.txt");
}

#[test]
fn a_name_that_would_break_out_of_the_snippet_gives_none() {
    for name in [
        "/a/b c.txt",
        "/a/x;.txt",
        "/a/$x.txt",
        "/a/\"x\".txt",
        "/a/",
    ] {
        let answers = answers(&[(Field::VerificationFile, name)]);
        assert!(values(&verification::SEND, &answers).is_empty(), "{name}");
    }
    let answers = answers(&[(Field::WebRoot, "/a\"; include x; #")]);
    assert!(!values(&verification::SEND, &answers)[2].contains("include"));
}

#[test]
fn errands_apply_by_the_answers() {
    let own = answers(&[]);
    assert!((login::REGISTER.applies)(&own));
    assert!(!(verification::SEND.applies)(&own));
    let other = answers(&[
        (Field::LoginBackend, "bundled"),
        (Field::Placement, "others"),
    ]);
    assert!(!(login::REGISTER.applies)(&other));
    assert!(!(home::LINK.applies)(&other));
    assert!((verification::SEND.applies)(&other));
}
