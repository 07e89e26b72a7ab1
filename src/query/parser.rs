//! The parser: normal text -> clauses, by one pass from left to right.

mod fields;

use super::ParseOptions;
use super::ast::{Clause, Marks, Scope, TextClause, TextForm};
use super::error::{MAX_DEPTH, MAX_SLOP, MAX_WORDS, QueryError, QueryProblem};
use super::{names, words};
use crate::document::Span;

/// The most bytes that are looked at for one official number.
const LONGEST_NUMBER: usize = 160;

/// An operator that stands between clauses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    And,
    Or,
    Not,
}

impl Operator {
    const fn name(self) -> &'static str {
        match self {
            Self::And => "AND",
            Self::Or => "OR",
            Self::Not => "NOT",
        }
    }

    /// Reads a chunk as an operator: signs behind it do not matter, but `=OR`, `-OR` and `OR*` are left
    /// to those who read signs.
    fn of(chunk: &str) -> Option<Self> {
        let word = chunk.trim_matches(|c: char| !c.is_alphanumeric());
        [Self::And, Self::Or, Self::Not]
            .into_iter()
            .find(|operator| operator.name() == word)
            .filter(|_| chunk.starts_with(word) && !chunk.ends_with('*'))
    }
}

/// Tells whether a word standing alone would be read as an operator.
pub(super) fn is_operator(word: &str) -> bool {
    Operator::of(word).is_some()
}

pub(super) struct Parser<'t> {
    text: &'t str,
    options: &'t ParseOptions,
    at: usize,
    depth: usize,
    words: usize,
    scope: Scope,
}

type Parsed<T> = Result<T, QueryError>;

impl<'t> Parser<'t> {
    pub(super) fn new(text: &'t str, options: &'t ParseOptions) -> Self {
        Self {
            text,
            options,
            at: 0,
            depth: 0,
            words: 0,
            scope: Scope::Any,
        }
    }

    /// Parses the whole text; nothing at all asks for everything.
    pub(super) fn parse(mut self) -> Parsed<Clause> {
        if self.text.trim().is_empty() {
            return Ok(Clause::All);
        }
        let clause = self.either()?;
        if self.rest().starts_with(')') {
            let span = Span::new(self.at, self.at + 1);
            return Err(self.error(span, QueryProblem::UnopenedGroup));
        }
        clause.ok_or_else(|| self.error(Span::new(0, self.text.len()), QueryProblem::NoWord))
    }

    /// Clauses with `OR` between them, up to a closing parenthesis or the end.
    fn either(&mut self) -> Parsed<Option<Clause>> {
        let mut choices = Vec::new();
        let mut last_or = Span::new(self.at, self.at);
        loop {
            let clause = self.all_of()?;
            let operator = self.operator();
            if let Some((Operator::Or, end)) = operator {
                let span = Span::new(self.at, end);
                let Some(clause) = clause else {
                    return Err(self.missing_operand(Operator::Or, span));
                };
                choices.push(clause);
                last_or = span;
                self.at = end;
                self.skip_space();
                if self.at_end() {
                    return Err(self.missing_operand(Operator::Or, span));
                }
                continue;
            }
            match clause {
                Some(clause) => choices.push(clause),
                None if choices.is_empty() => return Ok(None),
                // Signs that hold no word may stand behind it, of any length.
                None => return Err(self.missing_operand(Operator::Or, last_or)),
            }
            return Ok(Some(one_or(choices, Clause::Or)));
        }
    }

    /// Clauses side by side, up to `OR`, a closing parenthesis or the end.
    fn all_of(&mut self) -> Parsed<Option<Clause>> {
        let mut clauses: Vec<Clause> = Vec::new();
        let mut pending: Option<Span> = None;
        loop {
            self.skip_space();
            if self.at_end() {
                break;
            }
            match self.operator() {
                Some((Operator::Or, _)) => break,
                Some((Operator::And, end)) => {
                    let span = Span::new(self.at, end);
                    if clauses.is_empty() {
                        return Err(self.missing_operand(Operator::And, span));
                    }
                    pending = Some(span);
                    self.at = end;
                    continue;
                }
                _ => {}
            }
            if let Some(clause) = self.unary()? {
                pending = None;
                match clause {
                    Clause::And(more) => clauses.extend(more),
                    Clause::All => {}
                    clause => clauses.push(clause),
                }
            }
        }
        if let Some(span) = pending {
            return Err(self.missing_operand(Operator::And, span));
        }
        if clauses.is_empty() {
            return Ok(None);
        }
        Ok(Some(one_or(clauses, Clause::And)))
    }

    /// One clause with the negations before it; nothing for mere signs.
    fn unary(&mut self) -> Parsed<Option<Clause>> {
        let mut negated = false;
        let mut last_not = None;
        loop {
            self.skip_space();
            if let Some((operator, end)) = self.operator() {
                let span = Span::new(self.at, end);
                if operator != Operator::Not {
                    return match last_not {
                        Some(not) => Err(self.missing_operand(Operator::Not, not)),
                        None => Err(self.missing_operand(operator, span)),
                    };
                }
                negated = !negated;
                last_not = Some(span);
                self.at = end;
                continue;
            }
            // A dash negates when a word follows at once; a dash between spaces is a mere sign.
            let dashes = self.rest().bytes().take_while(|b| *b == b'-').count();
            if dashes == 0 {
                break;
            }
            let span = Span::new(self.at, self.at + dashes);
            self.at += dashes;
            if self.at_end() || self.rest().starts_with(char::is_whitespace) {
                continue;
            }
            negated = !negated;
            last_not = last_not.or(Some(span));
        }
        if self.at_end() {
            return match last_not {
                Some(not) => Err(self.missing_operand(Operator::Not, not)),
                None => Ok(None),
            };
        }
        let clause = self.primary()?;
        Ok(clause.map(|clause| if negated { negate(clause) } else { clause }))
    }

    /// A group, a phrase, a field or a word.
    fn primary(&mut self) -> Parsed<Option<Clause>> {
        let rest = self.rest();
        if rest.starts_with('(') {
            return self.group();
        }
        if rest.starts_with('"') {
            return self.quoted(Marks::Open).map(Some);
        }
        if rest.starts_with('=') {
            return self.exact(false);
        }
        if let Some(clause) = self.number() {
            return Ok(Some(clause));
        }
        if let Some((field, name)) = self.field()? {
            return self.values(field, name).map(Some);
        }
        self.word(Marks::Open, false)
    }

    fn group(&mut self) -> Parsed<Option<Clause>> {
        let open = Span::new(self.at, self.at + 1);
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.error(open, QueryProblem::TooDeep));
        }
        self.at += 1;
        let clause = self.either()?;
        if !self.rest().starts_with(')') {
            return Err(self.error(open, QueryProblem::UnclosedGroup));
        }
        self.at += 1;
        self.depth -= 1;
        Ok(clause)
    }

    /// `"a b"` with `~5` behind it, from the opening quote on.
    fn quoted(&mut self, marks: Marks) -> Parsed<Clause> {
        let start = self.at;
        let inner = self.quote()?;
        let mut slop = 0;
        if let Some(after) = self.rest().strip_prefix('~') {
            let digits = after.bytes().take_while(u8::is_ascii_digit).count();
            let span = Span::new(self.at, self.at + 1 + digits);
            slop = after[..digits]
                .parse()
                .ok()
                .filter(|slop| *slop <= MAX_SLOP)
                .ok_or_else(|| self.error(span, QueryProblem::BadSlop))?;
            self.at = span.end;
        }
        let span = Span::new(start, self.at);
        if marks == Marks::Open
            && let Some(term) = self.number_within(inner)
        {
            return Ok(self.text_clause(TextForm::Word(term), false, span));
        }
        let mut terms = words::terms(inner.of(self.text));
        if terms.is_empty() {
            return Err(self.error(span, QueryProblem::NoWord));
        }
        self.count(terms.len(), span)?;
        for term in &mut terms {
            term.marks = marks;
        }
        let form = match <[_; 1]>::try_from(terms) {
            Ok([term]) => TextForm::Word(term),
            Err(terms) => TextForm::Phrase { terms, slop },
        };
        Ok(self.text_clause(form, false, span))
    }

    /// What stands between the quote here and its partner.
    fn quote(&mut self) -> Parsed<Span> {
        let start = self.at;
        match self.text[start + 1..].find('"') {
            Some(length) => {
                self.at = start + 1 + length + 1;
                Ok(Span::new(start + 1, start + 1 + length))
            }
            None => Err(self.error(Span::new(start, start + 1), QueryProblem::UnclosedQuote)),
        }
    }

    /// `=word` or `="a b"`; a lone sign is nothing.
    fn exact(&mut self, in_list: bool) -> Parsed<Option<Clause>> {
        self.at += 1;
        if self.rest().starts_with('"') {
            return self.quoted(Marks::Exact).map(Some);
        }
        if self.at_end()
            || self
                .rest()
                .starts_with(|c: char| c.is_whitespace() || c == '(')
        {
            return Ok(None);
        }
        self.word(Marks::Exact, in_list)
    }

    /// An official number that begins here, in whatever spelling.
    fn number(&mut self) -> Option<Clause> {
        let signs = self.rest().find(char::is_alphanumeric).unwrap_or(0);
        let signs = signs.min(self.chunk().len());
        let start = self.at + self.number_word().unwrap_or(signs);
        let (span, canonical) = self.number_at(start)?;
        let term = words::number_term(span.of(self.text), &canonical)?;
        self.at = span.end;
        self.words += 1;
        let bare = self.scope == Scope::Any;
        Some(self.text_clause(TextForm::Word(term), bare, span))
    }

    /// The length of a `No.` or `số` here with the spaces behind it, which belongs to the number after it.
    fn number_word(&self) -> Option<usize> {
        let rest = self.rest();
        let after = ["No", "no", "NO", "Số", "số", "SỐ"]
            .iter()
            .find_map(|word| rest.strip_prefix(word))?;
        let after = after.strip_prefix(['.', ':']).unwrap_or(after).trim_start();
        Some(rest.len() - after.len())
    }

    /// The official number that begins at `start`, with its canonical spelling. What stands before
    /// does not count, so that printing a clause by itself changes nothing.
    fn number_at(&self, start: usize) -> Option<(Span, String)> {
        let rest = &self.text[start..];
        if !rest.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let mut end = rest.len().min(LONGEST_NUMBER);
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        // An operator is no part of a number: `03-CT/ AND TW`.
        end = before_operator(&rest[..end]);
        let (span, canonical) = names::first_number(&rest[..end])?;
        (span.start == 0).then(|| (Span::new(start, start + span.end), canonical))
    }

    /// The official number that `span` holds and nothing else.
    fn number_within(&self, span: Span) -> Option<super::ast::Term> {
        let inner = span.of(self.text);
        let start = span.start + inner.len() - inner.trim_start().len();
        let (found, canonical) = self.number_at(start)?;
        (found.end == start + inner.trim().len())
            .then(|| words::number_term(found.of(self.text), &canonical))
            .flatten()
    }

    /// A word as it stands, with `*` behind it a prefix; signs inside it make it a phrase.
    fn word(&mut self, marks: Marks, in_list: bool) -> Parsed<Option<Clause>> {
        let mut span = self.chunk();
        if span.is_empty() {
            // Only a sign that ends chunks stands here, such as a comma in a list.
            return Ok(None);
        }
        if in_list && let Some(comma) = span.of(self.text).find(',') {
            span.end = span.start + comma;
        }
        self.at = span.end;
        let typed = span.of(self.text);
        let mut terms = words::terms(typed);
        if terms.is_empty() {
            return Ok(None);
        }
        self.count(terms.len(), span)?;
        for term in &mut terms {
            term.marks = marks;
        }
        let prefix = typed.ends_with('*');
        let mut bare = self.scope == Scope::Any && marks == Marks::Open;
        if prefix && terms.len() > 1 {
            let last = terms.len() - 1;
            let clauses = terms.into_iter().enumerate().map(|(at, term)| {
                let bare = bare && (at == last || !is_operator(&term.surface));
                let form = if at == last {
                    TextForm::Prefix(term)
                } else {
                    TextForm::Word(term)
                };
                self.text_clause(form, bare, span)
            });
            return Ok(Some(Clause::And(clauses.collect())));
        }
        let form = match <[_; 1]>::try_from(terms) {
            Ok([term]) if prefix => TextForm::Prefix(term),
            Ok([term]) => {
                // Such a word prints in quotes, else it would be read as the operator.
                bare &= !is_operator(&term.surface);
                TextForm::Word(term)
            }
            Err(terms) => TextForm::Phrase { terms, slop: 0 },
        };
        Ok(Some(self.text_clause(form, bare, span)))
    }

    fn text_clause(&self, form: TextForm, bare: bool, span: Span) -> Clause {
        Clause::Text(TextClause {
            scope: self.scope,
            form,
            bare,
            span,
        })
    }

    /// The operator that stands here, with its end.
    fn operator(&self) -> Option<(Operator, usize)> {
        let chunk = self.chunk();
        Operator::of(chunk.of(self.text)).map(|operator| (operator, chunk.end))
    }

    /// Everything up to the next space, parenthesis or quote.
    fn chunk(&self) -> Span {
        let rest = self.rest();
        let length = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '"'))
            .unwrap_or(rest.len());
        Span::new(self.at, self.at + length)
    }

    fn count(&mut self, words: usize, span: Span) -> Parsed<()> {
        self.words += words;
        if self.words > MAX_WORDS {
            return Err(self.error(span, QueryProblem::TooLong));
        }
        Ok(())
    }

    fn skip_space(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn at_end(&self) -> bool {
        self.rest().is_empty() || self.rest().starts_with(')')
    }

    fn missing_operand(&self, operator: Operator, span: Span) -> QueryError {
        let name = operator.name();
        let typed = span.of(self.text);
        let shown = if typed.starts_with('-') { "-" } else { name };
        self.error(span, QueryProblem::MissingOperand(shown))
            .suggest((shown == name).then(|| format!("\"{name}\" if the word is meant")))
    }

    fn error(&self, span: Span, problem: QueryProblem) -> QueryError {
        QueryError::new(self.text, span, problem)
    }
}

/// The clause itself if it is alone, else what joins several; joined ones of the same sort melt.
pub(super) fn one_or(mut clauses: Vec<Clause>, join: fn(Vec<Clause>) -> Clause) -> Clause {
    if clauses.len() == 1
        && let Some(only) = clauses.pop()
    {
        return only;
    }
    let is_or = matches!(join(Vec::new()), Clause::Or(_));
    let mut flat = Vec::with_capacity(clauses.len());
    for clause in clauses {
        match clause {
            Clause::Or(more) if is_or => flat.extend(more),
            Clause::And(more) if !is_or => flat.extend(more),
            clause => flat.push(clause),
        }
    }
    join(flat)
}

/// The negation; two of them cancel.
pub(super) fn negate(clause: Clause) -> Clause {
    match clause {
        Clause::Not(inner) => *inner,
        clause => Clause::Not(Box::new(clause)),
    }
}

/// Where the first operator that stands as a word begins, or the end of the text.
fn before_operator(text: &str) -> usize {
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        if at > 0 && matches!(word.trim_end(), "AND" | "OR" | "NOT") {
            return at;
        }
        at += word.len();
    }
    text.len()
}
