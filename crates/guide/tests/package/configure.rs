//! That exactly the intended bytes change.

use guide::package::{Literal, Quote, settings};
use guide::{Edit, Field, Unknown};

use crate::corpus::{ASKED, COMMENTED, certain};
use crate::support::{
    APP_ID, HOME, SERVICE, answered, answers, applied, package, planned, taken_back, text,
};

fn by_id(source: &[u8], id: &str) -> Literal {
    let found = settings(source)
        .expect("parses")
        .into_iter()
        .find(|literal| literal.id == id);
    found.expect("the literal is still there")
}

#[test]
fn bytes_outside_the_values_stay_and_everything_can_be_taken_back() {
    for (name, source, service, home) in certain() {
        let seen = package(source.clone());
        let answers = answers();
        let plan = planned(&seen, &answers).expect(name);
        let after = applied(&seen, &plan);
        let patched = &after.app_js.as_ref().expect(name).bytes;
        let wanted = [
            (
                service,
                answers.service_address().expect(name).as_str().to_owned(),
            ),
            (home, answers.home_url().expect(name).as_str().to_owned()),
        ];
        // Cut the two literals out of both texts: the rest is the same.
        let rest = |bytes: &[u8]| {
            let mut rest = bytes.to_vec();
            let mut spans = [service, home].map(|id| by_id(bytes, id).span);
            spans.sort_by_key(|span| std::cmp::Reverse(span.start));
            for span in spans {
                rest.drain(span);
            }
            rest
        };
        assert_eq!(rest(&source), rest(patched), "{name}");
        for (id, value) in wanted {
            let (was, is) = (by_id(&source, id), by_id(patched, id));
            assert_eq!(is.value, value, "{name}");
            assert_eq!(is.quote, was.quote, "{name}");
        }
        assert!(
            planned(&after, &answers).expect(name).edits.is_empty(),
            "{name}: twice"
        );
        assert_eq!(applied(&after, &taken_back(&plan)), seen, "{name}: undone");
    }
}

#[test]
fn what_is_not_certain_is_not_written() {
    for (name, source) in ASKED {
        assert_eq!(
            planned(&package(*source), &answers()),
            Err(Unknown::NotAnswered(Field::ServiceSetting)),
            "{name}"
        );
    }
    let only_home = COMMENTED
        .replace("主页地址", "页面")
        .replace("homeUrl", "jump");
    assert_eq!(
        planned(&package(only_home), &answers()),
        Err(Unknown::NotAnswered(Field::HomeSetting))
    );
}

#[test]
fn any_value_survives_any_quote() {
    let values = [
        HOME,
        "https://a.example.org/'\"`\\",
        "https://a.example.org/${x}$${y}$",
        "https://a.example.org/\u{2028}\u{2029}\r\n\t\u{7f}\u{85}\u{1}",
        "https://a.example.org/\\u0041\\x41\\`",
        "https://a.example.org/主页😀</script>",
    ];
    for quote in [Quote::Single, Quote::Double, Quote::Backtick] {
        for value in values {
            let script = format!("App({{url:{}}})", quote.encode(value));
            let literals = settings(script.as_bytes()).expect("parses");
            // Blanks inside make it no address, so it is only offered when it looks like one.
            match literals.first() {
                Some(literal) => {
                    assert_eq!(literal.value, value);
                    assert_eq!(literal.quote, quote);
                }
                None => assert!(value.contains(char::is_whitespace), "{script}"),
            }
        }
    }
}

#[test]
fn a_template_does_not_run_what_the_address_holds() {
    let mut answers = answers();
    answers
        .give(Field::HomeUrl, "https://oa.example.com/h?a=$b")
        .expect("an address");
    let seen = package(COMMENTED.replace('"', "`"));
    let after = applied(&seen, &planned(&seen, &answers).expect("a plan"));
    let literal = by_id(&after.app_js.expect("app.js").bytes, "globalData.homeUrl");
    assert_eq!(literal.value, "https://oa.example.com/h?a=$b");
    assert_eq!(literal.quote, Quote::Backtick);
}

#[test]
fn the_appid_goes_into_both_project_files() {
    let mut seen = package(COMMENTED);
    seen.private_config = Some(text(
        "project.private.config.json",
        "{\"appid\":\"wx1111111111111111\",\"setting\":{\"urlCheck\":false}}",
    ));
    let mut answers = answers();
    answers.give(Field::Name, "移动办公").expect("a name");
    let plan = planned(&seen, &answers).expect("a plan");
    let after = applied(&seen, &plan);
    assert_eq!(
        after.project_config.as_ref().map(|text| &text.bytes[..]),
        Some(
            format!(
                "{{\r\n  \"appid\": \"{APP_ID}\",\r\n  \"projectname\": \"移动办公\"\r\n}}\r\n"
            )
            .as_bytes()
        )
    );
    assert_eq!(
        after.private_config.as_ref().map(|text| &text.bytes[..]),
        Some(format!("{{\"appid\":\"{APP_ID}\",\"setting\":{{\"urlCheck\":false}}}}").as_bytes())
    );
    assert_eq!(applied(&after, &taken_back(&plan)), seen);
}

#[test]
fn a_private_file_without_appid_is_left_alone() {
    let mut seen = package(COMMENTED);
    seen.private_config = Some(text("project.private.config.json", "{\"setting\":{}}"));
    let after = applied(&seen, &planned(&seen, &answers()).expect("a plan"));
    assert_eq!(after.private_config, seen.private_config);
}

#[test]
fn a_missing_project_file_is_made() {
    let mut seen = package(COMMENTED);
    seen.project_config = None;
    let plan = planned(&seen, &answers()).expect("a plan");
    let made = plan.edits.iter().find_map(|edit| match edit {
        Edit::Write {
            path,
            before: None,
            after,
        } => Some((path, after)),
        _ => None,
    });
    let (path, bytes) = made.expect("a new file");
    assert!(path.ends_with("project.config.json"));
    let json: serde_json::Value = serde_json::from_slice(bytes).expect("JSON");
    assert_eq!(json["appid"], APP_ID);
    let after = applied(&seen, &plan);
    assert!(
        planned(&after, &answers())
            .expect("a plan")
            .edits
            .is_empty()
    );
}

#[test]
fn the_program_may_lie_below_the_project() {
    let mut seen = package(COMMENTED);
    seen.miniprogram_root = "./miniprogram/".to_owned();
    for path in ["app.js", "miniprogram/app.js"] {
        seen.app_js = Some(text(path, COMMENTED));
        let plan = planned(&seen, &answers()).expect("a plan");
        let paths: Vec<String> = plan
            .edits
            .iter()
            .map(|edit| match edit {
                Edit::Write { path, .. } => path.display().to_string().replace('\\', "/"),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(
            paths,
            [
                "/srv/weapp/miniprogram/app.js",
                "/srv/weapp/project.config.json"
            ]
        );
    }
}

#[test]
fn missing_answers_are_named() {
    let seen = package(COMMENTED);
    let home = "https://oa.example.com/h";
    for (given, missing) in [
        (&[][..], Field::ServiceAddress),
        (&[(Field::ServiceAddress, SERVICE)], Field::AppId),
        (
            &[(Field::ServiceAddress, SERVICE), (Field::AppId, APP_ID)],
            Field::HomeUrl,
        ),
        (
            &[(Field::HomeUrl, home), (Field::AppId, APP_ID)],
            Field::ServiceAddress,
        ),
    ] {
        assert_eq!(
            planned(&seen, &answered(given)),
            Err(Unknown::NotAnswered(missing))
        );
    }
}
