//! From what was read to a document: identity, source, language, kind, problems.

use super::{boilerplate, dating, language, official};
use crate::document::{
    DatedBy, DocId, Document, DocumentDate, Kind, Problem, RawRecord, ReadBy, TextBuilder, host_of,
    normalize_address,
};
use crate::text;
use sha2::{Digest, Sha256};

/// What a reader of one format found; text need not be normalised yet.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) title: String,
    pub(super) lead: String,
    /// Lines.
    pub(super) body: Vec<String>,
    pub(super) date: Option<DocumentDate>,
    /// The day that stands under the title; the one in an official heading goes before it.
    pub(super) printed_date: Option<DocumentDate>,
    pub(super) url: Option<String>,
    pub(super) aliases: Vec<String>,
    pub(super) own_id: Option<String>,
    /// Language as the record or the page names it.
    pub(super) lang: Option<String>,
    /// True if `lang` is a decision of whoever made the record and not a habit of a page's template.
    pub(super) lang_is_stated: bool,
    pub(super) source: Option<String>,
    pub(super) origin: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) kind: Option<Kind>,
    /// The kind if nothing else tells.
    pub(super) usual_kind: Option<Kind>,
    pub(super) problems: Vec<Problem>,
}

/// Makes the document.
pub(super) fn assemble(record: &RawRecord, draft: Draft, read_by: ReadBy) -> Document {
    let mut draft = draft;
    let url = draft.url.take().or_else(|| record.address.clone());
    let url = url.as_deref().and_then(|url| {
        let normal = normalize_address(url);
        if normal.is_none() && !url.trim().is_empty() {
            let detail = format!("not a web address: {}", shortened(url));
            draft.problems.push(Problem::new("bad-address", detail));
        }
        normal
    });
    let id = identity(record, url.as_deref(), draft.own_id.as_deref());
    from_legacy(&mut draft);
    let parts = Parts::of(&draft);
    let heading = official::heading(&parts.title, &parts.lead, &parts.body);
    let kind = draft
        .kind
        .or_else(|| heading.as_ref().map(|heading| heading.kind))
        .or(draft.usual_kind)
        .unwrap_or(Kind::Other);
    let date = draft
        .date
        .or_else(|| {
            let signed = heading.as_ref()?.signed.as_ref()?;
            Some(DocumentDate {
                day: signed.day,
                origin: DatedBy::Line(signed.line.clone()),
            })
        })
        .or(draft.printed_date)
        .or_else(|| dating::of_address(url.as_deref()?));
    if date.is_none() {
        draft
            .problems
            .push(Problem::new("undated", "no date was found"));
    }
    let lang = language::of(
        &parts.title,
        &parts.body,
        draft.lang.as_deref(),
        draft.lang_is_stated,
    );
    let source = draft
        .source
        .filter(|source| !source.trim().is_empty())
        .map(|source| one_line(&source))
        .or_else(|| url.as_deref().and_then(host_of).map(str::to_owned))
        .or_else(|| record.import_name.as_deref().map(str::to_owned));
    let mut aliases: Vec<String> = draft
        .aliases
        .iter()
        .filter_map(|alias| normalize_address(alias))
        .collect();
    aliases.retain(|alias| Some(alias) != url.as_ref());
    aliases.sort();
    aliases.dedup();
    Document {
        id,
        external_id: draft.own_id,
        url,
        aliases,
        text: TextBuilder {
            title: parts.title,
            lead: parts.lead,
            body: parts.body,
        }
        .build(),
        date,
        lang,
        kind,
        source,
        origin: draft
            .origin
            .map(|origin| one_line(&origin))
            .filter(|origin| !origin.is_empty()),
        authors: draft
            .authors
            .iter()
            .map(|author| one_line(author))
            .filter(|author| !author.is_empty())
            .collect(),
        read_by,
        fetched_at: record.fetched_at.clone(),
        raw_sha256: Sha256::digest(&record.bytes).into(),
        problems: draft.problems,
    }
}

/// Separates the parts of a text while it is converted as a whole.
const PART: char = '\u{1f}';

/// Converts text in an encoding older than Unicode (TCVN3, VNI), and notes it.
fn from_legacy(draft: &mut Draft) {
    let Some(sample) = draft.body.iter().max_by_key(|line| line.len()) else {
        return;
    };
    // Hardly any text is; one paragraph tells.
    if text::legacy::decode(sample).is_none() {
        return;
    }
    let mut whole = format!("{}{PART}{}", draft.title, draft.lead);
    for line in &draft.body {
        whole.push(PART);
        whole.push_str(line);
    }
    if let Some(decoded) = text::legacy::decode(&whole) {
        let mut parts = decoded.text.split(PART).map(str::to_owned);
        draft.title = parts.next().unwrap_or_default();
        draft.lead = parts.next().unwrap_or_default();
        draft.body = parts.collect();
        draft.problems.push(Problem::new(
            "legacy-encoding",
            format!("converted from {}", decoded.from),
        ));
    }
}

/// Address, else the record's own id within its import, else the bytes.
fn identity(record: &RawRecord, url: Option<&str>, own_id: Option<&str>) -> DocId {
    match (url, own_id, record.import_name.as_deref()) {
        (Some(url), _, _) => DocId::of_address(url),
        (None, Some(own_id), import) => DocId::of_record(import.unwrap_or_default(), own_id),
        (None, None, _) => DocId::of_bytes(&record.bytes),
    }
}

struct Parts {
    title: String,
    lead: String,
    body: String,
}

impl Parts {
    /// Normalises the text; what title or lead say already, the body does not say again.
    fn of(draft: &Draft) -> Self {
        let title = one_line(&draft.title);
        let lead = normal_lines([&draft.lead]);
        let mut body = normal_lines(&draft.body);
        for opening in [&title, &lead] {
            let first = body.find('\n');
            if let Some(end) = first.filter(|end| boilerplate::same_words(&body[..*end], opening)) {
                body.drain(..=end);
            }
        }
        Self { title, lead, body }
    }
}

/// The lines of texts in normal form, without the empty ones.
fn normal_lines<'l>(texts: impl IntoIterator<Item = &'l String, IntoIter: Clone>) -> String {
    let texts = texts.into_iter();
    let mut lines = String::with_capacity(texts.clone().map(|text| text.len() + 1).sum());
    for line in texts.flat_map(|text| text.lines()) {
        let before = lines.len();
        if before > 0 {
            lines.push('\n');
        }
        let start = lines.len();
        push_one_line(line, &mut lines);
        if lines.len() == start {
            lines.truncate(before);
        }
    }
    lines
}

/// Normal form on one line.
pub(super) fn one_line(line: &str) -> String {
    let mut tidy = String::with_capacity(line.len());
    push_one_line(line, &mut tidy);
    tidy
}

/// Appends the normal form of a text on one line.
fn push_one_line(line: &str, to: &mut String) {
    let normal = text::normalize(line);
    if is_tidy(&normal) {
        to.push_str(&normal);
        return;
    }
    for (at, word) in normal.split_whitespace().enumerate() {
        if at > 0 {
            to.push(' ');
        }
        to.push_str(word);
    }
}

/// Tells whether white space is single spaces between words already; of a normalised line, which has no
/// other white space than ASCII's.
fn is_tidy(line: &str) -> bool {
    let bytes = line.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else {
        return true;
    };
    // Without a branch for each byte, which lets the compiler look at many of them together.
    let pairs = bytes.iter().zip(&bytes[1..]);
    let inner = pairs.fold(true, |tidy, (a, b)| {
        tidy & (*a >= b' ') & ((*a != b' ') | (*b != b' '))
    });
    inner && *first != b' ' && *last > b' '
}

/// The beginning of a value, for a report.
pub(super) fn shortened(value: &str) -> String {
    let mut short: String = value.chars().take(60).collect();
    if short.len() < value.len() {
        short.push('…');
    }
    short
}
