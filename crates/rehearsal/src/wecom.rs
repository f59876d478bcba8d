//! WeCom's server side. Its token call never asks where the caller is; every other call does.

use std::collections::HashMap;
use std::sync::MutexGuard;

use hyper::header::HeaderName;
use hyper::{Method, StatusCode};
use serde_json::{Value, json};

use crate::Fault;
use crate::http::{Asked, Reply, empty, json as json_reply, with};
use crate::scene::Scene;

const JSON: &str = "application/json; charset=UTF-8";
const LIFETIME: u64 = 7200;
const CODE_LIFETIME: u64 = 300;
const TICKETS_AN_HOUR: u64 = 100;
const HOUR: u64 = 60 * 60;

/// What WeCom remembers: one token and two tickets of the one app, and the login codes.
#[derive(Default)]
pub(crate) struct Corp {
    token: Option<Pass>,
    former: Vec<String>,
    tickets: HashMap<&'static str, Pass>,
    codes: HashMap<String, Code>,
    asked_tickets: (u64, u64),
}

#[derive(Clone)]
struct Pass {
    text: String,
    ends: u64,
}

struct Code {
    corp: String,
    user: String,
    issued: u64,
    used: bool,
}

/// A refusal: its code and how WeCom words it.
struct Refusal(i64, &'static str);

type Outcome = Result<Value, Refusal>;

struct Turn<'a> {
    scene: &'a Scene,
    asked: &'a Asked,
    now: u64,
    corp: MutexGuard<'a, Corp>,
}

impl Turn<'_> {
    fn need(&self, name: &str, refusal: Refusal) -> Result<String, Refusal> {
        self.asked.query(name).ok_or(refusal)
    }

    fn not_busy(&self) -> Result<(), Refusal> {
        if self.scene.busy_now(1) {
            return Err(Refusal(-1, "system busy"));
        }
        Ok(())
    }

    /// Lets nobody pass without a living token and a trusted address.
    fn admit(&self) -> Result<(), Refusal> {
        let token = self.need("access_token", Refusal(41001, "access_token missing"))?;
        self.not_busy()?;
        match &self.corp.token {
            Some(pass) if pass.text == token && pass.ends > self.now => {}
            Some(pass) if pass.text == token => return Err(EXPIRED),
            _ if self.corp.former.contains(&token) => return Err(EXPIRED),
            _ => return Err(Refusal(40014, "invalid access_token")),
        }
        if self.scene.is(Fault::WecomIpNotTrusted) {
            return Err(Refusal(60020, "not allow to access from your ip"));
        }
        Ok(())
    }

    /// Refuses what a switched-off app may not do.
    fn enabled(&self) -> Result<(), Refusal> {
        if self.scene.is(Fault::WecomAgentClosed) {
            return Err(Refusal(50003, "app disabled"));
        }
        Ok(())
    }
}

const EXPIRED: Refusal = Refusal(42001, "access_token expired");

/// Answers one call to `qyapi.weixin.qq.com`.
pub(crate) fn answer(scene: &Scene, asked: &Asked) -> Reply {
    let mut turn = Turn {
        scene,
        asked,
        now: scene.clock.unix(),
        corp: scene.corp(),
    };
    let act: fn(&mut Turn<'_>) -> Outcome = match asked.path.as_str() {
        "/cgi-bin/gettoken" => token,
        "/cgi-bin/miniprogram/jscode2session" => exchange,
        "/cgi-bin/agent/get" => agent,
        "/cgi-bin/get_jsapi_ticket" => corp_ticket,
        "/cgi-bin/ticket/get" => app_ticket,
        "/cgi-bin/user/get" => user,
        _ => return empty(StatusCode::NOT_FOUND),
    };
    let outcome = if asked.method == Method::GET {
        act(&mut turn)
    } else {
        Err(Refusal(43001, "require GET method"))
    };
    let (code, text, mut value) = match outcome {
        Ok(value) => (0, "ok".to_owned(), value),
        Err(Refusal(code, text)) => (code, worded(&turn, code, text), json!({})),
    };
    let mut whole = json!({"errcode": code, "errmsg": text});
    if let (Some(whole), Some(members)) = (whole.as_object_mut(), value.as_object_mut()) {
        whole.append(members);
    }
    let mut reply = json_reply(JSON, &whole);
    with(
        &mut reply,
        HeaderName::from_static("error-code"),
        &code.to_string(),
    );
    with(&mut reply, HeaderName::from_static("error-msg"), &text);
    reply
}

/// Every refusal carries a hint (ten digits of time, then chance) and the caller's address.
fn worded(turn: &Turn<'_>, code: i64, text: &str) -> String {
    let hint = format!("{:010}{}", turn.now, turn.scene.chance.digits(15));
    let from = turn.scene.cast.egress;
    format!(
        "{text}, hint: [{hint}], from ip: {from}, more info at \
         https://open.work.weixin.qq.com/devtool/query?e={code}"
    )
}

/// `GET /cgi-bin/gettoken`: the same token until it ends, whoever asks from wherever.
fn token(turn: &mut Turn<'_>) -> Outcome {
    let corp = turn.need("corpid", Refusal(41002, "corpid missing"))?;
    let secret = turn.need("corpsecret", Refusal(41004, "corpsecret missing"))?;
    turn.not_busy()?;
    let cast = &turn.scene.cast;
    if corp != cast.corp_id {
        return Err(Refusal(40013, "invalid corpid"));
    }
    if secret != cast.corp_secret || turn.scene.is(Fault::WecomSecretWrong) {
        return Err(Refusal(40001, "invalid credential"));
    }
    let now = turn.now;
    let text = turn.scene.chance.letters(214);
    let ended = turn.corp.token.take_if(|pass| pass.ends <= now);
    if let Some(ended) = ended {
        turn.corp.former.truncate(63);
        turn.corp.former.insert(0, ended.text);
    }
    let pass = turn.corp.token.get_or_insert_with(|| Pass {
        text,
        ends: now + LIFETIME,
    });
    Ok(json!({"access_token": pass.text, "expires_in": pass.ends - now}))
}

/// Issues a code as `wx.qy.login` would, for a member of some corp.
pub(crate) fn mint_login_code(scene: &Scene, corp_id: &str, user: &str) -> String {
    let text = scene.chance.letters(43);
    let now = scene.clock.unix();
    let mut corp = scene.corp();
    corp.codes
        .retain(|_, known| now < known.issued + 2 * CODE_LIFETIME);
    corp.codes.insert(
        text.clone(),
        Code {
            corp: corp_id.to_owned(),
            user: user.to_owned(),
            issued: now,
            used: false,
        },
    );
    text
}

/// `GET /cgi-bin/miniprogram/jscode2session`.
fn exchange(turn: &mut Turn<'_>) -> Outcome {
    turn.admit()?;
    turn.enabled()?;
    let invalid = || Refusal(40029, "invalid code");
    let text = turn.need("js_code", invalid())?;
    let now = turn.now;
    let code = turn.corp.codes.get_mut(&text).ok_or_else(invalid)?;
    if code.used || now >= code.issued + CODE_LIFETIME {
        return Err(invalid());
    }
    code.used = true;
    Ok(json!({
        "corpid": code.corp,
        "userid": code.user,
        "session_key": turn.scene.chance.letters(22) + "==",
    }))
}

/// `GET /cgi-bin/agent/get`: the app's visible range and whether it is switched on.
fn agent(turn: &mut Turn<'_>) -> Outcome {
    turn.admit()?;
    let cast = &turn.scene.cast;
    let id = turn.need("agentid", Refusal(40056, "invalid agentid"))?;
    match id.parse::<u64>() {
        Ok(id) if id == cast.agent_id => {}
        Ok(_) => return Err(Refusal(301_002, "no permission to access the agent")),
        Err(_) => return Err(Refusal(40056, "invalid agentid")),
    }
    let (users, parties) = if turn.scene.is(Fault::WecomNobodySees) {
        (json!([]), json!([]))
    } else {
        (json!([{"userid": cast.corp_user}]), json!([2]))
    };
    Ok(json!({
        "agentid": cast.agent_id,
        "name": cast.app_name,
        "square_logo_url": "https://wework.qpic.cn/rehearsal/0",
        "description": "",
        "allow_userinfos": {"user": users},
        "allow_partys": {"partyid": parties},
        "allow_tags": {"tagid": []},
        "close": u8::from(turn.scene.is(Fault::WecomAgentClosed)),
        "redirect_domain": cast.business_domain,
        "report_location_flag": 0,
        "isreportenter": 0,
        "home_url": cast.home_url,
    }))
}

/// `GET /cgi-bin/get_jsapi_ticket`, for `wx.config`.
fn corp_ticket(turn: &mut Turn<'_>) -> Outcome {
    turn.admit()?;
    ticket(turn, "corp")
}

/// `GET /cgi-bin/ticket/get`, for `wx.agentConfig`.
fn app_ticket(turn: &mut Turn<'_>) -> Outcome {
    turn.admit()?;
    if turn.asked.query("type").as_deref() != Some("agent_config") {
        return Err(Refusal(42012, "invalid ticket type"));
    }
    ticket(turn, "app")
}

fn ticket(turn: &mut Turn<'_>, kind: &'static str) -> Outcome {
    let (now, hour) = (turn.now, turn.now / HOUR);
    let (then, asked) = turn.corp.asked_tickets;
    let asked = if then == hour { asked } else { 0 };
    if asked >= TICKETS_AN_HOUR {
        return Err(Refusal(45009, "api freq out of limit"));
    }
    turn.corp.asked_tickets = (hour, asked + 1);
    let fresh = Pass {
        text: turn.scene.chance.letters(86),
        ends: now + LIFETIME,
    };
    let pass = turn
        .corp
        .tickets
        .entry(kind)
        .or_insert_with(|| fresh.clone());
    if pass.ends <= now {
        *pass = fresh;
    }
    Ok(json!({"ticket": pass.text, "expires_in": pass.ends - now}))
}

/// `GET /cgi-bin/user/get`, as an app made after June 2022 sees it: without phone and mail.
fn user(turn: &mut Turn<'_>) -> Outcome {
    turn.admit()?;
    turn.enabled()?;
    let cast = &turn.scene.cast;
    let id = turn.need("userid", Refusal(40003, "invalid userid"))?;
    if turn.scene.is(Fault::WecomNobodySees) {
        let text = "no privilege to access/modify contact/party/agent ";
        return Err(Refusal(60011, text));
    }
    if id != cast.corp_user {
        return Err(Refusal(60111, "userid not found"));
    }
    Ok(json!({
        "userid": cast.corp_user,
        "name": "张伟",
        "department": [2],
        "order": [0],
        "position": "",
        "is_leader_in_dept": [0],
        "direct_leader": [],
        "telephone": "",
        "alias": "",
        "main_department": 2,
        "extattr": {"attrs": []},
        "status": 1,
    }))
}
