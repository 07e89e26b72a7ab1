//! What a check of a collection found.

use super::json::versioned;
use super::listing::{Listing, write_listing};
use super::{Format, Look, Palette, plain_line};
use serde::Serialize;
use std::io::{self, Write};

/// One thing that a check found.
#[derive(Debug, Clone, Serialize)]
pub struct FindingReport {
    /// What kind.
    pub kind: &'static str,
    /// The file or document.
    pub subject: String,
    /// What is wrong.
    pub detail: String,
    /// How to mend it.
    pub mend: String,
}

/// What a check went through and found.
#[derive(Debug, Clone, Serialize)]
pub struct VerifyReport {
    /// Files read.
    pub files: u64,
    /// Records read.
    pub records: u64,
    /// Documents compared with the index.
    pub documents: u64,
    /// What is wrong.
    pub findings: Vec<FindingReport>,
}

/// Writes what a check found.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_verify(
    out: &mut dyn Write,
    format: Format,
    report: &VerifyReport,
    look: Look,
) -> io::Result<()> {
    write_listing(out, format, report, look)
}

impl Listing for VerifyReport {
    const HEADER: &'static [&'static str] = &["kind", "subject", "detail", "mend"];

    fn object(&self) -> impl Serialize {
        versioned(self)
    }

    fn entries(&self) -> impl Iterator<Item = impl Serialize> {
        self.findings.iter()
    }

    fn rows(&self) -> impl Iterator<Item = Vec<String>> {
        self.findings.iter().map(|finding| {
            vec![
                finding.kind.to_owned(),
                finding.subject.clone(),
                finding.detail.clone(),
                finding.mend.clone(),
            ]
        })
    }

    fn write_text(&self, out: &mut dyn Write, look: Look) -> io::Result<()> {
        let palette = Palette::of(look);
        let (label, aside) = (palette.label, palette.aside);
        for finding in &self.findings {
            writeln!(
                out,
                "{label}{}{label:#}  {}: {}\n    {aside}{}{aside:#}",
                finding.kind,
                plain_line(&finding.subject),
                plain_line(&finding.detail),
                plain_line(&finding.mend)
            )?;
        }
        let found = match self.findings.len() {
            0 => "all is well".to_owned(),
            1 => "1 finding".to_owned(),
            count => format!("{count} findings"),
        };
        let counted = |count: u64, one: &str| {
            let many = if count == 1 { "" } else { "s" };
            format!("{count} {one}{many}")
        };
        writeln!(
            out,
            "{}, {}, {}: {found}",
            counted(self.files, "file"),
            counted(self.records, "record"),
            counted(self.documents, "document")
        )
    }
}
