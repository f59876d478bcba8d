//! How WeChat words a refusal. The separator before the request id differs from code to code.

use serde_json::{Value, json};

/// A refusal: its code, and its text where that carries particulars.
#[derive(Debug)]
pub(super) struct Complaint {
    code: i64,
    text: Option<String>,
}

/// What stands between the text and `rid:`.
const BLANK: &str = " rid: ";
const COMMA: &str = ", rid: ";
const NOTHING: &str = "rid:";

impl Complaint {
    pub(super) fn new(code: i64) -> Self {
        Self { code, text: None }
    }

    pub(super) fn with_text(code: i64, text: String) -> Self {
        Self {
            code,
            text: Some(text),
        }
    }

    /// Words the refusal with the id under which it can be looked up.
    pub(super) fn worded(&self, rid: &str) -> Value {
        let (usual, separator) = usual(self.code);
        let text = self.text.as_deref().unwrap_or(usual);
        json!({"errcode": self.code, "errmsg": format!("{text}{separator}{rid}")})
    }
}

fn usual(code: i64) -> (&'static str, &'static str) {
    match code {
        -1 => ("system error", BLANK),
        40001 => (
            "invalid credential, access_token is invalid or not latest, could get access_token by \
             getStableAccessToken, more details at https://mmbizurl.cn/s/JtxxFh33r",
            BLANK,
        ),
        40002 => ("invalid grant_type", BLANK),
        40013 => ("invalid appid", BLANK),
        40014 => ("invalid access_token", BLANK),
        40029 => ("invalid code", COMMA),
        40097 => ("invalid args", BLANK),
        40125 => ("invalid appsecret", COMMA),
        40129 => ("invalid scene", BLANK),
        40159 => (
            "invalid length for path, or the data is not json string",
            BLANK,
        ),
        40163 => ("code been used", COMMA),
        40165 => ("invalid weapp pagepath", BLANK),
        40169 => (
            "invalid length for scene, or the data is not json string",
            BLANK,
        ),
        40201 => ("callback url not set", BLANK),
        40202 => ("invalid action", BLANK),
        40203 => ("invalid check_operator", BLANK),
        40212 => ("invalid query", BLANK),
        40243 => ("appsecret is frozen", BLANK),
        41001 => ("access_token missing", BLANK),
        41002 => ("appid missing", BLANK),
        41004 => ("appsecret missing", BLANK),
        41008 => ("missing code", BLANK),
        41030 => ("invalid page", BLANK),
        42001 => ("access_token expired", BLANK),
        43001 => ("require GET method", BLANK),
        43002 => ("require POST method", BLANK),
        44002 => ("empty post data", BLANK),
        45009 => ("reach max api daily quota limit", BLANK),
        45011 => (
            "api minute-quota reach limit must slower retry next minute",
            BLANK,
        ),
        47001 => ("data format error", NOTHING),
        48001 => ("api unauthorized", BLANK),
        48006 => ("forbid to clear quota because of reaching the limit", BLANK),
        50004 => ("forbidden to use token api", BLANK),
        50007 => ("account frozen", BLANK),
        76001 => ("rid not found", BLANK),
        76002 => ("invalid rid", BLANK),
        76004 => ("rid is expired", BLANK),
        76021 => ("cgi_path not found", BLANK),
        76022 => ("cgi_path not allowed for this account", BLANK),
        85079 => ("miniprogram has no online release", BLANK),
        85096 => ("reserved parameter scancode_time is used", BLANK),
        85401 => ("invalid expire time", BLANK),
        85402 => ("invalid env_version", BLANK),
        87007 => ("session_key not found or expired", BLANK),
        87008 => ("invalid sig_method", BLANK),
        87009 => ("invalid signature", BLANK),
        89503 => ("the call needs confirmation by the administrator", BLANK),
        _ => ("refused", BLANK),
    }
}
