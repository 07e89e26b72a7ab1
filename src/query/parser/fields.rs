//! Fields and their values.

use super::super::ast::{Clause, Marks, Scope};
use super::super::error::QueryProblem;
use super::super::field::{self, Field};
use super::{Parsed, Parser, one_or};
use crate::document::Span;

impl Parser<'_> {
    /// The name of a field with its colon; moves behind the colon.
    pub(super) fn field(&mut self) -> Parsed<Option<(Field, Span)>> {
        let chunk = self.chunk();
        let Some(colon) = chunk.of(self.text).find(':') else {
            return Ok(None);
        };
        let name = Span::new(chunk.start, chunk.start + colon);
        let after = name.end + 1;
        if let Some(field) = Field::named(name.of(self.text)) {
            self.at = after;
            return Ok(Some((field, name)));
        }
        let typed = name.of(self.text);
        if matches!(typed, "http" | "https") {
            self.at = chunk.start;
            return Ok(Some((Field::Id, Span::new(chunk.start, chunk.start))));
        }
        // What looks like a field but is none is told, since its words would find nothing useful;
        // a colon in prose, followed by a space or after marks and digits, is a mere sign.
        let like_a_field = (2..=12).contains(&typed.len())
            && typed.bytes().all(|b| b.is_ascii_alphabetic() || b == b'_')
            && self.text[after..].starts_with(|c: char| c.is_alphanumeric() || c == '"');
        if !like_a_field {
            return Ok(None);
        }
        let suggestion = Field::nearest(typed).map(|near| format!("{near}:"));
        Err(self
            .error(name, QueryProblem::UnknownField(typed.to_owned()))
            .suggest(suggestion))
    }

    /// The values of a field, with commas between them.
    pub(super) fn values(&mut self, field: Field, name: Span) -> Parsed<Clause> {
        self.skip_space();
        if field.is_text() && self.rest().starts_with('(') {
            return self.scoped(field, |parser| {
                let open = Span::new(parser.at, parser.at + 1);
                parser
                    .group()?
                    .ok_or_else(|| parser.error(open, QueryProblem::NoWord))
            });
        }
        let mut choices = Vec::new();
        loop {
            if let Some(clause) = self.value(field)? {
                choices.push(clause);
            }
            // An address may hold commas of its own.
            if name.is_empty() || !self.rest().starts_with(',') {
                break;
            }
            self.at += 1;
        }
        if choices.is_empty() {
            let end = name.end.max(name.start + 1) + usize::from(!name.is_empty());
            let problem = QueryProblem::MissingValue(field.name());
            return Err(self.error(Span::new(name.start, end), problem));
        }
        Ok(one_or(choices, Clause::Or))
    }

    fn value(&mut self, field: Field) -> Parsed<Option<Clause>> {
        if field.is_text() {
            return self.scoped(field, |parser| match parser.rest().chars().next() {
                Some('"') => parser.quoted(Marks::Open).map(Some),
                Some('=') => parser.exact(true),
                _ => match parser.number() {
                    Some(clause) => Ok(Some(clause)),
                    None => parser.word(Marks::Open, true),
                },
            });
        }
        let span = if self.rest().starts_with('"') {
            self.quote()?
        } else if let Some((span, _)) = self.number_at(self.at) {
            let series = self.text[span.end..]
                .bytes()
                .take_while(|b| *b == b'@' || b.is_ascii_alphanumeric())
                .count();
            self.at = span.end + series;
            Span::new(span.start, self.at)
        } else {
            let whole = self.chunk();
            let value = whole.of(self.text);
            let address = field == Field::Id && value.contains("://");
            let length = match value.find(',') {
                Some(comma) if !address => comma,
                _ => value.len(),
            };
            self.at += length;
            Span::new(whole.start, whole.start + length)
        };
        let value = span.of(self.text).trim();
        if value.is_empty() {
            return Ok(None);
        }
        self.count(1, span)?;
        let clause = field::read_value(field, value, self.options).map_err(|refusal| {
            let (problem, suggestion) = refusal;
            // Quotes left out are the likeliest slip.
            let suggestion = self.longer_name(field, span).or(suggestion);
            self.error(span, problem).suggest(suggestion)
        })?;
        Ok(Some(clause))
    }

    /// The name that a value becomes with the words after it, if that is one: `locality:Quảng Ninh`
    /// lacks its quotes.
    fn longer_name(&self, field: Field, span: Span) -> Option<String> {
        let rest = &self.text[span.start..];
        let ends = rest
            .char_indices()
            .filter(|(_, c)| c.is_whitespace() || *c == ')')
            .map(|(at, _)| at)
            .chain(std::iter::once(rest.len()));
        ends.take(8)
            .map(|end| rest[..end].trim())
            .filter(|name| name.contains(' ') && !name.contains('"'))
            .find(|name| field::read_value(field, name, self.options).is_ok())
            .map(|name| format!("{}:\"{name}\"", field.name()))
    }

    fn scoped<T>(&mut self, field: Field, parse: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        let outer = self.scope;
        self.scope = if field == Field::Title {
            Scope::Title
        } else {
            Scope::Body
        };
        let parsed = parse(self);
        self.scope = outer;
        parsed
    }
}
