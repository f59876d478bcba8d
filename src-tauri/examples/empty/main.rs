//! An empty window, built and shown as ours is: what `cargo xtask bench` measures the window against.
//!
//! Its page has a colour, so that its painting can be told from a bare window.

use tauri::{Manager, webview::PageLoadEvent};

fn main() -> tauri::Result<()> {
    tauri::Builder::default()
        .on_page_load(|webview, page| {
            if page.event() == PageLoadEvent::Finished
                && let Some(window) = webview.app_handle().get_webview_window("main")
            {
                let _ = window.show();
                let _ = window.set_focus();
            }
        })
        .run(tauri::generate_context!("examples/empty/tauri.conf.json"))
}
