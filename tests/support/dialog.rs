//! The system's file dialog, which is no part of the page: found on the screen and typed into.

use std::path::Path;
use std::process::Command;

use crate::driver::{GLANCE, PATIENCE};

/// Titles GTK gives to its dialogs for files and folders.
const TITLES: &str = "^(Open File|Open Folder|Select Folder|打开|选择)";

/// Types a path into the dialog that is open, and confirms.
///
/// # Panics
/// When no dialog opens, or when it does not close.
pub async fn choose(path: &Path) {
    let opened = async {
        while dialog().is_none() {
            tokio::time::sleep(GLANCE).await;
        }
    };
    tokio::time::timeout(PATIENCE, opened)
        .await
        .expect("the dialog opens");
    let closed = async {
        // A dialog that is still opening swallows keys, so it may take more than one try.
        while let Some(window) = dialog() {
            xdotool(&["windowfocus", "--sync", &window]);
            // Control and L show the dialog's line for paths.
            xdotool(&["key", "ctrl+l", "ctrl+a"]);
            xdotool(&["type", "--delay", "20", &path.display().to_string()]);
            xdotool(&["key", "Return"]);
            for _ in 0..20 {
                if dialog().is_none() {
                    return;
                }
                tokio::time::sleep(GLANCE).await;
            }
        }
    };
    tokio::time::timeout(PATIENCE, closed)
        .await
        .expect("the dialog takes the path");
}

/// The window of the dialog, when one is open.
fn dialog() -> Option<String> {
    let found = xdotool(&["search", "--onlyvisible", "--name", TITLES]);
    found.lines().last().map(str::to_owned)
}

fn xdotool(words: &[&str]) -> String {
    let output = Command::new("xdotool")
        .args(words)
        .output()
        .expect("xdotool is installed");
    String::from_utf8_lossy(&output.stdout).into_owned()
}
