//! The built-in mini-program: brought, configured and taken back like any other package.

use std::fs;

use tests::Program;

#[test]
fn the_built_in_package_is_brought_configured_and_taken_back() {
    let work = tempfile::tempdir().unwrap();
    let data = work.path().join("data");
    let folder = work.path().join("weapp");
    let at = folder.display().to_string();
    let run = |arguments: &[&str]| {
        let ended = Program::terminal(arguments).data(&data).run();
        assert_eq!(ended.code, 0, "{arguments:?}: {}{}", ended.out, ended.err);
    };
    run(&["package", "fetch", &at, "--built-in"]);
    let as_brought = fs::read_to_string(folder.join("app.js")).unwrap();
    run(&[
        "package",
        "patch",
        &at,
        "--service",
        "https://oa.example.com",
        "--home",
        "https://oa.example.com/mobile?a=1",
        "--appid",
        "wx0123456789abcdef",
    ]);
    let app_js = fs::read_to_string(folder.join("app.js")).unwrap();
    assert!(
        app_js.contains("serviceUrl: 'https://oa.example.com',"),
        "{app_js}"
    );
    assert!(
        app_js.contains("homeUrl: 'https://oa.example.com/mobile?a=1',"),
        "{app_js}"
    );
    let project = fs::read_to_string(folder.join("project.config.json")).unwrap();
    assert!(
        project.contains("\"appid\": \"wx0123456789abcdef\""),
        "{project}"
    );

    run(&["undo"]);
    assert_eq!(
        fs::read_to_string(folder.join("app.js")).unwrap(),
        as_brought
    );
    run(&["undo"]);
    assert!(!folder.exists());
}
