//! Standard output: buffered, with colours where they are understood, flushed before the end.

use super::context::Context;
use std::io::{self, BufWriter, Write};

/// Hands stdout to `write` and flushes it.
pub(super) fn with_stdout(
    context: &Context,
    write: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let stdout = io::stdout().lock();
    if context.look.colour {
        // On an old Windows console this turns escape sequences into calls.
        let stdout = anstream::AutoStream::new(stdout, anstream::ColorChoice::Always);
        finish(BufWriter::with_capacity(1 << 16, stdout), write)
    } else {
        finish(BufWriter::with_capacity(1 << 16, stdout), write)
    }
}

fn finish<W: Write>(
    mut out: BufWriter<W>,
    write: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let written = write(&mut out);
    // What was written before an error is shown, unless the reader has gone.
    let flushed = out.flush();
    written?;
    flushed?;
    Ok(())
}

/// Writes one line to stderr; a reader who has gone is no reason to fail.
pub(super) fn say(line: impl std::fmt::Display) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}
