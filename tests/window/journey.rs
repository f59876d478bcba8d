//! The whole journey on the stage, by clicking and typing.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tests::Window;

use crate::walking::{answer_everything, apply, go, look, not_holding, preview, settle, states};

/// Every file below a folder with its bytes.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("the package can be walked"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            (
                entry.path().display().to_string(),
                fs::read(entry.path()).expect("a file of the package can be read"),
            )
        })
        .collect()
}

#[tokio::test]
async fn a_rehearsal_is_walked_from_nothing_to_all_holds() {
    let window = Window::open().await;
    window.find("empty").await;
    window.picture("1-empty").await;

    window.click("rehearse-first").await;
    assert!(
        window.text("rehearsal-banner").await.contains("演练"),
        "the banner says what this is"
    );
    window.find("step-network").await;
    settle(&window).await;

    // What cannot be an address is refused at its field, with what was typed still there.
    window
        .answer("service-address", "http://oa.example.com")
        .await;
    window.find("refusal-service-address").await;
    window.picture("2-refused").await;

    let rows = window.script("return [...document.querySelectorAll('nav [data-testid^=go-]')].map(row => row.dataset.testid.slice(3));").await;
    let steps: Vec<String> = serde_json::from_value(rows).expect("the steps have names");
    assert_eq!(steps.first().map(String::as_str), Some("network"));
    assert_eq!(steps.last().map(String::as_str), Some("acceptance"));

    let mut folder = String::new();
    for step in &steps {
        go(&window, step).await;
        if step == "network" {
            // The refused address is still in the field; the stage's own replaces it.
            window.answer("service-address", "").await;
            window
                .until(
                    "the refusal is gone",
                    "!document.querySelector('[data-testid=refusal-service-address]')",
                )
                .await;
        }
        let before = states(&window).await;
        answer_everything(&window).await;
        match step.as_str() {
            "package" => {
                let path = window.script("return document.querySelector('[data-testid=field-package-folder] input').value").await;
                folder = path.as_str().expect("the folder is shown").to_owned();
                preview(&window, "fetch-package").await;
                apply(&window, "fetch-package").await;
            }
            "configure" => configure(&window, Path::new(&folder)).await,
            "verification" => {
                preview(&window, "place").await;
                apply(&window, "place").await;
            }
            _ => {}
        }
        look(&window).await;
        if step == "credentials" {
            assert!(
                before.iter().all(|state| state == "unknown"),
                "nothing was answered yet: {before:?}"
            );
            assert!(
                states(&window).await.iter().all(|state| state == "holds"),
                "the verdicts changed"
            );
            window.picture("3-credentials").await;
        }
        if step == "domains" {
            window.picture("6-domains").await;
        }
        let wrong = not_holding(&window).await;
        assert!(wrong.is_empty(), "{step}: {wrong:#?}");
    }

    window.click("look-all-again").await;
    settle(&window).await;
    let wrong = not_holding(&window).await;
    assert!(wrong.is_empty(), "{wrong:#?}");
    let open = window
        .script("return [...document.querySelectorAll('nav [data-standing]')].filter(row => !['done', 'folded'].includes(row.dataset.standing)).map(row => row.innerText);")
        .await;
    assert_eq!(open, serde_json::json!([]), "every step is done");
    window.picture("7-acceptance").await;

    window.click("end-rehearsal").await;
    window.find("empty").await;
    assert!(!window.shows("rehearsal-banner").await);
    assert!(
        !Path::new(&folder).exists(),
        "nothing of the rehearsal is left"
    );
    window.close().await;
}

/// Shows the change, makes it, takes it back to the byte, and makes it again.
async fn configure(window: &Window, folder: &Path) {
    let untouched = contents(folder);
    assert!(!untouched.is_empty(), "the package was brought");

    preview(window, "configure").await;
    let plan = window.text("plan-configure").await;
    assert!(plan.contains("app.js"), "{plan}");
    assert_eq!(contents(folder), untouched, "a preview changes nothing");
    window.picture("4-diff").await;
    window.portrait().await;

    apply(window, "configure").await;
    let patched = contents(folder);
    assert_ne!(patched, untouched, "the package was changed");
    window.picture("5-applied").await;

    window.click("undo-configure").await;
    window
        .until(
            "the plan is gone",
            "!document.querySelector('[data-testid=undo-configure]')",
        )
        .await;
    settle(window).await;
    assert_eq!(contents(folder), untouched, "every byte is back");

    preview(window, "configure").await;
    apply(window, "configure").await;
    assert_eq!(contents(folder), patched, "the same change again");
}

#[tokio::test]
async fn a_fault_on_the_stage_is_seen_and_named() {
    let window = Window::open().await;
    window.click("rehearse-first").await;
    window.find("step-network").await;
    answer_everything(&window).await;
    look(&window).await;
    assert_eq!(not_holding(&window).await, Vec::<String>::new());

    let fault = window
        .select("[data-testid=fault] option[value='clock-skew']")
        .await;
    fault.click().await.expect("a fault can be chosen");
    settle(&window).await;
    look(&window).await;
    let told = not_holding(&window).await.join("\n");
    assert!(told.contains("network.clock-skew"), "{told}");
    window.picture("8-fault").await;
    window.close().await;
}
