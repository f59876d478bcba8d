//! Scripts and project files that are not touched.

use guide::Unknown;
use guide::package::{Unreadable, settings};

use crate::corpus::COMMENTED;
use crate::support::{answers, applied, package, planned, taken_back, text};

/// Not readable, and so nothing is planned.
fn refused(app_js: impl Into<Vec<u8>>) -> Unreadable {
    let app_js = app_js.into();
    let why = settings(&app_js).expect_err("refused");
    assert_eq!(
        planned(&package(app_js), &answers()),
        Err(Unknown::NotVisible(why.words()))
    );
    why
}

#[test]
fn other_encodings_are_named() {
    let gbk =
        b"App({\n  // \xb7\xfe\xce\xf1\xb5\xd8\xd6\xb7\n  serviceUrl: 'https://a.example.org'\n})";
    assert_eq!(refused(gbk), Unreadable::Gbk { line: 2 });
    assert_eq!(
        refused(b"App({})\n\x80\xff"),
        Unreadable::NotUtf8 { line: 2 }
    );
    let wide: Vec<u8> = COMMENTED
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(refused(wide.clone()), Unreadable::Utf16);
    assert_eq!(
        refused([&[0xFF, 0xFE], &wide[..]].concat()),
        Unreadable::Utf16
    );
    assert_eq!(
        refused(format!("{COMMENTED}\0")),
        Unreadable::Nul { line: 11 }
    );
}

#[test]
fn a_syntax_error_is_placed_and_nothing_is_guessed() {
    let why =
        refused("App({\n  服务: 'https://a.example.org'\n  homeUrl: 'https://a.example.org/h'\n})");
    let Unreadable::Syntax { line, column, said } = why else {
        panic!("{why:?}")
    };
    assert_eq!((line, column), (3, 3));
    assert!(!said.is_empty());
    for broken in [
        "App({",
        "return 1",
        "var a = 'x",
        "App({serviceUrl: \"https://a.example.org'})",
        "let a; let a = = 1",
    ] {
        assert!(
            matches!(refused(broken), Unreadable::Syntax { .. }),
            "{broken}"
        );
    }
}

#[test]
fn a_web_page_is_no_script() {
    for page in [
        "<!DOCTYPE html><html></html>",
        "\u{FEFF}\r\n <html>",
        "<?xml version='1.0'?>",
    ] {
        assert_eq!(refused(page), Unreadable::Html);
    }
}

#[test]
fn deep_nesting_is_refused_before_it_overflows_the_stack() {
    for open in [
        "[",
        "(",
        "{",
        "`${",
        "a=>{",
        "f(",
        "[[",
        "if(a){",
        "x=/[/]/,[",
    ] {
        let why = refused(format!("var a = 1;\n{}", open.repeat(20_000)));
        assert!(
            matches!(why, Unreadable::TooDeep { line: 2 }),
            "{open}: {why:?}"
        );
    }
}

#[test]
fn long_chains_are_refused_before_they_overflow_the_stack() {
    for (start, link) in [
        ("var a = 1", " + 1"),
        ("var a = 1", "+\n1"),
        ("a = ", "!"),
        ("a = ", "- "),
        ("a", ".b"),
        ("a", "()"),
        ("a", "[0]"),
        ("a", "``"),
        ("a", "?b:c"),
        ("", "a=>"),
        ("", "a="),
        ("", "if(a)"),
        ("if(a)b;", "else if(a)b;"),
        ("a", "||b"),
        ("", "new "),
        ("", "typeof "),
        ("", "for(;;)"),
        ("", "l:"),
        ("a", "?.b"),
        ("a", "**a"),
    ] {
        let why = refused(format!("{start}{}", link.repeat(200_000)));
        assert!(
            matches!(why, Unreadable::ChainTooLong { .. }),
            "{start}{link}: {why:?}"
        );
    }
}

#[test]
fn what_is_just_within_the_limits_is_read() {
    let nested = format!("a = {}{}", "[".repeat(498), "]".repeat(498));
    assert!(settings(nested.as_bytes()).is_ok());
    let objects = format!("a = {}1{}", "{a:".repeat(498), "}".repeat(498));
    assert!(settings(objects.as_bytes()).is_ok());
    let calls = format!("{}1{}", "f(()=>{return ".repeat(240), "})".repeat(240));
    assert!(settings(calls.as_bytes()).is_ok());
    // How many parts of a chain each link is, so that each chain ends just below the limit.
    for (start, link, parts, end) in [
        ("a = 1", " + 1", 1, ""),
        ("a = ", "!", 1, "1"),
        ("a", ".b", 1, ""),
        ("a", "()", 1, ""),
        ("a", "[0]", 1, ""),
        ("a", "``", 1, ""),
        ("b = a", "?b:c", 2, ""),
        ("b = ", "a=>", 2, "1"),
        ("", "a=", 1, "1"),
        ("", "if(a)", 1, ";"),
        ("if(a)b;", "else if(a)b;", 2, ""),
        ("a", "||b", 2, ""),
        ("", "typeof ", 1, "a"),
        ("", "for(;;)", 1, ";"),
        ("a", "?.b", 2, ""),
        ("a", "**a", 2, ""),
        ("", "new ", 1, "A"),
        ("async()=>", "await ", 1, "a"),
    ] {
        let script = format!("{start}{}{end}", link.repeat(9_900 / parts));
        assert!(settings(script.as_bytes()).is_ok(), "{start}{link}");
    }
}

#[test]
fn chains_inside_brackets_add_up() {
    let link = format!("[{}", "!".repeat(400));
    let script = format!("a = {}1{}", link.repeat(490), "]".repeat(490));
    assert!(matches!(refused(script), Unreadable::ChainTooLong { .. }));
    let script = format!(
        "a = {}1{}",
        format!("[{}", "!".repeat(20)).repeat(490),
        "]".repeat(490)
    );
    assert!(settings(script.as_bytes()).is_ok());
}

#[test]
fn damaged_scripts_are_refused_or_read_and_never_crash() {
    let source = COMMENTED.replace(
        "docs:",
        "d: `${a ? `b` : /[`]/}`, e: a => ({ ...f }), docs:",
    );
    let try_on = |bytes: Vec<u8>| {
        if let Err(why) = settings(&bytes) {
            assert_ne!(why, Unreadable::Crashed);
            return;
        }
        let seen = package(bytes);
        if let Ok(plan) = planned(&seen, &answers()) {
            let after = applied(&seen, &plan);
            assert_eq!(applied(&after, &taken_back(&plan)), seen);
            assert_eq!(
                planned(&after, &answers()).map(|plan| plan.edits),
                Ok(Vec::new())
            );
        }
    };
    for at in 0..source.len() {
        try_on(source.as_bytes()[..at].to_vec());
        for byte in [b'\'', b'`', b'{', b')', b'/', b'\\', b'\n', 0, 0xE6] {
            let mut bytes = source.clone().into_bytes();
            bytes[at] = byte;
            try_on(bytes);
        }
    }
}

#[test]
fn four_megabytes_are_read_and_more_are_not() {
    let line = "  label: ['文字', /[\"'`]/g, `模板 ${1 + 1}`],\n";
    let mut script = COMMENTED.replace("docs:", "list: {\n@},\n docs:");
    let times = ((4 << 20) - script.len()) / line.len();
    script = script.replace('@', &line.repeat(times));
    assert!(script.len() > (4 << 20) - 200 && script.len() <= 4 << 20);
    let plan = planned(&package(script.clone()), &answers()).expect("a plan");
    assert_eq!(plan.edits.len(), 2);
    script.push_str(&" ".repeat(200));
    assert_eq!(
        refused(script.clone()),
        Unreadable::TooLarge {
            bytes: script.len() as u64
        }
    );
}

#[test]
fn odd_but_valid_scripts_are_read() {
    for script in [
        "#!/usr/bin/env node\nApp({})",
        "<!-- old\nApp({})",
        "var a = 010",
        "await 1",
        "import a from 'a'\nApp({})",
        "",
        "App({a: /\"/, b: 1 / 2 / 3, c: (1) / 2, d: `${`${1}`}`})",
        "\u{FEFF}",
        "if (a) /'/.test(b)",
    ] {
        assert!(settings(script.as_bytes()).is_ok(), "{script}");
    }
}

#[test]
fn a_project_file_that_is_no_plain_json_stops_the_plan() {
    for bytes in [
        &b"\xef\xbb\xbf{}"[..],
        b"{",
        b"[]",
        b"{\"a\": \"\xb7\xfe\"}",
        b"\xff\xfe{\0}\0",
        b"<html>",
    ] {
        let mut seen = package(COMMENTED);
        seen.project_config = Some(text("project.config.json", bytes));
        let why = planned(&seen, &answers());
        assert!(matches!(why, Err(Unknown::NotVisible(_))), "{why:?}");
    }
}

#[test]
fn without_a_package_or_script_nothing_is_planned() {
    let mut seen = package(COMMENTED);
    seen.app_js = None;
    assert!(matches!(
        planned(&seen, &answers()),
        Err(Unknown::NotVisible(_))
    ));
    seen.root = None;
    assert!(matches!(
        planned(&seen, &answers()),
        Err(Unknown::NotVisible(_))
    ));
}
