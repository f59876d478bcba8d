//! What does not leave this machine during a rehearsal.

#![allow(clippy::unwrap_used)]

use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use assistant::secrets::Memory;
use assistant::wire::{FailureCode, Request};
use assistant::{Assistant, Host, Pick, Scenery, Settings, Stage, StageError};

const PAGE: &str = "https://mp.weixin.qq.com/";

/// Keeps the pages it was asked to open.
#[derive(Default)]
struct Browser {
    ca_pem: String,
    opened: Mutex<Vec<String>>,
}

impl Host for Browser {
    fn pick(&self, _: Pick) -> Option<PathBuf> {
        None
    }

    fn open_link(&self, url: &str) -> io::Result<()> {
        self.opened.lock().unwrap().push(url.to_owned());
        Ok(())
    }

    fn raise_stage(&self, _: Option<&str>) -> Result<Box<dyn Stage>, StageError> {
        Ok(Box::new(Empty(self.ca_pem.clone())))
    }
}

/// A stage on which nobody plays.
struct Empty(String);

impl Stage for Empty {
    fn scenery(&self) -> Scenery {
        Scenery {
            ca_pem: self.0.clone(),
            connect_to: Vec::new(),
            resolver: ([127, 0, 0, 1], 9).into(),
            named_resolver: ([127, 0, 0, 1], 9).into(),
            search_root: PathBuf::new(),
            answers: Vec::new(),
            verification_file: ("check.txt".to_owned(), Vec::new()),
            fault: None,
            faults: Vec::new(),
        }
    }

    fn switch(&mut self, _: Option<&str>) -> Result<(), StageError> {
        Ok(())
    }
}

#[tokio::test]
async fn no_page_is_opened_during_a_rehearsal_and_its_address_is_named() {
    let stage = rehearsal::Stage::raise(rehearsal::Script::default());
    let browser = Arc::new(Browser {
        ca_pem: stage.await.unwrap().ca_pem().to_owned(),
        ..Browser::default()
    });
    let data = tempfile::tempdir().unwrap();
    let mut settings = Settings::new(data.path().to_owned());
    settings.vault = Some(Box::new(Memory::default()));
    settings.reach.offline = true;
    let assistant = Assistant::start(browser.clone(), settings).unwrap();
    let page = || Request::OpenLink {
        url: PAGE.to_owned(),
    };
    let fault = None;
    assistant.send(Request::Rehearse { fault }).await.unwrap();
    let failure = assistant.send(page()).await.unwrap_err();
    assert_eq!(failure.code, FailureCode::NotNow);
    assert!(failure.what.contains(PAGE), "{}", failure.what);
    assert!(browser.opened.lock().unwrap().is_empty());
    assistant.send(Request::EndRehearsal).await.unwrap();
    assistant.send(page()).await.unwrap();
    assert_eq!(*browser.opened.lock().unwrap(), [PAGE]);
}
