//! The one `match` over requests.

use std::collections::BTreeSet;

use guide::{Action, Control, Field, JOURNEY, Lang, StepId, Text};
use jiff::Timestamp;
use world::hand;

use super::Message;
use super::state::Conversation;
use crate::draw::Refused;
use crate::host::Pick;
use crate::secrets::Place;
use crate::wire::{Failure, LanguageTag, NoticeView, Report, ReportFormat, Request};
use crate::work::Kind;
use crate::{report, trouble};

impl Conversation {
    pub(super) fn request(&mut self, request: Request) -> Result<(), Failure> {
        match request {
            Request::Show => Ok(()),
            Request::Speak { language } => self.speak(language),
            Request::Create { name } => self
                .still()
                .and_then(|()| self.create(&name, &guide::Answers::default())),
            Request::Open { deployment } => self.open_deployment(deployment),
            Request::Close => {
                self.still()?;
                self.open = None;
                Ok(())
            }
            Request::Rename { deployment, name } => self.rename(deployment, &name),
            Request::Copy { deployment, name } => {
                self.still().and_then(|()| self.copy(deployment, &name))
            }
            Request::Delete { deployment } => self.delete(deployment),
            Request::Export { path } => self.export(path),
            Request::Import { path } => self.still().and_then(|()| self.import(path)),
            Request::Go { step } => self.go(&step),
            Request::Answer { field, text } => self.answer(&field, &text),
            Request::Pick { field } => self.pick_answer(&field),
            Request::Look { step } => self.look(step.as_deref()),
            Request::Cancel => {
                self.stop();
                Ok(())
            }
            Request::Preview { action } => {
                let action = self.action(&action)?;
                self.start(Kind::Preview(action))
            }
            Request::Apply { action } => {
                let action = self.action(&action)?;
                let after = self.after(action);
                self.start(Kind::Apply(action, after))
            }
            Request::Undo { plan } => self.undo(&plan),
            Request::SaveReport { format, path } => self.save_report(format, path),
            Request::Explain { code } => self.explain(&code),
            Request::OpenLink { url } => self.open_link(&url),
            Request::Rehearse { fault } => self.rehearse(fault.as_deref()),
            Request::EndRehearsal => self.end_rehearsal(),
            Request::Dismiss => {
                self.notice = None;
                self.failure = None;
                Ok(())
            }
        }
    }

    fn speak(&mut self, language: LanguageTag) -> Result<(), Failure> {
        self.lang = match language {
            LanguageTag::Zh => Lang::Zh,
            LanguageTag::En => Lang::En,
        };
        // Sentences already said stay in the language they were said in; better gone than mixed.
        self.notice = None;
        self.failure = None;
        if let Some(open) = &mut self.open {
            open.refused.clear();
        }
        let lang = self.lang;
        self.real
            .store
            .speak(lang)
            .map_err(|error| trouble::store(&error, lang))
    }

    fn step(&self, id: &str) -> Result<StepId, Failure> {
        JOURNEY
            .iter()
            .find(|step| step.id.id() == id)
            .map(|step| step.id)
            .ok_or_else(|| trouble::no_such(Text::new("步骤", "step"), id, self.lang))
    }

    fn field(&self, id: &str) -> Result<Field, Failure> {
        Field::named(id).ok_or_else(|| trouble::no_such(Text::new("项目", "field"), id, self.lang))
    }

    fn action(&self, id: &str) -> Result<Action, Failure> {
        Action::named(id)
            .ok_or_else(|| trouble::no_such(Text::new("操作", "action"), id, self.lang))
    }

    fn go(&mut self, step: &str) -> Result<(), Failure> {
        let step = self.step(step)?;
        let Some(open) = &mut self.open else {
            return Err(trouble::nothing_open(self.lang));
        };
        open.at = step;
        open.preview = None;
        self.failure = None;
        self.notice = None;
        self.arrive(step)
    }

    fn answer(&mut self, field: &str, text: &str) -> Result<(), Failure> {
        let field = self.field(field)?;
        let lang = self.lang;
        let Some(open) = &mut self.open else {
            return Err(trouble::nothing_open(lang));
        };
        let id = open.deployment.id;
        let before = open.answers.clone();
        if let Err(refusal) = open.answers.give(field, text) {
            // What was typed stays visible beside the refusal, except secrets; the answer before it stays stored.
            let typed = if field.is_secret() {
                String::new()
            } else {
                text.to_owned()
            };
            let what = match (refusal.part.as_str(), lang) {
                ("", _) => refusal.what.to(lang).to_owned(),
                (part, Lang::Zh) => format!("{}（{part}）", refusal.what.zh),
                (part, Lang::En) => format!("{} ({part})", refusal.what.en),
            };
            open.refused.insert(
                field,
                Refused {
                    typed,
                    what,
                    suggestion: refusal.suggestion,
                },
            );
            return Ok(());
        }
        let refused = open.refused.remove(&field);
        if let Err(failure) = self.keep(id, field, text) {
            // What is not kept is not answered: the view must not show more than the next start will.
            if let Some(open) = &mut self.open {
                open.answers = before;
                open.refused.extend(refused.map(|refused| (field, refused)));
            }
            return Err(failure);
        }
        let Some(open) = &mut self.open else {
            return Ok(());
        };
        if field.is_secret() {
            open.answers.keep_secret(field, !text.is_empty());
        }
        if open.answers != before || field.is_secret() {
            open.preview = None;
            open.revision += 1;
            for probe in field.unsettles() {
                open.sighting.forget(*probe);
            }
            if let Some(running) = &mut self.running {
                running.void.extend(field.unsettles());
            }
        }
        self.judge();
        Ok(())
    }

    /// Puts an accepted answer where it is kept: a secret into the vault, anything else into the database.
    fn keep(&mut self, deployment: i64, field: Field, text: &str) -> Result<(), Failure> {
        let lang = self.lang;
        let ground = self.ground();
        let place = Place {
            realm: &ground.realm,
            deployment,
            field,
        };
        match (field.is_secret(), text.is_empty()) {
            (true, true) => ground
                .vault
                .remove(place)
                .map_err(|error| trouble::secrets(&error, lang)),
            (true, false) => ground
                .vault
                .set(place, text)
                .map_err(|error| trouble::secrets(&error, lang)),
            (false, empty) => ground
                .store
                .answer(
                    deployment,
                    field,
                    (!empty).then_some(text),
                    Timestamp::now(),
                )
                .map_err(|error| trouble::store(&error, lang)),
        }
    }

    fn pick_answer(&mut self, id: &str) -> Result<(), Failure> {
        let field = self.field(id)?;
        let what = match field.control() {
            Control::Folder => Pick::Folder,
            Control::File(endings) => Pick::File(endings),
            _ => {
                return Err(trouble::no_such(
                    Text::new("文件项目", "file field"),
                    id,
                    self.lang,
                ));
            }
        };
        let field = field.id().to_owned();
        self.pick(what, move |text| Request::Answer { field, text });
        Ok(())
    }

    /// Lets the host ask on a thread of its own, so that the conversation goes on meanwhile.
    pub(super) fn pick(&self, what: Pick, then: impl FnOnce(String) -> Request + Send + 'static) {
        let (host, back) = (self.host.clone(), self.back.clone());
        self.runtime.spawn_blocking(move || {
            if let Some(path) = host.pick(what) {
                // The conversation may have ended while the person was choosing.
                let _ = back.send(Message::Picked(then(path.to_string_lossy().into_owned())));
            }
        });
    }

    fn look(&mut self, step: Option<&str>) -> Result<(), Failure> {
        let step = step.map(|step| self.step(step)).transpose()?;
        let probes: BTreeSet<_> = self.probes(step);
        self.start(Kind::Look(probes))
    }

    fn undo(&mut self, plan: &str) -> Result<(), Failure> {
        self.still()?;
        let lang = self.lang;
        let Some(open) = &self.open else {
            return Err(trouble::nothing_open(lang));
        };
        let hands = self.hands(open.deployment.id);
        let undone = hand::undo(&hands.journal, plan);
        // Also after a failure, which may have taken back a part.
        self.read_applied();
        let undone = undone.map_err(|error| trouble::hand(&error, lang))?;
        if let Some(open) = &mut self.open {
            open.preview = None;
        }
        let words = match lang {
            Lang::Zh => format!("已撤销：{}，文件恢复原样。", undone.action.title().zh),
            Lang::En => format!(
                "Taken back: {}. The files are as they were.",
                undone.action.title().en
            ),
        };
        // Undoing ends with looking, too.
        let after = self.after(undone.action);
        let looking = if after.is_empty() {
            Ok(())
        } else {
            self.start(Kind::Look(after))
        };
        // Taken back it is, whether or not the look could be started.
        self.notice = Some(NoticeView {
            words,
            lines: Vec::new(),
        });
        looking
    }

    /// The report of the open deployment, or of the steps named.
    pub(super) fn report(&self, steps: &[String]) -> Result<Report, Failure> {
        let steps = steps
            .iter()
            .map(|step| self.step(step))
            .collect::<Result<Vec<_>, _>>()?;
        let Some(open) = &self.open else {
            return Err(trouble::nothing_open(self.lang));
        };
        Ok(report::make(
            open,
            &steps,
            self.rehearsal.is_some(),
            self.lang,
            Timestamp::now(),
        ))
    }

    fn save_report(&mut self, format: ReportFormat, path: Option<String>) -> Result<(), Failure> {
        let lang = self.lang;
        let Some(path) = path else {
            let ending = match format {
                ReportFormat::Html => "html",
                ReportFormat::Json => "json",
                ReportFormat::Text => "txt",
            };
            let name = format!("weapp-bridge-report.{ending}");
            self.pick(Pick::Save(name), move |path| Request::SaveReport {
                format,
                path: Some(path),
            });
            return Ok(());
        };
        let report = self.report(&[])?;
        let text = match format {
            ReportFormat::Html => report::html(&report, lang),
            ReportFormat::Json => report::json(&report),
            ReportFormat::Text => report::text(&report, lang),
        };
        self.save(&path, text.as_bytes())
    }

    fn explain(&mut self, code: &str) -> Result<(), Failure> {
        let lang = self.lang;
        let page = guide::handbook::page(code)
            .ok_or_else(|| trouble::no_such(Text::new("问题编号", "problem code"), code, lang))?;
        self.notice = Some(NoticeView {
            words: code.to_owned(),
            lines: page.lines(lang),
        });
        Ok(())
    }

    fn open_link(&mut self, url: &str) -> Result<(), Failure> {
        let lang = self.lang;
        if !url.starts_with("https://") {
            return Err(trouble::no_such(Text::new("链接", "link"), url, lang));
        }
        if self.rehearsal.is_some() {
            return Err(trouble::stays_here(url, lang));
        }
        self.host
            .open_link(url)
            .map_err(|error| trouble::file(url, &error, lang))
    }
}
