//! The list of deployments: create, open, rename, copy, delete, export, import.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use guide::{Answers, Field, JOURNEY, Sighting, StepId, Text};
use jiff::Timestamp;

use super::state::{Conversation, Open};
use crate::host::Pick;
use crate::secrets::Place;
use crate::wire::{Failure, FailureCode, NoticeView, Request};
use crate::{deployment_file, trouble};

impl Conversation {
    pub(super) fn create(&mut self, name: &str, answers: &Answers) -> Result<(), Failure> {
        let name = self.sound_name(name)?;
        let lang = self.lang;
        let id = self
            .ground()
            .store
            .create(&name, answers, Timestamp::now())
            .map_err(|error| trouble::store(&error, lang))?;
        self.open_deployment(id)
    }

    fn sound_name(&self, name: &str) -> Result<String, Failure> {
        let name = name.trim();
        if name.is_empty() || name.chars().count() > 80 || name.chars().any(char::is_control) {
            let what = Text::new(
                "部署名称应为 1 到 80 个字。",
                "A deployment's name has 1 to 80 characters.",
            )
            .to(self.lang);
            let hint = Text::new(
                "请换一个名称，例如单位名称。",
                "Choose another one, such as the organisation's name.",
            );
            return Err(trouble::failure(
                FailureCode::Refused,
                what,
                hint,
                self.lang,
            ));
        }
        Ok(name.to_owned())
    }

    pub(super) fn open_deployment(&mut self, id: i64) -> Result<(), Failure> {
        self.still()?;
        let lang = self.lang;
        let ground = self.ground();
        let deployment = ground
            .store
            .deployment(id)
            .map_err(|error| trouble::store(&error, lang))?;
        let mut answers = ground
            .store
            .answers(id)
            .map_err(|error| trouble::store(&error, lang))?;
        let mut unreadable = None;
        for field in Field::ALL.into_iter().filter(|field| field.is_secret()) {
            let place = Place {
                realm: &ground.realm,
                deployment: id,
                field,
            };
            // A locked vault does not lock the answers away.
            let stored = match ground.vault.get(place) {
                Ok(secret) => secret.is_some(),
                Err(error) => {
                    unreadable = Some(trouble::secrets(&error, lang));
                    false
                }
            };
            answers.keep_secret(field, stored);
        }
        self.open = Some(Open {
            deployment,
            answers,
            revision: 0,
            sighting: Sighting::default(),
            findings: Vec::new(),
            at: StepId::Network,
            refused: Default::default(),
            preview: None,
            applied: Vec::new(),
            failures: Vec::new(),
        });
        self.judge();
        self.read_applied();
        let at = self.first_unanswered();
        if let Some(open) = &mut self.open {
            open.at = at;
        }
        let arrived = self.arrive(at);
        match unreadable {
            // The look on arrival fails for the same reason; once is enough to say it.
            Some(failure) => {
                self.failure = Some(failure);
                Ok(())
            }
            None => arrived,
        }
    }

    /// The first step with something left to answer: where a person goes on after closing the window.
    fn first_unanswered(&self) -> StepId {
        let Some(open) = &self.open else {
            return StepId::Network;
        };
        JOURNEY
            .iter()
            .filter(|step| (step.applies)(&open.answers).is_ok())
            .find(|step| {
                step.ask.iter().any(|field| {
                    let given =
                        open.answers.effective(*field).is_some() || open.answers.has_secret(*field);
                    !field.is_optional() && !given
                })
            })
            .map_or(StepId::Network, |step| step.id)
    }

    pub(super) fn rename(&mut self, id: i64, name: &str) -> Result<(), Failure> {
        let name = self.sound_name(name)?;
        let lang = self.lang;
        let ground = self.ground();
        ground
            .store
            .rename(id, &name, Timestamp::now())
            .map_err(|error| trouble::store(&error, lang))?;
        let renamed = ground
            .store
            .deployment(id)
            .map_err(|error| trouble::store(&error, lang))?;
        if let Some(open) = self.open.as_mut().filter(|open| open.deployment.id == id) {
            open.deployment = renamed;
        }
        Ok(())
    }

    pub(super) fn copy(&mut self, id: i64, name: &str) -> Result<(), Failure> {
        let lang = self.lang;
        let answers = self
            .ground()
            .store
            .answers(id)
            .map_err(|error| trouble::store(&error, lang))?;
        self.create(name, &answers)
    }

    pub(super) fn delete(&mut self, id: i64) -> Result<(), Failure> {
        if self
            .open
            .as_ref()
            .is_some_and(|open| open.deployment.id == id)
        {
            self.still()?;
            self.open = None;
        }
        let lang = self.lang;
        let ground = self.ground();
        // Secrets first: a deployment that is still listed can be deleted again, an orphaned secret cannot.
        for field in Field::ALL.into_iter().filter(|field| field.is_secret()) {
            let place = Place {
                realm: &ground.realm,
                deployment: id,
                field,
            };
            ground
                .vault
                .remove(place)
                .map_err(|error| trouble::secrets(&error, lang))?;
        }
        ground
            .store
            .delete(id)
            .map_err(|error| trouble::store(&error, lang))
    }

    pub(super) fn export(&mut self, path: Option<String>) -> Result<(), Failure> {
        let Some(open) = &self.open else {
            return Err(trouble::nothing_open(self.lang));
        };
        let Some(path) = path else {
            let name = format!(
                "{}.toml",
                open.deployment.name.replace(['/', '\\', ':'], "-")
            );
            self.pick(Pick::Save(name), |path| Request::Export {
                path: Some(path),
            });
            return Ok(());
        };
        let text = deployment_file::write(&open.deployment.name, &open.answers, self.lang);
        self.save(&path, text.as_bytes())
    }

    pub(super) fn import(&mut self, path: Option<String>) -> Result<(), Failure> {
        let Some(path) = path else {
            self.pick(Pick::File(&["toml"]), |path| Request::Import {
                path: Some(path),
            });
            return Ok(());
        };
        let text =
            fs::read_to_string(&path).map_err(|error| trouble::file(&path, &error, self.lang))?;
        let (name, answers) = deployment_file::read(&text, self.lang)
            .map_err(|error| trouble::deployment_file(&path, &error, self.lang))?;
        let stem = || {
            Path::new(&path)
                .file_stem()
                .map(|stem| stem.to_string_lossy().into_owned())
        };
        let wished = name
            .or_else(stem)
            .unwrap_or_else(|| "deployment".to_owned());
        let name = self.free_name(&wished)?;
        self.create(&name, &answers)
    }

    /// `wished`, or with a number behind it when it is taken.
    fn free_name(&mut self, wished: &str) -> Result<String, Failure> {
        let lang = self.lang;
        let taken: Vec<String> = self
            .ground()
            .store
            .deployments()
            .map_err(|error| trouble::store(&error, lang))?
            .into_iter()
            .map(|deployment| deployment.name)
            .collect();
        let candidates = std::iter::once(wished.to_owned())
            .chain((2..).map(|number| format!("{wished} ({number})")));
        Ok(candidates
            .into_iter()
            .find(|name| !taken.contains(name))
            .unwrap_or_else(|| wished.to_owned()))
    }

    /// Writes a file beside and renames it, and says where it is.
    pub(super) fn save(&mut self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        write_beside(Path::new(path), bytes)
            .map_err(|error| trouble::file(path, &error, self.lang))?;
        let words = Text::new("已保存。", "Saved.").to(self.lang).to_owned();
        self.notice = Some(NoticeView {
            words,
            lines: vec![path.to_owned()],
        });
        Ok(())
    }

    /// Refuses while something is running.
    pub(super) fn still(&self) -> Result<(), Failure> {
        if self.running.is_some() {
            Err(trouble::busy(self.lang))
        } else {
            Ok(())
        }
    }
}

/// Writes a file beside its place, under a name nobody else has, and renames it; after an error the old file is untouched.
fn write_beside(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    // A temporary file is private by default; what a person saves is as open as their other files.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut beside = builder.tempfile_in(folder)?;
    beside.write_all(bytes)?;
    beside.as_file().sync_all()?;
    beside.persist(target).map_err(|error| error.error)?;
    Ok(())
}
