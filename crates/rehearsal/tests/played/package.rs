use std::io::{Cursor, Read};

use rehearsal::{Fault, Script, Stage, package};
use reqwest::Response;
use zip::ZipArchive;

use crate::audience::{client, healthy, with};

async fn fetch(stage: &Stage, range: Option<&str>) -> Response {
    let mut request = client(stage).get(&stage.cast().package_url);
    if let Some(range) = range {
        request = request.header("Range", range);
    }
    request.send().await.expect("sent")
}

async fn names(stage: &Stage) -> Vec<String> {
    let bytes = fetch(stage, None).await.bytes().await.expect("read");
    let zip = ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    zip.file_names()
        .map(|name| name.expect("UTF-8").into_owned())
        .collect()
}

fn read(zip: Vec<u8>, name: &str) -> String {
    let mut zip = ZipArchive::new(Cursor::new(zip)).expect("a zip");
    let mut text = String::new();
    let mut file = zip.by_name(name).expect(name);
    file.read_to_string(&mut text).expect("UTF-8");
    text
}

#[tokio::test]
async fn the_package_is_a_complete_mini_program() {
    let stage = healthy().await;
    let reply = fetch(&stage, None).await;
    assert_eq!(reply.headers()["accept-ranges"], "bytes");
    let length = reply.content_length();
    let bytes = reply.bytes().await.expect("read").to_vec();
    assert_eq!(length, Some(bytes.len() as u64));
    assert_eq!(bytes, package::package_zip());
    let app: serde_json::Value =
        serde_json::from_str(&read(bytes.clone(), "weapp-mini-main/app.json")).expect("JSON");
    let names = names(&stage).await;
    for page in app["pages"].as_array().expect("pages") {
        for ending in ["js", "json", "wxml", "wxss"] {
            let file = format!(
                "weapp-mini-main/{}.{ending}",
                page.as_str().expect("a page")
            );
            assert!(names.contains(&file), "{file}");
        }
    }
    assert!(names.contains(&"weapp-mini-main/说明.txt".to_owned()));
    assert!(read(bytes, "weapp-mini-main/app.js").contains("服务地址"));
}

#[tokio::test]
async fn a_cut_download_can_be_resumed() {
    let stage = healthy().await;
    let whole = fetch(&stage, None).await;
    let tag = whole.headers()["etag"].clone();
    let whole = whole.bytes().await.expect("read");
    let rest = fetch(&stage, Some("bytes=1000-")).await;
    assert_eq!(rest.status(), 206);
    assert_eq!(
        rest.headers()["content-range"],
        format!("bytes 1000-{}/{}", whole.len() - 1, whole.len())
    );
    assert_eq!(rest.bytes().await.expect("read"), whole.slice(1000..));
    let tail = fetch(&stage, Some("bytes=-10")).await.bytes().await;
    assert_eq!(tail.expect("read"), whole.slice(whole.len() - 10..));
    let part = fetch(&stage, Some("bytes=5-9")).await.bytes().await;
    assert_eq!(part.expect("read"), whole.slice(5..10));
    assert_eq!(fetch(&stage, Some("bytes=99999999-")).await.status(), 416);
    for (seen, expected) in [(tag.to_str().expect("text"), 206), ("\"older\"", 200)] {
        let request = client(&stage).get(&stage.cast().package_url);
        let request = request
            .header("Range", "bytes=1000-")
            .header("If-Range", seen);
        assert_eq!(request.send().await.expect("sent").status(), expected);
    }
}

#[tokio::test]
async fn a_truncated_package_never_arrives_whole() {
    let stage = with(Fault::PackageTruncated).await;
    let reply = fetch(&stage, None).await;
    let announced = reply.content_length().expect("a length");
    assert!(reply.bytes().await.is_err());
    let rest = fetch(&stage, Some(&format!("bytes={}-", announced / 2))).await;
    assert_eq!(rest.status(), 206);
    assert!(rest.bytes().await.is_err());
}

#[tokio::test]
async fn a_download_cut_once_goes_on_where_it_was_cut() {
    let stage = healthy().await;
    stage.cut_next_download(700);
    let mut cut = fetch(&stage, None).await;
    let mut got = Vec::new();
    while let Ok(Some(bytes)) = cut.chunk().await {
        got.extend(bytes);
    }
    assert_eq!(got.len(), 700);
    let rest = fetch(&stage, Some("bytes=700-")).await.bytes().await;
    got.extend(rest.expect("whole this time"));
    assert_eq!(got, package::package_zip());
}

#[tokio::test]
async fn faults_change_what_lies_in_the_package() {
    let stage = with(Fault::PackageEscape).await;
    assert!(names(&stage).await.contains(&"../evil.js".to_owned()));
    stage.fault(Some(Fault::PackageIncomplete));
    assert!(
        !names(&stage)
            .await
            .contains(&"weapp-mini-main/app.json".to_owned())
    );
    stage.fault(Some(Fault::PackagePrivateAppid));
    let private = "weapp-mini-main/project.private.config.json".to_owned();
    assert!(names(&stage).await.contains(&private));
    let hooked = read(package::with_hooks(), "weapp-mini-main/project.config.json");
    let hooked: serde_json::Value = serde_json::from_str(&hooked).expect("JSON");
    assert!(hooked["scripts"]["beforeCompile"].is_string());
}

#[tokio::test]
async fn a_missing_package_and_a_page_in_its_place() {
    let stage = with(Fault::PackageMissing).await;
    assert_eq!(fetch(&stage, None).await.status(), 404);
    stage.fault(Some(Fault::PackageHtml));
    let page = fetch(&stage, None).await;
    assert_eq!(page.status(), 200);
    assert!(page.text().await.expect("text").contains("<html>"));
}

#[tokio::test]
async fn another_package_can_be_served() {
    let large = package::large_package(50, 100_000);
    let script = Script {
        package: Some(large.clone()),
        ..Script::default()
    };
    let stage = Stage::raise(script).await.expect("the stage stands");
    let served = fetch(&stage, None).await.bytes().await.expect("read");
    assert_eq!(served, large);
    assert_eq!(names(&stage).await.len(), 64);
}

#[test]
fn other_shapes_keep_their_settings_elsewhere_or_otherwise() {
    let crlf = read(package::crlf_and_bom(), "weapp-mini-main/app.js");
    assert!(crlf.starts_with('\u{feff}') && crlf.contains("\r\n"));
    assert!(!crlf.replace("\r\n", "").contains('\n'));
    let apart = package::settings_apart();
    assert!(read(apart.clone(), "weapp-mini-main/config.js").contains("https://"));
    assert!(!read(apart, "weapp-mini-main/app.js").contains("https://"));
}
