//! Which literal is which.

use guide::Field;
use guide::package::settings;

use crate::corpus::{ASKED, COMMENTED, certain};
use crate::support::{answered, answers, applied, decided, package, planned, text};

#[test]
fn what_comment_or_name_and_shape_say_is_certain() {
    for (name, source, service, home) in certain() {
        let found = decided(&package(source), &answers());
        assert_eq!(found, (service.to_owned(), home.to_owned()), "{name}");
    }
}

#[test]
fn what_is_not_certain_is_asked() {
    for (name, source) in ASKED {
        let found = decided(&package(*source), &answers());
        assert_eq!(found, ("?".to_owned(), "?".to_owned()), "{name}");
    }
}

#[test]
fn an_answer_decides() {
    for (name, source) in ASKED {
        let seen = package(*source);
        let literals = settings(source.as_bytes()).expect(name);
        assert!(literals.len() >= 2, "{name}");
        let last = literals.len() - 1;
        let mut answers = answers();
        for (field, index) in [(Field::ServiceSetting, last), (Field::HomeSetting, 0)] {
            answers.give(field, &literals[index].id).expect(name);
        }
        let found = decided(&seen, &answers);
        assert_eq!(
            found,
            (literals[last].id.clone(), literals[0].id.clone()),
            "{name}"
        );
        let plan = planned(&seen, &answers).expect(name);
        let after = applied(&seen, &plan).app_js.expect(name);
        let after = settings(&after.bytes).expect(name);
        assert_eq!(
            after[last].value,
            answers.service_address().expect(name).as_str(),
            "{name}"
        );
        assert_eq!(
            after[0].value,
            answers.home_url().expect(name).as_str(),
            "{name}"
        );
    }
}

#[test]
fn one_literal_is_never_both() {
    let mut answers = answers();
    for field in [Field::ServiceSetting, Field::HomeSetting] {
        answers.give(field, "globalData.docs").expect("an id");
    }
    let found = decided(&package(COMMENTED), &answers);
    assert_eq!(found, ("?".to_owned(), "?".to_owned()));
}

#[test]
fn an_answer_for_another_package_is_asked_again() {
    let mut answers = answers();
    answers
        .give(Field::ServiceSetting, "config.url")
        .expect("an id");
    let found = decided(&package(COMMENTED), &answers);
    assert_eq!(found, ("?".to_owned(), "globalData.homeUrl".to_owned()));
}

#[test]
fn a_home_page_without_path_stays_certain_once_it_is_written() {
    let source =
        "App({globalData:{baseUrl:'https://old.example.org',homeUrl:'https://oa.example.com'}})";
    let asked = answered(&[]);
    assert_eq!(decided(&package(source), &asked).1, "?");
    let wanted = answered(&[(Field::HomeUrl, "https://oa.example.com")]);
    assert_eq!(decided(&package(source), &wanted).1, "globalData.homeUrl");
}

#[test]
fn settings_of_a_required_script_are_offered_and_not_guessed() {
    let mut seen = package("const config = require('./config.js')\nApp({globalData:{config}})");
    seen.required.push(text(
        "config.js",
        "module.exports = {\n  // 服务地址\n  baseUrl: 'https://a.example.org',\n  // 主页地址\n  page: `https://a.example.org/h`,\n}",
    ));
    assert_eq!(decided(&seen, &answers()), ("?".into(), "?".into()));
    let mut answers = answers();
    answers
        .give(Field::ServiceSetting, "config.js:baseUrl")
        .expect("an id");
    answers
        .give(Field::HomeSetting, "config.js:page")
        .expect("an id");
    let plan = planned(&seen, &answers).expect("a plan");
    let after = applied(&seen, &plan);
    assert_eq!(after.app_js, seen.app_js);
    let script = String::from_utf8(after.required[0].bytes.clone()).expect("UTF-8");
    assert!(script.contains("baseUrl: 'https://oa.example.com:8443/bridge',"));
    assert!(script.contains("page: `https://oa.example.com/wxclient/home?from=mini#/main`,"));
}

#[test]
fn nothing_that_looks_like_an_address_is_nothing_to_choose_from() {
    let seen =
        package("App({globalData:{title:'移动办公',page:'pages/index/index',version:'1.0.0'}})");
    assert_eq!(decided(&seen, &answers()), ("-".into(), "-".into()));
}

#[test]
fn a_literal_tells_where_it_stands() {
    let literals = settings(COMMENTED.as_bytes()).expect("literals");
    let ids: Vec<&str> = literals.iter().map(|literal| literal.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "globalData.serviceUrl",
            "globalData.homeUrl",
            "globalData.docs"
        ]
    );
    let home = &literals[1];
    assert_eq!(home.line, 7);
    assert_eq!(
        &COMMENTED[home.span.clone()],
        "\"https://bridge.example.org/mobile/home\""
    );
    assert!(home.context.starts_with("homeUrl: \"https"));
    assert_eq!(
        home.comment.as_deref(),
        Some("主页地址：云桥链接管理中复制的链接")
    );
    let long = format!(
        "var a='{}',url='https://a.example.org',b='{}'",
        "x".repeat(9_000),
        "y".repeat(9_000)
    );
    let literals = settings(long.as_bytes()).expect("literals");
    assert!(literals[0].context.chars().count() <= 200);
    assert!(literals[0].context.contains("https://a.example.org"));
}
