//! The identity of a document.

use sha2::{Digest, Sha256};
use std::fmt;
use std::str::FromStr;

/// The first 64 bits of a SHA-256, printed as 13 characters of lower-case base32 (RFC 4648, no padding).
///
/// What is hashed is the first that exists: the normalised address; the import's name with the
/// record's own id; the bytes of the record. A tag before it keeps the three apart.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocId(u64);

/// A string that is not a document id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a document id (13 characters a-z, 2-7): {0}")]
pub struct IdError(pub String);

impl DocId {
    /// The id of what stands under an address; `address` must come from
    /// [`normalize_address`](super::normalize_address).
    #[must_use]
    pub fn of_address(address: &str) -> Self {
        Self::hash(&[b"address", address.as_bytes()])
    }

    /// The id of the record called `own_id` in the import called `import_name`.
    #[must_use]
    pub fn of_record(import_name: &str, own_id: &str) -> Self {
        Self::hash(&[b"record", import_name.as_bytes(), own_id.as_bytes()])
    }

    /// The id of a record that has nothing but its bytes.
    #[must_use]
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self::hash(&[b"bytes", bytes])
    }

    /// The id as a number.
    #[must_use]
    pub const fn as_u64(self) -> u64 {
        self.0
    }

    /// A number that orders ids as their printed forms stand in a sorted list, digits before letters.
    #[must_use]
    pub fn printed_order(self) -> u128 {
        let bits = u128::from(self.0) << 1;
        (0..13).rev().fold(0, |order, place| {
            let digit = (bits >> (5 * place)) & 31;
            let rank = if digit < 26 { digit + 6 } else { digit - 26 };
            order << 5 | rank
        })
    }

    /// The id from its number.
    #[must_use]
    pub const fn from_u64(id: u64) -> Self {
        Self(id)
    }

    fn hash(parts: &[&[u8]]) -> Self {
        let mut hasher = Sha256::new();
        for part in parts {
            hasher.update((part.len() as u64).to_be_bytes());
            hasher.update(part);
        }
        let digest = hasher.finalize();
        let mut first = [0u8; 8];
        first.copy_from_slice(&digest[..8]);
        Self(u64::from_be_bytes(first))
    }
}

impl fmt::Display for DocId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = data_encoding::BASE32_NOPAD.encode(&self.0.to_be_bytes());
        f.write_str(&text.to_ascii_lowercase())
    }
}

impl fmt::Debug for DocId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DocId({self})")
    }
}

impl FromStr for DocId {
    type Err = IdError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let bytes = data_encoding::BASE32_NOPAD
            .decode(s.to_ascii_uppercase().as_bytes())
            .map_err(|_| IdError(s.to_owned()))?;
        let bytes: [u8; 8] = bytes.try_into().map_err(|_| IdError(s.to_owned()))?;
        Ok(Self(u64::from_be_bytes(bytes)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_thirteen_characters_and_reads_them_back() {
        let id = DocId::of_address("https://vietnam.vn/en/x");
        assert_eq!(id.to_string().len(), 13);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert!("abc".parse::<DocId>().is_err());
    }

    #[test]
    fn the_parts_of_a_key_do_not_run_together() {
        assert_ne!(DocId::of_record("ab", "c"), DocId::of_record("a", "bc"));
        assert_ne!(DocId::of_bytes(b"x"), DocId::of_address("x"));
    }
}
