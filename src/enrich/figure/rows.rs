//! Figures of rows: of tables, of numbered rankings, of tables about the topic.

use super::period::Times;
use super::table;
use super::trust::Trust;
use super::{Reader, cues::Passage};
use crate::document::{Period, PeriodOrigin};
use std::ops::Range;

/// How many words the sentence over a table has at most.
const CAPTION_WORDS: usize = 60;

impl Reader<'_, '_> {
    /// The time that the sentence over a table gives to one of its columns.
    pub(super) fn of_caption(&self, id: &str) -> Option<Period> {
        let short = |caption: &&Passage| caption.words.len() <= CAPTION_WORDS;
        let caption = self.themes[1].as_ref().filter(short)?;
        let place = caption.cues(self.scan).place_of(id)?;
        Times::of(self.scan, &caption.words, self.today).beside(place)
    }

    pub(super) fn row(&mut self, row: &table::Row, line: &Range<usize>) {
        let scan = self.scan;
        self.current = false;
        for cell in &row.cells {
            let head = cell.header.map_or(0..0, |span| {
                scan.word_at(span.start)..scan.word_at(span.end)
            });
            let named = self.named_by_head(&cell.quantity, &head, line);
            let period = (!head.is_empty())
                .then(|| Times::of(scan, &head, self.today).stated(scan, &(head.end..head.end)))
                .flatten()
                .or_else(|| self.of_caption(&named.id))
                .map(|period| (period, PeriodOrigin::Section));
            self.keep(
                &cell.quantity,
                &row.place.id,
                line,
                named,
                period,
                Trust::Certain,
            );
        }
    }

    /// The place in an order that a numbered line gives its province.
    pub(super) fn ranked(&mut self, ranked: &table::numbered::Ranked, line: &Range<usize>) {
        let named = self.named_by_head(&ranked.rank, &(0..0), line);
        let (id, trust) = (&ranked.place.id, Trust::Certain);
        self.keep(&ranked.rank, id, line, named, None, trust);
    }

    /// Whether a line stands in a table about the topic that was read already; its rows stand in order.
    pub(super) fn is_measured(
        &mut self,
        rows: &[table::measured::Measured],
        line: &Range<usize>,
    ) -> bool {
        let at = rows.partition_point(|row| row.words.end <= line.start);
        let Some(row) = rows.get(at).filter(|row| row.words.start < line.end) else {
            return false;
        };
        if line.contains(&row.words.start) {
            self.measured(row);
        }
        true
    }
}
