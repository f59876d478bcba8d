//! The command line, which documents itself: `weapp-bridge help`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// 小程序接入助手 · sets up and checks a WeChat mini-program for a business system.
///
/// Exit codes: 0 all holds, 1 something is broken, 2 usage, 3 nothing broken but something could not be told, 130 stopped by Ctrl-C.
#[derive(Debug, Parser)]
#[command(name = "weapp-bridge", version, max_term_width = 110)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) everywhere: Everywhere,
}

/// Options of every command.
#[derive(Args, Clone, Debug)]
pub(crate) struct Everywhere {
    /// How results are printed.
    #[arg(long, global = true, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// Language of every sentence; by default the system's, else Chinese.
    #[arg(long, global = true, value_enum)]
    pub(crate) lang: Option<Language>,
    /// Connect to ADDR:PORT whenever HOST:PORT is asked for, as in curl. May be repeated.
    #[arg(long, global = true, value_name = "HOST:PORT:ADDR:PORT")]
    pub(crate) connect_to: Vec<String>,
    /// Trust the certificates of this PEM file too.
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) ca_file: Option<PathBuf>,
    /// Go out through this proxy.
    #[arg(long, global = true, value_name = "http://HOST:PORT")]
    pub(crate) proxy: Option<String>,
    /// Seconds to wait for a connection and for each piece of an answer.
    #[arg(long, global = true, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=600))]
    pub(crate) timeout: Option<u64>,
    /// Reach nothing outside this machine; what would have to be reached is "could not tell".
    #[arg(long, global = true)]
    pub(crate) offline: bool,
    /// Ask this resolver besides the system's, and compare.
    #[arg(long, global = true, value_name = "ADDR:PORT")]
    pub(crate) resolver: Option<SocketAddr>,
    /// Secrets: a file with the AppSecret on its first line, or with lines such as app-secret = "…"; - reads standard input.
    #[arg(long, global = true, value_name = "FILE|-")]
    pub(crate) secret_file: Option<PathBuf>,
    /// The data folder, for deployments and for what can be undone.
    #[arg(long, global = true, value_name = "DIR", env = "WEAPP_BRIDGE_DATA")]
    pub(crate) data: Option<PathBuf>,
}

/// How results are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// One report as JSON.
    Json,
}

/// A language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    /// 简体中文
    Zh,
    /// English
    En,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Walk the whole journey on the stage, on this machine alone
    Rehearse {
        /// Switch on one fault; `list` lists them
        #[arg(long, value_name = "NAME")]
        fault: Option<String>,
    },
    /// Walk the whole journey from a file; repeatable; stops where a person is needed and says what for
    Apply {
        /// A deployment.toml
        file: PathBuf,
    },
    /// Look and judge, and change nothing
    Check {
        #[command(subcommand)]
        what: Option<What>,
        /// A deployment.toml; without it the deployment changed last
        file: Option<PathBuf>,
    },
    /// Fetch, inspect or patch a mini-program package
    Package {
        #[command(subcommand)]
        what: Package,
    },
    /// Put a verification file into a web root
    Place {
        /// The file downloaded from the console
        file: PathBuf,
        /// The web root
        #[arg(
            long,
            value_name = "DIR",
            conflicts_with = "search",
            required_unless_present = "search"
        )]
        to: Option<PathBuf>,
        /// Find the web root (…/nginx/build/layout) below this folder
        #[arg(long, value_name = "ROOT")]
        search: Option<PathBuf>,
    },
    /// Take the last applied plan back, or the one named
    Undo {
        /// The plan's id, as printed when it was applied
        plan: Option<String>,
    },
    /// Check everything and save the report
    Report {
        /// A deployment.toml; without it the deployment changed last
        file: Option<PathBuf>,
        /// Where to: .html, .json or .txt
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Print the handbook page of a problem; without a code list them all
    Explain {
        /// A problem code such as tls.chain-incomplete
        code: Option<String>,
        /// Write the whole handbook into this folder, one page a check
        #[arg(long, hide = true, value_name = "DIR", conflicts_with = "code")]
        write: Option<PathBuf>,
    },
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// What to check.
#[derive(Debug, Subcommand)]
pub(crate) enum What {
    /// Whether the platforms can be reached from here
    Network,
    /// Whether AppID and AppSecret are accepted
    Credentials {
        /// The AppID
        #[arg(long, value_name = "ID")]
        appid: String,
    },
    /// Whether a domain is fit to be a request and business domain
    Domain {
        /// The domain
        name: String,
        /// The verification file that must be served there
        #[arg(long, value_name = "FILE")]
        file: Option<PathBuf>,
    },
}

/// What to do with a package.
#[derive(Debug, Subcommand)]
pub(crate) enum Package {
    /// Download a package and unpack it
    Fetch {
        /// An empty folder
        dir: PathBuf,
        /// Where from; by default the vendor's address
        #[arg(long, value_name = "URL", conflicts_with = "zip")]
        url: Option<String>,
        /// A zip on this machine instead
        #[arg(long, value_name = "FILE")]
        zip: Option<PathBuf>,
        /// The built-in mini-program instead
        #[arg(long, conflicts_with_all = ["url", "zip"])]
        built_in: bool,
    },
    /// Tell the settings found in a package
    Inspect {
        /// A folder or a zip
        package: PathBuf,
    },
    /// Write service address, home page and AppID into a package
    Patch {
        /// The folder
        dir: PathBuf,
        /// The service address
        #[arg(long, value_name = "URL")]
        service: String,
        /// The home page
        #[arg(long, value_name = "URL")]
        home: String,
        /// The AppID
        #[arg(long, value_name = "ID")]
        appid: String,
        /// Which literal is the service address, when it cannot be told
        #[arg(long, value_name = "LITERAL")]
        service_setting: Option<String>,
        /// Which literal is the home page, when it cannot be told
        #[arg(long, value_name = "LITERAL")]
        home_setting: Option<String>,
        /// Only show what would change
        #[arg(long)]
        dry_run: bool,
    },
}
