//! The query and the flags that the searching commands share.

use super::context::Context;
use super::error::UsageError;
use super::output::with_stdout;
use super::words;
use clap::Args;
use std::io::{self, Read, Write};
use vankien::present::{Format, Look};
use vankien::query::{FilterFlags, ParseOptions, Query};

/// A query with its filters.
#[derive(Debug, Args)]
pub(super) struct QueryArgs {
    /// What to look for; words need no quotes, none asks for everything, - reads stdin
    /// (the language: vankien help query)
    #[arg(value_name = "QUERY")]
    pub(super) query: Vec<String>,
    #[command(flatten)]
    filters: FilterArgs,
}

/// The filters alone.
#[derive(Debug, Args)]
pub(super) struct FilterArgs {
    /// Names a locality, in any spelling, at any time; may be given again, all must match
    #[arg(long, value_name = "NAME", help_heading = "Filters")]
    locality: Vec<String>,
    /// Lets a locality stand for its whole ground, former and lower units included
    #[arg(long, help_heading = "Filters")]
    territory: bool,
    /// Names a person
    #[arg(long, value_name = "NAME", help_heading = "Filters")]
    person: Vec<String>,
    /// Cites an official number
    #[arg(long, value_name = "NUMBER", help_heading = "Filters")]
    cites: Vec<String>,
    /// Has an official number of its own
    #[arg(long, value_name = "NUMBER", help_heading = "Filters")]
    number: Vec<String>,
    /// Names a body of the Party or the State
    #[arg(long, value_name = "BODY", help_heading = "Filters")]
    org: Vec<String>,
    /// Dated then or later: 2023, 2023-10, 2023-10-31, 31/10/2023, 3months
    #[arg(long, value_name = "DATE", help_heading = "Filters")]
    from: Option<String>,
    /// Dated then or earlier
    #[arg(long, value_name = "DATE", help_heading = "Filters")]
    to: Option<String>,
    /// Written in: vi, en
    #[arg(long, value_name = "LANG", help_heading = "Filters")]
    lang: Vec<String>,
    /// Comes from a source: its name or host
    #[arg(long, value_name = "NAME", help_heading = "Filters")]
    source: Vec<String>,
    /// Is a directive, resolution, conclusion, regulation, decision, notice, guidance, report, law,
    /// decree, news or other
    #[arg(long, value_name = "KIND", help_heading = "Filters")]
    kind: Vec<String>,
    /// Leaves out the other wordings that the glossary knows
    #[arg(long, help_heading = "Filters")]
    no_expand: bool,
}

impl QueryArgs {
    /// The text of the query.
    pub(super) fn text(&self) -> anyhow::Result<String> {
        if self.query.len() == 1 && self.query[0] == "-" {
            let mut text = String::new();
            // A query is short; what is longer is no query and is refused as one.
            std::io::stdin()
                .lock()
                .take(1 << 20)
                .read_to_string(&mut text)
                .map_err(|error| {
                    UsageError::new(format!("cannot read the query from stdin: {error}"))
                })?;
            return Ok(text);
        }
        Ok(words::join(&self.query))
    }

    /// The query with its filters.
    pub(super) fn parse(&self, context: &Context) -> anyhow::Result<Query> {
        self.parse_text(&self.text()?, context)
    }

    /// Another query with the same filters.
    pub(super) fn parse_text(&self, text: &str, context: &Context) -> anyhow::Result<Query> {
        self.filters.parse_text(text, context)
    }
}

impl FilterArgs {
    /// A query with the filters.
    pub(super) fn parse_text(&self, text: &str, context: &Context) -> anyhow::Result<Query> {
        let options = ParseOptions {
            today: Some(context.today()),
            expand: !self.no_expand,
            territory: self.territory,
        };
        let flags = FilterFlags {
            locality: self.locality.clone(),
            person: self.person.clone(),
            cites: self.cites.clone(),
            number: self.number.clone(),
            org: self.org.clone(),
            from: self.from.clone(),
            to: self.to.clone(),
            lang: self.lang.clone(),
            source: self.source.clone(),
            kind: self.kind.clone(),
        };
        Ok(Query::parse(text, &options)?.filtered(&flags, &options)?)
    }
}

/// The format of the output.
#[derive(Debug, Args)]
pub(super) struct FormatArgs {
    /// How the output is written: text, json, jsonl, csv, trec
    #[arg(long, value_name = "FORMAT", value_parser = parse_format, help_heading = "Output")]
    format: Option<Format>,
    /// The same as --format json
    #[arg(long, conflicts_with = "format", help_heading = "Output")]
    json: bool,
}

impl FormatArgs {
    pub(super) fn format(&self) -> Format {
        match self.format {
            Some(format) => format,
            None if self.json => Format::Json,
            None => Format::Text,
        }
    }

    /// Hands stdout to `write`, with the format that was asked for and the look that it has there.
    pub(super) fn write(
        &self,
        context: &Context,
        write: impl FnOnce(&mut dyn Write, Format, Look) -> io::Result<()>,
    ) -> anyhow::Result<()> {
        with_stdout(context, |out| Ok(write(out, self.format(), context.look)?))
    }
}

fn parse_format(name: &str) -> Result<Format, String> {
    Format::from_name(name).ok_or_else(|| {
        let names: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
        format!("the formats are {}", names.join(", "))
    })
}
