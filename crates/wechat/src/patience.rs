//! How often a call is repeated.

use std::time::Duration;

use crate::Error;

/// How often a call is repeated. Whatever it says, only three refusals are ever repeated: "busy" (-1), a dead token (once,
/// with a fresh one), and a minute's quota used up. Wrong credentials, addresses not listed and confirmations asked for
/// (40013, 40125, 40164, 40243, 500xx, 895xx) never are: repeating them makes the platform block the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// How often to ask altogether while the platform is busy (-1).
    pub tries: u32,
    /// The pause before the second try; each further one is twice as long.
    pub pause: Duration,
    /// Whether to wait out the minute, once, when its quota is used up (45011, 44990). Not for anybody who is waiting.
    pub minute: bool,
}

impl Default for Patience {
    /// Three tries a second and two seconds apart; no minute's wait.
    fn default() -> Patience {
        Patience {
            tries: 3,
            pause: Duration::from_secs(1),
            minute: false,
        }
    }
}

impl Patience {
    /// How long to wait before asking again, after `asked` tries of which the last ended in `error`; `None`: not at all.
    pub(crate) fn wait(&self, asked: u32, waited_minute: bool, error: &Error) -> Option<Duration> {
        match error {
            Error::Refused { code: -1, .. } if asked < self.tries => {
                Some(self.pause * 2u32.saturating_pow(asked - 1))
            }
            Error::Refused {
                code: 45011 | 44990,
                ..
            } if self.minute && !waited_minute => Some(Duration::from_secs(60)),
            _ => None,
        }
    }
}
