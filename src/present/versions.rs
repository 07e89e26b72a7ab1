//! The versions of a document, what changed between them, and where their bytes stand.

use super::json::write_object;
use super::{FORMAT_VERSION, Look, Palette, plain_line};
use serde::Serialize;
use std::io::{self, Write};

/// One version of a document, as it is shown.
#[derive(Debug, Clone, Serialize)]
pub struct VersionRow {
    /// `ID@N`.
    pub id: String,
    /// When it was received, RFC 3339.
    pub received_at: String,
    /// The import or WARC file that brought it.
    pub batch: String,
    /// The file that holds its bytes, relative to the collection.
    pub file: String,
    /// First byte of the record in it.
    pub offset: u64,
    /// Bytes of the record.
    pub length: u64,
    /// SHA-256 of the record's bytes, hexadecimal.
    pub raw_sha256: String,
}

/// Everything that leads from a document down to its bytes.
#[derive(Debug, Clone, Serialize)]
pub struct EvidenceReport {
    /// The version shown.
    pub version: VersionRow,
    /// SHA-256 of the bytes as they stand in the collection now.
    pub raw_sha256_now: String,
    /// SHA-256 of the bytes from the offset on, so many as the length says, as they lie on disk.
    pub stored_sha256: String,
    /// A shell command that prints that digest, from the collection's directory.
    pub check: String,
    /// Bytes of the record's content.
    pub raw_bytes: usize,
    /// SHA-256 of the document's text.
    pub text_sha256: String,
    /// Bytes of the document's text.
    pub text_bytes: usize,
    /// Which way the record was read.
    pub read_by: String,
    /// Where the date was read.
    pub date_origin: Option<String>,
    /// When the record was fetched.
    pub fetched_at: Option<String>,
    /// The address it was received from.
    pub address: Option<String>,
    /// What people decided on it, a line each.
    pub decisions: Vec<String>,
}

/// Writes the versions of a document, oldest first.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_versions(
    out: &mut dyn Write,
    json: bool,
    versions: &[VersionRow],
    look: Look,
) -> io::Result<()> {
    let label = Palette::of(look).label;
    for version in versions {
        if json {
            write_object(out, version)?;
        } else {
            writeln!(
                out,
                "{label}{}{label:#}  {}  {} bytes  {}  {}",
                version.id, version.received_at, version.length, version.batch, version.raw_sha256
            )?;
        }
    }
    Ok(())
}

/// Writes what leads from a document down to its bytes.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_evidence(
    out: &mut dyn Write,
    json: bool,
    evidence: &EvidenceReport,
    look: Look,
) -> io::Result<()> {
    #[derive(Serialize)]
    struct Versioned<'a> {
        format_version: u32,
        #[serde(flatten)]
        evidence: &'a EvidenceReport,
    }
    if json {
        return write_object(
            out,
            &Versioned {
                format_version: FORMAT_VERSION,
                evidence,
            },
        );
    }
    let label = Palette::of(look).label;
    for (name, value) in evidence_rows(evidence) {
        writeln!(out, "{label}{name:<10}{label:#}{}", plain_line(&value))?;
    }
    Ok(())
}

fn evidence_rows(evidence: &EvidenceReport) -> Vec<(&'static str, String)> {
    let version = &evidence.version;
    let same = if evidence.raw_sha256_now == version.raw_sha256 {
        "as recorded"
    } else {
        "NOT as recorded"
    };
    let mut rows = vec![
        ("id", version.id.clone()),
        ("received", version.received_at.clone()),
        ("batch", version.batch.clone()),
        ("file", version.file.clone()),
        (
            "bytes",
            format!("{} from byte {}", version.length, version.offset),
        ),
        ("sha-256", format!("{} ({same})", version.raw_sha256)),
        ("content", format!("{} bytes", evidence.raw_bytes)),
        ("on disk", evidence.stored_sha256.clone()),
        ("check", evidence.check.clone()),
        ("read by", evidence.read_by.clone()),
        (
            "text",
            format!(
                "{} bytes, sha-256 {}",
                evidence.text_bytes, evidence.text_sha256
            ),
        ),
    ];
    let mut optional = |name, value: &Option<String>| {
        rows.extend(value.clone().map(|value| (name, value)));
    };
    optional("date", &evidence.date_origin);
    optional("fetched", &evidence.fetched_at);
    optional("address", &evidence.address);
    rows.extend(
        evidence
            .decisions
            .iter()
            .map(|line| ("decision", line.clone())),
    );
    rows
}

/// Writes the lines that differ between two texts, `-` before what went and `+` before what came.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_diff(out: &mut dyn Write, old: &str, new: &str, look: Look) -> io::Result<()> {
    let palette = Palette::of(look);
    for (sign, line) in diff(old, new) {
        let style = if sign == '+' {
            palette.highlight
        } else {
            palette.aside
        };
        writeln!(out, "{style}{sign} {}{style:#}", plain_line(line))?;
    }
    Ok(())
}

/// The lines that went and came, in order: by the longest common row of lines, or block against block
/// where the texts are too long to compare line by line.
fn diff<'t>(old: &'t str, new: &'t str) -> Vec<(char, &'t str)> {
    const MOST_CELLS: usize = 4_000_000;
    let mut a: Vec<&str> = old.lines().collect();
    let mut b: Vec<&str> = new.lines().collect();
    let same_start = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    a.drain(..same_start);
    b.drain(..same_start);
    let same_end = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    a.truncate(a.len() - same_end);
    b.truncate(b.len() - same_end);
    let mut out = Vec::new();
    if (a.len() + 1).saturating_mul(b.len() + 1) > MOST_CELLS {
        out.extend(a.iter().map(|line| ('-', *line)));
        out.extend(b.iter().map(|line| ('+', *line)));
        return out;
    }
    let width = b.len() + 1;
    let mut common = vec![0u32; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            common[i * width + j] = if a[i] == b[j] {
                common[(i + 1) * width + j + 1] + 1
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i] == b[j] {
            i += 1;
            j += 1;
        } else if i < a.len()
            && (j == b.len() || common[(i + 1) * width + j] >= common[i * width + j + 1])
        {
            out.push(('-', a[i]));
            i += 1;
        } else {
            out.push(('+', b[j]));
            j += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_changed_is_shown() {
        let found = diff("a\nb\nc\nd", "a\nx\nc\ne\nd");
        assert_eq!(found, [('-', "b"), ('+', "x"), ('+', "e")]);
        assert_eq!(diff("a", "a"), []);
    }
}
