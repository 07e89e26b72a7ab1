//! Postings read block by block: the fast way through frequent words.

use super::segment::Doc;
use tantivy::postings::BlockSegmentPostings;

/// A cursor over the documents of a term.
pub(super) struct Blocks {
    block: BlockSegmentPostings,
    /// Place in the block.
    at: usize,
}

impl Blocks {
    pub(super) fn new(block: BlockSegmentPostings) -> Self {
        Self { block, at: 0 }
    }

    /// Goes to the first document that is not before `doc`.
    #[inline]
    pub(super) fn skip_to(&mut self, doc: Doc) {
        let docs = self.block.docs();
        match docs.last() {
            None => {}
            Some(last) if *last >= doc => {
                self.at += docs[self.at..].partition_point(|there| *there < doc);
            }
            Some(_) => self.at = self.block.seek(doc),
        }
    }

    /// Hands on the documents before `end` that were not handed on yet, with their frequencies.
    #[inline]
    pub(super) fn until(&mut self, end: Doc, mut sink: impl FnMut(Doc, u32)) {
        loop {
            let docs = &self.block.docs()[self.at..];
            let freqs = &self.block.freqs()[self.at..];
            if docs.is_empty() && self.at == 0 {
                return;
            }
            let count = if docs.last().is_some_and(|last| *last < end) {
                docs.len()
            } else {
                docs.partition_point(|doc| *doc < end)
            };
            for (doc, freq) in docs[..count].iter().zip(freqs) {
                sink(*doc, *freq);
            }
            if count < docs.len() {
                self.at += count;
                return;
            }
            self.block.advance();
            self.at = 0;
        }
    }

    /// Hands on the rest of the documents in slices.
    pub(super) fn slices(&mut self, mut sink: impl FnMut(&[Doc])) {
        while self.block.block_len() > 0 {
            sink(&self.block.docs()[self.at..]);
            self.block.advance();
            self.at = 0;
        }
    }

    /// The frequency in a document, if the term is in it; documents must be asked for in order.
    #[inline]
    pub(super) fn frequency(&mut self, doc: Doc) -> Option<u32> {
        let docs = self.block.docs();
        // A rare form is mostly ahead already.
        if docs.get(self.at).is_some_and(|there| *there > doc) {
            return None;
        }
        if docs.is_empty() {
            return None;
        }
        self.skip_to(doc);
        (self.block.doc(self.at) == doc).then(|| self.block.freq(self.at))
    }
}

/// A set of the documents of a segment.
pub(super) struct Bits(Vec<u64>);

impl Bits {
    /// The empty set of a segment with so many documents.
    pub(super) fn new(end: Doc) -> Self {
        Self(vec![0; (end as usize).div_ceil(64)])
    }

    /// Puts an ordered slice of documents in: those of one word of bits together.
    pub(super) fn put_all(&mut self, docs: &[Doc]) {
        let (mut word, mut bits) = (0, 0u64);
        for doc in docs {
            let next = *doc as usize / 64;
            if next != word {
                self.0[word] |= bits;
                (word, bits) = (next, 0);
            }
            bits |= 1 << (doc % 64);
        }
        if bits != 0 {
            self.0[word] |= bits;
        }
    }

    #[inline]
    pub(super) fn has(&self, doc: Doc) -> bool {
        self.0[doc as usize / 64] & (1 << (doc % 64)) != 0
    }

    /// Lists the documents in order.
    pub(super) fn docs(&self) -> Vec<Doc> {
        let count = self.0.iter().map(|word| word.count_ones() as usize).sum();
        let mut docs = Vec::with_capacity(count);
        for (first, word) in (0..).step_by(64).zip(&self.0) {
            let mut rest = *word;
            while rest != 0 {
                docs.push(first + rest.trailing_zeros());
                rest &= rest - 1;
            }
        }
        docs
    }
}
