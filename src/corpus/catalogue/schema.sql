CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
-- One row for each commit: what the catalogue said then can be told from what came later.
CREATE TABLE epoch (
    n INTEGER PRIMARY KEY,
    last_seq INTEGER NOT NULL,
    ledger TEXT NOT NULL,
    sites TEXT NOT NULL
);
CREATE TABLE path (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE);
CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
-- How far each batch was read; the row of the newest epoch counts.
CREATE TABLE coverage (
    batch INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    size INTEGER NOT NULL,
    file INTEGER NOT NULL,
    offset INTEGER NOT NULL,
    skip INTEGER NOT NULL,
    done INTEGER NOT NULL,
    PRIMARY KEY (batch, epoch)
) WITHOUT ROWID;
-- Every record of the corpus; those without id are kept but not read.
CREATE TABLE record (
    seq INTEGER PRIMARY KEY,
    id INTEGER,
    batch INTEGER NOT NULL,
    file INTEGER NOT NULL,
    offset INTEGER NOT NULL,
    length INTEGER NOT NULL,
    received INTEGER NOT NULL,
    raw BLOB,
    content BLOB,
    external TEXT,
    day INTEGER,
    source INTEGER,
    reason TEXT,
    damaged INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX record_id ON record (id) WHERE id IS NOT NULL;
CREATE INDEX record_external ON record (external) WHERE external IS NOT NULL;
CREATE INDEX record_unread ON record (seq) WHERE id IS NULL;
-- Addresses, hashed, that are not the one an id was made of.
CREATE TABLE alias (hash INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (hash, seq)) WITHOUT ROWID;
-- The record that stands for each document now, and how many versions there are.
CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL,
    versions INTEGER NOT NULL
);
