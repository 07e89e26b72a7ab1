//! Which documents may be copies: those that share a body, a translation key or a band.

use crate::index::Fingerprinted;

/// What the documents of a group share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shared {
    /// All words of the body.
    Body,
    /// The key of a site for the translations of an article.
    Translation,
    /// A band of the wording.
    Band,
}

/// Groups of documents that share something; a document is named by its place in the order.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    /// What each group shares.
    pub(super) shared: Vec<Shared>,
    /// Documents with their groups, in order; who shares nothing is not in it.
    memberships: Vec<(u32, u32)>,
}

impl Candidates {
    /// Groups documents.
    pub(super) fn of(documents: &[Fingerprinted]) -> Self {
        let mut candidates = Self::default();
        let mut keys: Vec<(u64, u32)> = Vec::new();
        let prints = || (0u32..).zip(documents.iter().map(|document| &document.fingerprint));
        keys.extend(prints().filter_map(|(at, print)| Some((print.body?, at))));
        candidates.group(Shared::Body, &mut keys);
        keys.extend(prints().filter_map(|(at, print)| Some((print.translation?, at))));
        candidates.group(Shared::Translation, &mut keys);
        for band in 0..crate::document::BANDS {
            let wordings = prints().filter_map(|(at, print)| Some((at, print.wording?)));
            keys.extend(wordings.map(|(at, wording)| (wording.bands[band].into(), at)));
            candidates.group(Shared::Band, &mut keys);
        }
        candidates.memberships.sort_unstable();
        candidates
    }

    /// Makes groups of those with equal keys.
    fn group(&mut self, shared: Shared, keys: &mut Vec<(u64, u32)>) {
        keys.sort_unstable();
        for group in keys
            .chunk_by(|a, b| a.0 == b.0)
            .filter(|group| group.len() > 1)
        {
            let number = u32::try_from(self.shared.len()).expect("fewer groups than 2³²");
            self.shared.push(shared);
            self.memberships
                .extend(group.iter().map(|(_, at)| (*at, number)));
        }
        keys.clear();
    }

    /// The groups of a document.
    pub(super) fn groups_of(&self, document: usize) -> impl Iterator<Item = usize> {
        let from = self
            .memberships
            .partition_point(|(at, _)| (*at as usize) < document);
        let own = self.memberships[from..].iter();
        own.take_while(move |(at, _)| *at as usize == document)
            .map(|(_, group)| *group as usize)
    }
}
