//! The run format of TREC, with tabs, so that ids may hold spaces.

use super::{SearchReport, plain_line};
use std::io::{self, Write};

pub(super) fn write_search(out: &mut dyn Write, report: &SearchReport<'_>) -> io::Result<()> {
    let query = report.query_id.unwrap_or("1");
    for hit in &report.answer.hits {
        let own = hit.record.id.to_string();
        let id = hit.record.external_id.as_deref().unwrap_or(&own);
        // A tab or line end inside an id would make two fields of it.
        let (query, id) = (plain_line(query), plain_line(id));
        writeln!(
            out,
            "{query}\tQ0\t{id}\t{}\t{}\tvankien",
            hit.rank, hit.score
        )?;
    }
    Ok(())
}
