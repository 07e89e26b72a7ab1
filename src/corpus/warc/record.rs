//! The head of a record.

use sha1::{Digest, Sha1};

/// What a record holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RecordType {
    /// About the file.
    Warcinfo,
    /// What a server answered, with its HTTP head.
    Response,
    /// A file without HTTP head.
    Resource,
    /// What was asked.
    Request,
    /// About another record, or about what could not be fetched.
    Metadata,
    /// The same as an earlier record.
    Revisit,
    /// Another form of an earlier record.
    Conversion,
    /// Any other.
    Other,
}

impl RecordType {
    /// The value of `WARC-Type`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Warcinfo => "warcinfo",
            Self::Response => "response",
            Self::Resource => "resource",
            Self::Request => "request",
            Self::Metadata => "metadata",
            Self::Revisit => "revisit",
            Self::Conversion => "conversion",
            Self::Other => "other",
        }
    }

    fn from_name(name: &str) -> Self {
        [
            Self::Warcinfo,
            Self::Response,
            Self::Resource,
            Self::Request,
            Self::Metadata,
            Self::Revisit,
            Self::Conversion,
        ]
        .into_iter()
        .find(|kind| kind.name().eq_ignore_ascii_case(name))
        .unwrap_or(Self::Other)
    }
}

/// The named fields of a record, in the order written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WarcHead {
    fields: Vec<(String, String)>,
}

impl WarcHead {
    /// Reads the lines after the version line. Lines that are no field are left out; a line that begins
    /// with a space goes on with the one before.
    #[must_use]
    pub fn parse(lines: &[u8]) -> Self {
        Self {
            fields: parse_fields(lines),
        }
    }

    /// The value of a field, by its name in any case.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// What the record holds.
    #[must_use]
    pub fn record_type(&self) -> RecordType {
        self.get("WARC-Type")
            .map_or(RecordType::Other, RecordType::from_name)
    }

    /// The address, without the angle brackets that some writers put round it.
    #[must_use]
    pub fn target(&self) -> Option<&str> {
        let uri = self.get("WARC-Target-URI")?.trim();
        Some(uri.trim_start_matches('<').trim_end_matches('>'))
    }

    /// The number of bytes of the block.
    #[must_use]
    pub fn content_length(&self) -> Option<u64> {
        self.get("Content-Length")?.trim().parse().ok()
    }
}

/// Reads `Name: value` lines as WARC and HTTP write them.
pub(super) fn parse_fields(lines: &[u8]) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in lines.split(|b| *b == b'\n') {
        let text = String::from_utf8_lossy(line);
        let text = text.trim_end_matches('\r');
        if text.starts_with([' ', '\t']) {
            if let Some((_, value)) = fields.last_mut() {
                value.push(' ');
                value.push_str(text.trim());
            }
        } else if let Some((name, value)) = text.split_once(':') {
            fields.push((name.trim().to_owned(), value.trim().to_owned()));
        }
    }
    fields
}

/// The digest that WARC files carry: `sha1:` and base32.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    format!(
        "sha1:{}",
        data_encoding::BASE32.encode(&Sha1::digest(bytes))
    )
}

/// Compares bytes with a labelled digest; nothing if the label or the encoding is not known.
pub(crate) fn digest_agrees(stated: &str, bytes: &[u8]) -> Option<bool> {
    let (label, value) = stated.split_once(':')?;
    let found: Vec<u8> = match label.to_ascii_lowercase().as_str() {
        "sha1" | "sha-1" => Sha1::digest(bytes).to_vec(),
        "sha256" | "sha-256" => sha2::Sha256::digest(bytes).to_vec(),
        _ => return None,
    };
    let stated = decode_digest(value, found.len())?;
    Some(stated == found)
}

/// Digests are written in base32 or, by some tools, in hexadecimal or base64: the length tells which.
fn decode_digest(value: &str, length: usize) -> Option<Vec<u8>> {
    let value = value.trim();
    let lower = value.to_ascii_lowercase();
    let upper = value.to_ascii_uppercase();
    [
        data_encoding::HEXLOWER.decode(lower.as_bytes()).ok(),
        data_encoding::BASE32.decode(upper.as_bytes()).ok(),
        data_encoding::BASE32_NOPAD.decode(upper.as_bytes()).ok(),
        data_encoding::BASE64.decode(value.as_bytes()).ok(),
    ]
    .into_iter()
    .flatten()
    .find(|bytes| bytes.len() == length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_in_any_case_and_over_several_lines() {
        let head = WarcHead::parse(
            b"warc-type: Response\r\nWARC-Target-URI: <http://x.vn/a>\r\nContent-Length: 12\r\nX: a\r\n b\r\n",
        );
        assert_eq!(head.record_type(), RecordType::Response);
        assert_eq!(head.target(), Some("http://x.vn/a"));
        assert_eq!(head.content_length(), Some(12));
        assert_eq!(head.get("x"), Some("a b"));
    }

    #[test]
    fn digests_are_compared_in_every_encoding() {
        let good = digest(b"abc");
        assert_eq!(good, "sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5");
        assert_eq!(digest_agrees(&good, b"abc"), Some(true));
        assert_eq!(digest_agrees(&good, b"abd"), Some(false));
        let hex = "sha1:a9993e364706816aba3e25717850c26c9cd0d89d";
        assert_eq!(digest_agrees(hex, b"abc"), Some(true));
        assert_eq!(digest_agrees("md5:x", b"abc"), None);
    }
}
