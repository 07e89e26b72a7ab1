//! The file of families beside an index: which documents are copies of one text.
//!
//! Derived from the index and the ledger, and written for one commit of the index. Numbers stand little
//! end first: a magic, the length of the commit's note and the note, the count of members, the members
//! by id: id, centre, copies, languages. Documents without copies are not in it.

use super::IndexError;
use crate::document::{DocId, Lang};
use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

const MAGIC: &[u8; 8] = b"vkfam\0\0\x01";

/// Bytes within which the count of members stands: notes are short.
pub(super) const HEAD: usize = 1 << 12;

/// Bytes of a member.
pub(super) const MEMBER: usize = 8 + 8 + 4 + 1;

/// A document that has copies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FamilyMember {
    /// The document.
    pub id: DocId,
    /// The document that its family is about: one of the members.
    pub centre: DocId,
    /// How many members the family has.
    pub copies: u32,
    langs: u8,
}

impl FamilyMember {
    /// The members of families, from documents with their centres; whole families must be given.
    /// Documents without copies are in none.
    #[must_use]
    pub fn of(mut placed: Vec<(DocId, DocId, Lang)>) -> Vec<Self> {
        placed.sort_unstable_by_key(|(id, centre, _)| (*centre, *id));
        let families = placed.chunk_by(|(_, a, _), (_, b, _)| a == b);
        let families = families.filter(|family| family.len() > 1);
        families
            .flat_map(|family| {
                let langs = family.iter().fold(0, |langs, (_, _, lang)| {
                    let place = Lang::ALL.iter().take_while(|one| *one != lang).count();
                    langs | 1 << place
                });
                let copies = u32::try_from(family.len()).unwrap_or(u32::MAX);
                family.iter().map(move |(id, centre, _)| Self {
                    id: *id,
                    centre: *centre,
                    copies,
                    langs,
                })
            })
            .collect()
    }

    fn to_bytes(self) -> [u8; MEMBER] {
        let mut bytes = [0; MEMBER];
        bytes[..8].copy_from_slice(&self.id.as_u64().to_le_bytes());
        bytes[8..16].copy_from_slice(&self.centre.as_u64().to_le_bytes());
        bytes[16..20].copy_from_slice(&self.copies.to_le_bytes());
        bytes[20] = self.langs;
        bytes
    }

    pub(super) fn from_bytes(bytes: &[u8; MEMBER]) -> Self {
        let number = |at: usize| {
            let bytes = bytes[at..at + 8].try_into().expect("eight bytes");
            DocId::from_u64(u64::from_le_bytes(bytes))
        };
        Self {
            id: number(0),
            centre: number(8),
            copies: u32::from_le_bytes(bytes[16..20].try_into().expect("four bytes")),
            langs: bytes[20],
        }
    }

    /// The languages of the family.
    #[must_use]
    pub fn langs(&self) -> Vec<Lang> {
        let has = |(at, _): &(usize, Lang)| self.langs >> at & 1 == 1;
        Lang::ALL
            .into_iter()
            .enumerate()
            .filter(has)
            .map(|(_, lang)| lang)
            .collect()
    }
}

/// All families of one commit.
///
/// Members stay as the file has them and are read one by one. Who asks for a few documents alone takes
/// [`FamilyFile`](super::FamilyFile).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Families {
    note: String,
    members: Vec<[u8; MEMBER]>,
}

impl Families {
    /// Families for the commit of a note, from members in any order.
    #[must_use]
    pub fn new(note: &str, members: impl IntoIterator<Item = FamilyMember>) -> Self {
        let mut members: Vec<_> = members.into_iter().map(FamilyMember::to_bytes).collect();
        members.sort_unstable_by_key(id_of);
        Self {
            note: note.to_owned(),
            members,
        }
    }

    /// The same for the commit of another note, with members in place of those of some documents.
    #[must_use]
    pub fn renewed(&self, note: &str, of: &[DocId], members: Vec<FamilyMember>) -> Self {
        let fresh = Self::new("", members).members;
        let mut fresh = fresh.iter().peekable();
        let mut of = of.to_vec();
        of.sort_unstable();
        let mut all = Vec::with_capacity(self.members.len() + fresh.len());
        let mut rest = &self.members[..];
        // What lies between two of them is copied in one go: of a large collection that is nearly all.
        for id in of {
            let (before, from) = rest.split_at(rest.partition_point(|member| id_of(member) < id));
            all.extend_from_slice(before);
            rest = match from {
                [own, rest @ ..] if id_of(own) == id => rest,
                others => others,
            };
            while let Some(member) = fresh.next_if(|member| id_of(member) <= id) {
                all.push(*member);
            }
        }
        all.extend_from_slice(rest);
        all.extend(fresh);
        Self {
            note: note.to_owned(),
            members: all,
        }
    }

    /// All members, by id.
    pub fn members(&self) -> impl Iterator<Item = FamilyMember> {
        self.members.iter().map(FamilyMember::from_bytes)
    }

    /// The file that belongs to the index in a directory.
    #[must_use]
    pub fn path(index: &Path) -> PathBuf {
        index.with_file_name("families")
    }

    /// Reads a file; nothing where there is none.
    ///
    /// # Errors
    /// If it cannot be read or is damaged.
    pub fn read(path: &Path) -> Result<Option<Self>, IndexError> {
        match fs::read(path) {
            Ok(bytes) => Self::decode(&bytes)
                .map(Some)
                .ok_or(IndexError::Record("the file of families")),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(source) => Err(IndexError::Io {
                path: path.to_owned(),
                source,
            }),
        }
    }

    /// The note of the commit that a file was made for, if the file has the length that it should have;
    /// its members are not looked at.
    #[must_use]
    pub fn note_in(path: &Path) -> Option<String> {
        let mut file = fs::File::open(path).ok()?;
        let length = file.metadata().ok()?.len();
        let mut head = Vec::new();
        file.by_ref()
            .take(HEAD as u64)
            .read_to_end(&mut head)
            .ok()?;
        let (note, start, count) = head_of(&head)?;
        let end = count.checked_mul(MEMBER)?.checked_add(start)?;
        (end as u64 == length).then(|| note.to_owned())
    }

    /// The note of the commit that it was made for.
    #[must_use]
    pub fn note(&self) -> &str {
        &self.note
    }

    /// Tells whether no document has copies.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// What is known of a document; nothing if it has no copies.
    #[must_use]
    pub fn of(&self, id: DocId) -> Option<FamilyMember> {
        let at = self.members.binary_search_by_key(&id, id_of).ok()?;
        Some(FamilyMember::from_bytes(&self.members[at]))
    }

    /// The bytes of the file.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(32 + self.note.len() + self.members.len() * MEMBER);
        bytes.extend(MAGIC);
        bytes.extend((self.note.len() as u64).to_le_bytes());
        bytes.extend(self.note.as_bytes());
        bytes.extend((self.members.len() as u64).to_le_bytes());
        for member in &self.members {
            bytes.extend(member);
        }
        bytes
    }

    fn decode(bytes: &[u8]) -> Option<Self> {
        let (note, start, count) = head_of(bytes)?;
        let rest = &bytes[start..];
        if rest.len() != count.checked_mul(MEMBER)? {
            return None;
        }
        let (members, _) = rest.as_chunks();
        Some(Self {
            note: note.to_owned(),
            members: members.to_vec(),
        })
    }
}

/// The note at the head of a file, where the members begin, and how many there are.
pub(super) fn head_of(bytes: &[u8]) -> Option<(&str, usize, usize)> {
    let mut rest = bytes.strip_prefix(MAGIC)?;
    let length = usize::try_from(number(&mut rest)?).ok()?;
    let (note, mut rest) = rest.split_at_checked(length)?;
    let count = usize::try_from(number(&mut rest)?).ok()?;
    let note = std::str::from_utf8(note).ok()?;
    Some((note, bytes.len() - rest.len(), count))
}

pub(super) fn id_of(member: &[u8; MEMBER]) -> DocId {
    let (id, _) = member
        .split_first_chunk()
        .expect("a member begins with an id");
    DocId::from_u64(u64::from_le_bytes(*id))
}

fn number(rest: &mut &[u8]) -> Option<u64> {
    let (number, after) = rest.split_first_chunk()?;
    *rest = after;
    Some(u64::from_le_bytes(*number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_comes_back_whole_or_not_at_all() {
        let id = DocId::from_u64;
        let placed = vec![
            (id(9), id(9), Lang::Vi),
            (id(3), id(9), Lang::En),
            (id(5), id(5), Lang::Vi),
        ];
        let families = Families::new("12", FamilyMember::of(placed));
        assert_eq!(families.of(id(5)), None);
        let member = families.of(id(3)).unwrap();
        assert_eq!((member.centre, member.copies), (id(9), 2));
        assert_eq!(member.langs(), [Lang::Vi, Lang::En]);
        let bytes = families.encode();
        assert_eq!(Families::decode(&bytes), Some(families));
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("families");
        fs::write(&path, &bytes).unwrap();
        assert_eq!(Families::note_in(&path).as_deref(), Some("12"));
        for end in 0..bytes.len() {
            assert_eq!(Families::decode(&bytes[..end]), None, "cut at {end}");
            fs::write(&path, &bytes[..end]).unwrap();
            assert_eq!(Families::note_in(&path), None, "cut at {end}");
        }
    }

    #[test]
    fn members_are_put_in_place_of_others() {
        let id = DocId::from_u64;
        let pair =
            |a, b| FamilyMember::of(vec![(id(a), id(a), Lang::Vi), (id(b), id(a), Lang::Vi)]);
        let old = [pair(1, 4), pair(3, 9), pair(5, 6)].concat();
        let old = Families::new("1", old);
        for (of, fresh) in [
            (vec![], vec![]),
            (vec![9, 3], vec![]),
            (vec![4, 2, 1, 7], [pair(1, 2), pair(4, 7)].concat()),
            (vec![10, 0], pair(0, 10)),
        ] {
            let of: Vec<DocId> = of.into_iter().map(id).collect();
            let kept = old.members().filter(|member| !of.contains(&member.id));
            let expected = Families::new("2", kept.chain(fresh.clone()));
            assert_eq!(old.renewed("2", &of, fresh), expected);
        }
    }
}
