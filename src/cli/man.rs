//! `man`: the manual page.

use super::context::Context;
use super::output::with_stdout;
use super::{Cli, Outcome};
use clap::{Args, CommandFactory};

/// Writes the manual page to stdout, of one command or of all
#[derive(Debug, Args)]
pub(super) struct ManArgs {
    /// The command
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

pub(super) fn run(args: &ManArgs, context: &Context) -> anyhow::Result<Outcome> {
    let mut program = Cli::command();
    program.build();
    let page = match &args.command {
        None => program,
        Some(name) => super::help::subcommand(&program, name)?.clone(),
    };
    let mut text = Vec::new();
    clap_mangen::Man::new(page).render(&mut text)?;
    with_stdout(context, |out| Ok(out.write_all(&text)?))?;
    Ok(Outcome::Done)
}
