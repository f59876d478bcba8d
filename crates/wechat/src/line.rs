//! The line to one platform: asks, repeats where that is allowed, and hides what must not be seen.

use std::borrow::Cow;
use std::sync::OnceLock;
use std::time::Instant;

use guide::seen::Trouble;
use url::Url;

use crate::question::{LONGEST, Question, Sent, date};
use crate::reach::Dial;
use crate::{Answer, Error, Patience, Reach};

/// The line to one platform.
pub(crate) struct Line<'a> {
    reach: Cow<'a, Reach>,
    base: Url,
    pub(crate) patience: Patience,
    dial: OnceLock<Result<Dial, Error>>,
}

impl<'a> From<&'a Reach> for Cow<'a, Reach> {
    fn from(reach: &'a Reach) -> Cow<'a, Reach> {
        Cow::Borrowed(reach)
    }
}

impl From<Reach> for Cow<'_, Reach> {
    fn from(reach: Reach) -> Self {
        Cow::Owned(reach)
    }
}

impl<'a> Line<'a> {
    pub(crate) fn new(reach: Cow<'a, Reach>, base: Url) -> Line<'a> {
        Line {
            reach,
            base,
            patience: Patience::default(),
            dial: OnceLock::new(),
        }
    }

    /// Asks, and repeats as patience allows.
    pub(crate) async fn ask<T>(
        &self,
        question: &Question<'_>,
        read: impl Fn(Sent) -> Result<T, Error>,
    ) -> Answer<T> {
        let mut asked = 1;
        let mut waited_minute = false;
        loop {
            let answer = self.once(question, &read).await;
            let Err(error) = &answer.outcome else {
                return answer;
            };
            let Some(pause) = self.patience.wait(asked, waited_minute, error) else {
                return answer;
            };
            waited_minute |= !matches!(error, Error::Refused { code: -1, .. });
            asked += 1;
            tokio::time::sleep(pause).await;
        }
    }

    async fn once<T>(
        &self,
        question: &Question<'_>,
        read: impl Fn(Sent) -> Result<T, Error>,
    ) -> Answer<T> {
        let dial = match self.dial.get_or_init(|| self.reach.dial(&self.base)) {
            Ok(dial) => dial,
            Err(error) => return Answer::none(error.clone()),
        };
        let url = question.url(&self.base);
        let mut request = dial
            .request(question.method(), &url)
            .timeout(self.reach.timeout);
        if let Some(body) = question.body() {
            request = request.json(body);
        }
        let began = Instant::now();
        let unreached = |error| Error::Unreached(self.reach.trouble(&self.base, &error));
        let mut answer = match request.send().await {
            Err(error) => return Answer::none(unreached(error)),
            Ok(answer) => answer,
        };
        let server_time = date(answer.headers());
        let mut body = Vec::new();
        let outcome = loop {
            match answer.chunk().await {
                Err(error) => break Err(unreached(error)),
                Ok(None) => break read(Sent::new(&answer, body)),
                Ok(Some(piece)) if body.len() + piece.len() > LONGEST => {
                    break Err(Error::Unreached(Trouble::TooLarge));
                }
                Ok(Some(piece)) => body.extend_from_slice(&piece),
            }
        };
        let outcome = outcome.map_err(|error| question.hush(error));
        tracing::debug!(
            host = self.base.host_str(),
            path = question.path,
            code = ?outcome.as_ref().err(),
            millis = began.elapsed().as_millis(),
            "asked",
        );
        Answer {
            outcome,
            server_time,
        }
    }
}
