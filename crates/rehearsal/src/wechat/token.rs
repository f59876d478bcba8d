//! Access tokens: two slots for one account, which never disturb each other.

use std::collections::VecDeque;

use serde_json::{Value, json};

use super::complaint::Complaint;
use super::{LARGEST_MEMORY, Outcome, Turn, said};
use crate::Fault;

const LIFETIME: u64 = 7200;
/// How long a replaced token still works, and how near its end a stable one is replaced.
const OVERLAP: u64 = 300;
/// Forced refreshes closer together than this answer the token there is.
const FORCED_APART: u64 = 30;
const FORCED_A_DAY: u64 = 20;
const LEGACY_A_DAY: u64 = 2000;
const STABLE_A_DAY: u64 = 500_000;
const STABLE_A_MINUTE: u64 = 10_000;
const CLEARINGS_A_MONTH: u64 = 10;

#[derive(Clone)]
struct Token {
    text: String,
    ends: u64,
}

/// The token in force and the one before it.
#[derive(Default)]
struct Slot {
    current: Option<Token>,
    previous: Option<Token>,
}

impl Slot {
    fn living(&self, now: u64) -> Option<&Token> {
        self.current.as_ref().filter(|token| token.ends > now)
    }

    fn rotate(&mut self, text: String, now: u64) -> Token {
        self.previous = self.living(now).map(|old| Token {
            text: old.text.clone(),
            ends: old.ends.min(now + OVERLAP),
        });
        let fresh = Token {
            text,
            ends: now + LIFETIME,
        };
        self.current = Some(fresh.clone());
        fresh
    }

    fn accepts(&self, text: &str, now: u64) -> bool {
        [&self.current, &self.previous]
            .into_iter()
            .flatten()
            .any(|token| token.text == text && token.ends > now)
    }
}

/// All tokens of the account.
#[derive(Default)]
pub(super) struct Tokens {
    legacy: Slot,
    stable: Slot,
    forced_at: Option<u64>,
    issued: VecDeque<Token>,
}

impl Tokens {
    /// Lets a living token pass; otherwise says in which way it is dead.
    pub(super) fn check(&self, text: &str, now: u64) -> Result<(), Complaint> {
        if self.legacy.accepts(text, now) || self.stable.accepts(text, now) {
            return Ok(());
        }
        let was_ours = self.issued.iter().find(|token| token.text == text);
        Err(Complaint::new(match was_ours {
            Some(token) if token.ends <= now => 42001,
            Some(_) => 40001,
            None if text.len() < LENGTH => 40014,
            None => 40001,
        }))
    }

    fn keep(&mut self, token: &Token) {
        if self.issued.len() == LARGEST_MEMORY {
            self.issued.pop_front();
        }
        self.issued.push_back(token.clone());
    }
}

const LENGTH: usize = 136;

fn fresh_text(turn: &Turn<'_>) -> String {
    format!("96_{}", turn.scene.chance.letters(LENGTH - 3))
}

fn answer(token: &Token, now: u64) -> Outcome {
    said(json!({"access_token": token.text, "expires_in": token.ends - now}))
}

/// `GET /cgi-bin/token`: every call replaces the token.
pub(super) fn legacy(turn: &mut Turn<'_>) -> Outcome {
    let app_id = turn.need("appid", 41002)?;
    if turn.asked.query("grant_type").as_deref() != Some("client_credential") {
        return Err(Complaint::new(40002));
    }
    let secret = turn.need("secret", 41004)?;
    admit(turn, &app_id, &secret)?;
    let day = turn.day();
    if turn.platform.count("/cgi-bin/token", day) >= LEGACY_A_DAY {
        return Err(Complaint::new(45009));
    }
    let (text, now) = (fresh_text(turn), turn.now);
    let token = turn.platform.tokens.legacy.rotate(text, now);
    turn.platform.tokens.keep(&token);
    answer(&token, now)
}

/// `POST /cgi-bin/stable_token`: the token there is, unless it is about to end or a refresh is forced.
pub(super) fn stable(turn: &mut Turn<'_>) -> Outcome {
    let body = turn.body()?;
    let text_of = |name| body.get(name).and_then(Value::as_str).unwrap_or_default();
    let (app_id, secret) = (text_of("appid"), text_of("secret"));
    if app_id.is_empty() {
        return Err(Complaint::new(41002));
    }
    if text_of("grant_type") != "client_credential" {
        return Err(Complaint::new(40002));
    }
    if secret.is_empty() {
        return Err(Complaint::new(41004));
    }
    let forced = match body.get("force_refresh") {
        None | Some(Value::Null) => false,
        Some(Value::Bool(forced)) => *forced,
        Some(_) => return Err(Complaint::new(47001)),
    };
    admit(turn, app_id, secret)?;
    let (now, day) = (turn.now, turn.day());
    // Minutes are counted apart from days, whose numbers are far smaller.
    if turn.platform.count("stable a minute", now / 60) >= STABLE_A_MINUTE {
        return Err(Complaint::new(45011));
    }
    if turn.platform.count("/cgi-bin/stable_token", day) >= STABLE_A_DAY {
        return Err(Complaint::new(45009));
    }
    let too_soon = |at: u64| now < at + FORCED_APART;
    let refresh = forced && !turn.platform.tokens.forced_at.is_some_and(too_soon);
    if refresh {
        if turn.platform.count("forced refresh", day) >= FORCED_A_DAY {
            return Err(Complaint::new(45009));
        }
        turn.platform.tokens.forced_at = Some(now);
    }
    let standing = turn.platform.tokens.stable.living(now).cloned();
    if let Some(token) = standing
        && !refresh
        && token.ends - now >= OVERLAP
    {
        return answer(&token, now);
    }
    let text = fresh_text(turn);
    let token = turn.platform.tokens.stable.rotate(text, now);
    turn.platform.tokens.keep(&token);
    answer(&token, now)
}

/// `POST /cgi-bin/clear_quota/v2`, which takes the AppSecret in place of a token.
pub(super) fn clear_quota_by_secret(turn: &mut Turn<'_>) -> Outcome {
    let body = turn.body()?;
    let text_of = |name| body.get(name).and_then(Value::as_str).unwrap_or_default();
    let (app_id, secret) = (text_of("appid"), text_of("appsecret"));
    if app_id.is_empty() {
        return Err(Complaint::new(41002));
    }
    if secret.is_empty() {
        return Err(Complaint::new(41004));
    }
    known(turn, app_id)?;
    listed(turn)?;
    fits(turn, secret)?;
    clear(turn)
}

/// Sets the day's counts back, ten times a month in all.
pub(super) fn clear(turn: &mut Turn<'_>) -> Outcome {
    let (day, month) = (turn.day(), turn.day() / 30);
    if turn.platform.count("clearings", month) >= CLEARINGS_A_MONTH {
        return Err(Complaint::new(48006));
    }
    turn.platform.used.retain(|_, (period, _)| *period != day);
    super::fine(json!({}))
}

/// Judges the credentials in the order in which the platform looks at them.
fn admit(turn: &Turn<'_>, app_id: &str, secret: &str) -> Result<(), Complaint> {
    turn.not_busy()?;
    known(turn, app_id)?;
    match turn.scene.fault() {
        Some(Fault::AccountFrozen) => return Err(Complaint::new(50007)),
        Some(Fault::TokenApiBanned) => return Err(Complaint::new(50004)),
        _ => {}
    }
    listed(turn)?;
    if turn.is(Fault::SecretFrozen) {
        return Err(Complaint::new(40243));
    }
    fits(turn, secret)?;
    if turn.is(Fault::DailyQuotaGone) {
        return Err(Complaint::new(45009));
    }
    Ok(())
}

pub(super) fn known(turn: &Turn<'_>, app_id: &str) -> Result<(), Complaint> {
    if app_id != turn.scene.cast.app_id || turn.is(Fault::AppidUnknown) {
        return Err(Complaint::new(40013));
    }
    Ok(())
}

pub(super) fn fits(turn: &Turn<'_>, secret: &str) -> Result<(), Complaint> {
    if secret != turn.scene.cast.app_secret || turn.is(Fault::SecretWrong) {
        return Err(Complaint::new(40125));
    }
    Ok(())
}

/// Asks the API IP list, and the administrator where a new address needs confirmation.
fn listed(turn: &Turn<'_>) -> Result<(), Complaint> {
    let from = turn.scene.cast.egress;
    match turn.scene.fault() {
        Some(Fault::IpNotListed) => Err(Complaint::with_text(
            40164,
            format!("invalid ip {from} ipv6 ::ffff:{from}, not in whitelist"),
        )),
        Some(Fault::ConfirmNeeded) => Err(Complaint::new(89503)),
        _ => Ok(()),
    }
}
