//! Commands that a verb runs: each is said in one line, none may wait for somebody to answer a question.

use std::{
    ffi::OsString,
    path::Path,
    process::{Command, Output, Stdio},
};

use crate::{fault::Fault, place};

/// A command, with the line that is shown for it.
pub(crate) struct Call {
    command: Command,
    line: String,
}

impl Call {
    /// A command run in the root of the repository, with nothing to read on its standard input.
    pub(crate) fn new<'a>(
        program: impl AsRef<Path>,
        args: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let program = program.as_ref();
        let mut command = Command::new(program);
        command.current_dir(place::root()).stdin(Stdio::null());
        // `cargo xtask` leaves the particulars of this very package in the environment. Build scripts that
        // watch them (ring's does) would run again each time one changes between cargo and cargo xtask.
        for (name, _) in std::env::vars_os() {
            if name.to_str().is_some_and(describes_this_package) {
                command.env_remove(name);
            }
        }
        let mut call = Self {
            command,
            line: quoted(&program.to_string_lossy()),
        };
        for arg in args {
            call = call.arg(arg);
        }
        call
    }

    /// Cargo itself, the one that runs this program.
    pub(crate) fn cargo<'a>(args: impl IntoIterator<Item = &'a str>) -> Self {
        let mut call = Self::new(
            std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")),
            args,
        );
        let shown = call.line.split_once(' ').map_or("", |(_, args)| args);
        call.line = format!("cargo {shown}");
        call
    }

    /// One more argument.
    pub(crate) fn arg(mut self, arg: &str) -> Self {
        self.command.arg(arg);
        self.line.push(' ');
        self.line.push_str(&quoted(arg));
        self
    }

    /// A variable of the command's environment, shown before the command.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<Path>) -> Self {
        let value = value.as_ref();
        self.command.env(name, value);
        self.line = format!("{name}={} {}", quoted(&value.to_string_lossy()), self.line);
        self
    }

    /// Puts a folder before all others in which programs are looked for.
    pub(crate) fn path_first(mut self, folder: &Path) -> Self {
        let rest = std::env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(folder.to_owned()).chain(std::env::split_paths(&rest));
        if let Ok(path) = std::env::join_paths(folders) {
            self.command.env("PATH", path);
        }
        self
    }

    /// Lets the command read what is typed: for programs that belong to the person at the terminal.
    pub(crate) fn interactive(mut self) -> Self {
        self.command.stdin(Stdio::inherit());
        self
    }

    /// Says the command, runs it and waits.
    pub(crate) fn run(mut self) -> Result<(), Fault> {
        println!("$ {}", self.line);
        match self.command.status() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(Fault::Failed {
                command: self.line,
                code: status.code(),
            }),
            Err(cause) => Err(Fault::NotStarted {
                command: self.line,
                cause,
            }),
        }
    }

    /// Asks a question: says the command, runs it and returns what it wrote, whatever its exit code.
    pub(crate) fn ask(mut self) -> Result<Output, Fault> {
        println!("$ {}", self.line);
        self.command.output().map_err(|cause| Fault::NotStarted {
            command: self.line,
            cause,
        })
    }
}

fn describes_this_package(name: &str) -> bool {
    [
        "CARGO_PKG_",
        "CARGO_MANIFEST_",
        "CARGO_BIN_",
        "CARGO_CRATE_",
    ]
    .iter()
    .any(|start| name.starts_with(start))
}

/// The word as one would type it in a shell.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@,+^%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_can_be_pasted_into_a_shell() {
        let call = Call::new("xvfb-run", ["-s", "-screen 0", "it's"]).env("A", "b c");
        assert_eq!(call.line, r"A='b c' xvfb-run -s '-screen 0' 'it'\''s'");
    }

    #[test]
    #[cfg(unix)]
    fn a_failure_names_the_command_and_passes_its_code_on() {
        let fault = Call::new("sh", ["-c", "exit 7"])
            .run()
            .expect_err("the shell was told to fail");
        assert_eq!(fault.exit_code(), 7);
        assert!(fault.to_string().contains("sh -c 'exit 7'"));
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let fault = Call::new("no-such-program-here", ["x"])
            .run()
            .expect_err("there is no such program");
        assert_eq!(fault.exit_code(), 1);
        assert!(fault.to_string().contains("no-such-program-here x"));
    }
}
