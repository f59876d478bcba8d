//! The one entry for people: `cargo xtask <verb>`.
//!
//! Each verb is one file. A verb installs what it needs, builds what it needs, and says every command it
//! runs. Nothing here knows how the product works.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program for the terminal"
)]

mod bench;
mod bundle;
mod call;
mod check;
mod driver;
mod fault;
mod r#gen;
mod node;
mod packages;
mod place;
mod run;
mod set_up;
mod stages;
mod test;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <verb>

  run             installs what is missing, builds everything and opens the window;
                  without a screen, walks the rehearsal in the terminal
  test            installs what is missing and runs every test there is
  check [--fast]  format, lints, layering and tidiness, generated files, types of the page;
                  --fast: format, layering and tidiness only
  gen [--check]   writes the generated files; --check: says which of them are out of date
  bench           builds for release and prints the figures, beside what they are measured against
  bundle          builds for release and makes the installers of this system
  help            this text

Exit codes: that of the command that failed; 2 for a verb that is not known.
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["run", rest @ ..] => run::run(rest),
        ["test"] => test::run(),
        ["check"] => check::run(),
        ["check", "--fast"] => check::run_fast(),
        ["gen"] => r#gen::write(),
        ["gen", "--check"] => r#gen::check(),
        ["bench"] => bench::run(),
        ["bundle"] => bundle::run(),
        ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(())
        }
        [] => return misused("No verb was given."),
        _ => return misused(&format!("Not a verb: {}", words.join(" "))),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("xtask: {fault}");
            ExitCode::from(fault.exit_code())
        }
    }
}

fn misused(what: &str) -> ExitCode {
    eprint!("{what}\n\n{HELP}");
    ExitCode::from(2)
}
