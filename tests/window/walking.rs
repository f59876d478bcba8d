//! Walking through a step in the window.

use tests::Window;

/// Nothing is running any more, and nothing is on its way.
pub(crate) async fn settle(window: &Window) {
    let idle =
        "!document.querySelector('[data-testid=work]') && !document.querySelector('.waiting.on')";
    window.until("rest", idle).await;
}

/// Goes to a step and waits until it is shown and has been looked at.
pub(crate) async fn go(window: &Window, step: &str) {
    window.click(&format!("go-{step}")).await;
    window.find(&format!("step-{step}")).await;
    settle(window).await;
}

/// Answers what the stage suggests: types it, and takes secrets over by their button. An answer may bring more questions.
pub(crate) async fn answer_everything(window: &Window) {
    loop {
        let next = window
            .script(
                "const use = document.querySelector('[data-testid^=use-]');
                 if (!use) return null;
                 const field = use.dataset.testid.slice(4);
                 const typed = use.closest('[data-testid^=field-]').querySelector('input.text-input:not([type=password])');
                 return [field, typed ? use.querySelector('code').textContent : null];",
            )
            .await;
        let Some(field) = next[0].as_str() else {
            return;
        };
        match next[1].as_str() {
            Some(text) => window.answer(field, text).await,
            None => window.click(&format!("use-{field}")).await,
        }
        let gone = format!("!document.querySelector('[data-testid=use-{field}]')");
        window.until(&format!("an answer to {field}"), &gone).await;
    }
}

/// Looks at the shown step.
pub(crate) async fn look(window: &Window) {
    if window.shows("look").await {
        settle(window).await;
        window.click("look").await;
        settle(window).await;
    }
}

/// Previews an action and waits for its plan.
pub(crate) async fn preview(window: &Window, action: &str) {
    settle(window).await;
    window.click(&format!("preview-{action}")).await;
    window.find(&format!("plan-{action}")).await;
    settle(window).await;
}

/// Applies what was previewed.
pub(crate) async fn apply(window: &Window, action: &str) {
    window.click(&format!("apply-{action}")).await;
    window.find(&format!("undo-{action}")).await;
    settle(window).await;
}

/// Every finding on the page that neither holds nor merely wants attention: the trial version is not released yet.
pub(crate) async fn not_holding(window: &Window) -> Vec<String> {
    let found = window
        .script(
            "return [...document.querySelectorAll('[data-testid^=finding-]')]
               .filter(finding => !['holds', 'worrying'].includes(finding.dataset.state))
               .map(finding => finding.dataset.testid + ' ' + finding.innerText.replace(/\\n/g, ' '));",
        )
        .await;
    let found = found.as_array().cloned().unwrap_or_default();
    found
        .into_iter()
        .map(|finding| finding.as_str().unwrap_or_default().to_owned())
        .collect()
}

/// The state of a check on the page.
pub(crate) async fn states(window: &Window) -> Vec<String> {
    let found = window
        .script("return [...document.querySelectorAll('[data-testid^=finding-]')].map(finding => finding.dataset.state);")
        .await;
    let found = found.as_array().cloned().unwrap_or_default();
    found
        .into_iter()
        .map(|state| state.as_str().unwrap_or_default().to_owned())
        .collect()
}
