//! Numbers for a query: a total, facets, a timeline; bars on a terminal, data otherwise.

use super::csv::write_row;
use super::json::{QueryJson, write_object};
use super::text::{grouped, plural};
use super::wrap::{pad, shorten};
use super::{FORMAT_VERSION, Format, Look, Palette, plain_line};
use crate::query::Query;
use crate::search::Facet;
use serde::Serialize;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

#[derive(Serialize)]
struct CountJson<'a> {
    format_version: u32,
    query: QueryJson<'a>,
    total: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    families: Option<usize>,
}

#[derive(Serialize)]
struct FacetsJson<'a> {
    format_version: u32,
    query: QueryJson<'a>,
    by: &'a str,
    facets: Vec<FacetJson<'a>>,
}

#[derive(Serialize)]
struct TimelineJson<'a> {
    format_version: u32,
    query: QueryJson<'a>,
    by: &'a str,
    undated: usize,
    timeline: Vec<StepJson<'a>>,
}

#[derive(Serialize)]
struct FacetJson<'a> {
    id: &'a str,
    name: &'a str,
    count: usize,
}

#[derive(Serialize)]
struct StepJson<'a> {
    period: &'a str,
    count: usize,
}

/// Writes how many documents answer, and how many families they form where that was asked for.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_count(
    out: &mut dyn Write,
    format: Format,
    query: &Query,
    total: usize,
    families: Option<usize>,
    look: Look,
) -> io::Result<()> {
    match format {
        Format::Text | Format::Trec if look.terminal => {
            write!(
                out,
                "{} {}",
                grouped(total),
                plural(total, "document", "documents")
            )?;
            if let Some(families) = families {
                let name = plural(families, "family", "families");
                write!(out, " in {} {name}", grouped(families))?;
            }
            writeln!(out)
        }
        Format::Text | Format::Trec => match families {
            Some(families) => writeln!(out, "{total}\t{families}"),
            None => writeln!(out, "{total}"),
        },
        Format::Json | Format::Jsonl => write_object(
            out,
            &CountJson {
                format_version: FORMAT_VERSION,
                query: QueryJson::of(query),
                total,
                families,
            },
        ),
        Format::Csv => {
            write_row(out, ["total", "families"])?;
            let families = families.map(|count| count.to_string()).unwrap_or_default();
            write_row(out, [total.to_string(), families])
        }
    }
}

/// Writes how the answering documents spread over the values of a field.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_facets(
    out: &mut dyn Write,
    format: Format,
    query: &Query,
    by: &str,
    facets: &[Facet],
    look: Look,
) -> io::Result<()> {
    match format {
        Format::Text | Format::Trec => {
            let rows: Vec<(&str, &str, usize)> = facets
                .iter()
                .map(|facet| (facet.name.as_str(), facet.id.as_str(), facet.count))
                .collect();
            if look.terminal {
                write_bars(out, &rows, look)
            } else {
                rows.iter().try_for_each(|(name, id, count)| {
                    writeln!(out, "{}\t{count}\t{id}", plain_line(name))
                })
            }
        }
        Format::Json => {
            let facets = facets.iter().map(facet_json).collect();
            write_object(
                out,
                &FacetsJson {
                    format_version: FORMAT_VERSION,
                    query: QueryJson::of(query),
                    by,
                    facets,
                },
            )
        }
        Format::Jsonl => facets
            .iter()
            .try_for_each(|facet| write_object(out, &facet_json(facet))),
        Format::Csv => {
            write_row(out, ["name", "id", "count"])?;
            for facet in facets {
                write_row(out, [&facet.name, &facet.id, &facet.count.to_string()])?;
            }
            Ok(())
        }
    }
}

fn facet_json(facet: &Facet) -> FacetJson<'_> {
    FacetJson {
        id: &facet.id,
        name: &facet.name,
        count: facet.count,
    }
}

/// Writes how the answering documents spread over time; `by` is the name of the step.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_timeline(
    out: &mut dyn Write,
    format: Format,
    query: &Query,
    by: &str,
    steps: &[(String, usize)],
    undated: usize,
    look: Look,
) -> io::Result<()> {
    match format {
        Format::Text | Format::Trec => {
            let rows: Vec<(&str, &str, usize)> = steps
                .iter()
                .map(|(period, count)| (period.as_str(), "", *count))
                .collect();
            if !look.terminal {
                return rows
                    .iter()
                    .try_for_each(|(period, _, count)| writeln!(out, "{period}\t{count}"));
            }
            write_bars(out, &rows, look)?;
            if undated > 0 {
                let palette = Palette::of(look);
                let aside = palette.aside;
                writeln!(out, "{aside}{} undated{aside:#}", grouped(undated))?;
            }
            Ok(())
        }
        Format::Json => {
            let timeline = steps.iter().map(step_json).collect();
            write_object(
                out,
                &TimelineJson {
                    format_version: FORMAT_VERSION,
                    query: QueryJson::of(query),
                    by,
                    undated,
                    timeline,
                },
            )
        }
        Format::Jsonl => steps
            .iter()
            .try_for_each(|step| write_object(out, &step_json(step))),
        Format::Csv => {
            write_row(out, ["period", "count"])?;
            for (period, count) in steps {
                write_row(out, [period, &count.to_string()])?;
            }
            Ok(())
        }
    }
}

fn step_json((period, count): &(String, usize)) -> StepJson<'_> {
    StepJson {
        period,
        count: *count,
    }
}

/// Rows of name, count and bar; the longest bar fills what is left of the line.
fn write_bars(out: &mut dyn Write, rows: &[(&str, &str, usize)], look: Look) -> io::Result<()> {
    let palette = Palette::of(look);
    let most = rows
        .iter()
        .map(|(.., count)| *count)
        .max()
        .unwrap_or(0)
        .max(1);
    let counts = grouped(most).width();
    let widest = (look.width / 2).max(12);
    let names = rows
        .iter()
        .map(|(name, ..)| name.width().min(widest))
        .max()
        .unwrap_or(0);
    let room = look.width.saturating_sub(names + counts + 4).clamp(4, 60);
    for (name, _, count) in rows {
        let name = pad(&shorten(&plain_line(name), widest), names);
        let number = grouped(*count);
        let gap = " ".repeat(counts - number.width());
        let (label, bar) = (palette.label, palette.highlight);
        let bars = bar_of(*count, most, room);
        writeln!(
            out,
            "{label}{name}{label:#}  {gap}{number}  {bar}{bars}{bar:#}"
        )?;
    }
    Ok(())
}

/// A bar in eighths of a column; never nothing for something.
fn bar_of(count: usize, most: usize, room: usize) -> String {
    const PARTS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    if count == 0 {
        return String::new();
    }
    let eighths = (count * room * 8 / most).max(1);
    let mut bar = "█".repeat(eighths / 8);
    bar.push_str(PARTS[eighths % 8]);
    bar
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_in_proportion() {
        assert_eq!(bar_of(8, 8, 2), "██");
        assert_eq!(bar_of(4, 8, 1), "▌");
        assert_eq!(bar_of(1, 1000, 4), "▏");
        assert_eq!(bar_of(0, 8, 4), "");
    }
}
