//! The marker file of a collection.

use super::CorpusError;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// The newest format of a collection that this program reads and the one it writes.
pub(crate) const FORMAT: u32 = 1;

/// What `vankien.toml` says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// Format of the directory.
    pub format: u32,
    /// Random id, which stays with the collection when it is copied.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Whether it is the bundled collection, which takes nothing in.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub demo: bool,
    /// Keys that this version does not know; kept as they are.
    #[serde(flatten)]
    pub other: toml::Table,
}

impl Settings {
    /// Reads a marker file.
    pub(crate) fn read(path: &Path) -> Result<Self, CorpusError> {
        let text = std::fs::read_to_string(path).map_err(CorpusError::io("read", path))?;
        let settings: Self = toml::from_str(&text).map_err(|error| CorpusError::Settings {
            path: path.to_owned(),
            reason: error.to_string(),
        })?;
        if settings.format > FORMAT {
            return Err(CorpusError::NewerFormat {
                path: path.to_owned(),
                found: settings.format,
                known: FORMAT,
            });
        }
        Ok(settings)
    }

    /// The text of the marker file.
    pub(crate) fn to_text(&self) -> String {
        let body =
            toml::to_string(self).expect("strings, numbers and tables can be written as TOML");
        format!("# This file marks a vankien collection; see README.txt.\n{body}")
    }
}
