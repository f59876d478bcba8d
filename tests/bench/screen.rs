//! A screen of its own whose picture lies in a file, so that looking at it costs the window system nothing.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

const WIDTH: usize = 1280;
const HEIGHT: usize = 900;
/// Bytes of a row of pixels.
const ROW: usize = WIDTH * 4;
/// One row of so many is looked at: no letter is flatter.
const EACH: usize = 6;

/// A running Xvfb; ended when dropped.
pub(crate) struct Screen {
    server: Child,
    /// Its name for `DISPLAY`.
    pub(crate) display: String,
    folder: tempfile::TempDir,
}

/// What a screen showed at a moment.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Picture(Vec<u8>);

impl Screen {
    pub(crate) fn start() -> Screen {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let mut server = Command::new("Xvfb")
            // Without -noreset it starts over when the last window is gone, and loses one that comes just then.
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                &format!("{WIDTH}x{HEIGHT}x24"),
                "-noreset",
                "-fbdir",
            ])
            .arg(folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb is installed; cargo xtask bench sees to that");
        let told = server.stdout.take().expect("the standard output was piped");
        let mut number = String::new();
        BufReader::new(told)
            .read_line(&mut number)
            .expect("Xvfb tells its number once it is up");
        let display = format!(":{}", number.trim());
        Screen {
            server,
            display,
            folder,
        }
    }

    /// What it shows now.
    pub(crate) fn look(&self) -> Picture {
        let path: PathBuf = self.folder.path().join("Xvfb_screen0");
        let mut file = File::open(path).expect("Xvfb keeps its picture here (-fbdir)");
        // Whether a part is of the picture or of the header before it is all the same.
        let mut picture = vec![0; HEIGHT / EACH * ROW];
        for (number, row) in picture.chunks_exact_mut(ROW).enumerate() {
            let at = (number * EACH * ROW) as u64;
            let read = file
                .seek(SeekFrom::Start(at))
                .and_then(|_| file.read_exact(row));
            read.expect("the picture is as large as the screen");
        }
        Picture(picture)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
