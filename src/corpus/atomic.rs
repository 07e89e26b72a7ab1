//! Writing that is either whole or not there.

use super::CorpusError;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Writes a file so that a reader, or a crash at any moment, meets the old content or the new, never a part.
///
/// # Errors
/// If the directory cannot be written to or the disk is full; the old content then stands.
pub fn write_atomically(path: &Path, content: &[u8]) -> Result<(), CorpusError> {
    write_piece_by_piece(path, |file| file.write_all(content))
}

/// Writes a file as [`write_atomically`] does, from what comes piece by piece.
///
/// # Errors
/// As [`write_atomically`], or what the writing itself fails with.
pub fn write_piece_by_piece(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), CorpusError> {
    let dir = path.parent().unwrap_or(Path::new("."));
    let mut file = shared(&mut tempfile::Builder::new(), 0o666)
        .prefix(".new-")
        .tempfile_in(dir)
        .map_err(CorpusError::io("write", path))?;
    let mut buffered = BufWriter::with_capacity(1 << 16, file.as_file_mut());
    write(&mut buffered)
        .and_then(|()| buffered.flush())
        .map_err(CorpusError::io("write", path))?;
    drop(buffered);
    file.as_file()
        .sync_all()
        .map_err(CorpusError::io("write", path))?;
    file.persist(path)
        .map_err(|error| CorpusError::io("write", path)(error.error))?;
    sync_dir(dir)
}

/// Temporary files and directories are their owner's alone; what is to stay gets the rights that any new
/// file has, so that others can read a collection as far as the owner's settings let them.
pub(crate) fn shared<'b>(
    builder: &'b mut tempfile::Builder<'static, 'static>,
    mode: u32,
) -> &'b mut tempfile::Builder<'static, 'static> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(mode));
    }
    #[cfg(not(unix))]
    let _ = mode;
    builder
}

/// Makes renames in a directory durable, on systems where a directory can be synced.
pub(crate) fn sync_dir(dir: &Path) -> Result<(), CorpusError> {
    // Windows cannot open a directory as a file; its renames are journalled by the file system.
    if cfg!(unix) {
        File::open(dir)
            .and_then(|dir| dir.sync_all())
            .map_err(CorpusError::io("write", dir))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_new_content_replaces_the_old_and_leaves_nothing_beside() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a");
        write_atomically(&path, b"one").unwrap();
        write_atomically(&path, b"two").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
    }
}
