//! The command line: one file per command, and what they share.
//!
//! Alone in reading settings, environment and the wall clock. Data goes to stdout, everything else to
//! stderr; `error.rs` alone says what an error is called, how it is mended and which exit code it has.

mod add;
mod cites;
mod collection;
mod completions;
mod context;
mod correct;
mod count;
mod error;
mod facets;
mod fetch;
mod figures;
mod filters;
mod help;
mod index;
mod info;
mod ledger;
mod locality;
mod man;
mod new;
mod output;
mod people;
mod person;
mod progress;
mod rebuild;
mod restore;
mod same;
mod search;
mod show;
mod sites;
mod timeline;
mod verify;
mod withdraw;
mod words;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use context::{Context, GlobalArgs};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

/// What a command leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Done, with at least one hit where hits were asked for.
    Done,
    /// Ran well, found nothing.
    Nothing,
    /// Partly done; what failed was listed.
    Partly,
}

impl Outcome {
    /// Done where something was found.
    const fn found(something: bool) -> Self {
        if something { Self::Done } else { Self::Nothing }
    }

    const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Nothing => 1,
            Self::Partly => 3,
        }
    }
}

/// Full-text search over the documents of Vietnam's ruling Party and the press that reports on them.
#[derive(Parser)]
#[command(
    name = "vankien",
    version,
    before_help = "Examples:
  vankien search xây dựng Đảng --locality \"Quảng Ninh\"
  vankien search '\"lấy phiếu tín nhiệm\"' --from 2023 --sort -date
  vankien facets --by locality kiểm tra giám sát
  vankien --corpus my-corpus add pages/ articles.jsonl.gz",
    after_help = "Exit codes: 0 done · 1 nothing found · 2 wrong use or query · 3 partly done · \
4 no readable collection or index · 5 another process is writing",
    disable_help_subcommand = true,
    max_term_width = 100
)]
struct Cli {
    #[command(flatten)]
    global: GlobalArgs,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    New(new::NewArgs),
    Add(add::AddArgs),
    Fetch(Box<fetch::FetchArgs>),
    Index(index::IndexArgs),
    Rebuild(rebuild::RebuildArgs),
    Search(search::SearchArgs),
    Show(show::ShowArgs),
    Count(count::CountArgs),
    Facets(facets::FacetsArgs),
    Timeline(timeline::TimelineArgs),
    Figures(figures::FiguresArgs),
    Cites(cites::CitesArgs),
    Locality(locality::LocalityArgs),
    Person(person::PersonArgs),
    Info(info::InfoArgs),
    Sites(sites::SitesArgs),
    Verify(verify::VerifyArgs),
    Withdraw(withdraw::WithdrawArgs),
    Restore(restore::RestoreArgs),
    Correct(correct::CorrectArgs),
    Same(same::SameArgs),
    NotSame(same::NotSameArgs),
    Completions(completions::CompletionsArgs),
    Man(man::ManArgs),
    Help(help::HelpArgs),
}

impl Command {
    fn run(self, context: &Context) -> anyhow::Result<Outcome> {
        match self {
            Self::New(args) => new::run(&args, context),
            Self::Add(args) => add::run(args, context),
            Self::Fetch(args) => fetch::run(&args, context),
            Self::Index(args) => index::run(&args, context),
            Self::Rebuild(args) => rebuild::run(&args, context),
            Self::Search(args) => search::run(&args, context),
            Self::Show(args) => show::run(&args, context),
            Self::Count(args) => count::run(&args, context),
            Self::Facets(args) => facets::run(&args, context),
            Self::Timeline(args) => timeline::run(&args, context),
            Self::Figures(args) => figures::run(&args, context),
            Self::Cites(args) => cites::run(&args, context),
            Self::Locality(args) => locality::run(&args, context),
            Self::Person(args) => person::run(&args, context),
            Self::Info(args) => info::run(&args, context),
            Self::Sites(args) => sites::run(&args, context),
            Self::Verify(args) => verify::run(&args, context),
            Self::Withdraw(args) => withdraw::run(&args, context),
            Self::Restore(args) => restore::run(&args, context),
            Self::Correct(args) => correct::run(&args, context),
            Self::Same(args) => same::run_same(&args, context),
            Self::NotSame(args) => same::run_not_same(&args, context),
            Self::Completions(args) => completions::run(&args, context),
            Self::Man(args) => man::run(&args, context),
            Self::Help(args) => help::run(&args, context),
        }
    }
}

/// A file that reaches the limit of its size (`ulimit -f`) is to be an error that can be told, like a
/// full disk, not the end of the process: any handler takes the place of the fatal one.
#[cfg(unix)]
fn let_writes_fail() {
    let reached = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    // Without the handler all else works as well.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, reached);
}

#[cfg(not(unix))]
fn let_writes_fail() {}

/// Runs the program and gives its exit code.
pub(crate) fn main() -> ExitCode {
    let_writes_fail();
    // Made once: with all its commands and flags it is a tenth of the work of a search.
    let command = Cli::command();
    let args = words::prepare(std::env::args_os(), &command);
    let cli = match command
        .try_get_matches_from(args)
        .and_then(|matches| Cli::from_arg_matches(&matches))
    {
        Ok(cli) => cli,
        Err(error) => return error::exit_for_usage(&error),
    };
    let done = catch_unwind(AssertUnwindSafe(|| {
        Context::new(cli.global).and_then(|context| cli.command.run(&context))
    }));
    match done {
        Ok(Ok(outcome)) => ExitCode::from(outcome.code()),
        Ok(Err(error)) => error::exit_for(&error),
        Err(_) => error::exit_for_panic(),
    }
}
