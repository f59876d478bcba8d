use super::*;

#[test]
fn the_request_id_is_found_in_every_form_it_is_sent_in() {
    let id = "6a689250-0123abcd-89abcdef";
    for message in [
        "appid missing rid: 6a689250-0123abcd-89abcdef",
        "invalid code, rid: 6a689250-0123abcd-89abcdef",
        "invalid page rid:6a689250-0123abcd-89abcdef",
        "invalid page,rid: 6a689250-0123abcd-89abcdef",
    ] {
        assert_eq!(rid(message), Some(id), "{message}");
        assert!(!words(message).contains("rid"), "{message}");
        assert!(!words(message).ends_with(','), "{message}");
    }
    for message in [
        "",
        "rid:",
        "rid: 6a68",
        "grid: nothing",
        "rid: 6A689250-0123ABCD-89ABCDEF",
        "rid: 单位单位单位单位单位单位",
    ] {
        assert_eq!(rid(message), None, "{message}");
    }
}

#[test]
fn older_request_ids_are_found_too() {
    for (message, id, said) in [
        (
            "invalid ip 1.2.3.4, not in whitelist hint: [3yfuHA0202nfo1]",
            "3yfuHA0202nfo1",
            "invalid ip 1.2.3.4, not in whitelist",
        ),
        (
            "invalid code, hints: [ req_id: Cf0bkA0362 ]",
            "Cf0bkA0362",
            "invalid code",
        ),
        (
            "invalid credential, hint: [1564556097_7_8d45297bd21be3702ff430560e1f0652]",
            "1564556097_7_8d45297bd21be3702ff430560e1f0652",
            "invalid credential",
        ),
    ] {
        assert_eq!(hint(message), Some(id), "{message}");
        assert_eq!(words(message), said);
    }
    for message in ["hint:", "hint: []", "hint: [", "hints: [ req_id: ]"] {
        assert_eq!(hint(message), None, "{message}");
    }
}

#[test]
fn the_callers_address_is_found_in_every_form() {
    for (message, address) in [
        (
            "invalid ip 8.149.0.108 ipv6 ::ffff:8.149.0.108, not in whitelist rid: 65d7e94d-59b8e5d7-0dc0ad08",
            "8.149.0.108",
        ),
        (
            "invalid ip 1.2.3.4, not in whitelist hint: [3yfuHA0202nfo1]",
            "1.2.3.4",
        ),
        ("invalid ip ::ffff:1.2.3.4, not in whitelist", "1.2.3.4"),
        (
            "invalid ip  ipv6 2408:8256::1, not in whitelist",
            "2408:8256::1",
        ),
        (
            "errCode: -10008, errMsg: invalid ip: 120.79.95.110, reference",
            "120.79.95.110",
        ),
        (
            "not allow to access from your ip, hint: [1690282230612130918224239], from ip: 222.65.121.207, more info at https://open.work.weixin.qq.com/devtool/query?e=60020",
            "222.65.121.207",
        ),
    ] {
        assert_eq!(
            caller(message).map(|a| a.to_string()).as_deref(),
            Some(address),
            "{message}"
        );
    }
    for message in [
        "",
        "from ip",
        "from ip: nowhere",
        "invalid ip",
        "invalid appid",
    ] {
        assert_eq!(caller(message), None, "{message}");
    }
}

#[test]
fn what_wecom_appends_to_its_words_is_taken_out() {
    let message = "not allow to access from your ip, hint: [1690282230612130918224239], from ip: 222.65.121.207, more info at https://open.work.weixin.qq.com/devtool/query?e=60020";
    assert_eq!(words(message), "not allow to access from your ip");
}

#[test]
fn an_unlisted_address_is_offered_for_copying() {
    for problem in [
        wechat(
            40164,
            "invalid ip 8.149.0.108 ipv6 ::ffff:8.149.0.108, not in whitelist rid: 65d7e94d-59b8e5d7-0dc0ad08",
        ),
        wecom(
            60020,
            "not allow to access from your ip, hint: [1690282230612130918224239], from ip: 8.149.0.108, more info at https://x",
        ),
        wecom(
            40013,
            "invalid corpid, hint: [1690282230612130918224239], from ip: 8.149.0.108, more info at https://x",
        ),
    ] {
        let copied: Vec<_> = problem
            .facts
            .iter()
            .filter(|fact| fact.copy)
            .map(|fact| fact.value.as_str())
            .collect();
        assert_eq!(copied[0], "8.149.0.108", "{}", problem.code);
        assert_eq!(copied.len(), 2, "the request id can be copied too");
    }
}

#[test]
fn the_same_number_means_different_things_to_the_two() {
    assert_eq!(wechat(40001, "").code, "wechat.token-not-latest");
    assert_eq!(wechat_token(40001, "").code, "credentials.secret-wrong");
    assert_eq!(wecom(40001, "").code, "wecom.secret-wrong");
    assert_eq!(wechat(40013, "").code, "credentials.appid-unknown");
    assert_eq!(wecom(40013, "").code, "wecom.corp-unknown");
}

#[test]
fn a_token_call_still_tells_the_number_that_was_sent() {
    let problem = wechat_token(40001, "invalid credential");
    assert!(problem.facts.iter().any(|fact| fact.value == "40001"));
    assert_eq!(wechat_token(12345, "odd").code, "wechat.unlisted");
}

#[test]
fn an_unknown_number_is_shown_with_its_words() {
    for (problem, code) in [
        (
            wechat(99999, "something new rid: 65d7e94d-59b8e5d7-0dc0ad08"),
            "wechat.unlisted",
        ),
        (wecom(99999, "something new"), "wecom.unlisted"),
    ] {
        assert_eq!(problem.code, code);
        assert!(!problem.remedies.is_empty());
        let values: Vec<_> = problem
            .facts
            .iter()
            .map(|fact| fact.value.as_str())
            .collect();
        assert!(
            values.contains(&"99999") && values.contains(&"something new"),
            "{values:?}"
        );
    }
}

#[test]
fn tables_are_sorted_and_hold_each_number_once() {
    for table in [WECHAT, WECOM] {
        assert!(table.windows(2).all(|pair| pair[0].number < pair[1].number));
        for refused in table {
            assert!(!refused.remedies.is_empty(), "{}", refused.number);
            assert!(
                refused.what.zh.ends_with('。') && refused.what.en.ends_with('.'),
                "{}",
                refused.number
            );
        }
    }
}

#[test]
fn a_code_has_one_meaning() {
    let shared = [
        "credentials.confirmation-needed",
        "credentials.confirmation-refused",
    ];
    let mut codes: Vec<_> = WECHAT
        .iter()
        .chain(WECOM)
        .map(|refused| refused.code)
        .collect();
    codes.sort_unstable();
    for pair in codes.windows(2) {
        assert!(
            pair[0] != pair[1] || shared.contains(&pair[0]),
            "{}",
            pair[0]
        );
    }
}

#[test]
fn every_number_of_the_documentation_is_listed() {
    let wechat: [i64; 68] = [
        -1, 40001, 40002, 40013, 40014, 40029, 40097, 40125, 40129, 40159, 40163, 40164, 40165,
        40169, 40201, 40202, 40203, 40212, 40226, 40243, 41001, 41002, 41004, 41008, 41030, 41033,
        42001, 43001, 43002, 44002, 44990, 44993, 45009, 45011, 45029, 47001, 48001, 48004, 48006,
        50002, 50004, 50007, 61004, 61007, 61024, 76001, 76002, 76003, 76004, 76021, 76022, 85001,
        85002, 85003, 85004, 85079, 85083, 85096, 85400, 85401, 85402, 85403, 85405, 85406, 85407,
        85408, 86000, 87007,
    ];
    let also = [87008, 87009, 89501, 89503, 89506, 89507];
    for number in wechat.into_iter().chain(also) {
        assert_ne!(
            super::wechat(number, "").code,
            "wechat.unlisted",
            "{number}"
        );
    }
    for number in [
        -1, 40001, 40003, 40013, 40014, 40029, 40056, 40091, 40093, 41001, 41002, 41004, 41022,
        42001, 42012, 42013, 45009, 45033, 48002, 48006, 50001, 50002, 50003, 60011, 60020, 60103,
        60111, 60123, 92002, 301_002, 301_007, 2_000_002,
    ] {
        assert_ne!(wecom(number, "").code, "wecom.unlisted", "{number}");
    }
}
