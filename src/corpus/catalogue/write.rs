//! What the one writer does.

use super::row::{Placement, RecordRow, versions_of};
use super::{Catalogue, EpochMark};
use crate::corpus::{BatchMark, CorpusError, Position};
use crate::document::{DocId, RecordLocation};
use rusqlite::{Connection, OptionalExtension, params};

/// A record to be entered.
#[derive(Debug, Clone)]
pub struct NewRow<'a> {
    /// The batch that brought it.
    pub batch: &'a str,
    /// Where it stands.
    pub location: &'a RecordLocation,
    /// When it was received: microseconds since 1970.
    pub received: i64,
    /// SHA-256 of its bytes.
    pub raw: [u8; 32],
    /// What tells one version from another.
    pub content: [u8; 16],
    /// The record's own id.
    pub external_id: Option<&'a str>,
    /// Its date as `20240117`.
    pub day: Option<i32>,
    /// Its source.
    pub source: Option<&'a str>,
    /// Other addresses that lead to it, as [`DocId::of_address`].
    pub addresses: &'a [DocId],
}

impl Catalogue {
    /// Notes something about the whole catalogue, such as the versions it was made with.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn note(&mut self, key: &str, value: &str) -> Result<(), CorpusError> {
        self.run(|db| {
            db.execute("INSERT OR REPLACE INTO meta VALUES (?1, ?2)", [key, value])?;
            Ok(())
        })
    }

    /// Begins a commit.
    ///
    /// # Errors
    /// If another connection writes.
    pub fn begin(&mut self) -> Result<(), CorpusError> {
        self.run(|db| db.execute_batch("BEGIN IMMEDIATE"))
    }

    /// Ends a commit; what it holds is durable from here on. Older epochs are forgotten.
    ///
    /// # Errors
    /// If the disk is full and the like.
    pub fn commit(&mut self, mark: &EpochMark) -> Result<(), CorpusError> {
        self.run(|db| {
            let epoch = to_i64(mark.epoch);
            db.execute(
                "INSERT INTO epoch SELECT ?1, coalesce(max(seq), 0), ?2, ?3 FROM record",
                params![epoch, mark.ledger, mark.sites],
            )?;
            // The epoch before this one is what a crash may go back to.
            db.execute("DELETE FROM epoch WHERE n < ?1 - 1", [epoch])?;
            db.execute(
                "DELETE FROM coverage WHERE epoch < ?1 - 1 AND EXISTS (
                     SELECT 1 FROM coverage later WHERE later.batch = coverage.batch
                     AND later.epoch > coverage.epoch AND later.epoch < ?1)",
                [epoch],
            )?;
            db.execute_batch("COMMIT")
        })
    }

    /// Gives up what was entered since [`Catalogue::begin`].
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn abandon(&mut self) -> Result<(), CorpusError> {
        self.run(|db| {
            if db.is_autocommit() {
                return Ok(());
            }
            db.execute_batch("ROLLBACK")
        })
    }

    /// Goes back to an epoch, which must be the newest or the one before; false if it is not there.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn go_back_to(&mut self, epoch: u64) -> Result<bool, CorpusError> {
        self.run(|db| {
            let epoch = to_i64(epoch);
            let last: Option<i64> = match epoch {
                0 => Some(0),
                _ => db
                    .query_row("SELECT last_seq FROM epoch WHERE n = ?1", [epoch], |row| {
                        row.get(0)
                    })
                    .optional()?,
            };
            let Some(last) = last else {
                return Ok(false);
            };
            let work = db.unchecked_transaction()?;
            let touched: Vec<i64> = work
                .prepare("SELECT DISTINCT id FROM record WHERE seq > ?1 AND id IS NOT NULL")?
                .query_map([last], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            work.execute("DELETE FROM record WHERE seq > ?1", [last])?;
            work.execute("DELETE FROM alias WHERE seq > ?1", [last])?;
            work.execute("DELETE FROM coverage WHERE epoch > ?1", [epoch])?;
            work.execute("DELETE FROM epoch WHERE n > ?1", [epoch])?;
            for id in touched {
                settle(&work, id)?;
            }
            work.commit()?;
            Ok(true)
        })
    }

    /// Says how far a batch was read.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn cover(
        &mut self,
        epoch: u64,
        mark: &BatchMark,
        position: Position,
        done: bool,
    ) -> Result<(), CorpusError> {
        self.run(|db| {
            let batch = intern(db, "path", "path", &mark.name)?;
            db.prepare_cached(
                "INSERT OR REPLACE INTO coverage VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                batch,
                to_i64(epoch),
                to_i64(mark.size),
                position.file,
                to_i64(position.offset),
                to_i64(position.skip),
                done
            ])?;
            Ok(())
        })
    }

    /// Enters a record under an id and tells what it means for that document; `known` are the rows of
    /// that id so far.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn enter(
        &mut self,
        id: DocId,
        row: &NewRow<'_>,
        mut known: Vec<RecordRow>,
    ) -> Result<Placement, CorpusError> {
        self.run(|db| {
            let seq = insert(db, id, row)?;
            let before = versions_of(&known)
                .last()
                .map(|version| (version.row.seq, version.number));
            known.push(RecordRow {
                seq,
                id,
                batch: row.batch.to_owned(),
                location: row.location.clone(),
                received: row.received,
                raw: row.raw,
                content: row.content,
            });
            let versions = versions_of(&known);
            let newest = versions.last().expect("a row was just put in");
            let now = (newest.row.seq, newest.number);
            if before != Some(now) {
                set_document(db, id, now.0, now.1)?;
            }
            Ok(match before {
                None => Placement::New,
                Some(before) if before == now => Placement::Unchanged,
                Some(_) if now.0 == seq => Placement::Newest(now.1),
                Some(_) => Placement::Renumbered,
            })
        })
    }

    /// Says anew what a decision may have changed of the record that stands for a document: its day, its
    /// source and the addresses that lead to it.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn amend(
        &mut self,
        seq: i64,
        id: DocId,
        day: Option<i32>,
        source: Option<&str>,
        addresses: &[DocId],
    ) -> Result<(), CorpusError> {
        self.run(|db| {
            let source = source
                .map(|name| intern(db, "source", "name", name))
                .transpose()?;
            db.prepare_cached("UPDATE record SET day = ?2, source = ?3 WHERE seq = ?1")?
                .execute(params![seq, day, source])?;
            db.prepare_cached("DELETE FROM alias WHERE seq = ?1")?
                .execute([seq])?;
            for address in addresses {
                if *address != id {
                    insert_alias(db, *address, seq)?;
                }
            }
            Ok(())
        })
    }

    /// Forgets what could not be read of a file from an offset on, since it is read again.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn forget_unread(&mut self, file: &str, from: u64) -> Result<(), CorpusError> {
        self.run(|db| {
            let file = intern(db, "path", "path", file)?;
            db.execute(
                "DELETE FROM record WHERE id IS NULL AND file = ?1 AND offset >= ?2",
                params![file, to_i64(from)],
            )?;
            Ok(())
        })
    }

    /// Enters a record that is kept but not read.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn enter_unread(
        &mut self,
        batch: &str,
        location: &RecordLocation,
        received: i64,
        reason: &str,
        damaged: bool,
        address: Option<DocId>,
    ) -> Result<(), CorpusError> {
        self.run(|db| {
            let batch = intern(db, "path", "path", batch)?;
            let file = intern(db, "path", "path", &location.file)?;
            db.prepare_cached(
                "INSERT INTO record (batch, file, offset, length, received, reason, damaged)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                batch,
                file,
                to_i64(location.offset),
                to_i64(location.length),
                received,
                reason,
                damaged
            ])?;
            if let Some(address) = address {
                insert_alias(db, address, db.last_insert_rowid())?;
            }
            Ok(())
        })
    }
}

fn insert(db: &Connection, id: DocId, row: &NewRow<'_>) -> rusqlite::Result<i64> {
    let batch = intern(db, "path", "path", row.batch)?;
    let file = intern(db, "path", "path", &row.location.file)?;
    let source = row
        .source
        .map(|name| intern(db, "source", "name", name))
        .transpose()?;
    // Where the content is the bytes, it need not be kept twice.
    let content = (row.content != row.raw[..16]).then_some(&row.content[..]);
    db.prepare_cached(
        "INSERT INTO record (id, batch, file, offset, length, received, raw, content, external, day, source)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?
    .execute(params![
        id.as_u64().cast_signed(),
        batch,
        file,
        to_i64(row.location.offset),
        to_i64(row.location.length),
        row.received,
        &row.raw[..],
        content,
        row.external_id,
        row.day,
        source
    ])?;
    let seq = db.last_insert_rowid();
    for address in row.addresses {
        if *address != id {
            insert_alias(db, *address, seq)?;
        }
    }
    Ok(seq)
}

fn insert_alias(db: &Connection, address: DocId, seq: i64) -> rusqlite::Result<()> {
    db.prepare_cached("INSERT OR IGNORE INTO alias VALUES (?1, ?2)")?
        .execute([address.as_u64().cast_signed(), seq])?;
    Ok(())
}

fn set_document(db: &Connection, id: DocId, seq: i64, versions: u32) -> rusqlite::Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO document VALUES (?1, ?2, ?3)")?
        .execute(params![id.as_u64().cast_signed(), seq, versions])?;
    Ok(())
}

/// Makes the row of a document agree with its records.
fn settle(db: &Connection, id: i64) -> rusqlite::Result<()> {
    let id = DocId::from_u64(id.cast_unsigned());
    let rows = super::read::rows_of(db, id)?;
    match versions_of(&rows).last() {
        Some(newest) => set_document(db, id, newest.row.seq, newest.number),
        None => {
            db.execute(
                "DELETE FROM document WHERE id = ?1",
                [id.as_u64().cast_signed()],
            )?;
            Ok(())
        }
    }
}

/// The number of a string in a table of strings.
fn intern(db: &Connection, table: &str, column: &str, value: &str) -> rusqlite::Result<i64> {
    let found = db
        .prepare_cached(&format!("SELECT id FROM {table} WHERE {column} = ?1"))?
        .query_row([value], |row| row.get(0))
        .optional()?;
    match found {
        Some(id) => Ok(id),
        None => {
            db.prepare_cached(&format!("INSERT INTO {table} ({column}) VALUES (?1)"))?
                .execute([value])?;
            Ok(db.last_insert_rowid())
        }
    }
}

/// Sizes and places fit: no file has 2^63 bytes.
pub(super) fn to_i64(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}
