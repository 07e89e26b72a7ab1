//! What a run tells while it goes on.

/// One step of a run, for a progress bar or a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Something left by a crash or a copy was put right; what it was and what was done.
    Recovered(String),
    /// Something looks wrong and is done all the same.
    Warned(String),
    /// The files to be added are known.
    Found {
        /// How many.
        files: usize,
        /// Their bytes together.
        bytes: u64,
    },
    /// A file was copied into the collection's waiting room.
    Copied {
        /// Its bytes.
        bytes: u64,
    },
    /// A file was not taken in.
    Skipped {
        /// Its path as given.
        path: String,
        /// Why.
        reason: String,
    },
    /// The import is in the collection: from here on nothing of it can be lost.
    Imported {
        /// Its directory, relative to the collection.
        import: String,
    },
    /// The same files under the same name are in the collection already.
    AlreadyHeld {
        /// The directory that holds them.
        import: String,
    },
    /// Reading of records begins.
    ReadingStarts {
        /// Bytes to be read in all, as far as known.
        bytes: u64,
    },
    /// Records were read, recognised and handed to the index.
    Progress {
        /// Documents so far in this run.
        documents: u64,
        /// Bytes so far in this run.
        bytes: u64,
    },
    /// A record could not be read as a document.
    Unread {
        /// Where it stands: `file@offset`.
        place: String,
        /// Why.
        reason: String,
    },
    /// What was read so far answers queries and survives anything.
    Committed {
        /// Documents so far in this run.
        documents: u64,
    },
    /// The whole index is made anew, and why.
    Rebuilding {
        /// Why.
        reason: String,
    },
    /// The new index took the place of the old one.
    Swapped,
    /// A file was checked.
    Checked {
        /// Its path, relative to the collection.
        file: String,
        /// Its bytes.
        bytes: u64,
    },
}
