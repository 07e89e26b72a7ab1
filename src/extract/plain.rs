//! Plain text: a pasted portal page, or a title line and paragraphs.

use super::assemble::{Draft, assemble};
use super::{Extracted, margins, markdown, official, pasted};
use crate::document::{DatedBy, DocumentDate, Kind, Media, Problem, RawRecord, ReadBy};
use crate::html::{self, Decoded};
use crate::sites::{Order, Registry};
use std::borrow::Cow;

/// Longest first line, in characters, that is taken for a title.
const TITLE: usize = 250;

/// Lines under a title among which the day of publication stands.
const UNDER_TITLE: usize = 4;

/// Reads a plain text.
pub(super) fn read(record: &RawRecord, _registry: &Registry) -> Extracted {
    let (text, problems) = decode(record);
    if text.trim().is_empty() {
        return Extracted::not_article("an empty text");
    }
    if let Some((mut draft, read_by)) = pasted::read(&text) {
        draft.problems = problems;
        return Extracted::Document(Box::new(assemble(record, draft, read_by)));
    }
    if text.starts_with("---") {
        return markdown::read(record);
    }
    let (title, body) = split_title(&text);
    let mut draft = Draft {
        title,
        body,
        problems,
        ..Draft::default()
    };
    take_printed_date(&mut draft);
    Extracted::Document(Box::new(assemble(record, draft, ReadBy::Record)))
}

/// Takes the day from a line under the title that says nothing else; what has one is news, if it is no
/// official document.
pub(super) fn take_printed_date(draft: &mut Draft) {
    let mut under_title = draft.body.iter().take(UNDER_TITLE);
    let Some(line) = under_title.find(|line| margins::is_date_line(line)) else {
        return;
    };
    draft.printed_date = Order::DayFirst.read_day(line).map(|day| DocumentDate {
        day,
        origin: DatedBy::Line(line.clone()),
    });
    draft.usual_kind = Some(Kind::News);
}

/// The text of a record that is no page, and what was met while decoding it.
pub(super) fn decode(record: &RawRecord) -> (Cow<'_, str>, Vec<Problem>) {
    let decoded = match record.media {
        Media::JsonRecord => decode_json(record),
        _ => html::decode(&record.bytes, record.charset.as_deref()),
    };
    let mut problems = Vec::new();
    if decoded.replaced {
        let detail = format!("bytes that are not {} were replaced", decoded.encoding);
        problems.push(Problem::new("invalid-bytes", detail));
    }
    (decoded.text, problems)
}

/// JSON is UTF-8, or the charset that the mark of its file names; where a letter of UTF-8 is there,
/// damaged bytes beside it make it nothing else.
fn decode_json(record: &RawRecord) -> Decoded<'_> {
    let marked = record.charset.as_deref();
    if let Some(decoded) = marked.and_then(|charset| html::decode_as(&record.bytes, charset)) {
        return decoded;
    }
    let decoded = html::decode(&record.bytes, None);
    if decoded.encoding != "UTF-8" && holds_utf8(&record.bytes) {
        return html::decode(&record.bytes, Some("utf-8"));
    }
    decoded
}

fn holds_utf8(bytes: &[u8]) -> bool {
    bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii())
}

/// The title that a heading prints, else the first line if it looks like one, and the other lines.
pub(super) fn split_title(text: &str) -> (String, Vec<String>) {
    if let Some(printed) = official::printed(text.lines()) {
        return (printed.title, printed.rest);
    }
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let Some(first) = lines.next() else {
        return (String::new(), Vec::new());
    };
    let mut body: Vec<String> = lines.map(str::to_owned).collect();
    let long = first.chars().count() > TITLE;
    // A line that ends like a sentence is one, if a text as long as a paragraph follows or not.
    let sentence = first.ends_with(['.', ';', ':']) && first.split_whitespace().count() > 12;
    if long || sentence || body.is_empty() {
        body.insert(0, first.to_owned());
        return (String::new(), body);
    }
    (first.to_owned(), body)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, title: &str, lines: usize) {
        let (found, body) = split_title(text);
        assert_eq!((found.as_str(), body.len()), (title, lines), "{text}");
    }

    #[test]
    fn a_first_line_may_be_a_title() {
        check(
            "Họp tỉnh ủy\n\nSáng nay, tỉnh ủy họp.\nChiều nghỉ.",
            "Họp tỉnh ủy",
            2,
        );
        check("only one line", "", 1);
        check("", "", 0);
        let long = "từ ".repeat(20) + "hết.\nhai";
        check(&long, "", 2);
    }

    #[test]
    fn a_line_under_the_title_may_be_its_day() {
        use crate::extract::tests::record;
        for (text, day, kind) in [
            (
                "Họp tỉnh ủy\nThứ Tư, 17/01/2024 08:15\nSáng nay, tỉnh ủy họp.",
                Some("2024-01-17"),
                Kind::News,
            ),
            (
                "Họp tỉnh ủy\nNgày đăng: 17/01/2024\nSáng nay, tỉnh ủy họp.",
                Some("2024-01-17"),
                Kind::News,
            ),
            (
                "Họp tỉnh ủy\nTỉnh ủy đã họp ngày 17/01/2024.\nHết.",
                None,
                Kind::Other,
            ),
        ] {
            let read = read(&record(text.as_bytes(), Media::Text), &Registry::default());
            let document = read.document().expect("a document");
            let date = document.date.map(|date| date.day.to_string());
            assert_eq!((date.as_deref(), document.kind), (day, kind), "{text}");
        }
    }

    #[test]
    fn a_text_in_tcvn3_is_converted_and_noted() {
        use crate::document::Media;
        use crate::extract::tests::record;
        // The bytes of the font, shown here as Latin-1 shows them.
        let latin: Vec<u8> = "C«ng v¨n vÒ c«ng t¸c c¸n bé\nNghÞ quyÕt cña §¶ng bé tØnh vÒ c«ng t¸c c¸n bé, ®¶ng viªn vµ nh©n d©n trong tØnh ®· ®¹t kÕt qu¶ tèt.".chars().map(|c| c as u8).collect();
        let document = read(&record(&latin, Media::Text), &Registry::default())
            .document()
            .expect("a document");
        assert_eq!(document.text.title(), "Công văn về công tác cán bộ");
        assert!(
            document
                .text
                .body()
                .starts_with("Nghị quyết của Đảng bộ tỉnh về công tác cán bộ, đảng viên"),
            "{}",
            document.text.body()
        );
        assert!(
            document
                .problems
                .iter()
                .any(|problem| problem.code == "legacy-encoding")
        );
    }
}
