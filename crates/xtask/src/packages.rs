//! The system packages (names of Debian and Ubuntu), each with the reason why it is there.

/// A package and why it is needed.
pub(crate) type Package = (&'static str, &'static str);

/// What a build needs.
pub(crate) const BUILD: &[Package] = &[
    ("build-essential", "C compiler and linker: SQLite, ring"),
    ("pkg-config", "finds the libraries of the window"),
    (
        "libwebkit2gtk-4.1-dev",
        "the window's web view, with GTK and D-Bus behind it",
    ),
];

/// What the tests need besides.
pub(crate) const TEST: &[Package] = &[
    ("xvfb", "a screen for the window where there is none"),
    ("xauth", "xvfb-run makes its key with it"),
    ("x11-utils", "tells which windows are open"),
    ("xdotool", "types into the system's file dialog"),
    ("webkit2gtk-driver", "WebDriver for the window"),
    ("fonts-noto-cjk", "Chinese letters in screenshots"),
    ("dbus", "a session bus of its own for each window"),
    ("dbus-x11", "the bus starts the keyring by name"),
    ("gnome-keyring", "the system keyring to store secrets in"),
    ("libsecret-tools", "reads the keyring from outside"),
    ("nginx-light", "a real web server to look at"),
    ("imagemagick", "compares screenshots"),
    ("file", "tells the kind of a written file from outside"),
    ("zip", "makes packages as vendors make them"),
    (
        "unzip",
        "unpacks what we packed, and is the measure for our speed",
    ),
];
