//! WeChat's server side: which paths there are, who may call them, and how refusals read.

mod code;
mod complaint;
mod diagnosis;
mod domains;
mod link;
mod login;
mod phone;
mod session;
mod token;

use std::collections::{HashMap, VecDeque};
use std::sync::MutexGuard;

use hyper::{Method, StatusCode};
use serde_json::{Value, json};

use crate::Fault;
use crate::http::{Asked, Reply, empty, html, json as json_reply, reply};
use crate::scene::Scene;
use complaint::Complaint;
use diagnosis::Trace;
use login::LoginCode;
use phone::PhoneCode;
use session::SessionKey;
use token::Tokens;

/// The type WeChat declares; note that it says `encoding` where others say `charset`.
const JSON: &str = "application/json; encoding=utf-8";
const LARGEST_MEMORY: usize = 1000;
const DAY: u64 = 24 * 60 * 60;
/// Quotas begin anew at midnight in China.
const CHINA_AHEAD: u64 = 8 * 60 * 60;

/// What WeChat remembers.
#[derive(Default)]
pub(crate) struct Platform {
    tokens: Tokens,
    login_codes: HashMap<String, LoginCode>,
    phone_codes: HashMap<String, PhoneCode>,
    session_keys: HashMap<String, SessionKey>,
    used: HashMap<String, (u64, u64)>,
    traces: VecDeque<Trace>,
    pub(crate) released: bool,
}

impl Platform {
    /// Counts one more use in a period and tells how many there were before.
    fn count(&mut self, what: &str, period: u64) -> u64 {
        let before = self.used(what, period);
        self.used.insert(what.to_owned(), (period, before + 1));
        before
    }

    fn used(&self, what: &str, period: u64) -> u64 {
        match self.used.get(what) {
            Some((then, used)) if *then == period => *used,
            _ => 0,
        }
    }
}

/// What a successful call answers.
enum Said {
    Json(Value),
    Picture { png: bool },
}

type Outcome = Result<Said, Complaint>;

/// One call being answered.
struct Turn<'a> {
    scene: &'a Scene,
    asked: &'a Asked,
    now: u64,
    platform: MutexGuard<'a, Platform>,
}

impl Turn<'_> {
    fn day(&self) -> u64 {
        (self.now + CHINA_AHEAD) / DAY
    }

    /// Reads a query parameter or complains that it is missing.
    fn need(&self, name: &str, code: i64) -> Result<String, Complaint> {
        self.asked.query(name).ok_or(Complaint::new(code))
    }

    fn body(&self) -> Result<Value, Complaint> {
        if self.asked.body.is_empty() {
            return Err(Complaint::new(44002));
        }
        match serde_json::from_slice(&self.asked.body) {
            Ok(Value::Object(body)) => Ok(Value::Object(body)),
            _ => Err(Complaint::new(47001)),
        }
    }

    fn not_busy(&self) -> Result<(), Complaint> {
        if self.scene.busy_now(0) {
            return Err(Complaint::new(-1));
        }
        Ok(())
    }

    /// Lets nobody pass without a living token of the account.
    fn own_token(&self) -> Result<(), Complaint> {
        let token = self.need("access_token", 41001)?;
        self.not_busy()?;
        self.platform.tokens.check(&token, self.now)
    }

    fn is(&self, fault: Fault) -> bool {
        self.scene.is(fault)
    }
}

fn said(value: Value) -> Outcome {
    Ok(Said::Json(value))
}

/// Answers with the members given, led by the two that say that all is well.
fn fine(members: Value) -> Outcome {
    let mut whole = json!({"errcode": 0, "errmsg": "ok"});
    if let (Value::Object(whole), Value::Object(members)) = (&mut whole, members) {
        whole.extend(members);
    }
    said(whole)
}

type Act = fn(&mut Turn<'_>) -> Outcome;

/// The paths played, with the method each demands.
const ROUTES: [(&str, Method, Act); 19] = [
    ("/cgi-bin/token", Method::GET, token::legacy),
    ("/cgi-bin/stable_token", Method::POST, token::stable),
    ("/sns/jscode2session", Method::GET, login::exchange),
    ("/wxa/checksession", Method::GET, session::check),
    ("/wxa/resetusersessionkey", Method::GET, session::reset),
    (
        "/wxa/business/getuserphonenumber",
        Method::POST,
        phone::number,
    ),
    (
        "/cgi-bin/get_api_domain_ip",
        Method::GET,
        diagnosis::api_addresses,
    ),
    (
        "/cgi-bin/getcallbackip",
        Method::GET,
        diagnosis::callback_addresses,
    ),
    ("/cgi-bin/openapi/quota/get", Method::POST, diagnosis::quota),
    (
        "/cgi-bin/openapi/quota/clear",
        Method::POST,
        diagnosis::clear_one_quota,
    ),
    ("/cgi-bin/clear_quota", Method::POST, diagnosis::clear_quota),
    (
        "/cgi-bin/clear_quota/v2",
        Method::POST,
        token::clear_quota_by_secret,
    ),
    ("/cgi-bin/openapi/rid/get", Method::POST, diagnosis::explain),
    ("/cgi-bin/callback/check", Method::POST, diagnosis::callback),
    ("/wxa/getwxadevinfo", Method::POST, domains::list),
    ("/wxa/getwxacode", Method::POST, code::limited),
    ("/wxa/getwxacodeunlimit", Method::POST, code::unlimited),
    ("/wxa/generatescheme", Method::POST, link::scheme),
    ("/wxa/generate_urllink", Method::POST, link::url),
];

/// What only third-party platforms may call; an account's own token is refused with 48001.
const THIRD_PARTY: [&str; 19] = [
    "/wxa/modify_domain",
    "/wxa/modify_domain_directly",
    "/wxa/setwebviewdomain",
    "/wxa/setwebviewdomain_directly",
    "/wxa/get_webviewdomain_confirmfile",
    "/cgi-bin/account/getaccountbasicinfo",
    "/wxa/bind_tester",
    "/wxa/unbind_tester",
    "/wxa/memberauth",
    "/wxa/getwxasearchstatus",
    "/wxa/changewxasearchstatus",
    "/wxa/getversioninfo",
    "/wxa/get_latest_auditstatus",
    "/wxa/submit_audit",
    "/wxa/release",
    "/wxa/getgrayreleaseplan",
    "/wxa/change_visitstatus",
    "/cgi-bin/component/getprivacysetting",
    "/cgi-bin/component/setprivacysetting",
];

const LOGIN_PAGE: &str = "<!DOCTYPE html><html><head><title>上网认证</title></head><body>\
    <form action=\"/portal/login\" method=\"post\"><input name=\"user\"><input name=\"pwd\" type=\"password\">\
    </form></body></html>";
const FAILED_PAGE: &str = "<html><head><title>500 Internal Server Error</title></head><body>\
    <h1>500 Internal Server Error</h1></body></html>";

/// Answers one call to `api.weixin.qq.com`.
pub(crate) fn answer(scene: &Scene, asked: &Asked) -> Reply {
    match scene.fault() {
        Some(Fault::WechatHtml) => return html(StatusCode::OK, LOGIN_PAGE),
        Some(Fault::Http500) => return html(StatusCode::INTERNAL_SERVER_ERROR, FAILED_PAGE),
        _ => {}
    }
    let mut turn = Turn {
        scene,
        asked,
        now: scene.clock.unix(),
        platform: scene.platform(),
    };
    let route = ROUTES.iter().find(|(path, ..)| *path == asked.path);
    let outcome = match route {
        Some((_, method, act)) if asked.method == *method => act(&mut turn),
        Some((_, method, _)) if *method == Method::GET => Err(Complaint::new(43001)),
        Some(_) => Err(Complaint::new(43002)),
        None if THIRD_PARTY.contains(&asked.path.as_str()) => {
            turn.own_token().and_then(|()| Err(Complaint::new(48001)))
        }
        None => return empty(StatusCode::NOT_FOUND),
    };
    match outcome {
        Ok(Said::Json(value)) => json_reply(JSON, &value),
        Ok(Said::Picture { png: true }) => reply(StatusCode::OK, "image/png", code::PNG),
        Ok(Said::Picture { png: false }) => reply(StatusCode::OK, "image/jpeg", code::JPEG),
        Err(complaint) => {
            let rid = diagnosis::fresh_rid(&turn);
            let value = complaint.worded(&rid);
            diagnosis::trace(&mut turn, rid, &value);
            json_reply(JSON, &value)
        }
    }
}

/// Issues a code as `wx.login` would, for a person who uses the mini-program with this AppID.
pub(crate) fn mint_login_code(scene: &Scene, app_id: &str, person: &str) -> String {
    login::mint(scene, app_id, person)
}

/// Issues a code as the phone number button would.
pub(crate) fn mint_phone_code(scene: &Scene, app_id: &str, phone: &str) -> String {
    phone::mint(scene, app_id, phone)
}
