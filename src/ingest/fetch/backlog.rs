//! What is still to be asked, host by host.
//!
//! A list may hold a million addresses, so that of each host's queue only the two ends are in memory;
//! the middle lies in a nameless file, which the system removes whatever becomes of the run.

use crate::discover::Asked;
use std::collections::{HashMap, VecDeque};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::PathBuf;

/// Asks of one host that the session holds at a time; the rest wait here as bare addresses.
const AT_HAND: usize = 4;

/// Addresses at either end of a host's queue that are in memory.
const END: usize = 128;

/// What is to be asked.
#[derive(Debug, Clone)]
pub(super) enum Errand {
    /// A page.
    Page(String),
    /// A feed, sitemap or listing of a walk, by the walk's number.
    Place {
        walk: usize,
        asked: Asked,
        /// Whether it is wanted whole, whatever is held of it.
        whole: bool,
    },
}

/// The errands of all hosts.
pub(super) struct Backlog {
    queues: HashMap<String, Queue>,
    /// Where the file with the middles is made when one is needed.
    dir: PathBuf,
    middles: Option<(File, u64)>,
}

/// The errands of one host.
#[derive(Default)]
struct Queue {
    /// Places go first, so that what is found early is known early.
    places: VecDeque<Errand>,
    first: VecDeque<String>,
    /// Where in the file the further addresses stand, and how many bytes.
    middle: VecDeque<(u64, usize)>,
    last: Vec<String>,
    at_hand: usize,
}

impl Backlog {
    pub(super) fn new(dir: PathBuf) -> Self {
        Self {
            queues: HashMap::new(),
            dir,
            middles: None,
        }
    }

    /// Puts an errand behind those of its kind.
    ///
    /// # Errors
    /// If the file that takes what memory should not hold cannot be written.
    pub(super) fn push(&mut self, host: &str, errand: Errand) -> io::Result<()> {
        if !self.queues.contains_key(host) {
            self.queues.insert(host.to_owned(), Queue::default());
        }
        let Some(queue) = self.queues.get_mut(host) else {
            return Ok(());
        };
        let address = match errand {
            Errand::Place { .. } => {
                queue.places.push_back(errand);
                return Ok(());
            }
            Errand::Page(address) => address,
        };
        if queue.middle.is_empty() && queue.last.is_empty() && queue.first.len() < END {
            queue.first.push_back(address);
            return Ok(());
        }
        queue.last.push(address);
        if queue.last.len() < END {
            return Ok(());
        }
        let text = queue.last.join("\n");
        queue.last.clear();
        if self.middles.is_none() {
            std::fs::create_dir_all(&self.dir)?;
            self.middles = Some((tempfile::tempfile_in(&self.dir)?, 0));
        }
        if let Some((file, end)) = &mut self.middles {
            file.seek(SeekFrom::Start(*end))?;
            file.write_all(text.as_bytes())?;
            queue.middle.push_back((*end, text.len()));
            *end += text.len() as u64;
        }
        Ok(())
    }

    /// The next errand of a host, if the session may hold one more of it.
    ///
    /// # Errors
    /// If what was put into the file cannot be read.
    pub(super) fn next(&mut self, host: &str) -> io::Result<Option<Errand>> {
        let Some(queue) = self.queues.get_mut(host) else {
            return Ok(None);
        };
        if queue.at_hand >= AT_HAND {
            return Ok(None);
        }
        if queue.places.is_empty() && queue.first.is_empty() {
            queue.refill(self.middles.as_mut())?;
        }
        let place = queue.places.pop_front();
        let errand = place.or_else(|| queue.first.pop_front().map(Errand::Page));
        match errand {
            Some(_) => queue.at_hand += 1,
            None if queue.at_hand == 0 => {
                self.queues.remove(host);
            }
            None => {}
        }
        Ok(errand)
    }

    /// An errand of the host was done.
    pub(super) fn done(&mut self, host: &str) {
        if let Some(queue) = self.queues.get_mut(host) {
            queue.at_hand = queue.at_hand.saturating_sub(1);
        }
    }
}

impl Queue {
    /// Brings the next addresses to the front.
    fn refill(&mut self, middles: Option<&mut (File, u64)>) -> io::Result<()> {
        let (Some((start, length)), Some((file, _))) = (self.middle.pop_front(), middles) else {
            self.first.extend(self.last.drain(..));
            return Ok(());
        };
        let mut bytes = vec![0; length];
        file.seek(SeekFrom::Start(start))?;
        file.read_exact(&mut bytes)?;
        let text = String::from_utf8(bytes).map_err(io::Error::other)?;
        self.first.extend(text.split('\n').map(str::to_owned));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(backlog: &mut Backlog, host: &str) -> Option<String> {
        let errand = backlog.next(host).unwrap()?;
        backlog.done(host);
        match errand {
            Errand::Page(address) => Some(address),
            Errand::Place { .. } => None,
        }
    }

    #[test]
    fn addresses_come_out_as_they_went_in_also_when_they_went_through_the_file() {
        let dir = tempfile::tempdir().unwrap();
        let mut backlog = Backlog::new(dir.path().join("made"));
        let host = |number: usize| ["a.vn", "b.vn"][number % 2];
        let address = |number: usize| format!("https://{}/{number}", host(number));
        for number in 0..3000 {
            let errand = Errand::Page(address(number));
            backlog.push(host(number), errand).unwrap();
        }
        assert!(backlog.middles.is_some());
        for number in 0..1000 {
            assert_eq!(next(&mut backlog, host(number)), Some(address(number)));
        }
        for number in 3000..4000 {
            let errand = Errand::Page(address(number));
            backlog.push(host(number), errand).unwrap();
        }
        for number in 1000..4000 {
            assert_eq!(next(&mut backlog, host(number)), Some(address(number)));
        }
        assert_eq!(next(&mut backlog, "a.vn"), None);
        assert_eq!(next(&mut backlog, "b.vn"), None);
        assert!(backlog.queues.is_empty());
        assert_eq!(
            std::fs::read_dir(dir.path().join("made")).unwrap().count(),
            0
        );
    }

    #[test]
    fn the_session_holds_a_few_of_a_host() {
        let mut backlog = Backlog::new(PathBuf::new());
        for number in 0..10 {
            backlog
                .push("a.vn", Errand::Page(number.to_string()))
                .unwrap();
        }
        for _ in 0..AT_HAND {
            assert!(backlog.next("a.vn").unwrap().is_some());
        }
        assert!(backlog.next("a.vn").unwrap().is_none());
        backlog.done("a.vn");
        assert!(backlog.next("a.vn").unwrap().is_some());
    }
}
