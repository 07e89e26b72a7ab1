//! The charset of a page, and its bytes as text.

use crate::text::legacy::{self, Legacy};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// A page's bytes as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded<'b> {
    /// The text, without byte order mark.
    pub text: Cow<'b, str>,
    /// Name of the encoding that was used.
    pub encoding: &'static str,
    /// True if some bytes were not valid in it and became U+FFFD.
    pub replaced: bool,
}

/// Decodes the bytes of a page.
///
/// What decides, in this order: byte order mark, bytes that are valid UTF-8 beyond ASCII, the charset
/// of the HTTP head, a `meta` anywhere in the page (some sites declare it after the first 8,000
/// bytes), a guess. Valid UTF-8 goes before any label, since text in another encoding is practically
/// never valid UTF-8 by accident and wrong labels are common.
#[must_use]
pub fn decode<'b>(bytes: &'b [u8], charset: Option<&str>) -> Decoded<'b> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return with(encoding, &bytes[length..]);
    }
    if let Some(encoding) = wide_without_mark(bytes) {
        return with(encoding, bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        // Escape-coded charsets look like ASCII; only a label tells.
        let escaped = memchr::memchr(0x1b, bytes).is_some();
        if !escaped {
            return Decoded {
                text: Cow::Borrowed(text),
                encoding: UTF_8.name(),
                replaced: false,
            };
        }
    }
    let labelled = charset
        .and_then(|label| Encoding::for_label(label.trim().as_bytes()))
        .or_else(|| declared(bytes));
    match labelled {
        // A damaged byte or two in a UTF-8 page is no reason to read all of it as something else.
        Some(encoding) => with(encoding, bytes),
        None if mostly_utf8(bytes) => with(UTF_8, bytes),
        None => {
            // Fonts of the time before Unicode are no charset that could be guessed; who reads the text
            // converts them, and expects them as Windows-1252 shows them.
            let shown = with(WINDOWS_1252, bytes);
            if legacy::decode(&shown.text)
                .is_some_and(|decoded| matches!(decoded.from, Legacy::Tcvn3 | Legacy::Vni))
            {
                return shown;
            }
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
            detector.feed(&bytes[..bytes.len().min(1 << 20)], true);
            with(detector.guess(Some(b"vn"), Utf8Detection::Allow), bytes)
        }
    }
}

/// Decodes bytes of a charset that is certain, not merely said of them; nothing if it is not known.
#[must_use]
pub fn decode_as<'b>(bytes: &'b [u8], charset: &str) -> Option<Decoded<'b>> {
    Encoding::for_label(charset.as_bytes()).map(|encoding| with(encoding, bytes))
}

fn with<'b>(encoding: &'static Encoding, bytes: &'b [u8]) -> Decoded<'b> {
    let (text, replaced) = encoding.decode_without_bom_handling(bytes);
    Decoded {
        text,
        encoding: encoding.name(),
        replaced,
    }
}

/// UTF-16 without a mark: markup is mostly ASCII, so almost every other byte is zero.
fn wide_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(512) & !1];
    if head.len() < 8 || memchr::memchr(0, head).is_none() {
        return None;
    }
    let zeros = |odd: usize| {
        head.iter()
            .skip(odd)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let pairs = head.len() / 2;
    // A quarter of Vietnamese letters lie beyond the first 256 code points.
    if zeros(1) * 10 >= pairs * 6 && zeros(0) * 20 < pairs {
        Some(UTF_16LE)
    } else if zeros(0) * 10 >= pairs * 6 && zeros(1) * 20 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The charset that a `meta` declares; the scan stops at the first that names a known one.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let mut rest = bytes;
    while let Some(at) = memchr::memmem::find(rest, b"charset") {
        let after = &rest[at + 7..];
        let value: Vec<u8> = after
            .iter()
            .copied()
            .skip_while(|b| b.is_ascii_whitespace())
            .skip_while(|b| *b == b'=')
            .skip_while(|b| b.is_ascii_whitespace() || matches!(b, b'"' | b'\''))
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.'))
            .take(40)
            .collect();
        if let Some(encoding) = Encoding::for_label(&value) {
            // A page that could be read this far is not UTF-16, whatever it says.
            let wide = encoding == UTF_16LE || encoding == UTF_16BE;
            return Some(if wide { UTF_8 } else { encoding });
        }
        rest = after;
    }
    None
}

/// Tells whether most of what lies beyond ASCII is valid UTF-8: bytes of another charset form a sequence of
/// it by rare accident only.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += chunk.invalid().len();
    }
    good > bad * 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], charset: Option<&str>, encoding: &str, text: &str) {
        let decoded = decode(bytes, charset);
        assert_eq!((decoded.encoding, &*decoded.text), (encoding, text));
    }

    #[test]
    fn marks_labels_and_guesses() {
        check("Đảng".as_bytes(), None, "UTF-8", "Đảng");
        check(
            "\u{feff}Đảng".as_bytes(),
            Some("windows-1252"),
            "UTF-8",
            "Đảng",
        );
        check(b"\xd0\xf4ng", Some("windows-1258"), "windows-1258", "Đông");
        // The label is wrong, the bytes are right.
        check("Quyết".as_bytes(), Some("iso-8859-1"), "UTF-8", "Quyết");
        let meta = b"<meta charset='windows-1258'>\xd0";
        check(meta, None, "windows-1258", "<meta charset='windows-1258'>Đ");
    }

    #[test]
    fn a_declaration_may_stand_late() {
        let mut bytes = vec![b' '; 20_000];
        bytes.extend(
            b"<meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1252\">\xe9",
        );
        let decoded = decode(&bytes, None);
        assert_eq!(decoded.encoding, "windows-1252");
        assert!(decoded.text.ends_with('é'));
    }

    #[test]
    fn utf16_is_known_with_and_without_mark() {
        let wide: Vec<u8> = "<p>Nghị quyết</p>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        check(&wide, None, "UTF-16LE", "<p>Nghị quyết</p>");
        let marked: Vec<u8> = "\u{feff}<p>Đ</p>"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        check(&marked, None, "UTF-16BE", "<p>Đ</p>");
    }

    #[test]
    fn one_damaged_byte_does_not_change_the_charset() {
        let mut bytes = "Nghị quyết Trung ương về xây dựng Đảng"
            .repeat(20)
            .into_bytes();
        bytes.push(0xff);
        let decoded = decode(&bytes, None);
        assert_eq!((decoded.encoding, decoded.replaced), ("UTF-8", true));
    }
}
