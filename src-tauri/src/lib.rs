//! The window: a host of the conversation that knows a platform and no rule.
//!
//! The page is given no permission of Tauri's or of a plugin's. Whatever touches the system (choosing a file,
//! opening a link, starting a program) is done from Rust, so that every host can answer it in its own way.

mod door;
mod host;

use std::process::ExitCode;

use tauri::{AppHandle, Manager, RunEvent, webview::PageLoadEvent};
use tauri_plugin_window_state::StateFlags;

/// The label of the one window.
const WINDOW: &str = "main";

/// Opens the window and returns when it is closed.
///
/// A second start hands over to the window that is open already. On Linux the session bus is needed for that;
/// without one the windows do not know of each other.
pub fn run() -> ExitCode {
    if !screen() {
        complain(
            "没有图形界面：DISPLAY 与 WAYLAND_DISPLAY 均未设置。请在终端使用 weapp-bridge。\n\
             No screen: neither DISPLAY nor WAYLAND_DISPLAY is set. Use weapp-bridge in the terminal.",
        );
        return ExitCode::FAILURE;
    }
    let outcome = tauri::Builder::default()
        // First, so that a second start ends before it has touched anything.
        .plugin(tauri_plugin_single_instance::init(|app, _, _| show(app)))
        .plugin(
            tauri_plugin_window_state::Builder::default()
                // Without the visibility: the window stays hidden until its page is there.
                .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
                .build(),
        )
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(tauri_plugin_shell::init())
        .manage(door::Door::default())
        .invoke_handler(tauri::generate_handler![door::send, door::watch])
        .setup(|app| {
            tauri::async_runtime::spawn(end_when_told(app.handle().clone()));
            Ok(())
        })
        .on_page_load(|webview, page| {
            if page.event() == PageLoadEvent::Finished {
                show(webview.app_handle());
            }
        })
        .build(tauri::generate_context!());
    match outcome {
        Ok(app) => {
            let code = app.run_return(|app, event| {
                if let RunEvent::Exit = event {
                    tauri::async_runtime::block_on(app.state::<door::Door>().close());
                }
            });
            u8::try_from(code).map_or(ExitCode::FAILURE, ExitCode::from)
        }
        Err(error) => {
            complain(&format!(
                "窗口无法打开。\nThe window could not be opened: {error}"
            ));
            ExitCode::FAILURE
        }
    }
}

/// Ends the program as closing its window does when the system asks for it, as at the end of a session.
async fn end_when_told(app: AppHandle) {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        // Where signals cannot be heard the program ends without a farewell.
        if let Ok(mut told) = signal(SignalKind::terminate()) {
            told.recv().await;
            app.exit(0);
        }
    }
    #[cfg(not(unix))]
    drop(app);
}

/// Brings the window to the front. A window system that refuses is no reason to stop.
fn show(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(WINDOW) {
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

/// GTK ends the program with a panic where there is no screen.
fn screen() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

#[expect(clippy::print_stderr, reason = "there is no window yet to say it in")]
fn complain(what: &str) {
    eprintln!("{what}");
}
