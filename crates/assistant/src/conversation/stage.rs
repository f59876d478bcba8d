//! The rehearsal (演练): the same journey on a stage that never leaves loopback, with its own passing ground.

use std::collections::BTreeMap;
use std::fs;
use std::time::Duration;

use guide::{Answers, Field, Lang, Text};
use wechat::Reach;
use world::Eyes;

use super::state::{Conversation, Ground};
use crate::host::{Scenery, Stage, StageError};
use crate::trouble;
use crate::wire::{Failure, FailureCode, OptionView, RehearsalView};

/// A rehearsal that is on.
pub(super) struct Rehearsal {
    pub(super) stage: Box<dyn Stage>,
    pub(super) ground: Ground,
    /// What a deployer would type, offered at each field.
    pub(super) suggestions: BTreeMap<Field, String>,
    scenery: Scenery,
    /// Removed with the rehearsal; everything done on the stage is done in here.
    _folder: tempfile::TempDir,
}

impl Rehearsal {
    pub(super) fn view(&self, lang: Lang) -> RehearsalView {
        let option = |(name, words): &(&'static str, Text)| OptionView {
            id: (*name).to_owned(),
            label: words.to(lang).to_owned(),
            detail: None,
        };
        RehearsalView {
            banner: Text::new(
                "演练：这里的微信、域名和服务器都是假的，只在本机运行。任何结果都与真实部署无关。",
                "Rehearsal: WeChat, the domain and the server here are played on this machine. Nothing here concerns a real deployment.",
            )
            .to(lang)
            .to_owned(),
            fault: self.scenery.faults.iter().find(|(name, _)| Some(*name) == self.scenery.fault).map(option),
            faults: self.scenery.faults.iter().map(option).collect(),
        }
    }
}

/// The way to the stage, and nowhere else.
fn eyes(
    scenery: &Scenery,
    journal: std::path::PathBuf,
    timeout: Duration,
    lang: Lang,
) -> Result<Eyes, Failure> {
    let wrong = |words: String| trouble::fault(&words, lang);
    let mut reach = Reach {
        sealed: true,
        proxy: wechat::Proxy::Direct,
        timeout,
        ..Reach::default()
    };
    reach
        .add_roots_pem(&scenery.ca_pem)
        .map_err(|error| wrong(error.to_string()))?;
    for mapping in &scenery.connect_to {
        reach
            .connect_to
            .push(mapping.parse().map_err(|_| wrong(mapping.clone()))?);
    }
    Ok(Eyes {
        reach,
        system_resolver: Some(scenery.resolver),
        named_resolver: Some(scenery.named_resolver),
        search_root: Some(scenery.search_root.clone()),
        journal,
        login_instance: None,
    })
}

impl Conversation {
    /// Raises the stage, or switches the fault when it is up already.
    pub(super) fn rehearse(&mut self, fault: Option<&str>) -> Result<(), Failure> {
        self.still()?;
        let lang = self.lang;
        let timeout = self.real.eyes.reach.timeout;
        if let Some(rehearsal) = &mut self.rehearsal {
            rehearsal
                .stage
                .switch(fault)
                .map_err(|error| not_raised(fault, error, lang))?;
            rehearsal.scenery = rehearsal.stage.scenery();
            let journal = rehearsal.ground.eyes.journal.clone();
            rehearsal.ground.eyes = eyes(&rehearsal.scenery, journal, timeout, lang)?;
            if let Some(open) = &mut self.open {
                open.sighting = Default::default();
                open.preview = None;
                open.failures.clear();
            }
            self.judge();
            return Ok(());
        }
        let stage = self
            .host
            .raise_stage(fault)
            .map_err(|error| not_raised(fault, error, lang))?;
        let scenery = stage.scenery();
        let folder = tempfile::Builder::new()
            .prefix("weapp-rehearsal-")
            .tempdir()
            .map_err(|error| trouble::file("temporary folder", &error, lang))?;
        let data = folder.path().to_owned();
        let ground = Ground::passing(
            data.clone(),
            eyes(&scenery, data.join("journal"), timeout, lang)?,
            lang,
        )?;
        let (name, bytes) = &scenery.verification_file;
        let downloads = data.join("downloads");
        fs::create_dir_all(&downloads)
            .and_then(|()| fs::write(downloads.join(name), bytes))
            .map_err(|error| trouble::file(&downloads.display().to_string(), &error, lang))?;
        let mut suggestions: BTreeMap<Field, String> = scenery.answers.iter().cloned().collect();
        suggestions.insert(
            Field::VerificationFile,
            downloads.join(name).display().to_string(),
        );
        suggestions.insert(
            Field::PackageFolder,
            data.join("weapp").display().to_string(),
        );
        self.rehearsal = Some(Rehearsal {
            stage,
            ground,
            suggestions,
            scenery,
            _folder: folder,
        });
        self.open = None;
        self.failure = None;
        self.notice = None;
        self.create(Text::new("演练", "Rehearsal").to(lang), &Answers::default())
    }

    pub(super) fn end_rehearsal(&mut self) -> Result<(), Failure> {
        self.still()?;
        self.rehearsal = None;
        self.open = None;
        self.failure = None;
        self.notice = None;
        Ok(())
    }
}

fn not_raised(fault: Option<&str>, error: StageError, lang: Lang) -> Failure {
    match error {
        StageError::NoSuchFault(near) => {
            let failure =
                trouble::no_such(Text::new("故障", "fault"), fault.unwrap_or_default(), lang);
            match lang {
                Lang::Zh => Failure {
                    hint: format!("最接近的是 {near}。"),
                    ..failure
                },
                Lang::En => Failure {
                    hint: format!("The nearest is {near}."),
                    ..failure
                },
            }
        }
        StageError::NotRaised(words) => Failure {
            cause: vec![words],
            ..trouble::failure(
                FailureCode::Undone,
                Text::new("演练没能搭起来。", "The stage could not be raised.").to(lang),
                Text::new(
                    "请检查本机回环地址 127.0.0.1 是否可用。",
                    "Check that 127.0.0.1 can be used on this machine.",
                ),
                lang,
            )
        },
    }
}
