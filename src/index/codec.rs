//! The codec of what is stored: numbers as LEB128, strings with their length, lists with their count.

use super::IndexError;
use crate::document::{DocId, OfficialNumber, Span};

pub(super) fn place<T: PartialEq>(all: &[T], value: T) -> u64 {
    all.iter().take_while(|one| **one != value).count() as u64
}

pub(super) const fn zigzag(n: i64) -> u64 {
    (n.wrapping_shl(1) ^ (n >> 63)) as u64
}

pub(super) const fn unzigzag(n: u64) -> i64 {
    (n >> 1) as i64 ^ -((n & 1) as i64)
}

/// Bytes under construction.
#[derive(Default)]
pub(super) struct Output(pub(super) Vec<u8>);

impl Output {
    pub(super) fn number(&mut self, mut n: u64) {
        while n >= 0x80 {
            self.0.push(n as u8 | 0x80);
            n >>= 7;
        }
        self.0.push(n as u8);
    }

    pub(super) fn string(&mut self, s: &str) {
        self.number(s.len() as u64);
        self.0.extend(s.as_bytes());
    }

    pub(super) fn optional(&mut self, s: Option<&str>) {
        match s {
            None => self.number(0),
            Some(s) => {
                self.number(1 + s.len() as u64);
                self.0.extend(s.as_bytes());
            }
        }
    }

    /// A byte that says whether there is one, then its bits.
    pub(super) fn decimal(&mut self, value: Option<f64>) {
        match value {
            None => self.number(0),
            Some(value) => {
                self.number(1);
                self.0.extend(value.to_le_bytes());
            }
        }
    }

    pub(super) fn span(&mut self, span: Span) {
        self.number(span.start as u64);
        self.number(span.len() as u64);
    }

    pub(super) fn official(&mut self, number: &OfficialNumber) {
        self.string(&number.number);
        self.optional(number.series.as_deref());
    }

    pub(super) fn list<T>(&mut self, items: &[T], mut put: impl FnMut(&mut Self, &T)) {
        self.number(items.len() as u64);
        for item in items {
            put(self, item);
        }
    }
}

/// Bytes that are read from the front.
pub(super) struct Input<'b>(pub(super) &'b [u8]);

impl Input<'_> {
    pub(super) fn take(&mut self, length: usize) -> Result<&[u8], IndexError> {
        let (taken, rest) = self
            .0
            .split_at_checked(length)
            .ok_or(IndexError::Record("cut short"))?;
        self.0 = rest;
        Ok(taken)
    }

    pub(super) fn byte(&mut self) -> Result<u8, IndexError> {
        Ok(self.take(1)?[0])
    }

    pub(super) fn id(&mut self) -> Result<DocId, IndexError> {
        let mut id = [0; 8];
        id.copy_from_slice(self.take(8)?);
        Ok(DocId::from_u64(u64::from_le_bytes(id)))
    }

    pub(super) fn number(&mut self) -> Result<u64, IndexError> {
        let mut n = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            n |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(n);
            }
        }
        Err(IndexError::Record("number too long"))
    }

    pub(super) fn small<T: TryFrom<u64>>(&mut self) -> Result<T, IndexError> {
        T::try_from(self.number()?).map_err(|_| IndexError::Record("number too large"))
    }

    pub(super) fn text(&mut self, length: usize) -> Result<String, IndexError> {
        let bytes = self.take(length)?.to_vec();
        String::from_utf8(bytes).map_err(|_| IndexError::Record("invalid UTF-8"))
    }

    pub(super) fn string(&mut self) -> Result<String, IndexError> {
        let length = self.small()?;
        self.text(length)
    }

    pub(super) fn optional(&mut self) -> Result<Option<String>, IndexError> {
        match self.small::<usize>()? {
            0 => Ok(None),
            length => self.text(length - 1).map(Some),
        }
    }

    pub(super) fn span(&mut self) -> Result<Span, IndexError> {
        let start: usize = self.small()?;
        let length: usize = self.small()?;
        let end = start
            .checked_add(length)
            .ok_or(IndexError::Record("number too large"))?;
        Ok(Span::new(start, end))
    }

    pub(super) fn choice<T: Copy>(&mut self, all: &[T]) -> Result<T, IndexError> {
        let place: usize = self.small()?;
        all.get(place)
            .copied()
            .ok_or(IndexError::Record("unknown choice"))
    }

    pub(super) fn official(&mut self) -> Result<OfficialNumber, IndexError> {
        Ok(OfficialNumber {
            number: self.string()?,
            series: self.optional()?,
        })
    }

    pub(super) fn decimal(&mut self) -> Result<Option<f64>, IndexError> {
        if self.number()? == 0 {
            return Ok(None);
        }
        let mut bytes = [0; 8];
        bytes.copy_from_slice(self.take(8)?);
        Ok(Some(f64::from_le_bytes(bytes)))
    }

    /// One of a list or none: 0 for none, else its place from 1.
    pub(super) fn possible<T: Copy>(&mut self, all: &[T]) -> Result<Option<T>, IndexError> {
        let place: usize = self.small()?;
        match place.checked_sub(1) {
            None => Ok(None),
            Some(place) => {
                let found = all.get(place).copied();
                found.map(Some).ok_or(IndexError::Record("unknown choice"))
            }
        }
    }

    pub(super) fn list<T>(
        &mut self,
        mut item: impl FnMut(&mut Self) -> Result<T, IndexError>,
    ) -> Result<Vec<T>, IndexError> {
        let count: usize = self.small()?;
        // A damaged count must not ask for memory that the bytes cannot fill.
        let mut items = Vec::with_capacity(count.min(self.0.len()));
        for _ in 0..count {
            items.push(item(self)?);
        }
        Ok(items)
    }
}
