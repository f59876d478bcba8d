//! Installs the system packages that are missing.

use std::{io::IsTerminal, path::Path};

use crate::{
    call::Call,
    fault::Fault,
    packages::{self, Package},
};

/// Makes sure that what the build needs is installed.
pub(crate) fn for_building() -> Result<(), Fault> {
    install(&[packages::BUILD])
}

/// Makes sure that what the build and the tests need is installed.
pub(crate) fn for_testing() -> Result<(), Fault> {
    install(&[packages::BUILD, packages::TEST])
}

fn install(lists: &[&[Package]]) -> Result<(), Fault> {
    let wanted: Vec<Package> = lists.concat();
    if !cfg!(target_os = "linux") {
        println!(
            "The system's own tools are taken as they are: the compiler (Xcode command line tools, \
             Visual Studio build tools) and the web view (part of macOS; WebView2 on Windows)."
        );
        return Ok(());
    }
    if !Path::new("/usr/bin/dpkg-query").exists() || !Path::new("/usr/bin/apt-get").exists() {
        println!(
            "Not a Debian or Ubuntu system: whether these are installed is not looked at. \
             What is needed, by its Debian name:"
        );
        for (name, why) in wanted {
            println!("  {name:<24}{why}");
        }
        return Ok(());
    }
    let missing = missing(&wanted)?;
    if missing.is_empty() {
        return Ok(());
    }
    println!("Missing system packages:");
    for (name, why) in &missing {
        println!("  {name:<24}{why}");
    }
    let names: Vec<&str> = missing.iter().map(|(name, _)| *name).collect();
    let Some(prefix) = as_root()? else {
        return Err(by_hand(&names));
    };
    // Mirrors drop a connection now and then; a second round is nearly always enough.
    if install_once(&prefix, &names).is_ok() {
        return Ok(());
    }
    println!("Once more:");
    install_once(&prefix, &names).map_err(|fault| {
        eprintln!("xtask: {fault}");
        by_hand(&names)
    })
}

fn missing(wanted: &[Package]) -> Result<Vec<Package>, Fault> {
    let mut query = Call::new(
        "dpkg-query",
        ["--show", "--showformat=${Package} ${db:Status-Status}\\n"],
    );
    for (name, _) in wanted {
        query = query.arg(name);
    }
    let told = query.ask()?;
    Ok(not_installed(
        wanted,
        &String::from_utf8_lossy(&told.stdout),
    ))
}

/// `told` has a line `name status` for each package that dpkg has heard of.
fn not_installed(wanted: &[Package], told: &str) -> Vec<Package> {
    let installed = |name: &str| {
        told.lines()
            .any(|line| line.split_once(' ') == Some((name, "installed")))
    };
    wanted
        .iter()
        .filter(|(name, _)| !installed(name))
        .copied()
        .collect()
}

/// The words to put before a command so that root runs it; `None` where there is no way.
fn as_root() -> Result<Option<Vec<&'static str>>, Fault> {
    let id = Call::new("id", ["-u"]).ask()?;
    if id.stdout.trim_ascii() == b"0" {
        return Ok(Some(vec!["env"]));
    }
    if !Path::new("/usr/bin/sudo").exists() {
        return Ok(None);
    }
    // Without a terminal nobody could type the password, and sudo must not wait for it.
    Ok(Some(if std::io::stdin().is_terminal() {
        vec!["sudo", "env"]
    } else {
        vec!["sudo", "-n", "env"]
    }))
}

fn install_once(prefix: &[&str], names: &[&str]) -> Result<(), Fault> {
    const APT: [&str; 4] = [
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "-o",
        "DPkg::Lock::Timeout=120",
    ];
    let apt = |rest: &[&str]| {
        let words: Vec<&str> = [&prefix[1..], APT.as_slice(), rest].concat();
        Call::new(prefix[0], words).run()
    };
    apt(&["update"])?;
    apt(&[
        ["install", "-y", "--no-install-recommends"].as_slice(),
        names,
    ]
    .concat())
}

fn by_hand(names: &[&str]) -> Fault {
    Fault::PackagesWanted {
        line: format!(
            "sudo apt-get update && sudo apt-get install -y --no-install-recommends {}",
            names.join(" ")
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WANTED: &[Package] = &[("xvfb", "a"), ("file", "b"), ("zip", "c")];

    #[test]
    fn a_package_that_was_removed_again_is_missing() {
        let told = "xvfb installed\nfile config-files\nzip not-installed\n";
        let names: Vec<&str> = not_installed(WANTED, told).iter().map(|p| p.0).collect();
        assert_eq!(names, ["file", "zip"]);
    }

    #[test]
    fn a_package_nobody_has_heard_of_is_missing() {
        assert_eq!(not_installed(WANTED, "").len(), 3);
    }

    #[test]
    fn no_package_is_asked_for_twice() {
        let mut names: Vec<&str> = [packages::BUILD, packages::TEST]
            .concat()
            .iter()
            .map(|p| p.0)
            .collect();
        names.sort_unstable();
        let before = names.len();
        names.dedup();
        assert_eq!(names.len(), before);
    }

    #[test]
    fn the_way_out_is_a_line_to_paste() {
        let told = by_hand(&["xvfb", "zip"]).to_string();
        assert!(told.contains("sudo apt-get install -y --no-install-recommends xvfb zip"));
    }
}
