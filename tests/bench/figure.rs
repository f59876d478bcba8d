//! A figure: several rounds of ours beside as many of theirs.

use std::fmt;
use std::time::Duration;

/// Rounds of each; odd, so that one of them is the median.
pub(crate) const ROUNDS: usize = 5;

/// One line of the outcome.
pub(crate) struct Figure {
    /// What was measured.
    pub(crate) what: &'static str,
    pub(crate) ours: Rounds,
    /// What ours is measured against; the aim is a bound of its own without it.
    pub(crate) theirs: Option<Rounds>,
    pub(crate) aim: Aim,
}

/// What is wished for. Nothing comes of missing it.
pub(crate) enum Aim {
    /// No more than so many times theirs.
    Times(f64),
    /// No more than so much above theirs, in the figure's unit.
    Above(f64),
    /// No more than this, in the figure's unit.
    AtMost(f64),
    /// None: told for comparison.
    Told,
}

/// Measurements of one kind.
pub(crate) struct Rounds {
    unit: &'static str,
    sorted: Vec<f64>,
}

impl Rounds {
    pub(crate) fn seconds(rounds: impl IntoIterator<Item = Duration>) -> Rounds {
        Rounds::sort(
            "s",
            rounds
                .into_iter()
                .map(|round| round.as_secs_f64())
                .collect(),
        )
    }

    #[cfg(target_os = "linux")]
    pub(crate) fn megabytes(bytes: impl IntoIterator<Item = u64>) -> Rounds {
        // No memory is large enough for a float to lose a byte of it.
        Rounds::sort(
            "MB",
            bytes.into_iter().map(|bytes| bytes as f64 / 1e6).collect(),
        )
    }

    fn sort(unit: &'static str, mut sorted: Vec<f64>) -> Rounds {
        sorted.sort_by(f64::total_cmp);
        Rounds { unit, sorted }
    }

    fn median(&self) -> f64 {
        self.sorted[self.sorted.len() / 2]
    }
}

impl fmt::Display for Rounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = if self.unit == "s" { 3 } else { 1 };
        let (least, most) = (self.sorted[0], self.sorted[self.sorted.len() - 1]);
        let (median, unit) = (self.median(), self.unit);
        write!(
            f,
            "{median:.places$} {unit} ({least:.places$}–{most:.places$})"
        )
    }
}

/// The line above all others.
pub(crate) fn head() -> String {
    line("what", "ours", "theirs", "ratio", "aim")
}

fn line(what: &str, ours: &str, theirs: &str, ratio: &str, aim: &str) -> String {
    format!("{what:<52}{ours:<26}{theirs:<26}{ratio:<10}{aim}")
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (ours, unit) = (self.ours.median(), self.ours.unit);
        let (theirs, ratio) = match &self.theirs {
            None => ("–".to_owned(), "–".to_owned()),
            Some(theirs) => {
                let ratio = match self.aim {
                    Aim::Above(_) => format!("{:+.1} {unit}", ours - theirs.median()),
                    _ => format!("{:.2}", ours / theirs.median()),
                };
                (theirs.to_string(), ratio)
            }
        };
        let aim = match self.aim {
            Aim::Times(times) => format!("≤ {times}"),
            Aim::Above(most) => format!("≤ +{most} {unit}"),
            Aim::AtMost(most) => format!("≤ {most} {unit}"),
            Aim::Told => "–".to_owned(),
        };
        f.write_str(&line(
            self.what,
            &self.ours.to_string(),
            &theirs,
            &ratio,
            &aim,
        ))
    }
}
