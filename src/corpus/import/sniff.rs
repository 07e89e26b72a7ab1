//! What a file holds, by its name and its first bytes.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::io::Read;

/// What a file holds; each may also be gzipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// A web page.
    Html,
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// One JSON object a line.
    Jsonl,
    /// WARC.
    Warc,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 5] = [
        Self::Html,
        Self::Text,
        Self::Markdown,
        Self::Jsonl,
        Self::Warc,
    ];

    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Jsonl => "jsonl",
            Self::Warc => "warc",
        }
    }

    fn of_extension(extension: &str) -> Option<Self> {
        Some(match extension {
            "html" | "htm" | "xhtml" | "shtml" | "mhtml" => Self::Html,
            "txt" | "text" => Self::Text,
            "md" | "markdown" => Self::Markdown,
            "jsonl" | "ndjson" | "jsonlines" => Self::Jsonl,
            "warc" => Self::Warc,
            _ => return None,
        })
    }
}

/// What was found out about a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sniffed {
    pub(super) format: Format,
    pub(super) gzip: bool,
}

/// How many unpacked bytes are looked at.
const LOOKED_AT: u64 = 16 * 1024;

/// Finds out what a file holds from its name and its first bytes (as stored); the content wins where the
/// two disagree.
///
/// # Errors
/// The reason why the file is not taken in.
pub(super) fn sniff(name: &str, first: &[u8]) -> Result<Sniffed, String> {
    if first.is_empty() {
        return Err("the file is empty".to_owned());
    }
    let gzip = first.starts_with(&[0x1f, 0x8b]);
    let unpacked;
    let content = if gzip {
        unpacked = unpack(first)?;
        &unpacked[..]
    } else {
        first
    };
    let lower = name.to_lowercase();
    let stem = lower
        .strip_suffix(".gz")
        .or_else(|| lower.strip_suffix(".gzip"))
        .unwrap_or(&lower);
    let extension = stem.rsplit_once('.').map_or("", |(_, end)| end);
    let format = format_of(extension, content)?;
    Ok(Sniffed { format, gzip })
}

fn format_of(extension: &str, content: &[u8]) -> Result<Format, String> {
    if content.starts_with(b"WARC/") {
        return Ok(Format::Warc);
    }
    if let Some(what) = known_binary(content) {
        return Err(format!("{what} is not read"));
    }
    if is_binary(content) {
        return Err("the content is binary, not text".to_owned());
    }
    let narrow = narrow(content);
    let text = narrow.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&narrow);
    let start = text.trim_ascii_start();
    let stated = Format::of_extension(extension);
    match stated {
        Some(Format::Jsonl | Format::Markdown | Format::Html) => Ok(stated.unwrap_or(Format::Text)),
        Some(Format::Warc) => Err("no WARC record begins the file".to_owned()),
        Some(Format::Text) if looks_like_html(start) => Ok(Format::Html),
        Some(Format::Text) => Ok(Format::Text),
        None if looks_like_html(start) => Ok(Format::Html),
        None if extension == "json" && start.starts_with(b"[") => {
            Err("a JSON array is not read: give one object a line".to_owned())
        }
        None if looks_like_json_lines(start) => Ok(Format::Jsonl),
        None if start.starts_with(b"<?xml") || start.starts_with(b"<rss") => {
            Err("XML is not read".to_owned())
        }
        None if extension.is_empty() => Ok(Format::Text),
        None => Err(format!("files of the kind .{extension} are not read")),
    }
}

/// UTF-16 with a mark as UTF-8 with a mark, anything else as it is.
fn narrow(content: &[u8]) -> Cow<'_, [u8]> {
    let unit = match content {
        [0xFF, 0xFE, ..] => u16::from_le_bytes,
        [0xFE, 0xFF, ..] => u16::from_be_bytes,
        _ => return Cow::Borrowed(content),
    };
    let (pairs, _) = content.as_chunks();
    let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
    Cow::Owned(String::from_utf16_lossy(&units).into_bytes())
}

fn unpack(first: &[u8]) -> Result<Vec<u8>, String> {
    let mut content = Vec::new();
    let mut decoder = flate2::read::MultiGzDecoder::new(first).take(LOOKED_AT);
    // Only the beginning is at hand, so that an end inside is no error if something came out.
    match decoder.read_to_end(&mut content) {
        Err(error) if content.is_empty() => Err(format!("the gzip stream is damaged ({error})")),
        _ if content.is_empty() => Err("the file is empty once unpacked".to_owned()),
        _ => Ok(content),
    }
}

fn known_binary(content: &[u8]) -> Option<&'static str> {
    const KNOWN: [(&[u8], &str); 12] = [
        (b"%PDF", "PDF"),
        (
            b"PK\x03\x04",
            "a ZIP archive (DOCX, XLSX, EPUB and the like)",
        ),
        (b"\xd0\xcf\x11\xe0", "an old Office document"),
        (b"{\\rtf", "RTF"),
        (b"\x89PNG", "an image"),
        (b"\xff\xd8\xff", "an image"),
        (b"GIF8", "an image"),
        (b"BZh", "a bzip2 archive"),
        (b"\xfd7zXZ", "an xz archive"),
        (b"\x28\xb5\x2f\xfd", "a zstd archive"),
        (b"7z\xbc\xaf", "a 7z archive"),
        (b"SQLite format", "a database"),
    ];
    KNOWN
        .iter()
        .find(|(magic, _)| content.starts_with(magic))
        .map(|(_, what)| *what)
}

/// Tells whether bytes are no text in any encoding: control characters abound.
fn is_binary(content: &[u8]) -> bool {
    if content.starts_with(b"\xff\xfe") || content.starts_with(b"\xfe\xff") {
        return false;
    }
    // UTF-16 without a mark has a zero in every other byte of Latin text.
    let zeros = |from: usize| {
        content
            .iter()
            .skip(from)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let half = content.len() / 2;
    if half > 8 && (zeros(0) * 10 > half * 4) != (zeros(1) * 10 > half * 4) {
        return false;
    }
    let control = content
        .iter()
        .filter(|b| **b < 0x20 && !matches!(**b, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b))
        .count();
    control * 20 > content.len()
}

fn looks_like_html(start: &[u8]) -> bool {
    let head = &start[..start.len().min(1024)];
    let lower = head.to_ascii_lowercase();
    lower.starts_with(b"<!doctype html")
        || lower.starts_with(b"<html")
        || lower.starts_with(b"<head")
        || lower.starts_with(b"<body")
        || (lower.starts_with(b"<!--") || lower.starts_with(b"<?xml"))
            && memchr::memmem::find(&lower, b"<html").is_some()
}

/// The first line is a JSON object, as far as it is at hand.
fn looks_like_json_lines(start: &[u8]) -> bool {
    if !start.starts_with(b"{") {
        return false;
    }
    match memchr::memchr(b'\n', start) {
        Some(end) => serde_json::from_slice::<serde::de::IgnoredAny>(&start[..end]).is_ok(),
        None => serde_json::from_slice::<serde::de::IgnoredAny>(start).map_or_else(
            |error| error.is_eof() && start.len() as u64 >= LOOKED_AT / 2,
            |_| true,
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn check(name: &str, content: &[u8], expected: Result<Format, &str>) {
        match (sniff(name, content), expected) {
            (Ok(found), Ok(format)) => assert_eq!(found.format, format, "{name}"),
            (Err(reason), Err(part)) => assert!(reason.contains(part), "{name}: {reason}"),
            (found, _) => panic!("{name}: {found:?}"),
        }
    }

    #[test]
    fn name_and_content_decide() {
        check("a.html", b"<p>x", Ok(Format::Html));
        check("a.txt", "Hội nghị".as_bytes(), Ok(Format::Text));
        check("a.txt", b"<!DOCTYPE html><p>x", Ok(Format::Html));
        check("a.aspx", b"\xef\xbb\xbf <HTML>", Ok(Format::Html));
        check("a.md", b"# x", Ok(Format::Markdown));
        check("a.jsonl", b"not json", Ok(Format::Jsonl));
        check("a.json", b"{\"text\":\"x\"}\n{}", Ok(Format::Jsonl));
        check("a.json", b"[{}]", Err("array"));
        check("a", b"text", Ok(Format::Text));
        check("a.bin", b"WARC/1.0\r\n", Ok(Format::Warc));
        check("a.warc", b"what", Err("no WARC record"));
        check("a.pdf", b"%PDF-1.7", Err("PDF is not read"));
        check("a.csv", b"a,b", Err(".csv"));
        check("a.xml", b"<?xml version=\"1.0\"?><rss>", Err("XML"));
        check("a.html", b"", Err("empty"));
        let random: Vec<u8> = (0..4000u32).map(|n| ((n * n) >> 3) as u8).collect();
        check("a.html", &random, Err("binary"));
        let wide: Vec<u8> = "Hội nghị Trung ương"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        check("a.txt", &wide, Ok(Format::Text));
        let marked = |text: &str| -> Vec<u8> {
            let text = format!("\u{feff}{text}");
            text.encode_utf16().flat_map(u16::to_be_bytes).collect()
        };
        check("a.jsonl", &marked("{}"), Ok(Format::Jsonl));
        let records = marked("{\"text\":\"x\"}\n{}");
        check("a.json", &records, Ok(Format::Jsonl));
        check("a.json", &marked("[{}]"), Err("array"));
        check("a.aspx", &marked("<html>"), Ok(Format::Html));
    }

    #[test]
    fn gzip_is_looked_into() {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(b"<html><p>x").unwrap();
        let packed = encoder.finish().unwrap();
        let expected = Sniffed {
            format: Format::Html,
            gzip: true,
        };
        assert_eq!(sniff("a.gz", &packed), Ok(expected));
        assert_eq!(sniff("a.txt", &packed), Ok(expected));
        check("a.html.gz", &packed[..8], Err("damaged"));
    }
}
