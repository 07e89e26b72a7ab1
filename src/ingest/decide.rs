//! Writes people's decisions to the ledger and brings the index up to date with them.

use super::load::find_one;
use super::update::{note_current, recover, update_locked};
use super::{Event, IndexReport, IngestError};
use crate::corpus::{Action, Collection, CorrectedField, Ledger, LedgerEntry};
use crate::document::{Kind, Lang, normalize_address};
use crate::text::date::read_day;
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

/// Who decides, when and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecideOptions {
    /// Who.
    pub who: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// The time.
    pub now: Timestamp,
}

/// Records decisions, with who made them and why, and brings the index up to date with them.
///
/// # Errors
/// If a document is not found or not single, or a value cannot be read; nothing is then written.
pub fn decide(
    collection: &Collection,
    decisions: &[Decision],
    options: &DecideOptions,
    on_event: &mut dyn FnMut(Event),
) -> Result<IndexReport, IngestError> {
    let lock = collection.lock()?;
    let recovered = recover(collection, &lock, on_event)?;
    // Only what the catalogue knows can be decided on.
    update_locked(collection, &lock, on_event)?;
    let mut entries = Vec::new();
    for decision in decisions {
        entries.push(LedgerEntry {
            at: options.now.to_string(),
            who: options.who.clone(),
            reason: options.reason.clone(),
            action: action_of(collection, decision)?,
        });
    }
    Ledger::append(collection, &lock, &entries)?;
    let mut report = update_locked(collection, &lock, on_event)?;
    report.recovered.splice(0..0, recovered);
    note_current(collection, lock);
    Ok(report)
}

/// A decision with the ids of its documents and its value as the ledger holds it.
fn action_of(collection: &Collection, decision: &Decision) -> Result<Action, IngestError> {
    let id = |key: &str| find_one(collection, key).map(|id| id.to_string());
    let two = |one: &str, other: &str| {
        let (id, other) = (id(one)?, id(other)?);
        if id == other {
            return Err(IngestError::OneDocument(id));
        }
        Ok((id, other))
    };
    Ok(match decision {
        Decision::Withdraw(key) => Action::Withdraw { id: id(key)? },
        Decision::Restore(key) => Action::Restore { id: id(key)? },
        Decision::Correct(key, field, value) => {
            let value = written(*field, value);
            check(*field, &value)?;
            Action::Correct {
                id: id(key)?,
                field: *field,
                value,
            }
        }
        Decision::Same(one, other) => {
            let (id, other) = two(one, other)?;
            Action::Same { id, other }
        }
        Decision::NotSame(one, other) => {
            let (id, other) = two(one, other)?;
            Action::NotSame { id, other }
        }
    })
}

/// A value as the ledger holds it: a day may be typed as it is printed in the country.
fn written(field: CorrectedField, value: &str) -> String {
    let value = value.trim();
    let is_numeric = value
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b"/.-".contains(&byte));
    let day = (field == CorrectedField::Date && is_numeric).then(|| read_day(value));
    day.flatten()
        .map_or_else(|| value.to_owned(), |day| day.date.to_string())
}

/// Refuses a value that could not be applied; an empty one takes a correction back.
fn check(field: CorrectedField, value: &str) -> Result<(), IngestError> {
    if value.is_empty() {
        return Ok(());
    }
    let wrong = |expected: &str| IngestError::BadCorrection {
        field: field.name(),
        value: value.to_owned(),
        expected: expected.to_owned(),
    };
    match field {
        CorrectedField::Date => value
            .parse::<jiff::civil::Date>()
            .map(|_| ())
            .map_err(|_| wrong("date such as 2024-01-17")),
        CorrectedField::Lang => Lang::from_code(value)
            .map(|_| ())
            .ok_or_else(|| wrong("language: vi or en")),
        CorrectedField::Kind => Kind::from_name(value).map(|_| ()).ok_or_else(|| {
            let names: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
            wrong(&format!("kind of document: {}", names.join(", ")))
        }),
        CorrectedField::Url => normalize_address(value)
            .map(|_| ())
            .ok_or_else(|| wrong("web address")),
        CorrectedField::Title | CorrectedField::Source | CorrectedField::Origin => Ok(()),
    }
}
