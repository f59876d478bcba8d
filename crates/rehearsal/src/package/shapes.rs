//! Packages in several shapes: as the vendor's, and as others were met or are to be refused.

use super::archive::pack;
use super::sources::{
    APP_JS, APP_JS_WITHOUT_SETTINGS, APP_JSON, APP_WXSS, CONFIG_JS, FOLDER, INDEX_JS, INDEX_WXML,
    LOGIN_JS, LOGIN_WXML, PAGE_JSON, PAGE_WXSS, PRIVATE_PROJECT_JSON, PROJECT_JSON, READ_ME,
    SITEMAP_JSON,
};

type Files = Vec<(String, Vec<u8>)>;

/// The package the stage serves: `app.js` holds service address and home page, commented in Chinese.
#[must_use]
pub fn package_zip() -> Vec<u8> {
    zipped(&plain())
}

/// The settings lie in a `config.js` of their own, one of them as a template literal.
#[must_use]
pub fn settings_apart() -> Vec<u8> {
    let mut files = plain();
    replace(&mut files, "app.js", APP_JS_WITHOUT_SETTINGS.into());
    files.push((inside("config.js"), CONFIG_JS.into()));
    zipped(&files)
}

/// `app.js` was saved on Windows: a byte order mark, and CRLF at every line end.
#[must_use]
pub fn crlf_and_bom() -> Vec<u8> {
    let mut files = plain();
    let saved = format!("\u{feff}{}", APP_JS.replace('\n', "\r\n"));
    replace(&mut files, "app.js", saved.into());
    zipped(&files)
}

/// One entry points outside the folder it is unpacked to.
#[must_use]
pub fn escaping() -> Vec<u8> {
    zipped(&escaping_files())
}

/// `app.json` is missing.
#[must_use]
pub fn incomplete() -> Vec<u8> {
    zipped(&incomplete_files())
}

/// `project.config.json` carries a command that DevTools would run before compiling.
#[must_use]
pub fn with_hooks() -> Vec<u8> {
    zipped(&hook_files())
}

/// A `project.private.config.json` names another AppID, which wins over the public one.
#[must_use]
pub fn with_private_app_id() -> Vec<u8> {
    zipped(&private_files())
}

/// A package of so many files and about so many bytes in all, beside its own few.
#[must_use]
pub fn large_package(files: usize, bytes: usize) -> Vec<u8> {
    let mut all = plain();
    let each = bytes / files.max(1);
    for number in 0..files {
        let path = format!("assets/{:03}/part-{number:05}.js", number / 100);
        all.push((inside(&path), filler(number, each)));
    }
    zipped(&all)
}

/// Script-like text that compresses about as well as scripts do.
fn filler(number: usize, length: usize) -> Vec<u8> {
    let mut text = String::with_capacity(length + 64);
    // A linear congruential sequence: cheap, and the same for the same number.
    let mut state = number as u64 ^ 0x9e37_79b9_7f4a_7c15;
    while text.len() < length {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        text.push_str(&format!(
            "export const k{:x} = {};\n",
            state >> 40,
            state >> 33
        ));
    }
    text.truncate(length);
    text.into_bytes()
}

pub(super) fn plain() -> Files {
    [
        ("app.js", APP_JS),
        ("app.json", APP_JSON),
        ("app.wxss", APP_WXSS),
        ("sitemap.json", SITEMAP_JSON),
        ("project.config.json", PROJECT_JSON),
        ("pages/index/index.js", INDEX_JS),
        ("pages/index/index.json", PAGE_JSON),
        ("pages/index/index.wxml", INDEX_WXML),
        ("pages/index/index.wxss", PAGE_WXSS),
        ("pages/login/login.js", LOGIN_JS),
        ("pages/login/login.json", PAGE_JSON),
        ("pages/login/login.wxml", LOGIN_WXML),
        ("pages/login/login.wxss", PAGE_WXSS),
        ("说明.txt", READ_ME),
    ]
    .map(|(path, text)| (inside(path), text.into()))
    .into()
}

pub(super) fn escaping_files() -> Files {
    let mut files = plain();
    files.push(("../evil.js".to_owned(), b"// outside the folder\n".to_vec()));
    files
}

pub(super) fn incomplete_files() -> Files {
    let mut files = plain();
    files.retain(|(path, _)| *path != inside("app.json"));
    files
}

pub(super) fn hook_files() -> Files {
    let mut files = plain();
    let hooked = PROJECT_JSON.replace(
        "  \"condition\": {}\n",
        "  \"scripts\": {\n    \"beforeCompile\": \"node tools/prepare.js\"\n  },\n  \"condition\": {}\n",
    );
    replace(&mut files, "project.config.json", hooked.into());
    files
}

pub(super) fn private_files() -> Files {
    let mut files = plain();
    let private = PRIVATE_PROJECT_JSON.into();
    files.push((inside("project.private.config.json"), private));
    files
}

fn inside(path: &str) -> String {
    format!("{FOLDER}/{path}")
}

fn replace(files: &mut Files, path: &str, bytes: Vec<u8>) {
    let path = inside(path);
    for file in files.iter_mut().filter(|(known, _)| *known == path) {
        file.1.clone_from(&bytes);
    }
}

fn zipped(files: &Files) -> Vec<u8> {
    pack(files).expect("the paths of these files differ and are short")
}
