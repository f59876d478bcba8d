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

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(code: i64) -> Error {
        Error::Refused {
            code,
            message: String::new(),
        }
    }

    #[test]
    fn busy_is_asked_three_times_with_growing_pauses() {
        let patience = Patience::default();
        let pauses = [1, 2, 3].map(|asked| patience.wait(asked, false, &refused(-1)));
        let seconds = |number| Some(Duration::from_secs(number));
        assert_eq!(pauses, [seconds(1), seconds(2), None]);
    }

    #[test]
    fn a_minute_is_waited_out_once_and_only_when_told_to() {
        let patient = Patience {
            minute: true,
            ..Patience::default()
        };
        for code in [45011, 44990] {
            let minute = Some(Duration::from_secs(60));
            assert_eq!(patient.wait(1, false, &refused(code)), minute);
            assert_eq!(patient.wait(2, true, &refused(code)), None);
            assert_eq!(Patience::default().wait(1, false, &refused(code)), None);
        }
    }

    #[test]
    fn nothing_else_is_ever_repeated() {
        let patient = Patience {
            minute: true,
            ..Patience::default()
        };
        for code in [
            40001, 40013, 40125, 40164, 40243, 45009, 50004, 50007, 89501, 89503, 89506, 89507,
        ] {
            assert_eq!(patient.wait(1, false, &refused(code)), None, "{code}");
        }
        let reset = Error::Unreached(guide::seen::Trouble::Reset);
        assert_eq!(patient.wait(1, false, &reset), None);
    }
}
