//! The built-in mini-program: the package for those who have no vendor's. It opens the home page in a web view.

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_bytes!(concat!("../../../../miniprogram/", $path)))),*]
    };
}

/// Its files: path below the root with `/`, and bytes.
pub const BUILT_IN: &[(&str, &[u8])] = files![
    "app.js",
    "app.json",
    "pages/home/home.js",
    "pages/home/home.json",
    "pages/home/home.wxml",
    "pages/home/home.wxss",
    "project.config.json",
    "sitemap.json",
];
