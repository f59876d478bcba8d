//! What is printed: results on stdout, everything else on stderr. Colour only on a terminal and never alone.

use std::io::{self, IsTerminal, Write};

use assistant::wire::{Failure, RemedyView, WorkView};
use indicatif::{ProgressBar, ProgressStyle};

/// Prints a result. A reader that went away is not an error of ours.
pub(crate) fn print(text: &str) {
    let mut out = io::stdout().lock();
    let _ = out.write_all(text.as_bytes());
    if !text.ends_with('\n') {
        let _ = out.write_all(b"\n");
    }
    let _ = out.flush();
}

/// Prints a result with its marks coloured, when somebody is looking.
pub(crate) fn print_marked(text: &str) {
    if !colour(io::stdout().is_terminal()) {
        return print(text);
    }
    let painted: Vec<String> = text.lines().map(painted).collect();
    print(&painted.join("\n"));
}

fn painted(line: &str) -> String {
    let bare = line.trim_start();
    let indent = &line[..line.len() - bare.len()];
    let paint = |code: &str, mark: &str| {
        format!(
            "{indent}\u{1b}[{code}m{mark}\u{1b}[0m{}",
            &bare[mark.len()..]
        )
    };
    match bare.chars().next() {
        Some('✓') => paint("32", "✓"),
        Some('!') => paint("33", "!"),
        Some('✗') => paint("31", "✗"),
        Some('?') => paint("36", "?"),
        _ => line.to_owned(),
    }
}

fn colour(terminal: bool) -> bool {
    terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Says what is going on, on stderr.
pub(crate) fn say(text: &str) {
    let mut err = io::stderr().lock();
    let _ = writeln!(err, "{text}");
}

/// Says what went wrong, on stderr.
pub(crate) fn complain(text: &str) {
    say(&format!("weapp-bridge: {text}"));
}

/// Says what could not be done, and the next action.
pub(crate) fn fail(failure: &Failure) {
    complain(&failure.what);
    if let Some(problem) = &failure.problem {
        for fact in &problem.facts {
            say(&format!("    {}: {}", fact.label, fact.value));
        }
        for remedy in &problem.remedies {
            match remedy {
                RemedyView::Do { words }
                | RemedyView::Revisit { words, .. }
                | RemedyView::Offer { words, .. } => say(&format!("    → {words}")),
                RemedyView::Open { words, url } => say(&format!("    → {words}: {url}")),
            }
        }
        say(&format!("    [{}]", problem.code));
    }
    say(&format!("    → {}", failure.hint));
    for cause in &failure.cause {
        say(&format!("    · {cause}"));
    }
}

/// Progress on stderr, drawn only when somebody is looking.
#[derive(Default)]
pub(crate) struct Bar(Option<ProgressBar>);

impl Bar {
    pub(crate) fn show(&mut self, work: &WorkView) {
        let bar = self
            .0
            .get_or_insert_with(|| ProgressBar::new(work.total.unwrap_or_default()));
        let form = match (work.total.is_some(), work.bytes) {
            (true, true) => "{msg} {wide_bar} {bytes}/{total_bytes}",
            (true, false) => "{msg} {wide_bar} {pos}/{len}",
            (false, true) => "{spinner} {msg} {bytes}",
            (false, false) => "{spinner} {msg}",
        };
        if let Ok(style) = ProgressStyle::with_template(form) {
            bar.set_style(style);
        }
        bar.set_message(work.title.clone());
        bar.set_length(work.total.unwrap_or_default());
        bar.set_position(work.done);
    }

    pub(crate) fn clear(&mut self) {
        if let Some(bar) = self.0.take() {
            bar.finish_and_clear();
        }
    }
}
