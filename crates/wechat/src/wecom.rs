//! WeCom: what an application's own credentials may ask.

use std::borrow::Cow;
use std::fmt;

use guide::value::{AgentId, CorpId, CorpSecret};
use serde::Deserialize;
use serde_json::Value;
use zeroize::Zeroizing;

use crate::line::Line;
use crate::question::{Question, Sent};
use crate::token::{Issued, Keeper};
use crate::{Answer, Error, Patience, Reach, Token};

/// The codes by which WeCom calls a token dead. Unlike WeChat's, its 40001 means a wrong secret and is not repeated.
const DEAD: [i64; 2] = [40014, 42001];

/// One WeCom application's line to WeCom. `gettoken` answers the same token until it expires, so asking disturbs nobody.
pub struct WeCom<'a> {
    line: Line<'a>,
    corp_id: CorpId,
    secret: CorpSecret,
    tokens: Keeper,
}

/// What `agent/get` tells about an application.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agent {
    /// Its name.
    pub name: String,
    /// Members in the visible range, by userid.
    pub users: Vec<String>,
    /// Departments in the visible range.
    pub departments: Vec<i64>,
    /// Tags in the visible range.
    pub tags: Vec<i64>,
    /// Whether it is switched off.
    pub closed: bool,
    /// The trusted domain; empty when none.
    pub trusted_domain: String,
}

/// A JS-SDK ticket. Never shown; wiped when dropped. At most 400 an hour for a company and 100 for an application.
#[derive(Clone, PartialEq, Eq)]
pub struct Ticket {
    text: Zeroizing<String>,
    /// Seconds it lives.
    pub expires_in: u64,
}

impl fmt::Debug for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ticket(…)")
    }
}

impl Ticket {
    /// The ticket itself. Only for the signature that needs it; it must not be stored or shown.
    pub fn expose(&self) -> &str {
        &self.text
    }
}

#[derive(Deserialize)]
struct IssuedTicket {
    ticket: String,
    expires_in: u64,
}

impl From<IssuedTicket> for Ticket {
    fn from(issued: IssuedTicket) -> Ticket {
        Ticket {
            text: Zeroizing::new(issued.ticket),
            expires_in: issued.expires_in,
        }
    }
}

impl<'a> WeCom<'a> {
    /// The line of one application. Takes a `&Reach`, or a `Reach` to be kept.
    pub fn new(reach: impl Into<Cow<'a, Reach>>, corp_id: CorpId, secret: CorpSecret) -> WeCom<'a> {
        let reach = reach.into();
        let base = reach.wecom.clone();
        WeCom {
            line: Line::new(reach, base),
            corp_id,
            secret,
            tokens: Keeper::default(),
        }
    }

    /// The same line with another patience.
    #[must_use]
    pub fn with_patience(mut self, patience: Patience) -> WeCom<'a> {
        self.line.patience = patience;
        self
    }

    /// `gettoken` without any parameter: a refusal with 41002 is the proof that WeCom is reached, and its message names the
    /// address the call came from ([`words::from_ip`](crate::words::from_ip)).
    pub async fn bare(reach: &Reach) -> Answer<()> {
        let line = Line::new(reach.into(), reach.wecom.clone());
        line.ask(&Question::get("/cgi-bin/gettoken"), |sent: Sent| {
            sent.accepted("errcode")
        })
        .await
    }

    /// The access token: the one held, or else one fetched; one call however many ask at once. Says nothing about trusted
    /// addresses: 60020 comes with the next call only.
    pub async fn token(&self) -> Answer<Token> {
        self.tokens.token(|| self.fetch()).await
    }

    async fn fetch(&self) -> Answer<Token> {
        let question = Question::get("/cgi-bin/gettoken")
            .with("corpid", self.corp_id.as_str())
            .with_secret("corpsecret", self.secret.expose());
        let answer = self.line.ask(&question, Sent::read::<Issued>);
        answer.await.map(Token::from)
    }

    async fn spend<T>(
        &self,
        path: &'static str,
        parameter: Option<(&'static str, &str)>,
        read: impl Fn(Sent) -> Result<T, Error> + Copy,
    ) -> Answer<T> {
        let call = async |token: Token| {
            let mut question = Question::get(path).with_secret("access_token", token.expose());
            if let Some((name, value)) = parameter {
                question = question.with(name, value);
            }
            self.line.ask(&question, read).await
        };
        self.tokens.spend(&DEAD, || self.fetch(), call).await
    }

    /// The application.
    pub async fn agent(&self, id: AgentId) -> Answer<Agent> {
        let id = id.number().to_string();
        let parameter = Some(("agentid", id.as_str()));
        let answer = self.spend("/cgi-bin/agent/get", parameter, Sent::read::<Value>);
        answer.await.map(|sent| agent(&sent))
    }

    /// The company's ticket, for `wx.config`.
    pub async fn jsapi_ticket(&self) -> Answer<Ticket> {
        let answer = self.spend(
            "/cgi-bin/get_jsapi_ticket",
            None,
            Sent::read::<IssuedTicket>,
        );
        answer.await.map(Ticket::from)
    }

    /// The application's ticket, for `wx.agentConfig`.
    pub async fn agent_ticket(&self) -> Answer<Ticket> {
        let parameter = Some(("type", "agent_config"));
        let answer = self.spend("/cgi-bin/ticket/get", parameter, Sent::read::<IssuedTicket>);
        answer.await.map(Ticket::from)
    }
}

/// Any of the three ranges may be missing, empty or null, so nothing here may be required.
fn agent(sent: &Value) -> Agent {
    let list = |outer: &str, inner: &str| {
        let list = sent.get(outer).and_then(|range| range.get(inner));
        list.and_then(Value::as_array).cloned().unwrap_or_default()
    };
    let text = |name: &str| {
        let text = sent.get(name).and_then(Value::as_str);
        text.unwrap_or_default().to_owned()
    };
    let numbers = |list: Vec<Value>| list.iter().filter_map(Value::as_i64).collect();
    Agent {
        name: text("name"),
        users: list("allow_userinfos", "user")
            .iter()
            .filter_map(|user| user.get("userid")?.as_str().map(str::to_owned))
            .collect(),
        departments: numbers(list("allow_partys", "partyid")),
        tags: numbers(list("allow_tags", "tagid")),
        closed: sent.get("close").and_then(Value::as_i64) == Some(1),
        trusted_domain: text("redirect_domain"),
    }
}
