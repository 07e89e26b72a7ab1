//! Writes people's decisions to the ledger and brings the index up to date with them.

use super::load::find_one;
use super::update::{recover, update_locked};
use super::{Event, IndexReport, IngestError};
use crate::corpus::{Action, Collection, CorrectedField, Ledger, LedgerEntry};
use crate::document::{Kind, Lang, normalize_address};
use jiff::Timestamp;

/// A decision; documents are named by id, external id or address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Leaves a document out of every answer.
    Withdraw(String),
    /// Takes that back.
    Restore(String),
    /// Corrects a field of a document; an empty value takes a correction back.
    Correct(String, CorrectedField, String),
    /// Two documents are copies of one.
    Same(String, String),
    /// Two documents are no copies.
    NotSame(String, String),
}

/// Records a decision, with who made it and why, and brings the index up to date with it.
///
/// # Errors
/// If a document is not found or not single, or a value cannot be read; nothing is then written.
pub fn decide(
    collection: &Collection,
    decision: &Decision,
    who: Option<String>,
    reason: Option<String>,
    now: Timestamp,
    on_event: &mut dyn FnMut(Event),
) -> Result<(LedgerEntry, IndexReport), IngestError> {
    let lock = collection.lock()?;
    let recovered = recover(collection, &lock, on_event)?;
    // Only what the catalogue knows can be decided on.
    update_locked(collection, &lock, on_event)?;
    let id = |key: &str| find_one(collection, key).map(|id| id.to_string());
    let action = match decision {
        Decision::Withdraw(key) => Action::Withdraw { id: id(key)? },
        Decision::Restore(key) => Action::Restore { id: id(key)? },
        Decision::Correct(key, field, value) => {
            check(*field, value)?;
            Action::Correct {
                id: id(key)?,
                field: *field,
                value: value.clone(),
            }
        }
        Decision::Same(one, other) => Action::Same {
            id: id(one)?,
            other: id(other)?,
        },
        Decision::NotSame(one, other) => Action::NotSame {
            id: id(one)?,
            other: id(other)?,
        },
    };
    let entry = Ledger::append(collection, &lock, action, who, reason, now)?;
    let mut report = update_locked(collection, &lock, on_event)?;
    report.recovered.splice(0..0, recovered);
    Ok((entry, report))
}

/// Refuses a value that could not be applied; an empty one takes a correction back.
fn check(field: CorrectedField, value: &str) -> Result<(), IngestError> {
    if value.is_empty() {
        return Ok(());
    }
    let wrong = |expected| IngestError::BadCorrection {
        field: field.name(),
        value: value.to_owned(),
        expected,
    };
    match field {
        CorrectedField::Date => value
            .parse::<jiff::civil::Date>()
            .map(|_| ())
            .map_err(|_| wrong("date such as 2024-01-17")),
        CorrectedField::Lang => Lang::from_code(value)
            .map(|_| ())
            .ok_or_else(|| wrong("language: vi or en")),
        CorrectedField::Kind => Kind::from_name(value)
            .map(|_| ())
            .ok_or_else(|| wrong("kind of document")),
        CorrectedField::Url => normalize_address(value)
            .map(|_| ())
            .ok_or_else(|| wrong("web address")),
        CorrectedField::Title | CorrectedField::Source | CorrectedField::Origin => Ok(()),
    }
}
