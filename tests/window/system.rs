//! What the window asks of the system around it: a dialog for files, and an end.

use std::fs;
use std::path::{Path, PathBuf};

use tests::{Window, choose};

use crate::walking::{answer_everything, go, settle};

/// A rehearsal at this step.
async fn rehearsal_at(step: &str) -> Window {
    let window = Window::open().await;
    window.click("rehearse-first").await;
    window.find("step-network").await;
    settle(&window).await;
    go(&window, step).await;
    window
}

#[tokio::test]
async fn a_file_is_chosen_in_the_dialog_of_the_system() {
    let window = rehearsal_at("verification").await;
    let file = window.home().join("下载 校验文件.txt");
    fs::write(&file, "0123456789abcdef").expect("a file can be written");
    let pick = window
        .select("[data-testid=field-verification-file] [data-testid=pick]")
        .await;
    pick.click().await.expect("the button can be clicked");
    choose(&file).await;
    let shown = format!(
        "document.querySelector('[data-testid=field-verification-file] input').value === '{}'",
        file.display()
    );
    window.until("the path in the field", &shown).await;
    window.close().await;
}

#[tokio::test]
async fn a_program_told_to_end_leaves_nothing_of_a_rehearsal() {
    let window = rehearsal_at("package").await;
    let offered = window
        .script(
            "return document.querySelector('[data-testid=use-package-folder] code').textContent",
        )
        .await;
    let package = PathBuf::from(offered.as_str().expect("a folder is offered"));
    let folder = package
        .parent()
        .map(Path::to_owned)
        .expect("the folder lies in the rehearsal's");
    assert!(folder.exists());
    window.terminate().await;
    assert!(!folder.exists(), "{} is left", folder.display());
}

#[tokio::test]
async fn a_value_is_copied_and_pasted() {
    let window = rehearsal_at("home").await;
    answer_everything(&window).await;
    go(&window, "domains").await;
    let code = window
        .select("[data-testid^=errand-] dd:has(.copy) code")
        .await;
    let value = code.text().await.expect("the value can be read");
    let button = window.select("[data-testid^=errand-] .copy").await;
    button.click().await.expect("the button can be clicked");
    window.select(".copy.copied").await;
    window.paste("request-domain").await;
    let shown = format!(
        "document.querySelector('[data-testid=field-request-domain] input').value === '{value}'"
    );
    window.until("the pasted value", &shown).await;
    window.close().await;
}
