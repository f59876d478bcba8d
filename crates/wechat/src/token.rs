//! Access tokens, in memory only.

use std::fmt;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde::Deserialize;
use tokio::sync::OnceCell;
use tokio::time::Instant;
use zeroize::Zeroizing;

use crate::{Answer, Error};

/// An access token. Never shown; wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Token {
    text: Zeroizing<String>,
    /// Until when it is used; a little before it dies.
    until: Instant,
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// A token endpoint's success.
#[derive(Deserialize)]
pub(crate) struct Issued {
    access_token: String,
    expires_in: u64,
}

/// In the last five minutes of a token's life the platform issues its successor, and both work.
const OVERLAP: u64 = 300;

impl From<Issued> for Token {
    fn from(issued: Issued) -> Token {
        let usable = issued.expires_in.saturating_sub(OVERLAP).max(10);
        Token {
            text: Zeroizing::new(issued.access_token),
            until: Instant::now() + Duration::from_secs(usable),
        }
    }
}

impl Token {
    pub(crate) fn expose(&self) -> &str {
        &self.text
    }
}

type Fetch = Arc<OnceCell<Answer<Token>>>;

/// The one token of an account. However many ask for it at once, one call is made, and all share what came of it.
#[derive(Default)]
pub(crate) struct Keeper {
    fetch: Mutex<Option<Fetch>>,
}

impl Keeper {
    /// The token, fetched unless it is there and alive.
    pub(crate) async fn token<F>(&self, fetch: impl FnOnce() -> F) -> Answer<Token>
    where
        F: Future<Output = Answer<Token>>,
    {
        let cell = {
            let mut slot = self.fetch.lock().unwrap_or_else(PoisonError::into_inner);
            match slot.as_ref() {
                Some(cell) if cell.get().is_none_or(alive) => cell.clone(),
                _ => slot.insert(Fetch::default()).clone(),
            }
        };
        cell.get_or_init(fetch).await.clone()
    }

    /// Drops this token, so that the next call fetches one; a newer one is left alone.
    pub(crate) fn drop_dead(&self, dead: &Token) {
        let mut slot = self.fetch.lock().unwrap_or_else(PoisonError::into_inner);
        let held = slot.as_ref().and_then(|cell| cell.get());
        if held.is_some_and(|answer| answer.outcome.as_ref() == Ok(dead)) {
            *slot = None;
        }
    }

    /// Makes a call with the token; when the platform calls the token dead by one of these codes, once more with a fresh one.
    pub(crate) async fn spend<T, F, C>(
        &self,
        dead: &[i64],
        fetch: impl Fn() -> F,
        call: impl Fn(Token) -> C,
    ) -> Answer<T>
    where
        F: Future<Output = Answer<Token>>,
        C: Future<Output = Answer<T>>,
    {
        let mut again = true;
        loop {
            let got = self.token(&fetch).await;
            let token = match got.outcome {
                Ok(token) => token,
                Err(error) => {
                    return Answer {
                        outcome: Err(error),
                        server_time: got.server_time,
                    };
                }
            };
            let answer = call(token.clone()).await;
            match &answer.outcome {
                Err(Error::Refused { code, .. }) if again && dead.contains(code) => {
                    again = false;
                    self.drop_dead(&token);
                }
                _ => return answer,
            }
        }
    }
}

fn alive(answer: &Answer<Token>) -> bool {
    answer
        .outcome
        .as_ref()
        .is_ok_and(|token| Instant::now() < token.until)
}
