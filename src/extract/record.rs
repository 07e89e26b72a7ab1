//! A line of a JSONL file.

use super::assemble::{Draft, assemble, shortened};
use super::{Extracted, markdown, plain};
use crate::document::{Kind, Problem, RawRecord, ReadBy};
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, Visitor};
use std::borrow::Cow;
use std::fmt;

/// The keys that are read; others are ignored, and a value of another type is told.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Fields<'r> {
    #[serde(borrow)]
    id: Scalar<'r>,
    #[serde(borrow)]
    url: Scalar<'r>,
    #[serde(borrow)]
    title: Scalar<'r>,
    #[serde(borrow)]
    date: Scalar<'r>,
    #[serde(borrow)]
    lang: Scalar<'r>,
    #[serde(borrow)]
    source: Scalar<'r>,
    #[serde(borrow)]
    origin: Scalar<'r>,
    #[serde(borrow)]
    author: Scalar<'r>,
    #[serde(borrow)]
    kind: Scalar<'r>,
    #[serde(borrow)]
    lead: Scalar<'r>,
    #[serde(borrow)]
    text: Scalar<'r>,
    #[serde(borrow)]
    body: Scalar<'r>,
}

/// A string or a number as it is written; anything else counts as missing but is told.
#[derive(Default)]
enum Scalar<'r> {
    #[default]
    Missing,
    Text(Cow<'r, str>),
    Wrong,
}

impl<'r, 'de: 'r> Deserialize<'de> for Scalar<'r> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnyScalar;
        impl<'de> Visitor<'de> for AnyScalar {
            type Value = Scalar<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Scalar::Text(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Scalar::Text(Cow::Owned(text.to_owned())))
            }

            fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
                Ok(Scalar::Text(Cow::Owned(text)))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
                Ok(Scalar::Text(Cow::Owned(number.to_string())))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
                Ok(Scalar::Text(Cow::Owned(number.to_string())))
            }

            fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
                Ok(Scalar::Text(Cow::Owned(number.to_string())))
            }

            fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
                Ok(Scalar::Wrong)
            }

            fn visit_unit<E>(self) -> Result<Self::Value, E> {
                Ok(Scalar::Missing)
            }

            fn visit_seq<A: serde::de::SeqAccess<'de>>(
                self,
                mut items: A,
            ) -> Result<Self::Value, A::Error> {
                while items.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Scalar::Wrong)
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                mut entries: A,
            ) -> Result<Self::Value, A::Error> {
                while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Scalar::Wrong)
            }
        }
        deserializer.deserialize_any(AnyScalar)
    }
}

/// Reads one record.
pub(super) fn read(record: &RawRecord) -> Extracted {
    let (text, problems) = plain::decode(record);
    let fields: Fields<'_> = match serde_json::from_str(text.trim()) {
        Ok(fields) => fields,
        Err(error) => return Extracted::not_article(format!("not a JSON record: {error}")),
    };
    let mut draft = Draft {
        problems,
        lang_is_stated: true,
        ..Draft::default()
    };
    let named = [
        ("id", fields.id),
        ("url", fields.url),
        ("title", fields.title),
        ("date", fields.date),
        ("lang", fields.lang),
        ("source", fields.source),
        ("origin", fields.origin),
        ("author", fields.author),
        ("kind", fields.kind),
        ("lead", fields.lead),
    ];
    for (key, value) in named {
        match value {
            Scalar::Text(value) if key == "id" => draft.own_id = Some(value.into_owned()),
            Scalar::Text(value) => markdown::take(&mut draft, key, value.trim()),
            Scalar::Wrong => wrong_type(&mut draft, key),
            Scalar::Missing => {}
        }
    }
    let body = match (fields.text, fields.body) {
        (Scalar::Text(text), _) | (Scalar::Missing, Scalar::Text(text)) => text,
        (Scalar::Missing, Scalar::Missing) => Cow::Borrowed(""),
        _ => {
            wrong_type(&mut draft, "text");
            Cow::Borrowed("")
        }
    };
    if body.trim().is_empty() && draft.title.is_empty() {
        return Extracted::not_article("a record without text");
    }
    draft.body = vec![body.into_owned()];
    if draft.date.is_some() || draft.url.is_some() || draft.source.is_some() {
        draft.usual_kind = Some(Kind::News);
    }
    Extracted::Document(Box::new(assemble(record, draft, ReadBy::Record)))
}

fn wrong_type(draft: &mut Draft, key: &str) {
    let detail = format!("{} is neither text nor number", shortened(key));
    draft.problems.push(Problem::new("bad-field", detail));
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, Lang, Media};
    use crate::extract::tests::record;

    fn check(json: &str) -> Option<Document> {
        super::read(&record(json.as_bytes(), Media::JsonRecord)).document()
    }

    #[test]
    fn fields_are_taken_verbatim() {
        let document = check(r#"{"id":"Luật A@1","title":"T","date":"2024-01-17T20:00:00Z","lang":"vi","source":"s","text":"a\n\nb","x":[1]}"#).expect("a document");
        assert_eq!(document.external_id.as_deref(), Some("Luật A@1"));
        assert_eq!(document.text.body(), "a\nb");
        assert_eq!(
            document.date.map(|date| date.day.to_string()).as_deref(),
            Some("2024-01-18")
        );
        assert_eq!(
            (document.lang, document.source.as_deref()),
            (Lang::Vi, Some("s"))
        );
        let number = check(r#"{"id":17,"body":"x"}"#).expect("a document");
        assert_eq!(number.external_id.as_deref(), Some("17"));
    }

    #[test]
    fn what_is_wrong_is_told_and_the_record_kept() {
        let document = check(r#"{"id":1,"date":"next week","title":["x"],"text":"words"}"#)
            .expect("a document");
        let codes: Vec<_> = document
            .problems
            .iter()
            .map(|problem| problem.code)
            .collect();
        assert_eq!(codes, ["bad-field", "bad-date", "undated"]);
        assert!(check("{").is_none());
        assert!(check("{}").is_none());
        assert!(check("[1]").is_none());
    }
}
