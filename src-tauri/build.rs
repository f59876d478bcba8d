//! Prepares what the window is compiled from.

use std::{fs, io, path::Path};

/// Shown when the window was built before its page.
const PLACEHOLDER: &str = "<!doctype html>
<html lang=\"zh-CN\">
  <meta charset=\"utf-8\">
  <title>小程序接入助手 Weapp Bridge</title>
  <p>界面尚未构建。请运行 <code>cargo xtask run</code>。</p>
  <p lang=\"en\">The page has not been built. Run <code>cargo xtask run</code>.</p>
</html>
";

fn main() -> io::Result<()> {
    // `generate_context!` stops every cargo command of the workspace while the folder is missing, and a fresh
    // checkout has none.
    let page = Path::new("../ui/dist/index.html");
    if !page.exists() {
        fs::create_dir_all("../ui/dist")?;
        fs::write(page, PLACEHOLDER)?;
    }
    tauri_build::build();
    Ok(())
}
