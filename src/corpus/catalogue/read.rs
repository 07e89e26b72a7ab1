//! What readers ask.

use super::row::RecordRow;
use super::{Catalogue, EpochMark};
use crate::corpus::records::{HALF_COPIED, MISSING};
use crate::corpus::{CorpusError, Position};
use crate::document::{DocId, RecordLocation, normalize_address};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// How far a batch was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoveredBatch {
    /// Its name.
    pub name: String,
    /// Its size then.
    pub size: u64,
    /// The position behind the last record read.
    pub position: Position,
    /// Whether it was read to its end.
    pub done: bool,
}

/// Documents of one source in one month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceMonth {
    /// The source.
    pub source: Option<String>,
    /// `2024-01`.
    pub month: Option<String>,
    /// How many.
    pub documents: u64,
}

/// What the record that stands for a document says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The source.
    pub source: Option<String>,
    /// The month of its date, `2024-01`.
    pub month: Option<String>,
    /// How many versions there are.
    pub versions: u32,
}

/// What the catalogue counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CatalogueCounts {
    /// Documents, withdrawn ones included.
    pub documents: u64,
    /// Documents with more than one version.
    pub with_versions: u64,
    /// Documents without a date.
    pub undated: u64,
    /// Records kept but not read.
    pub unread: u64,
}

const ROW: &str =
    "SELECT record.seq, record.id, batch.path, file.path, record.offset, record.length,
    record.received, record.raw, record.content
    FROM record JOIN path batch ON batch.id = record.batch JOIN path file ON file.id = record.file";

pub(super) fn rows_of(db: &Connection, id: DocId) -> rusqlite::Result<Vec<RecordRow>> {
    db.prepare_cached(&format!("{ROW} WHERE record.id = ?1 ORDER BY record.seq"))?
        .query_map([id.as_u64().cast_signed()], record_row)?
        .collect()
}

fn record_row(row: &Row<'_>) -> rusqlite::Result<RecordRow> {
    let raw: [u8; 32] = row.get(7)?;
    let content: Option<[u8; 16]> = row.get(8)?;
    let content = content.unwrap_or_else(|| {
        let mut content = [0; 16];
        content.copy_from_slice(&raw[..16]);
        content
    });
    Ok(RecordRow {
        seq: row.get(0)?,
        id: DocId::from_u64(row.get::<_, i64>(1)?.cast_unsigned()),
        batch: row.get(2)?,
        location: RecordLocation {
            file: row.get::<_, String>(3)?.into(),
            offset: row.get::<_, i64>(4)?.cast_unsigned(),
            length: row.get::<_, i64>(5)?.cast_unsigned(),
        },
        received: row.get(6)?,
        raw,
        content,
    })
}

impl Catalogue {
    /// What was said at the newest commit.
    ///
    /// # Errors
    /// If the catalogue is damaged.
    pub fn mark(&self) -> Result<EpochMark, CorpusError> {
        self.run(|_| self.read_mark())
    }

    pub(super) fn read_mark(&self) -> rusqlite::Result<EpochMark> {
        let mark = self
            .db
            .prepare_cached("SELECT n, ledger, sites FROM epoch ORDER BY n DESC LIMIT 1")?
            .query_row([], |row| {
                Ok(EpochMark {
                    epoch: row.get::<_, i64>(0)?.cast_unsigned(),
                    ledger: row.get(1)?,
                    sites: row.get(2)?,
                })
            })
            .optional()?;
        Ok(mark.unwrap_or_default())
    }

    /// What was noted about the whole catalogue.
    ///
    /// # Errors
    /// If the catalogue is damaged.
    pub fn noted(&self, key: &str) -> Result<Option<String>, CorpusError> {
        self.run(|db| {
            db.prepare_cached("SELECT value FROM meta WHERE key = ?1")?
                .query_row([key], |row| row.get(0))
                .optional()
        })
    }

    /// How far each batch was read.
    ///
    /// # Errors
    /// If the catalogue is damaged.
    pub fn coverage(&self) -> Result<Vec<CoveredBatch>, CorpusError> {
        self.run(|db| {
            db.prepare_cached(
                "SELECT path, size, file, offset, skip, done FROM coverage
                 JOIN path ON path.id = batch
                 WHERE epoch = (SELECT max(epoch) FROM coverage c WHERE c.batch = coverage.batch)",
            )?
            .query_map([], |row| {
                Ok(CoveredBatch {
                    name: row.get(0)?,
                    size: row.get::<_, i64>(1)?.cast_unsigned(),
                    position: Position {
                        file: row.get(2)?,
                        offset: row.get::<_, i64>(3)?.cast_unsigned(),
                        skip: row.get::<_, i64>(4)?.cast_unsigned(),
                    },
                    done: row.get(5)?,
                })
            })?
            .collect()
        })
    }

    /// The records of a document, in the order of reading.
    ///
    /// # Errors
    /// If the catalogue is damaged.
    pub fn rows_of(&self, id: DocId) -> Result<Vec<RecordRow>, CorpusError> {
        self.run(|db| rows_of(db, id))
    }

    /// The documents that a key names: an id, an external id or an address.
    ///
    /// # Errors
    /// If the catalogue is damaged.
    pub fn find(&self, key: &str) -> Result<Vec<DocId>, CorpusError> {
        let mut found = Vec::new();
        if let Ok(id) = key.parse::<DocId>()
            && self.holds(id)?
        {
            found.push(id);
        }
        if let Some(address) = normalize_address(key) {
            let address = DocId::of_address(&address);
            if self.holds(address)? {
                found.push(address);
            }
            found.extend(self.run(|db| {
                db.prepare_cached(
                    "SELECT DISTINCT record.id FROM alias JOIN record USING (seq)
                     WHERE hash = ?1 AND record.id IS NOT NULL",
                )?
                .query_map([address.as_u64().cast_signed()], doc_id)?
                .collect::<rusqlite::Result<Vec<_>>>()
            })?);
        }
        found.extend(self.run(|db| {
            db.prepare_cached(
                "SELECT DISTINCT id FROM record WHERE external = ?1 AND id IS NOT NULL",
            )?
            .query_map([key], doc_id)?
            .collect::<rusqlite::Result<Vec<_>>>()
        })?);
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    /// Why the record of an address was not read as a document.
    ///
    /// # Errors
    /// If the catalogue is damaged.
    pub fn unread_reason(&self, address: DocId) -> Result<Option<String>, CorpusError> {
        self.run(|db| {
            db.prepare_cached(
                "SELECT reason FROM alias JOIN record USING (seq)
                 WHERE hash = ?1 AND record.id IS NULL ORDER BY seq DESC LIMIT 1",
            )?
            .query_row([address.as_u64().cast_signed()], |row| row.get(0))
            .optional()
        })
    }

    fn holds(&self, id: DocId) -> Result<bool, CorpusError> {
        self.run(|db| {
            db.prepare_cached("SELECT 1 FROM document WHERE id = ?1")?
                .exists([id.as_u64().cast_signed()])
        })
    }

    /// Hands every document, with the row that stands for it and its number of versions, to `sink` by
    /// place in the corpus, until it returns false.
    ///
    /// # Errors
    /// If the catalogue is damaged.
    pub fn each_document(
        &self,
        sink: &mut dyn FnMut(RecordRow, u32) -> bool,
    ) -> Result<(), CorpusError> {
        self.run(|db| {
            let sql = format!(
                "{} JOIN document ON document.seq = record.seq ORDER BY file.path, record.offset",
                ROW.replacen("record.content", "record.content, document.versions", 1)
            );
            let mut statement = db.prepare_cached(&sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                if !sink(record_row(row)?, row.get(9)?) {
                    break;
                }
            }
            Ok(())
        })
    }

    /// Hands every record of a batch, with the SHA-256 of its bytes if it is a document, to `sink` in the
    /// order of reading, until it returns false.
    ///
    /// # Errors
    /// If the catalogue is damaged.
    pub fn each_place(
        &self,
        batch: &str,
        sink: &mut dyn FnMut(&RecordLocation, Option<[u8; 32]>) -> bool,
    ) -> Result<(), CorpusError> {
        self.run(|db| {
            let mut statement = db.prepare_cached(
                "SELECT file.path, record.offset, record.length, record.raw FROM record
                 JOIN path file ON file.id = record.file JOIN path batch ON batch.id = record.batch
                 WHERE batch.path = ?1 ORDER BY record.seq",
            )?;
            let mut rows = statement.query([batch])?;
            while let Some(row) = rows.next()? {
                let location = RecordLocation {
                    file: row.get::<_, String>(0)?.into(),
                    offset: row.get::<_, i64>(1)?.cast_unsigned(),
                    length: row.get::<_, i64>(2)?.cast_unsigned(),
                };
                if !sink(&location, row.get(3)?) {
                    break;
                }
            }
            Ok(())
        })
    }

    /// Counts.
    ///
    /// # Errors
    /// If the catalogue is damaged.
    pub fn counts(&self) -> Result<CatalogueCounts, CorpusError> {
        self.run(|db| {
            let one = |sql: &str| {
                db.query_row(sql, [], |row| row.get::<_, i64>(0).map(i64::cast_unsigned))
            };
            Ok(CatalogueCounts {
                documents: one("SELECT count(*) FROM document")?,
                with_versions: one("SELECT count(*) FROM document WHERE versions > 1")?,
                undated: one(
                    "SELECT count(*) FROM document JOIN record USING (seq) WHERE day IS NULL",
                )?,
                unread: one("SELECT count(*) FROM record WHERE id IS NULL")?,
            })
        })
    }

    /// Files that were missing or not whole when they were read, with the reason.
    ///
    /// # Errors
    /// If the catalogue is damaged.
    pub(crate) fn incomplete_files(&self) -> Result<Vec<(String, String)>, CorpusError> {
        self.run(|db| {
            db.prepare_cached(
                "SELECT path, reason FROM record JOIN path ON path.id = record.file
                 WHERE record.id IS NULL AND (reason = ?1 OR substr(reason, 1, length(?2)) = ?2)",
            )?
            .query_map(params![MISSING, HALF_COPIED], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?
            .collect()
        })
    }

    /// Tells whether every file was there, and as long as it was added, when it was read.
    ///
    /// # Errors
    /// If the catalogue is damaged.
    pub fn is_whole(&self) -> Result<bool, CorpusError> {
        Ok(self.incomplete_files()?.is_empty())
    }

    /// Records kept but not read, by reason up to its first colon, most frequent first.
    ///
    /// # Errors
    /// If the catalogue is damaged.
    pub fn unread_reasons(&self) -> Result<Vec<(String, u64)>, CorpusError> {
        self.run(|db| {
            db.prepare_cached(
                "SELECT substr(reason, 1, instr(reason || ':', ':') - 1), count(*)
                 FROM record WHERE id IS NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 100",
            )?
            .query_map([], |row| {
                Ok((row.get(0)?, row.get::<_, i64>(1)?.cast_unsigned()))
            })?
            .collect()
        })
    }

    /// Documents by source and month.
    ///
    /// # Errors
    /// If the catalogue is damaged.
    pub fn by_source_and_month(&self) -> Result<Vec<SourceMonth>, CorpusError> {
        self.run(|db| {
            db.prepare_cached(
                "SELECT source.name, record.day / 100, count(*) FROM document
                 JOIN record USING (seq) LEFT JOIN source ON source.id = record.source
                 GROUP BY 1, 2 ORDER BY 1, 2",
            )?
            .query_map([], |row| {
                Ok(SourceMonth {
                    source: row.get(0)?,
                    month: row.get::<_, Option<i64>>(1)?.map(shown_month),
                    documents: row.get::<_, i64>(2)?.cast_unsigned(),
                })
            })?
            .collect()
        })
    }

    /// What is counted of a document, if there is such a one.
    ///
    /// # Errors
    /// If the catalogue is damaged.
    pub fn standing(&self, id: DocId) -> Result<Option<Standing>, CorpusError> {
        self.run(|db| {
            db.prepare_cached(
                "SELECT source.name, record.day / 100, document.versions FROM document
                 JOIN record USING (seq) LEFT JOIN source ON source.id = record.source
                 WHERE document.id = ?1",
            )?
            .query_row([id.as_u64().cast_signed()], |row| {
                Ok(Standing {
                    source: row.get(0)?,
                    month: row.get::<_, Option<i64>>(1)?.map(shown_month),
                    versions: row.get(2)?,
                })
            })
            .optional()
        })
    }

    /// Runs SQLite's own check.
    ///
    /// # Errors
    /// If it cannot be run at all.
    pub fn check(&self) -> Result<Vec<String>, CorpusError> {
        self.run(|db| {
            let said: Vec<String> = db
                .prepare("PRAGMA quick_check(10)")?
                .query_map([], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            Ok(said.into_iter().filter(|line| line != "ok").collect())
        })
    }
}

fn shown_month(month: i64) -> String {
    format!("{:04}-{:02}", month / 100, month % 100)
}

fn doc_id(row: &Row<'_>) -> rusqlite::Result<DocId> {
    Ok(DocId::from_u64(row.get::<_, i64>(0)?.cast_unsigned()))
}
