//! Files that are either the old or the new ones, whatever happens in between.

use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Error;
use super::error::io_at;

/// Gives `path` these bytes by way of the file `beside`, which lies in the same folder and is ours. `mode` are the unix
/// permissions it gets; without them the usual ones for a new file.
pub(super) fn put(
    path: &Path,
    bytes: &[u8],
    beside: &Path,
    mode: Option<u32>,
) -> Result<(), Error> {
    let (folder, name) = parts(beside)?;
    remove_file(beside)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(name).suffix("").rand_bytes(0);
    usual_permissions(&mut builder);
    let mut file = builder.tempfile_in(folder).map_err(io_at(path))?;
    file.write_all(bytes).map_err(io_at(path))?;
    if let Ok(old) = fs::symlink_metadata(path) {
        keep_owner(file.as_file(), &old);
    }
    if let Some(mode) = mode {
        set_mode(file.as_file(), mode).map_err(io_at(path))?;
    }
    file.as_file().sync_all().map_err(io_at(path))?;
    file.persist(path)
        .map_err(|failed| io_at(path)(failed.error))?;
    sync_folder(folder)
}

/// Removes a file, whether or not it is there.
pub(super) fn remove_file(path: &Path) -> Result<(), Error> {
    gone(fs::remove_file(path)).map_err(io_at(path))
}

/// Removes a folder with all it holds, whether or not it is there.
pub(super) fn remove_tree(path: &Path) -> Result<(), Error> {
    gone(fs::remove_dir_all(path)).map_err(io_at(path))
}

/// Removes a folder if it is empty; what somebody put into it stays.
pub(super) fn remove_if_empty(path: &Path) -> Result<(), Error> {
    match fs::remove_dir(path) {
        Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => Ok(()),
        outcome => gone(outcome).map_err(io_at(path)),
    }
}

/// Makes folders, the outermost first; the list may be empty.
pub(super) fn make_folders(folders: &[PathBuf]) -> Result<(), Error> {
    for folder in folders {
        match fs::create_dir(folder) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                return Err(io_at(folder)(error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// The folders that are missing on the way to `path`, the outermost first.
pub(super) fn missing_above(path: &Path) -> Vec<PathBuf> {
    let mut missing: Vec<PathBuf> = path
        .ancestors()
        .skip(1)
        .take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists())
        .map(Path::to_owned)
        .collect();
    missing.reverse();
    missing
}

/// Makes what was done in a folder survive a power cut.
pub(super) fn sync_folder(folder: &Path) -> Result<(), Error> {
    // Windows has no such call; there the file system's own journal keeps the order.
    if cfg!(unix) {
        let open = File::open(folder).map_err(io_at(folder))?;
        open.sync_all().map_err(io_at(folder))?;
    }
    Ok(())
}

/// Makes everything written below a folder survive a power cut, by one call for the file system.
///
/// Only Linux has that call. Elsewhere a file torn by a power cut is found by its digest instead.
#[cfg(target_os = "linux")]
pub(super) fn sync_tree(folder: &Path) -> Result<(), Error> {
    let open = File::open(folder).map_err(io_at(folder))?;
    rustix::fs::syncfs(&open).map_err(|error| io_at(folder)(error.into()))
}

#[cfg(not(target_os = "linux"))]
pub(super) fn sync_tree(folder: &Path) -> Result<(), Error> {
    sync_folder(folder)
}

/// A folder and the name of ours in it.
fn parts(beside: &Path) -> Result<(&Path, &str), Error> {
    let name = beside.file_name().and_then(|name| name.to_str());
    beside.parent().zip(name).ok_or_else(|| Error::NotAPath {
        path: beside.to_owned(),
    })
}

fn gone(outcome: io::Result<()>) -> io::Result<()> {
    match outcome {
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            Ok(())
        }
        outcome => outcome,
    }
}

/// The permission bits of what is there.
#[cfg(unix)]
pub(super) fn mode_of(found: &Metadata) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt;
    Some(found.permissions().mode() & 0o7777)
}

#[cfg(not(unix))]
pub(super) fn mode_of(_: &Metadata) -> Option<u32> {
    None
}

/// Sets the permission bits of an open file or folder.
#[cfg(unix)]
pub(super) fn set_mode(file: &File, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
pub(super) fn set_mode(_: &File, _: u32) -> io::Result<()> {
    Ok(())
}

/// A file that root replaces stays its owner's. Without root's rights it cannot be given away, and is ours anyway.
#[cfg(unix)]
fn keep_owner(file: &File, old: &Metadata) {
    use std::os::unix::fs::MetadataExt;
    let Ok(new) = file.metadata() else { return };
    if (new.uid(), new.gid()) != (old.uid(), old.gid()) {
        let _ = std::os::unix::fs::fchown(file, Some(old.uid()), Some(old.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) {}

/// Temporary files are for their owner alone, but what we write is read by web servers and other users.
#[cfg(unix)]
fn usual_permissions(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn usual_permissions(_: &mut tempfile::Builder<'_, '_>) {}
