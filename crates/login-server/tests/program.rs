//! The program itself: its configuration, its ready line, its log and its end.

mod support;

use std::fs;
use std::net::SocketAddr;
use std::process::Stdio;

use serde_json::Value;
use support::ask;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

const PROGRAM: &str = env!("CARGO_BIN_EXE_weapp-bridge-login");

/// A folder with a `login.toml`, whose data lies beside it.
fn configured(text: &str) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let text = format!("data_folder = \"data\"\n{text}");
    fs::write(folder.path().join("login.toml"), text).expect("a file");
    folder
}

fn program(folder: &TempDir, more: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command
        .arg("serve")
        .arg("--config")
        .arg(folder.path().join("login.toml"))
        .args(more)
        .env_remove("WEAPP_BRIDGE_LOG")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    command
}

async fn started(folder: &TempDir, more: &[&str]) -> (Child, Value, SocketAddr) {
    let mut child = program(folder, more).spawn().expect("it starts");
    let out = child.stdout.as_mut().expect("piped");
    let mut line = String::new();
    BufReader::new(out)
        .read_line(&mut line)
        .await
        .expect("a line");
    let ready: Value = serde_json::from_str(&line).expect("JSON");
    let address = ready["address"].as_str().expect("an address");
    let address = address.parse().expect("an address");
    (child, ready, address)
}

async fn logged(child: &mut Child) -> String {
    let mut log = String::new();
    let stderr = child.stderr.as_mut().expect("piped");
    stderr.read_to_string(&mut log).await.expect("text");
    log
}

#[cfg(unix)]
async fn terminate(child: &Child) {
    let id = child.id().expect("it runs").to_string();
    let mut kill = Command::new("sh");
    kill.args(["-c", "kill -TERM \"$0\"", &id]);
    assert!(kill.status().await.expect("a shell").success());
}

#[tokio::test]
async fn the_ready_line_tells_the_truth() {
    let folder = configured("");
    let (mut child, ready, address) = started(&folder, &["--sidecar"]).await;
    assert_eq!(ready["ready"], true);
    assert!(address.ip().is_loopback() && address.port() != 0);
    let answer = ask(address, "GET", "/healthz").await;
    let health: Value = serde_json::from_str(answer.text()).expect("JSON");
    assert_eq!(health["instance"], ready["instance"]);
    assert_eq!(health["version"], ready["version"]);
    assert!(folder.path().join("data/verification").is_dir());
    drop(child.stdin.take());
    assert!(child.wait().await.expect("it ends").success());
}

#[tokio::test]
async fn a_sidecar_ends_well_although_nobody_listens_any_more() {
    let folder = configured("");
    let (mut child, ..) = started(&folder, &["--sidecar"]).await;
    drop((child.stdout.take(), child.stderr.take()));
    drop(child.stdin.take());
    assert!(child.wait().await.expect("it ends").success());
}

#[cfg(unix)]
#[tokio::test]
async fn alone_it_outlives_its_input_and_stops_when_terminated() {
    let folder = configured("");
    let (mut child, _, address) = started(&folder, &[]).await;
    drop(child.stdin.take());
    let idle = TcpStream::connect(address).await.expect("open");
    assert_eq!(ask(address, "GET", "/healthz").await.status, 200);
    terminate(&child).await;
    let ended = tokio::time::timeout(std::time::Duration::from_secs(10), child.wait());
    assert!(ended.await.expect("in time").expect("it ends").success());
    drop(idle);
    assert!(TcpStream::connect(address).await.is_err());
}

#[cfg(unix)]
#[tokio::test]
async fn the_log_is_json_and_holds_no_queries() {
    let folder =
        configured("listen = \"0.0.0.0:0\"\npublic_address = \"https://bridge.example.com/\"");
    let (mut child, _, address) = started(&folder, &[]).await;
    let address = SocketAddr::from(([127, 0, 0, 1], address.port()));
    let answer = ask(address, "GET", "/healthz?code=canary").await;
    terminate(&child).await;
    let log = logged(&mut child).await;
    let records: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let told = |message| records.iter().find(|record| record["message"] == message);
    let request = told("answered").expect("the request");
    assert_eq!(request["status"], 200);
    assert_eq!(request["span"]["path"], "/healthz");
    assert_eq!(
        request["span"]["id"].as_str(),
        answer.header("x-request-id")
    );
    assert!(!log.contains("canary"));
    let listening = told("listening").expect("the start");
    assert_eq!(listening["public_address"], "https://bridge.example.com");
    let open = told("other machines can reach this server, as login.toml says");
    assert_eq!(open.expect("the warning")["level"], "WARN");
}

#[tokio::test]
async fn a_bad_configuration_is_refused_by_name() {
    let cases = [
        ("lisen = \"127.0.0.1:0\"", "line 2", "lisen"),
        ("listen = \"localhost\"", "line 2", "socket address"),
        (
            "\npublic_address = \"https://a.example/b\"",
            "line 3",
            "https://a.example/b",
        ),
        (
            "public_address = \"http://a.example\"",
            "line 2",
            "public_address",
        ),
        (
            "public_address = \"https://u:p@a.example\"",
            "line 2",
            "public_address",
        ),
    ];
    for (text, line, name) in cases {
        let output = program(&configured(text), &[]).output().await.expect("run");
        let said = String::from_utf8(output.stderr).expect("text");
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(line) && said.contains(name), "{said}");
        assert!(output.stdout.is_empty());
    }
}

#[tokio::test]
async fn what_cannot_run_says_why() {
    let folder = configured("");
    fs::write(folder.path().join("data"), "").expect("a file");
    let output = program(&folder, &[]).output().await.expect("run");
    let said = String::from_utf8(output.stderr).expect("text");
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("data cannot be made"), "{said}");
    fs::remove_file(folder.path().join("login.toml")).expect("removed");
    let output = program(&folder, &[]).output().await.expect("run");
    let said = String::from_utf8(output.stderr).expect("text");
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("login.toml cannot be read"), "{said}");
}
