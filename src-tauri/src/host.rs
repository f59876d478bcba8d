//! The window as a host: dialogs and links of the system, the stage on the window's own runtime.

use std::io;
use std::path::PathBuf;

use assistant::{Host, Pick, Stage, StageError};
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::DialogExt;
use tauri_plugin_opener::OpenerExt;
use tokio::runtime::Handle;

use crate::WINDOW;

/// A host with a screen.
pub(crate) struct Window {
    pub(crate) app: AppHandle,
    pub(crate) runtime: Handle,
}

impl Host for Window {
    fn pick(&self, pick: Pick) -> Option<PathBuf> {
        let mut dialog = self.app.dialog().file();
        if let Some(window) = self.app.get_webview_window(WINDOW) {
            dialog = dialog.set_parent(&window);
        }
        let picked = match pick {
            Pick::File([]) => dialog.blocking_pick_file(),
            Pick::File(endings) => {
                let name = endings.join(", ");
                dialog.add_filter(name, endings).blocking_pick_file()
            }
            Pick::Folder => dialog.blocking_pick_folder(),
            Pick::Save(name) => dialog.set_file_name(name).blocking_save_file(),
        };
        picked.and_then(|path| path.into_path().ok())
    }

    fn open_link(&self, url: &str) -> io::Result<()> {
        // Anything else could start a program instead of showing a page.
        if !url.starts_with("https://") {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        self.app
            .opener()
            .open_url(url, None::<&str>)
            .map_err(io::Error::other)
    }

    fn raise_stage(&self, fault: Option<&str>) -> Result<Box<dyn Stage>, StageError> {
        backstage::raise(&self.runtime, fault)
    }
}
