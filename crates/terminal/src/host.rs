//! The terminal as a host: nobody picks files here, and pages are named rather than opened.

use std::io;
use std::path::PathBuf;

use assistant::{Host, Pick, Stage, StageError};

/// A host without a screen.
pub(crate) struct Terminal {
    pub(crate) runtime: tokio::runtime::Handle,
}

impl Host for Terminal {
    fn pick(&self, _what: Pick) -> Option<PathBuf> {
        None
    }

    fn open_link(&self, _url: &str) -> io::Result<()> {
        Err(io::Error::from(io::ErrorKind::Unsupported))
    }

    fn raise_stage(&self, fault: Option<&str>) -> Result<Box<dyn Stage>, StageError> {
        backstage::raise(&self.runtime, fault)
    }
}
