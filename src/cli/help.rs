//! `help`: the program, a command, or the query language.

use super::context::Context;
use super::error::UsageError;
use super::output::with_stdout;
use super::{Cli, Outcome};
use clap::{Args, CommandFactory};
use vankien::query;

/// Shows help: help query teaches the query language on one screen
#[derive(Debug, Args)]
pub(super) struct HelpArgs {
    /// query, or a command
    #[arg(value_name = "TOPIC")]
    topic: Option<String>,
}

pub(super) fn run(args: &HelpArgs, context: &Context) -> anyhow::Result<Outcome> {
    let mut program = Cli::command();
    program.build();
    let text = match args.topic.as_deref() {
        Some("query") => query::HELP.to_owned(),
        Some(name) => render(subcommand(&program, name)?.clone(), context),
        None => render(program, context),
    };
    with_stdout(context, |out| Ok(out.write_all(text.as_bytes())?))?;
    Ok(Outcome::Done)
}

fn render(mut command: clap::Command, context: &Context) -> String {
    let help = command.render_long_help();
    if context.look.colour {
        help.ansi().to_string()
    } else {
        help.to_string()
    }
}

/// The command of a name.
pub(super) fn subcommand<'c>(
    program: &'c clap::Command,
    name: &str,
) -> anyhow::Result<&'c clap::Command> {
    let found = program.get_subcommands().find(|sub| sub.get_name() == name);
    found.ok_or_else(|| {
        let names: Vec<&str> = program
            .get_subcommands()
            .map(clap::Command::get_name)
            .collect();
        UsageError::new(format!("there is no help on {name}"))
            .hint(format!("there is help on query, {}", names.join(", ")))
            .into()
    })
}
