//! Secrets in a file encrypted with age, for machines without a keyring. The key lies in a second file that only this
//! user can read: it keeps secrets out of backups, reports and synchronised folders of the data file, but not from
//! whoever can read all of this user's files, and the person is told so.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use age::secrecy::ExposeSecret;
use age::x25519::Identity;
use guide::Text;
use zeroize::Zeroizing;

use super::{Error, Place, Vault};

/// Secrets in `secrets.age`, its key in `secrets.key`.
pub struct SealedFile {
    file: PathBuf,
    lock: PathBuf,
    identity: Identity,
}

impl SealedFile {
    /// Opens the file in the data folder, making the key the first time.
    ///
    /// # Errors
    /// When the key or the file cannot be read or written, or do not fit.
    pub fn open(data: &Path) -> Result<SealedFile, Error> {
        let lock = data.join("secrets.lock");
        let _alone = alone(&lock)?;
        let key = data.join("secrets.key");
        let identity = match read_key(&key)? {
            Some(identity) => identity,
            None => make_key(&key)?,
        };
        let sealed = SealedFile {
            file: data.join("secrets.age"),
            lock,
            identity,
        };
        sealed.read()?;
        Ok(sealed)
    }

    fn read(&self) -> Result<BTreeMap<String, Zeroizing<String>>, Error> {
        let bytes = match fs::read(&self.file) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
            Err(error) => return Err(unusable(&self.file, error)),
        };
        let misfit = || Error::Sealed {
            path: self.file.display().to_string(),
        };
        let plain = Zeroizing::new(age::decrypt(&self.identity, &bytes).map_err(|_| misfit())?);
        let map: BTreeMap<String, String> = serde_json::from_slice(&plain).map_err(|_| misfit())?;
        Ok(map
            .into_iter()
            .map(|(name, secret)| (name, Zeroizing::new(secret)))
            .collect())
    }

    fn write(&self, secrets: &BTreeMap<String, Zeroizing<String>>) -> Result<(), Error> {
        let map: BTreeMap<&str, &str> = secrets
            .iter()
            .map(|(name, secret)| (name.as_str(), secret.as_str()))
            .collect();
        let misfit = || Error::Sealed {
            path: self.file.display().to_string(),
        };
        let plain = Zeroizing::new(serde_json::to_vec(&map).map_err(|_| misfit())?);
        let sealed = age::encrypt(&self.identity.to_public(), &plain).map_err(|_| misfit())?;
        beside(&self.file, &sealed)
            .and_then(|beside| Ok(beside.persist(&self.file)?))
            .map(drop)
            .map_err(|error| unusable(&self.file, error))
    }
}

/// Keeps other programs with this data folder away until the file is dropped. Nobody holds it for longer than a read and
/// a write, and the system takes it from a program that ended.
fn alone(lock: &Path) -> Result<File, Error> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let locked = options.open(lock).and_then(|file| {
        file.lock()?;
        Ok(file)
    });
    locked.map_err(|error| unusable(lock, error))
}

fn read_key(key: &Path) -> Result<Option<Identity>, Error> {
    match fs::read_to_string(key) {
        Ok(text) => {
            let text = Zeroizing::new(text);
            let identity = text.trim().parse().map_err(|_| Error::Sealed {
                path: key.display().to_string(),
            })?;
            Ok(Some(identity))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unusable(key, error)),
    }
}

/// Makes a key where there is none. Never replaces one: what was sealed with it would be lost.
fn make_key(key: &Path) -> Result<Identity, Error> {
    let identity = Identity::generate();
    beside(key, identity.to_string().expose_secret().as_bytes())
        .and_then(|beside| Ok(beside.persist_noclobber(key)?))
        .map_err(|error| unusable(key, error))?;
    Ok(identity)
}

/// Bytes written beside a file, under a name nobody else has; readable by this user only, from the first byte on.
fn beside(path: &Path, bytes: &[u8]) -> io::Result<tempfile::NamedTempFile> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".secrets-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600));
    let mut beside = builder.tempfile_in(folder)?;
    beside.write_all(bytes)?;
    beside.as_file().sync_all()?;
    Ok(beside)
}

fn unusable(path: &Path, error: io::Error) -> Error {
    Error::File {
        path: path.display().to_string(),
        error,
    }
}

impl Vault for SealedFile {
    fn kept_in(&self) -> &'static str {
        "file"
    }

    fn words(&self) -> Text {
        Text::new(
            "本机没有可用的系统钥匙串：密钥保存在数据目录的加密文件里，解密用的密钥文件也在旁边，仅当前用户可读。",
            "This machine has no usable keyring: secrets are in an encrypted file in the data folder; its key lies beside it, readable by this user only.",
        )
    }

    fn get(&self, place: Place<'_>) -> Result<Option<Zeroizing<String>>, Error> {
        Ok(self.read()?.remove(&place.name()))
    }

    fn set(&mut self, place: Place<'_>, secret: &str) -> Result<(), Error> {
        let _alone = alone(&self.lock)?;
        let mut secrets = self.read()?;
        secrets.insert(place.name(), Zeroizing::new(secret.to_owned()));
        self.write(&secrets)
    }

    fn remove(&mut self, place: Place<'_>) -> Result<(), Error> {
        let _alone = alone(&self.lock)?;
        let mut secrets = self.read()?;
        if secrets.remove(&place.name()).is_some() {
            self.write(&secrets)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use guide::Field;

    const PLACE: Place<'static> = Place {
        realm: "test",
        deployment: 1,
        field: Field::AppSecret,
    };

    #[test]
    fn a_secret_outlives_the_program_and_is_not_in_the_clear() {
        let folder = tempfile::tempdir().unwrap();
        SealedFile::open(folder.path())
            .unwrap()
            .set(PLACE, "canary-secret")
            .unwrap();
        let again = SealedFile::open(folder.path()).unwrap();
        assert_eq!(
            again.get(PLACE).unwrap().as_deref().map(String::as_str),
            Some("canary-secret")
        );
        for file in fs::read_dir(folder.path()).unwrap() {
            let bytes = fs::read(file.unwrap().path()).unwrap();
            assert!(!bytes.windows(6).any(|part| part == b"canary"));
        }
    }

    #[test]
    fn a_file_that_does_not_fit_its_key_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        SealedFile::open(folder.path())
            .unwrap()
            .set(PLACE, "one")
            .unwrap();
        let before = fs::read(folder.path().join("secrets.age")).unwrap();
        fs::remove_file(folder.path().join("secrets.key")).unwrap();
        assert!(matches!(
            SealedFile::open(folder.path()),
            Err(Error::Sealed { .. })
        ));
        assert_eq!(fs::read(folder.path().join("secrets.age")).unwrap(), before);
    }

    #[test]
    fn first_starts_at_the_same_time_agree_on_one_key_and_lose_no_secret() {
        let folder = tempfile::tempdir().unwrap();
        std::thread::scope(|scope| {
            for deployment in 0..8 {
                let folder = folder.path();
                scope.spawn(move || {
                    let place = Place {
                        deployment,
                        ..PLACE
                    };
                    let mut sealed = SealedFile::open(folder).unwrap();
                    sealed.set(place, "one").unwrap();
                });
            }
        });
        let sealed = SealedFile::open(folder.path()).unwrap();
        for deployment in 0..8 {
            let place = Place {
                deployment,
                ..PLACE
            };
            assert!(sealed.get(place).unwrap().is_some(), "{deployment}");
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
    }

    #[cfg(unix)]
    #[test]
    fn only_this_user_can_read_the_files() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        SealedFile::open(folder.path())
            .unwrap()
            .set(PLACE, "one")
            .unwrap();
        for name in ["secrets.age", "secrets.key", "secrets.lock"] {
            let mode = fs::metadata(folder.path().join(name))
                .unwrap()
                .permissions()
                .mode();
            assert_eq!(mode & 0o077, 0, "{name}");
        }
    }
}
