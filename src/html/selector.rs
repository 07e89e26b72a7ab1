//! Selectors: the part of CSS that site rules need, matched by token.

use super::{Element, Tag};

/// A list of alternatives such as `h1.title, [data-role=title] > span`.
///
/// Known are element names, `#id`, `.class`, `[name]`, `[name=value]` with `~= ^= $= *=`, `:not(...)`
/// with one compound, descendants and children (`>`).
#[derive(Debug, Clone)]
pub struct Selector {
    alternatives: Vec<Vec<Step>>,
}

/// A selector that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("cannot read the selector {0:?}")]
pub struct SelectorError(pub String);

/// One compound and how it hangs on the one before it. Steps stand from the right end to the left.
#[derive(Debug, Clone)]
struct Step {
    compound: Compound,
    /// True if the next step (its ancestor) must be the parent.
    child: bool,
}

#[derive(Debug, Clone, Default)]
struct Compound {
    tag: Option<Tag>,
    tests: Vec<Test>,
    not: Vec<Compound>,
}

#[derive(Debug, Clone)]
enum Test {
    Class(String),
    Has(String),
    Equals(String, String),
    Word(String, String),
    Starts(String, String),
    Ends(String, String),
    Contains(String, String),
}

impl Selector {
    /// Reads a selector.
    ///
    /// # Errors
    /// If it is empty or uses what is not known here.
    pub fn parse(text: &str) -> Result<Self, SelectorError> {
        let error = || SelectorError(text.to_owned());
        let mut parser = Parser { rest: text.trim() };
        let mut alternatives = Vec::new();
        loop {
            alternatives.push(parser.alternative().ok_or_else(error)?);
            if parser.rest.is_empty() {
                return Ok(Self { alternatives });
            }
            parser.rest = parser
                .rest
                .strip_prefix(',')
                .ok_or_else(error)?
                .trim_start();
        }
    }

    /// Tells whether the element is one that the selector names.
    #[must_use]
    pub fn matches(&self, element: Element<'_>) -> bool {
        self.alternatives
            .iter()
            .any(|steps| matches_from(steps, element))
    }
}

fn matches_from(steps: &[Step], element: Element<'_>) -> bool {
    let Some((step, above)) = steps.split_first() else {
        return true;
    };
    if !step.compound.matches(element) {
        return false;
    }
    if above.is_empty() {
        return true;
    }
    let mut ancestor = element.parent();
    while let Some(candidate) = ancestor {
        // Depth is bounded by the gate and the number of steps by the rule's author.
        if matches_from(above, candidate) {
            return true;
        }
        if step.child {
            return false;
        }
        ancestor = candidate.parent();
    }
    false
}

impl Compound {
    fn matches(&self, element: Element<'_>) -> bool {
        if let Some(tag) = self.tag
            && element.tag() != tag
        {
            return false;
        }
        self.tests.iter().all(|test| test.holds(element))
            && !self.not.iter().any(|not| not.matches(element))
    }
}

impl Test {
    fn holds(&self, element: Element<'_>) -> bool {
        match self {
            Self::Class(token) => element.has_class(token),
            Self::Has(name) => element.attribute(name).is_some(),
            Self::Equals(name, value) => element.attribute(name) == Some(value),
            Self::Word(name, value) => element
                .attribute(name)
                .is_some_and(|found| found.split_ascii_whitespace().any(|word| word == value)),
            Self::Starts(name, value) => element
                .attribute(name)
                .is_some_and(|found| found.starts_with(value.as_str())),
            Self::Ends(name, value) => element
                .attribute(name)
                .is_some_and(|found| found.ends_with(value.as_str())),
            Self::Contains(name, value) => element
                .attribute(name)
                .is_some_and(|found| found.contains(value.as_str())),
        }
    }
}

struct Parser<'s> {
    rest: &'s str,
}

impl Parser<'_> {
    fn alternative(&mut self) -> Option<Vec<Step>> {
        let mut steps = Vec::new();
        let mut child = false;
        loop {
            let compound = self.compound()?;
            steps.push(Step { compound, child });
            let before = self.rest.len();
            self.rest = self.rest.trim_start();
            if self.rest.is_empty() || self.rest.starts_with(',') {
                steps.reverse();
                return Some(steps);
            }
            child = self.rest.starts_with('>');
            if child {
                self.rest = self.rest[1..].trim_start();
            } else if self.rest.len() == before {
                return None;
            }
        }
    }

    fn compound(&mut self) -> Option<Compound> {
        let mut compound = Compound::default();
        let before = self.rest.len();
        if let Some(rest) = self.rest.strip_prefix('*') {
            self.rest = rest;
        } else if self.rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let name = self.name()?.to_ascii_lowercase();
            let tag = Tag::named(&name)?;
            compound.tag = Some(tag);
        }
        loop {
            if let Some(rest) = self.rest.strip_prefix('.') {
                self.rest = rest;
                compound.tests.push(Test::Class(self.name()?));
            } else if let Some(rest) = self.rest.strip_prefix('#') {
                self.rest = rest;
                compound
                    .tests
                    .push(Test::Equals("id".to_owned(), self.name()?));
            } else if let Some(rest) = self.rest.strip_prefix('[') {
                self.rest = rest;
                compound.tests.push(self.attribute()?);
            } else if let Some(rest) = self.rest.strip_prefix(":not(") {
                self.rest = rest;
                compound.not.push(self.compound()?);
                self.rest = self.rest.strip_prefix(')')?;
            } else {
                return (self.rest.len() < before).then_some(compound);
            }
        }
    }

    fn attribute(&mut self) -> Option<Test> {
        let name = self.name()?.to_ascii_lowercase();
        if let Some(rest) = self.rest.strip_prefix(']') {
            self.rest = rest;
            return Some(Test::Has(name));
        }
        let operator = self.rest.chars().next()?;
        self.rest = match operator {
            '=' => &self.rest[1..],
            '~' | '^' | '$' | '*' => self.rest[1..].strip_prefix('=')?,
            _ => return None,
        };
        let value = match self.rest.chars().next()? {
            quote @ ('"' | '\'') => {
                let (value, rest) = self.rest[1..].split_once(quote)?;
                self.rest = rest.strip_prefix(']')?;
                value
            }
            _ => {
                let (value, rest) = self.rest.split_once(']')?;
                self.rest = rest;
                value.trim()
            }
        }
        .to_owned();
        Some(match operator {
            '=' => Test::Equals(name, value),
            '~' => Test::Word(name, value),
            '^' => Test::Starts(name, value),
            '$' => Test::Ends(name, value),
            _ => Test::Contains(name, value),
        })
    }

    fn name(&mut self) -> Option<String> {
        let end = self
            .rest
            .find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_')))
            .unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at(end);
        self.rest = rest;
        (!name.is_empty()).then(|| name.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::Page;

    fn check(selector: &str, expected: &[&str]) {
        let page = Page::parse(
            "<div id=a class='post-detail-body  x '><p class=lead data-role=title>1</p>\
             <section><p data-role='sub title'>2</p><a href=/x/1.html>3</a></section></div><p>4</p>",
        );
        let selector = Selector::parse(selector).expect("a selector");
        let found: Vec<String> = page.select(&selector).map(Element::source_text).collect();
        assert_eq!(found, expected, "{selector:?}");
    }

    #[test]
    fn compounds_and_combinators() {
        check("p", &["1", "2", "4"]);
        check("div.x p", &["1", "2"]);
        check("#a > p", &["1"]);
        check("[data-role=title]", &["1"]);
        check("[data-role~='title'], a[href$='.html']", &["1", "2", "3"]);
        check("div p:not(.lead)", &["2"]);
        check(".post-detail-body a[href^='/x/'][href*='1']", &["3"]);
        check("section > *", &["2", "3"]);
        check(".post-detail", &[]);
    }

    #[test]
    fn what_is_not_known_is_an_error() {
        for text in ["", "p >", "p:hover", "[a", "p,,a", "p/x", "blink"] {
            assert!(Selector::parse(text).is_err(), "{text}");
        }
    }
}
