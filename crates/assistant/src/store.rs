//! Deployments and their answers in SQLite. Nothing derived is stored, and no secret ever is.

use std::path::Path;
use std::time::Duration;

use guide::{Answers, Field, Lang};
use rusqlite::{Connection, OptionalExtension, params};
use thiserror::Error;

/// The layout this program writes; kept in SQLite's `user_version`.
const LAYOUT: i64 = 1;

/// Why the data cannot be used.
#[derive(Debug, Error)]
pub enum Error {
    /// The database was written by a newer version of this program.
    #[error("database layout {found} is newer than {LAYOUT}")]
    Newer {
        /// The layout found.
        found: i64,
    },
    /// There is no deployment of this id.
    #[error("no deployment {0}")]
    NoDeployment(i64),
    /// A deployment of this name exists already.
    #[error("a deployment named {0} exists")]
    NameTaken(String),
    /// SQLite's own words.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
}

/// One deployment, as listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deployment {
    /// Its id; never given out twice.
    pub id: i64,
    /// What it is called; unique.
    pub name: String,
    /// When it was last changed, RFC 3339.
    pub changed: String,
}

/// The database.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
}

impl Store {
    /// Opens or makes the database.
    ///
    /// # Errors
    /// [`Error::Newer`], or SQLite's words (damaged, locked, unreadable).
    pub fn open(path: &Path) -> Result<Store, Error> {
        Store::prepare(Connection::open(path)?)
    }

    /// A database that vanishes with this value, for the rehearsal.
    ///
    /// # Errors
    /// SQLite's words.
    pub fn in_memory() -> Result<Store, Error> {
        Store::prepare(Connection::open_in_memory()?)
    }

    fn prepare(mut connection: Connection) -> Result<Store, Error> {
        connection.busy_timeout(Duration::from_secs(5))?;
        connection.pragma_update(None, "foreign_keys", true)?;
        let found: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        if found > LAYOUT {
            return Err(Error::Newer { found });
        }
        connection.pragma_update(None, "journal_mode", "WAL")?;
        if found == 0 {
            let change =
                connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            change.execute_batch(include_str!("store/layout-1.sql"))?;
            change.pragma_update(None, "user_version", LAYOUT)?;
            change.commit()?;
        }
        Ok(Store { connection })
    }

    /// Every deployment, newest change first.
    ///
    /// # Errors
    /// SQLite's words.
    pub fn deployments(&self) -> Result<Vec<Deployment>, Error> {
        let mut query = self
            .connection
            .prepare("SELECT id, name, changed FROM deployment ORDER BY changed DESC, id DESC")?;
        let rows = query.query_map([], |row| {
            Ok(Deployment {
                id: row.get(0)?,
                name: row.get(1)?,
                changed: row.get(2)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// One deployment.
    ///
    /// # Errors
    /// [`Error::NoDeployment`], or SQLite's words.
    pub fn deployment(&self, id: i64) -> Result<Deployment, Error> {
        self.connection
            .query_row(
                "SELECT id, name, changed FROM deployment WHERE id = ?1",
                [id],
                |row| {
                    Ok(Deployment {
                        id: row.get(0)?,
                        name: row.get(1)?,
                        changed: row.get(2)?,
                    })
                },
            )
            .optional()?
            .ok_or(Error::NoDeployment(id))
    }

    /// Makes a deployment and answers with its id.
    ///
    /// # Errors
    /// [`Error::NameTaken`], or SQLite's words.
    pub fn create(
        &mut self,
        name: &str,
        answers: &Answers,
        now: jiff::Timestamp,
    ) -> Result<i64, Error> {
        let change = self.connection.transaction()?;
        change
            .execute(
                "INSERT INTO deployment (name, changed) VALUES (?1, ?2)",
                params![name, now.to_string()],
            )
            .map_err(|error| taken(error, name))?;
        let id = change.last_insert_rowid();
        for (field, text) in answers.texts() {
            change.execute(
                "INSERT INTO answer (deployment, field, text) VALUES (?1, ?2, ?3)",
                params![id, field.id(), text],
            )?;
        }
        change.commit()?;
        Ok(id)
    }

    /// Gives a deployment another name.
    ///
    /// # Errors
    /// [`Error::NoDeployment`], [`Error::NameTaken`], or SQLite's words.
    pub fn rename(&mut self, id: i64, name: &str, now: jiff::Timestamp) -> Result<(), Error> {
        let changed = self
            .connection
            .execute(
                "UPDATE deployment SET name = ?2, changed = ?3 WHERE id = ?1",
                params![id, name, now.to_string()],
            )
            .map_err(|error| taken(error, name))?;
        if changed == 0 {
            Err(Error::NoDeployment(id))
        } else {
            Ok(())
        }
    }

    /// Deletes a deployment with its answers.
    ///
    /// # Errors
    /// [`Error::NoDeployment`], or SQLite's words.
    pub fn delete(&mut self, id: i64) -> Result<(), Error> {
        match self
            .connection
            .execute("DELETE FROM deployment WHERE id = ?1", [id])?
        {
            0 => Err(Error::NoDeployment(id)),
            _ => Ok(()),
        }
    }

    /// The answers of a deployment. What this version's fields refuse is left out; it stays in the database.
    ///
    /// # Errors
    /// [`Error::NoDeployment`], or SQLite's words.
    pub fn answers(&self, id: i64) -> Result<Answers, Error> {
        self.deployment(id)?;
        let mut query = self
            .connection
            .prepare("SELECT field, text FROM answer WHERE deployment = ?1")?;
        let mut answers = Answers::default();
        let rows = query.query_map([id], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        })?;
        for row in rows {
            let (field, text) = row?;
            if let Some(field) = Field::named(&field).filter(|field| !field.is_secret()) {
                // An answer that a stricter parser no longer takes is asked again.
                let _ = answers.give(field, &text);
            }
        }
        Ok(answers)
    }

    /// Stores one answer; `None` withdraws it.
    ///
    /// # Errors
    /// [`Error::NoDeployment`], or SQLite's words.
    ///
    /// # Panics
    /// When handed a secret: the caller's fault, and worse than stopping.
    pub fn answer(
        &mut self,
        id: i64,
        field: Field,
        text: Option<&str>,
        now: jiff::Timestamp,
    ) -> Result<(), Error> {
        assert!(!field.is_secret(), "secrets never reach the database");
        let change = self.connection.transaction()?;
        if change.execute(
            "UPDATE deployment SET changed = ?2 WHERE id = ?1",
            params![id, now.to_string()],
        )? == 0
        {
            return Err(Error::NoDeployment(id));
        }
        match text {
            Some(text) => change.execute(
                "INSERT INTO answer (deployment, field, text) VALUES (?1, ?2, ?3)
                 ON CONFLICT (deployment, field) DO UPDATE SET text = excluded.text",
                params![id, field.id(), text],
            )?,
            None => change.execute(
                "DELETE FROM answer WHERE deployment = ?1 AND field = ?2",
                params![id, field.id()],
            )?,
        };
        change.commit()?;
        Ok(())
    }

    /// The language last spoken.
    ///
    /// # Errors
    /// SQLite's words.
    pub fn language(&self) -> Result<Option<Lang>, Error> {
        Ok(self
            .setting("language")?
            .map(|text| if text == "en" { Lang::En } else { Lang::Zh }))
    }

    /// Remembers the language.
    ///
    /// # Errors
    /// SQLite's words.
    pub fn speak(&mut self, language: Lang) -> Result<(), Error> {
        self.set("language", if language == Lang::En { "en" } else { "zh" })
    }

    /// The name under which this database's secrets are filed, so that two data folders do not share them.
    ///
    /// # Errors
    /// SQLite's words.
    pub fn realm(&mut self) -> Result<String, Error> {
        if let Some(realm) = self.setting("realm")? {
            return Ok(realm);
        }
        let realm: String =
            self.connection
                .query_row("SELECT lower(hex(randomblob(8)))", [], |row| row.get(0))?;
        self.set("realm", &realm)?;
        Ok(realm)
    }

    fn setting(&self, name: &str) -> Result<Option<String>, Error> {
        Ok(self
            .connection
            .query_row("SELECT value FROM setting WHERE name = ?1", [name], |row| {
                row.get(0)
            })
            .optional()?)
    }

    fn set(&mut self, name: &str, value: &str) -> Result<(), Error> {
        self.connection.execute(
            "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            params![name, value],
        )?;
        Ok(())
    }
}

fn taken(error: rusqlite::Error, name: &str) -> Error {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::ConstraintViolation) => Error::NameTaken(name.to_owned()),
        _ => Error::Sqlite(error),
    }
}
