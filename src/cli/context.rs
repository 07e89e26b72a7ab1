//! What every command gets: settings, the time, and how output looks.

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{self, TimeZone};
use std::io::IsTerminal;
use std::path::PathBuf;
use vankien::present::Look;

/// Options that stand before or after the command.
#[derive(Debug, Args)]
pub(super) struct GlobalArgs {
    /// The collection; else VANKIEN_CORPUS, else the nearest vankien.toml upward, else ./corpus, else the
    /// platform's data folder
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "VANKIEN_CORPUS",
        hide_env = true
    )]
    pub(super) corpus: Option<PathBuf>,
    /// When to write colours
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_possible_values = true
    )]
    pub(super) color: ColorWhen,
}

/// When colours are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorWhen {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Settings, time and look of one run.
#[derive(Debug)]
pub(super) struct Context {
    /// The collection that was named.
    pub(super) corpus: Option<PathBuf>,
    /// When the run began.
    pub(super) now: Timestamp,
    /// How stdout looks.
    pub(super) look: Look,
    /// Whether a person watches stderr.
    pub(super) watched: bool,
}

impl Context {
    pub(super) fn new(global: GlobalArgs) -> anyhow::Result<Self> {
        let terminal = std::io::stdout().is_terminal();
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let colour = match global.color {
            ColorWhen::Always => true,
            ColorWhen::Never => false,
            ColorWhen::Auto => terminal && !dumb && !set("NO_COLOR"),
        };
        Ok(Self {
            corpus: global.corpus.filter(|dir| !dir.as_os_str().is_empty()),
            now: now()?,
            look: Look {
                width: width(),
                colour,
                terminal,
            },
            watched: std::io::stderr().is_terminal() && !dumb,
        })
    }

    /// The day in Vietnam, where the documents are dated.
    pub(super) fn today(&self) -> Date {
        self.now.to_zoned(TimeZone::fixed(tz::offset(7))).date()
    }
}

/// The time; `VANKIEN_NOW` fixes it for tests.
fn now() -> anyhow::Result<Timestamp> {
    match std::env::var("VANKIEN_NOW") {
        Ok(fixed) if !fixed.is_empty() => fixed
            .parse()
            .with_context(|| format!("cannot read VANKIEN_NOW: {fixed}")),
        _ => Ok(Timestamp::now()),
    }
}

/// The columns of the terminal: `COLUMNS`, else what the terminal says, else 80.
fn width() -> usize {
    let set = std::env::var("COLUMNS").ok();
    set.and_then(|columns| columns.parse().ok())
        .filter(|columns| *columns > 0)
        .or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)))
        .unwrap_or(80)
}
