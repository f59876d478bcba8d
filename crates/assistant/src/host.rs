//! What the assistant needs from the program around it. Two hosts exist, the window and the terminal; tests are a third.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

use guide::{Field, Text};

/// The surroundings. Calls may block: each is made on a thread of its own.
pub trait Host: Send + Sync + 'static {
    /// Asks the person for a file or folder; `None` when they changed their mind, or when this host cannot ask.
    fn pick(&self, pick: Pick) -> Option<PathBuf>;

    /// Opens a page outside.
    ///
    /// # Errors
    /// The system's words.
    fn open_link(&self, url: &str) -> io::Result<()>;

    /// Raises the stage for a rehearsal, with one fault or healthy.
    ///
    /// # Errors
    /// Why it cannot be raised: an unknown fault, no loopback.
    fn raise_stage(&self, fault: Option<&str>) -> Result<Box<dyn Stage>, StageError>;
}

/// What a person is asked to pick.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// An existing file with one of these endings; any file when there is none.
    File(&'static [&'static str]),
    /// A folder.
    Folder,
    /// Where to save a file of this name.
    Save(String),
}

/// Why a stage was not raised or switched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StageError {
    /// There is no such fault; the nearest name.
    NoSuchFault(String),
    /// The stage's words.
    NotRaised(String),
}

/// A stage that is up; it comes down when dropped.
pub trait Stage: Send {
    /// What is on it now.
    fn scenery(&self) -> Scenery;

    /// Switches to another fault, or to healthy. The scenery may change.
    ///
    /// # Errors
    /// [`StageError::NoSuchFault`].
    fn switch(&mut self, fault: Option<&str>) -> Result<(), StageError>;
}

/// How to reach the stage, and what a deployer would type on it.
#[derive(Clone, Debug)]
pub struct Scenery {
    /// The stage's root certificate in PEM.
    pub ca_pem: String,
    /// Redirections in curl's form, one for every host the stage plays.
    pub connect_to: Vec<String>,
    /// The stage's resolver.
    pub resolver: SocketAddr,
    /// The resolver that plays the public one.
    pub named_resolver: SocketAddr,
    /// The folder in which web roots are searched.
    pub search_root: PathBuf,
    /// The answers a deployer would give, secrets included.
    pub answers: Vec<(Field, String)>,
    /// The verification file as the console would hand it out: name and bytes.
    pub verification_file: (String, Vec<u8>),
    /// The fault that is on.
    pub fault: Option<&'static str>,
    /// Every fault: name and description.
    pub faults: Vec<(&'static str, Text)>,
}
