//! `completions`: completions for a shell.

use super::context::Context;
use super::output::with_stdout;
use super::{Cli, Outcome};
use clap::{Args, CommandFactory};
use clap_complete::Shell;

/// Writes completions for a shell to stdout
#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// The shell
    shell: Shell,
}

pub(super) fn run(args: &CompletionsArgs, context: &Context) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "vankien", &mut script);
    with_stdout(context, |out| Ok(out.write_all(&script)?))?;
    Ok(Outcome::Done)
}
