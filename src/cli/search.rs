//! `search`: ranked search.

use super::Outcome;
use super::collection::searcher;
use super::context::Context;
use super::error::UsageError;
use super::filters::{FormatArgs, QueryArgs};
use super::output::{say, with_stdout};
use super::people::best_names;
use clap::Args;
use std::io::Read;
use std::path::PathBuf;
use vankien::present::{Advice, BestNames, ExplainedLine, Format, SearchReport, write_search};
use vankien::query::{self, Query};
use vankien::search::{Answer, SearchOptions, Searcher, Sort};

/// Ranked search
#[derive(Debug, Args)]
#[command(before_help = "Examples:
  vankien search kiểm tra giám sát --from 2024
  vankien search truong thi mai --locality \"Quang Ninh\" --json
  vankien search 96/QD-TW --sort -date
  vankien search '\"lấy phiếu tín nhiệm\" OR \"vote of confidence\" -báo'")]
pub(super) struct SearchArgs {
    #[command(flatten)]
    query: QueryArgs,
    /// Answers many queries, a line each or ID<TAB>QUERY; - reads stdin
    #[arg(long, value_name = "FILE", conflicts_with = "query")]
    queries: Option<PathBuf>,
    /// relevance, date (oldest first) or -date
    #[arg(long, value_name = "ORDER", default_value = "relevance", value_parser = parse_sort, allow_hyphen_values = true, help_heading = "Output")]
    sort: Sort,
    /// At most so many hits
    #[arg(
        short = 'n',
        long,
        value_name = "N",
        default_value_t = 10,
        help_heading = "Output"
    )]
    limit: usize,
    /// Skips so many hits
    #[arg(long, value_name = "N", default_value_t = 0, help_heading = "Output")]
    offset: usize,
    #[command(flatten)]
    format: FormatArgs,
    /// One of the words suffices, rank decides
    #[arg(long)]
    any: bool,
    /// Lists the copies of a document one by one
    #[arg(long)]
    all_copies: bool,
    /// Shows how the query was understood
    #[arg(long)]
    explain: bool,
}

/// The most changes of a query that are tried when it finds nothing.
const MOST_TRIED: usize = 24;

pub(super) fn run(args: &SearchArgs, context: &Context) -> anyhow::Result<Outcome> {
    match &args.queries {
        Some(file) => many(args, file, context),
        None => one(args, context),
    }
}

fn one(args: &SearchArgs, context: &Context) -> anyhow::Result<Outcome> {
    let query = args.query.parse(context)?;
    let searcher = searcher(context)?;
    let answer = searcher.search(&query, &options(args))?;
    let found = answer.total + answer.relaxed_total > 0;
    let format = args.format.format();
    let briefly = !found && format == Format::Text;
    let mut explained = Vec::new();
    if args.explain || briefly {
        explained = explain(&searcher, &query)?;
    }
    let wants_advice = !found && matches!(format, Format::Text | Format::Json);
    let advice = if wants_advice {
        advise(&searcher, &query)?
    } else {
        None
    };
    if briefly {
        explain_briefly(&explained, advice.as_ref(), &answer);
        return Ok(Outcome::Nothing);
    }
    let report = SearchReport {
        query_id: None,
        first: true,
        query: &query,
        answer: &answer,
        explained,
        advice,
        documents: searcher.documents(),
        names: names(args, &searcher, &answer)?,
    };
    args.format.write(context, |out, format, look| {
        write_search(out, format, &report, look)
    })?;
    Ok(Outcome::found(found))
}

/// Says on stderr that nothing was found, how the query was understood with the hits of each part, and
/// the one change that would give results.
fn explain_briefly(explained: &[ExplainedLine], advice: Option<&Advice>, answer: &Answer) {
    say("no document answers");
    for line in explained.iter().take(16) {
        let indent = "  ".repeat(line.depth + 1);
        let hits = if line.hits == 1 { "hit" } else { "hits" };
        say(format_args!(
            "{indent}{}: {} {hits}, {}",
            line.clause, line.hits, line.note
        ));
    }
    if answer.undated_left_out > 0 {
        say(format_args!(
            "the dates leave out {} undated",
            answer.undated_left_out
        ));
    }
    if let Some(advice) = advice {
        let found = if advice.hits == 1 {
            "document"
        } else {
            "documents"
        };
        say(format_args!(
            "{} there would be {} {found}: {}",
            advice.what, advice.hits, advice.query
        ));
    }
}

fn explain(searcher: &Searcher, query: &Query) -> anyhow::Result<Vec<ExplainedLine>> {
    query::explain(query)
        .into_iter()
        .map(|line| {
            let clause = Query {
                text: query.text.clone(),
                root: line.clause,
            };
            Ok(ExplainedLine {
                depth: line.depth,
                clause: line.text,
                note: line.note,
                hits: searcher.count(&clause)?,
            })
        })
        .collect()
}

/// The gentlest change that gives results.
fn advise(searcher: &Searcher, query: &Query) -> anyhow::Result<Option<Advice>> {
    for change in query::changes(query).into_iter().take(MOST_TRIED) {
        let hits = searcher.count(&change.query)?;
        if hits > 0 {
            return Ok(Some(Advice {
                what: change.what,
                query: change.query.to_string(),
                hits,
            }));
        }
    }
    Ok(None)
}

fn many(args: &SearchArgs, file: &PathBuf, context: &Context) -> anyhow::Result<Outcome> {
    let text = read_queries(file)?;
    let mut queries = Vec::new();
    let mut refused = false;
    for (at, line) in text.lines().enumerate() {
        let line = line.trim_end_matches('\r');
        if line.trim().is_empty() {
            continue;
        }
        let number = (at + 1).to_string();
        let (id, text) = line.split_once('\t').unwrap_or((&number, line));
        match args.query.parse_text(text, context) {
            Ok(query) => queries.push((id.to_owned(), query)),
            Err(error) => {
                refused = true;
                say(format_args!("query {id}: {error}"));
            }
        }
    }
    let searcher = searcher(context)?;
    let mut found = false;
    with_stdout(context, |out| {
        for (at, (id, query)) in queries.iter().enumerate() {
            let answer = searcher.search(query, &options(args))?;
            found |= answer.total + answer.relaxed_total > 0;
            let report = SearchReport {
                query_id: Some(id),
                first: at == 0,
                query,
                answer: &answer,
                explained: Vec::new(),
                advice: None,
                documents: searcher.documents(),
                names: names(args, &searcher, &answer)?,
            };
            write_search(out, args.format.format(), &report, context.look)?;
            if args.format.format() == Format::Text {
                writeln!(out)?;
            }
        }
        Ok(())
    })?;
    if refused {
        return Ok(Outcome::Partly);
    }
    Ok(Outcome::found(found))
}

/// The marked forms of the names in the hits, for the formats that print them.
fn names(args: &SearchArgs, searcher: &Searcher, answer: &Answer) -> anyhow::Result<BestNames> {
    match args.format.format() {
        Format::Json | Format::Jsonl => best_names(
            searcher,
            answer.hits.iter().flat_map(|hit| &hit.record.people),
        ),
        Format::Text | Format::Csv | Format::Trec => Ok(BestNames::default()),
    }
}

fn read_queries(file: &PathBuf) -> anyhow::Result<String> {
    let unread = |error: std::io::Error| {
        UsageError::new(format!(
            "cannot read the queries in {}: {error}",
            file.display()
        ))
    };
    let mut bytes = Vec::new();
    if file.as_os_str() == "-" {
        std::io::stdin()
            .lock()
            .read_to_end(&mut bytes)
            .map_err(unread)?;
    } else {
        bytes = std::fs::read(file).map_err(unread)?;
    }
    let text = String::from_utf8(bytes)
        .map_err(|_| UsageError::new(format!("{} is not UTF-8", file.display())))?;
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

fn options(args: &SearchArgs) -> SearchOptions {
    let trec = args.format.format() == Format::Trec;
    SearchOptions {
        sort: args.sort,
        limit: args.limit,
        offset: args.offset,
        any: args.any,
        // A run that is judged holds what the query says and nothing else.
        relax: !trec,
        all_copies: args.all_copies || trec,
        snippets: !trec,
    }
}

fn parse_sort(name: &str) -> Result<Sort, String> {
    match name {
        "relevance" => Ok(Sort::Relevance),
        "date" => Ok(Sort::DateAscending),
        "-date" => Ok(Sort::DateDescending),
        _ => Err("the orders are relevance, date (oldest first) and -date".to_owned()),
    }
}
