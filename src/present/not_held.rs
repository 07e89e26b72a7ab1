//! The numbers that are cited and not held.

use super::listed::KnownJson;
use super::listing::{Listing, write_listing};
use super::{FORMAT_VERSION, Format, Look, Palette, plain_line};
use crate::search::NotHeld;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct NotHeldJson<'a> {
    number: &'a str,
    count: usize,
    known: Option<KnownJson<'a>>,
}

#[derive(Serialize)]
struct NotHeldListJson<'a> {
    format_version: u32,
    not_held: Vec<NotHeldJson<'a>>,
}

/// Writes the numbers that are cited and not held.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_not_held(
    out: &mut dyn Write,
    format: Format,
    missing: &[NotHeld],
    look: Look,
) -> io::Result<()> {
    write_listing(out, format, &NotHeldList(missing), look)
}

/// The numbers that are cited and not held.
struct NotHeldList<'a>(&'a [NotHeld]);

impl Listing for NotHeldList<'_> {
    const HEADER: &'static [&'static str] = &["number", "count", "date", "title"];

    fn object(&self) -> impl Serialize {
        NotHeldListJson {
            format_version: FORMAT_VERSION,
            not_held: self.0.iter().map(not_held_json).collect(),
        }
    }

    fn entries(&self) -> impl Iterator<Item = impl Serialize> {
        self.0.iter().map(not_held_json)
    }

    fn rows(&self) -> impl Iterator<Item = Vec<String>> {
        self.0.iter().map(|one| {
            vec![
                one.number.clone(),
                one.count.to_string(),
                day_of(one),
                title_of(one).to_owned(),
            ]
        })
    }

    fn write_text(&self, out: &mut dyn Write, look: Look) -> io::Result<()> {
        let aside = Palette::of(look).aside;
        self.0.iter().try_for_each(|one| {
            let (date, title) = (day_of(one), plain_line(title_of(one)));
            if look.terminal {
                let number = super::wrap::pad(&one.number, 24);
                let line = format!("{number} {:>5}  {aside}{date} {title}{aside:#}", one.count);
                writeln!(out, "{}", line.trim_end())
            } else {
                writeln!(out, "{}\t{}\t{date}\t{title}", one.number, one.count)
            }
        })
    }
}

/// The Vietnamese title of a number that is not held, where it is known.
fn title_of(missing: &NotHeld) -> &str {
    missing.known.as_ref().map_or("", |known| known.title_vi)
}

/// The day of signing of a number that is not held, where it is known.
fn day_of(missing: &NotHeld) -> String {
    let date = missing.known.as_ref().and_then(|known| known.date);
    date.map(|date| date.to_string()).unwrap_or_default()
}

fn not_held_json(missing: &NotHeld) -> NotHeldJson<'_> {
    NotHeldJson {
        number: &missing.number,
        count: missing.count,
        known: missing.known.as_ref().map(KnownJson::of),
    }
}
