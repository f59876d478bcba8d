//! What can go wrong while the stage is being raised.

use std::io;

/// Why the stage could not be raised. All causes lie in this machine, none in the script.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No loopback port could be had.
    #[error("a loopback port could not be opened")]
    Port(#[source] io::Error),
    /// The temporary folder of the business site could not be made.
    #[error("the temporary web root could not be made")]
    Folder(#[source] io::Error),
    /// A certificate could not be made.
    #[error("a certificate could not be made")]
    Certificate(#[source] rcgen::Error),
    /// A certificate could not be put to use.
    #[error("a certificate could not be used for TLS")]
    Tls(#[source] rustls::Error),
    /// The package could not be packed.
    #[error("the rehearsal package could not be packed")]
    Package(#[source] zip::result::ZipError),
}
