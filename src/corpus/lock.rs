//! The lock that only writers take.

use super::CorpusError;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

/// Held by the one process that writes; the operating system frees it when the process ends, however it ends.
#[derive(Debug)]
pub struct WriterLock {
    file: File,
    pid_path: PathBuf,
}

impl WriterLock {
    /// Takes the lock of the collection at `root`, which lies in the directory `dir`, or says who holds it.
    ///
    /// # Errors
    /// [`CorpusError::Busy`] with the other process, or an I/O error.
    pub(crate) fn take(root: &Path, dir: &Path) -> Result<Self, CorpusError> {
        std::fs::create_dir_all(dir).map_err(CorpusError::io("make", dir))?;
        let path = dir.join("lock");
        // The process id stands in a file of its own: Windows lets nobody read a locked one.
        let pid_path = dir.join("lock.pid");
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(CorpusError::io("write", &path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(CorpusError::Busy {
                    path: root.to_owned(),
                    pid: std::fs::read_to_string(&pid_path)
                        .ok()
                        .and_then(|text| text.trim().parse().ok()),
                });
            }
            Err(TryLockError::Error(source)) => return Err(CorpusError::io("lock", &path)(source)),
        }
        // Without it the lock still holds; only the message of the other process is poorer.
        let _ = std::fs::write(&pid_path, std::process::id().to_string());
        Ok(Self { file, pid_path })
    }

    /// Tells who holds the lock in the directory `dir` just now.
    #[must_use]
    pub(crate) fn holder(dir: &Path) -> Option<Option<u32>> {
        let file = File::open(dir.join("lock")).ok()?;
        match file.try_lock_shared() {
            Err(TryLockError::WouldBlock) => Some(
                std::fs::read_to_string(dir.join("lock.pid"))
                    .ok()
                    .and_then(|text| text.trim().parse().ok()),
            ),
            _ => None,
        }
    }
}

impl Drop for WriterLock {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.pid_path);
        let _ = self.file.unlock();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_writer_learns_who_is_writing() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(WriterLock::holder(dir.path()), None);
        let lock = WriterLock::take(dir.path(), dir.path()).unwrap();
        let error = WriterLock::take(dir.path(), dir.path()).unwrap_err();
        assert!(
            matches!(error, CorpusError::Busy { pid: Some(pid), .. } if pid == std::process::id())
        );
        assert_eq!(
            WriterLock::holder(dir.path()),
            Some(Some(std::process::id()))
        );
        drop(lock);
        WriterLock::take(dir.path(), dir.path()).unwrap();
    }
}
