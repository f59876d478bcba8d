//! WeChat: what a mini-program's own credentials may ask.

use std::borrow::Cow;

use guide::value::{AppId, AppSecret};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::line::Line;
use crate::question::{Question, Sent};
use crate::token::{Issued, Keeper};
use crate::{Answer, Error, Patience, Reach, Token};

/// The codes by which WeChat calls a token dead. 40001 is "wrong secret" only at the token endpoints themselves.
const DEAD: [i64; 3] = [40001, 40014, 42001];

/// One mini-program's line to WeChat.
///
/// Tokens come from `stable_token` in normal mode alone, which hands out the very token that other programs hold. There is
/// no way to force a refresh, and the older `/cgi-bin/token` is never called with credentials: either would invalidate the
/// token that the running 云桥 works with.
pub struct WeChat<'a> {
    line: Line<'a>,
    app_id: AppId,
    secret: AppSecret,
    tokens: Keeper,
}

/// What `rid/get` tells about an earlier call; the rest of its answer holds whole requests and is not kept.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Called {
    /// The address the call came from.
    pub client_ip: String,
    /// When, in Unix seconds.
    pub invoke_time: i64,
}

#[derive(Deserialize)]
struct Explained {
    request: Called,
}

/// The domains entered in the console, as sent: with or without scheme.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Domains {
    /// request 合法域名.
    #[serde(rename = "requestdomain")]
    pub request: Vec<String>,
    /// socket 合法域名.
    #[serde(rename = "wsrequestdomain")]
    pub socket: Vec<String>,
    /// uploadFile 合法域名.
    #[serde(rename = "uploaddomain")]
    pub upload: Vec<String>,
    /// downloadFile 合法域名.
    #[serde(rename = "downloaddomain")]
    pub download: Vec<String>,
    /// 业务域名.
    #[serde(rename = "bizdomain")]
    pub business: Vec<String>,
}

/// A version of the mini-program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Version {
    /// 正式版.
    Release,
    /// 体验版.
    Trial,
    /// 开发版.
    Develop,
}

/// A mini-program code to be drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Code {
    /// What the page is told: 1 to 32 characters of ``0-9A-Za-z!#$&'()*+,/:;=?@-._~``.
    pub scene: String,
    /// The page without leading `/` and query; the first page when none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// The version that opens.
    pub env_version: Version,
    /// Whether the page must exist in the released version.
    pub check_path: bool,
}

#[derive(Deserialize)]
struct Servers {
    ip_list: Vec<String>,
}

impl<'a> WeChat<'a> {
    /// The line of one mini-program. Takes a `&Reach`, or a `Reach` to be kept.
    pub fn new(reach: impl Into<Cow<'a, Reach>>, app_id: AppId, secret: AppSecret) -> WeChat<'a> {
        let reach = reach.into();
        let base = reach.wechat.clone();
        WeChat {
            line: Line::new(reach, base),
            app_id,
            secret,
            tokens: Keeper::default(),
        }
    }

    /// The same line with another patience.
    #[must_use]
    pub fn with_patience(mut self, patience: Patience) -> WeChat<'a> {
        self.line.patience = patience;
        self
    }

    /// The token call without any parameter: a refusal with 41002 is the proof that WeChat is reached. Nothing else than a
    /// refusal is ever answered.
    pub async fn bare(reach: &Reach) -> Answer<()> {
        let line = Line::new(reach.into(), reach.wechat.clone());
        line.ask(&Question::get("/cgi-bin/token"), |sent: Sent| {
            sent.accepted("errcode")
        })
        .await
    }

    /// The quietest look at AppID and AppSecret: a login with a code that cannot exist. Refused with 40029 when both are
    /// right, 40125 when the AppSecret is wrong, 40013 when the AppID is; no token is made.
    pub async fn check_credentials(&self) -> Answer<()> {
        let code = format!("probe-{}", random());
        let question = Question::get("/sns/jscode2session")
            .with("appid", self.app_id.as_str())
            .with_secret("secret", self.secret.expose())
            .with("js_code", &code)
            .with("grant_type", "authorization_code");
        self.line
            .ask(&question, |sent: Sent| sent.accepted("errcode"))
            .await
    }

    /// The access token: the one held, or else one fetched; one call however many ask at once.
    pub async fn token(&self) -> Answer<Token> {
        self.tokens.token(|| self.fetch()).await
    }

    async fn fetch(&self) -> Answer<Token> {
        let body = json!({
            "grant_type": "client_credential",
            "appid": self.app_id.as_str(),
            "secret": self.secret.expose(),
            "force_refresh": false,
        });
        let question = Question::post("/cgi-bin/stable_token", body).hiding(self.secret.expose());
        let answer = self.line.ask(&question, Sent::read::<Issued>);
        answer.await.map(Token::from)
    }

    async fn spend<T>(
        &self,
        path: &'static str,
        body: Option<Value>,
        read: impl Fn(Sent) -> Result<T, Error> + Copy,
    ) -> Answer<T> {
        let call = async |token: Token| {
            let question = match body.clone() {
                Some(body) => Question::post(path, body),
                None => Question::get(path),
            };
            let question = question.with_secret("access_token", token.expose());
            self.line.ask(&question, read).await
        };
        self.tokens.spend(&DEAD, || self.fetch(), call).await
    }

    /// What the platform knows about an earlier call of ours, at most seven days old, by the `rid` of its refusal.
    pub async fn called(&self, rid: &str) -> Answer<Called> {
        let body = Some(json!({ "rid": rid }));
        let answer = self
            .spend("/cgi-bin/openapi/rid/get", body, Sent::read::<Explained>)
            .await;
        answer.map(|explained| explained.request)
    }

    /// The domains entered in the console. Not every account may ask (48001, 61007).
    pub async fn domains(&self) -> Answer<Domains> {
        let body = Some(json!({}));
        self.spend("/wxa/getwxadevinfo", body, Sent::read).await
    }

    /// The image of a mini-program code, JPEG or PNG.
    pub async fn code(&self, code: &Code) -> Answer<Vec<u8>> {
        let body = Some(json!(code));
        self.spend("/wxa/getwxacodeunlimit", body, Sent::image)
            .await
    }

    /// The addresses and ranges of WeChat's servers.
    pub async fn servers(&self) -> Answer<Vec<String>> {
        let answer = self
            .spend("/cgi-bin/get_api_domain_ip", None, Sent::read::<Servers>)
            .await;
        answer.map(|servers| servers.ip_list)
    }
}

/// Sixteen hexadecimal digits nobody else has.
fn random() -> String {
    let mut bytes = [0; 8];
    rustls::crypto::ring::default_provider()
        .secure_random
        .fill(&mut bytes)
        .expect("the system gives random bytes");
    format!("{:016x}", u64::from_ne_bytes(bytes))
}
