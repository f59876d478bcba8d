//! Why a zip is not taken as a package.

/// What is wrong with a zip, as found by the hands that fetch and unpack it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// The address answered with this status.
    NotFound {
        /// Address asked.
        url: String,
        /// HTTP status.
        status: u16,
    },
    /// The file is no zip; its first characters (an HTML page, as a rule).
    NotAZip {
        /// At most 80 characters.
        start: String,
    },
    /// Fewer bytes came than were announced, or the zip ends early.
    Truncated {
        /// Bytes had.
        got: u64,
        /// Bytes expected, when known.
        expected: Option<u64>,
    },
    /// An entry would be written outside the folder.
    PathEscape {
        /// The entry's name.
        entry: String,
    },
    /// An entry is a link or a device.
    NotAFile {
        /// The entry's name.
        entry: String,
    },
    /// Two entries have the same name, letter case aside.
    DuplicateName {
        /// The entry's name.
        entry: String,
    },
    /// An entry's name is longer than file systems take.
    NameTooLong {
        /// The beginning of the name.
        entry: String,
    },
    /// An entry's name is neither UTF-8 nor GBK.
    NameUnreadable {
        /// The name with the unreadable bytes replaced.
        entry: String,
    },
    /// It unpacks to more than a mini-program can be.
    TooLarge {
        /// Bytes it would unpack to, as far as counted.
        bytes: u64,
        /// Files it would unpack to, as far as counted.
        files: u64,
    },
    /// It is encrypted or packed by a method that is not supported.
    Unsupported {
        /// The entry's name.
        entry: String,
    },
    /// The zip is empty.
    Empty,
}
