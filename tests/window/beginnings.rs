//! How the window begins: over data it does not understand, and when it is open already.

use std::fs;

use tests::Window;

/// An empty SQLite database of one page that says it has this layout. SQLite keeps `user_version` at byte 60 of the file.
fn database(layout: u32) -> Vec<u8> {
    let mut page = vec![0; 4096];
    page[..16].copy_from_slice(b"SQLite format 3\0");
    // Page size 4096, rollback journal, and the payload fractions the format fixes.
    page[16..24].copy_from_slice(&[0x10, 0, 1, 1, 0, 64, 32, 32]);
    for (at, number) in [(24, 1), (28, 1), (44, 4), (56, 1), (60, layout), (92, 1)] {
        page[at..at + 4].copy_from_slice(&u32::to_be_bytes(number));
    }
    // A leaf of the schema's tree without cells, whose content begins at the end of the page.
    page[100] = 0x0d;
    page[105] = 0x10;
    page
}

#[tokio::test]
async fn a_database_from_a_newer_version_is_told_and_left_alone() {
    let home = tempfile::tempdir().expect("a temporary folder can be made");
    let data = home.path().join("weapp");
    let file = data.join("weapp-bridge.db");
    fs::create_dir(&data).expect("the data folder can be made");
    fs::write(&file, database(9999)).expect("the database can be written");

    let window = Window::open_over(home, data).await;
    let told = window.text("start-failure").await;
    assert!(told.contains("9999"), "{told}");
    window.picture("9-newer-database").await;
    let home = window.close().await;
    assert_eq!(
        fs::read(&file).expect("the database can be read"),
        database(9999)
    );
    drop(home);
}

#[tokio::test]
async fn a_second_start_hands_over_to_the_open_window() {
    let window = Window::open().await;
    window.find("empty").await;
    let second = window.start_again().await;
    assert!(second.success(), "{second}");
    window.click("create").await;
    window.find("name").await;
    window.close().await;
}
