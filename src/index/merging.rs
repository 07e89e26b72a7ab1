//! Which segments are merged: those of like size, up to a size that bounds what merging holds.
//!
//! The stored part of each segment is mapped while it is copied into another, and is what most of a
//! segment is. So segments grow up to [`MOST`] and are then left alone, but for those of which most was
//! removed. A search over a million documents meets about a dozen of them.

use std::path::PathBuf;
use tantivy::SegmentMeta;
use tantivy::index::SegmentComponent;
use tantivy::indexer::{MergeCandidate, MergePolicy};

/// Most stored bytes of a segment that comes from merging, but for the one that `compact` makes.
const MOST: u64 = 192 << 20;

/// Segments of less are of one size: the smallest are worth merging, whatever they hold.
const LEAST: u64 = 16 << 20;

/// So many segments of like size are merged, or as many as nearly make a segment of [`MOST`].
const FEWEST: usize = 8;

/// Segments are of like size while the smaller has at least three fifths of the larger.
const LIKE: (u64, u64) = (3, 5);

/// A segment as far as merging is concerned.
#[derive(Debug, Clone, Copy)]
struct Size {
    bytes: u64,
    documents: u32,
    removed: u32,
}

/// The rule by which segments are merged.
#[derive(Debug)]
pub(super) struct Merging {
    /// Where the segments lie.
    pub(super) dir: PathBuf,
}

impl MergePolicy for Merging {
    fn compute_merge_candidates(&self, segments: &[SegmentMeta]) -> Vec<MergeCandidate> {
        let size = |segment: &SegmentMeta| {
            let store = segment.relative_path(SegmentComponent::Store);
            Size {
                bytes: std::fs::metadata(self.dir.join(store)).map_or(0, |data| data.len()),
                documents: segment.max_doc(),
                removed: segment.num_deleted_docs(),
            }
        };
        let sizes: Vec<Size> = segments.iter().map(size).collect();
        let groups = groups(&sizes).into_iter();
        groups
            .map(|group| MergeCandidate(group.into_iter().map(|at| segments[at].id()).collect()))
            .collect()
    }
}

/// The groups to be merged, each named by the places of its segments.
fn groups(sizes: &[Size]) -> Vec<Vec<usize>> {
    let mut groups = Vec::new();
    let mut mergeable: Vec<usize> = Vec::new();
    for (at, size) in sizes.iter().enumerate() {
        if size.bytes <= MOST / 2 {
            mergeable.push(at);
        } else if size.removed > size.documents / 2 {
            groups.push(vec![at]);
        }
    }
    mergeable.sort_by_key(|at| std::cmp::Reverse(sizes[*at].bytes));
    let mut rest = &mergeable[..];
    while let Some(largest) = rest.first() {
        let largest = sizes[*largest].bytes.max(LEAST);
        let least = largest * LIKE.0 / LIKE.1;
        let like = rest.partition_point(|at| sizes[*at].bytes.max(LEAST) >= least);
        groups.extend(of_one_size(&rest[..like], sizes));
        rest = &rest[like..];
    }
    groups
}

/// Groups of segments of like size.
fn of_one_size(level: &[usize], sizes: &[Size]) -> Vec<Vec<usize>> {
    let mut groups = Vec::new();
    let (mut group, mut bytes) = (Vec::new(), 0);
    let mut close = |group: &mut Vec<usize>, bytes: u64| {
        let group = std::mem::take(group);
        if group.len() >= FEWEST || group.len() > 1 && bytes >= MOST / 3 * 2 {
            groups.push(group);
        }
    };
    for at in level {
        if bytes + sizes[*at].bytes > MOST {
            close(&mut group, bytes);
            bytes = 0;
        }
        group.push(*at);
        bytes += sizes[*at].bytes;
    }
    close(&mut group, bytes);
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Groups by their sizes in MB; a removed half is written as a minus.
    fn check(megabytes: &[i64], expected: &[&[usize]]) {
        let sizes: Vec<Size> = megabytes
            .iter()
            .map(|size| Size {
                bytes: size.unsigned_abs() << 20,
                documents: 100,
                removed: if *size < 0 { 51 } else { 0 },
            })
            .collect();
        assert_eq!(groups(&sizes), expected, "{megabytes:?}");
    }

    #[test]
    fn segments_of_like_size_are_merged() {
        check(&[], &[]);
        check(&[1; 7], &[]);
        check(&[1, 15, 3, 0, 5, 2, 2, 9], &[&[1, 7, 4, 2, 5, 6, 0, 3]]);
        check(&[20; 6], &[]);
        check(&[20; 8], &[&[0, 1, 2, 3, 4, 5, 6, 7]]);
        check(&[54, 26, 54, 26], &[]);
        check(&[54, 26, 54, 26, 54], &[&[0, 2, 4]]);
    }

    #[test]
    fn no_segment_grows_beyond_the_limit_by_merging() {
        check(&[57; 7], &[&[0, 1, 2], &[3, 4, 5]]);
        check(&[97, 97, 97, 300], &[]);
        check(&[-300, 300, -120], &[&[0], &[2]]);
    }
}
