//! The stored record of a document: what a hit shows beside its text.
//!
//! A codec of our own, since the record is read for every hit: the fields of [`Record`] in their order.

use super::codec::{Input, Output, place, unzigzag, zigzag};
use super::{IndexError, day_number, day_of};
use crate::document::{
    Annotations, Citation, DocId, Document, Kind, Lang, LocalityId, LocalityRef, OfficialNumber,
    PersonRef, Resolution, Span,
};
use jiff::civil::Date;
use std::borrow::Cow;

/// First byte of every record.
const CODEC: u8 = 1;

/// What the index keeps of a document beside its text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Record {
    pub(crate) id: DocId,
    pub(crate) version: u32,
    pub(crate) external_id: Option<String>,
    pub(crate) title: Span,
    pub(crate) lead: Span,
    pub(crate) date: Option<Date>,
    pub(crate) lang: Lang,
    pub(crate) kind: Kind,
    pub(crate) source: Option<String>,
    pub(crate) origin: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) people: Vec<PersonRef>,
    pub(crate) localities: Vec<LocalityRef>,
    pub(crate) cites: Vec<Citation>,
    pub(crate) number: Option<OfficialNumber>,
}

/// Encodes the record of a document.
pub(super) fn encode(document: &Document, annotations: &Annotations, version: u32) -> Vec<u8> {
    let mut out = Output(vec![CODEC]);
    out.0.extend(document.id.as_u64().to_le_bytes());
    out.number(version.into());
    out.optional(document.external_id.as_deref());
    out.span(document.text.title_span());
    out.span(document.text.lead_span());
    match &document.date {
        None => out.number(0),
        Some(date) => out.number(1 + zigzag(day_number(date.day))),
    }
    out.number(place(&Lang::ALL, document.lang));
    out.number(place(&Kind::ALL, document.kind));
    out.optional(document.source.as_deref());
    out.optional(document.origin.as_deref());
    out.optional(document.url.as_deref());
    out.list(&annotations.people, |out, person| {
        out.string(&person.name);
        out.optional(person.role.as_deref());
    });
    out.list(&annotations.localities, |out, locality| {
        out.string(&locality.id.0);
        out.string(&locality.name);
        out.optional(locality.or.as_ref().map(|id| &*id.0));
        out.number(locality.by_lower_unit.into());
    });
    out.list(&annotations.cites, |out, cite| {
        out.official(&cite.number);
        match &cite.resolution {
            Resolution::Stated => out.number(0),
            Resolution::Guess => out.number(1),
            Resolution::Open(candidates) => {
                out.number(2);
                out.list(candidates, |out, candidate| out.string(candidate));
            }
        }
    });
    out.list(annotations.number.as_slice(), Output::official);
    out.0
}

/// Decodes a record.
pub(crate) fn decode(bytes: &[u8]) -> Result<Record, IndexError> {
    let mut input = Input(bytes);
    if input.byte()? != CODEC {
        return Err(IndexError::Record("unknown codec"));
    }
    Ok(Record {
        id: input.id()?,
        version: input.small()?,
        external_id: input.optional()?,
        title: input.span()?,
        lead: input.span()?,
        date: match input.number()? {
            0 => None,
            day => day_of(unzigzag(day - 1)),
        },
        lang: input.choice(&Lang::ALL)?,
        kind: input.choice(&Kind::ALL)?,
        source: input.optional()?,
        origin: input.optional()?,
        url: input.optional()?,
        people: input.list(|input| {
            Ok(PersonRef {
                name: input.string()?,
                role: input.optional()?,
            })
        })?,
        localities: input.list(|input| {
            Ok(LocalityRef {
                id: LocalityId(Cow::Owned(input.string()?)),
                name: Cow::Owned(input.string()?),
                or: input.optional()?.map(|id| LocalityId(Cow::Owned(id))),
                by_lower_unit: input.number()? == 1,
            })
        })?,
        cites: input.list(|input| {
            Ok(Citation {
                number: input.official()?,
                resolution: match input.number()? {
                    0 => Resolution::Stated,
                    1 => Resolution::Guess,
                    _ => Resolution::Open(input.list(Input::string)?),
                },
            })
        })?,
        number: input.list(Input::official)?.pop(),
    })
}

/// Where the title ends in the text, and nothing else of a record.
pub(super) fn title_end(bytes: &[u8]) -> Result<usize, IndexError> {
    let mut input = Input(bytes);
    if input.byte()? != CODEC {
        return Err(IndexError::Record("unknown codec"));
    }
    input.id()?;
    input.number()?;
    input.optional()?;
    Ok(input.span()?.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{DatedBy, DocumentDate, ReadBy, TextBuilder};
    use jiff::civil::date;

    fn sample() -> (Document, Annotations) {
        let document = Document {
            id: DocId::of_bytes(b"x"),
            external_id: Some(String::new()),
            url: Some("https://x.vn/a".into()),
            aliases: Vec::new(),
            text: TextBuilder {
                title: "Tiêu đề".into(),
                lead: String::new(),
                body: "Thân".into(),
            }
            .build(),
            date: Some(DocumentDate {
                day: date(1945, 9, 2),
                origin: DatedBy::Ledger,
            }),
            lang: Lang::En,
            kind: Kind::News,
            source: Some("x.vn".into()),
            origin: None,
            authors: Vec::new(),
            read_by: ReadBy::Record,
            fetched_at: None,
            raw_sha256: [0; 32],
            problems: Vec::new(),
        };
        let number = OfficialNumber {
            number: "96-QĐ/TW".into(),
            series: None,
        };
        let annotations = Annotations {
            people: vec![PersonRef {
                name: "Trần Thị B".into(),
                role: Some("Bí thư".into()),
            }],
            localities: vec![LocalityRef {
                id: LocalityId("63:22".into()),
                name: "Quảng Ninh".into(),
                or: Some(LocalityId("34:22".into())),
                by_lower_unit: true,
            }],
            cites: vec![Citation {
                number: number.clone(),
                resolution: Resolution::Open(vec!["96-QĐ/TW@XIII".into()]),
            }],
            number: Some(number),
            ..Annotations::default()
        };
        (document, annotations)
    }

    #[test]
    fn a_record_comes_back_whole() {
        let (document, annotations) = sample();
        let record = decode(&encode(&document, &annotations, 3)).unwrap();
        assert_eq!(record.id, document.id);
        assert_eq!(record.version, 3);
        assert_eq!(record.external_id, document.external_id);
        assert_eq!(record.title.of(document.text.full()), "Tiêu đề");
        let bytes = encode(&document, &annotations, 3);
        assert_eq!(title_end(&bytes).unwrap(), record.title.end);
        assert_eq!(record.date, Some(date(1945, 9, 2)));
        assert_eq!((record.lang, record.kind), (Lang::En, Kind::News));
        assert_eq!(record.people, annotations.people);
        assert_eq!(record.localities, annotations.localities);
        assert_eq!(record.cites, annotations.cites);
        assert_eq!(record.number, annotations.number);
    }

    #[test]
    fn a_damaged_record_is_an_error() {
        let (document, annotations) = sample();
        let bytes = encode(&document, &annotations, 1);
        for end in 0..bytes.len() {
            assert!(decode(&bytes[..end]).is_err(), "cut at {end}");
        }
    }
}
