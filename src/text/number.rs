//! Numbers in running text and their normal form, the same for Vietnamese and English spelling.

/// The most groups of digits that are read as one number.
const MOST_GROUPS: usize = 8;

/// A run of digits and the points and commas between them.
pub(super) struct Digits {
    /// Start and end of each group of digits.
    groups: [(usize, usize); MOST_GROUPS],
    len: usize,
}

/// What a run of digits is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// One whole number, perhaps with separators of thousands: `47.174`, `1,250,000`.
    Whole,
    /// A number whose last group is its decimals: `13,45`, `1.250,5`.
    Decimal,
    /// Several numbers, as in `22.12.2024` or `2021,2022`.
    Several,
}

impl Digits {
    /// Reads the run of digits that begins at `at`.
    ///
    /// A point or comma belongs to it only between two digits. More groups than any number has are
    /// left for the next reading.
    pub(super) fn read(bytes: &[u8], at: usize) -> Self {
        let mut it = Self {
            groups: [(at, at); MOST_GROUPS],
            len: 0,
        };
        let mut i = at;
        loop {
            let start = i;
            while bytes.get(i).is_some_and(u8::is_ascii_digit) {
                i += 1;
            }
            it.groups[it.len] = (start, i);
            it.len += 1;
            let more = it.len < MOST_GROUPS
                && matches!(bytes.get(i), Some(b'.' | b','))
                && bytes.get(i + 1).is_some_and(u8::is_ascii_digit);
            if !more {
                return it;
            }
            i += 1;
        }
    }

    /// The groups of digits.
    pub(super) fn groups(&self) -> &[(usize, usize)] {
        &self.groups[..self.len]
    }

    /// One past the last digit.
    pub(super) fn end(&self) -> usize {
        self.groups[self.len - 1].1
    }

    /// Tells thousands from decimals: groups of three are thousands wherever they could be, since
    /// `47.174` and `47,174` must be one number in both languages.
    pub(super) fn shape(&self, bytes: &[u8]) -> Shape {
        let groups = self.groups();
        let [first, .., last] = *groups else {
            return Shape::Whole;
        };
        let width = |(start, end): (usize, usize)| end - start;
        let separator = |group: (usize, usize)| bytes[group.0 - 1];
        let leading_zero = bytes[first.0] == b'0';
        let thousands = |later: &[(usize, usize)]| {
            width(first) <= 3
                && !leading_zero
                && later
                    .iter()
                    .all(|g| width(*g) == 3 && separator(*g) == separator(groups[1]))
        };
        if thousands(&groups[1..]) {
            return Shape::Whole;
        }
        if groups.len() > 2 {
            let decimals =
                separator(last) != separator(groups[1]) && thousands(&groups[1..groups.len() - 1]);
            return if decimals {
                Shape::Decimal
            } else {
                Shape::Several
            };
        }
        // A month and its year (4.2024, 05.2025), or a list of years (2021,2022).
        let year = width(last) == 4 && matches!(&bytes[last.0..last.0 + 2], b"19" | b"20");
        let padded = leading_zero && width(first) > 1;
        if (year && width(first) <= 2) || padded || (width(first) >= 4 && width(last) >= 3) {
            Shape::Several
        } else {
            Shape::Decimal
        }
    }

    /// Appends the normal form: the whole part without separators, a point before the decimals.
    pub(super) fn write(&self, text: &str, shape: Shape, out: &mut String) {
        let last = self.len - 1;
        for (at, (start, end)) in self.groups().iter().enumerate() {
            if at == last && at > 0 && shape == Shape::Decimal {
                out.push('.');
            }
            out.push_str(&text[*start..*end]);
        }
    }
}

/// Where a group of digits begins without the zeros that pad it: `05` is 5, but a code such as
/// `0912` stays as it is.
pub(super) fn without_padding(bytes: &[u8], (start, end): (usize, usize)) -> usize {
    if end - start > 3 {
        return start;
    }
    let zeros = bytes[start..end - 1]
        .iter()
        .take_while(|b| **b == b'0')
        .count();
    start + zeros
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(texts: &[&str], expected: &str) {
        for text in texts {
            let digits = Digits::read(text.as_bytes(), 0);
            let shape = digits.shape(text.as_bytes());
            let mut out = String::new();
            if shape == Shape::Several {
                for (start, end) in digits.groups() {
                    out.push_str(&text[*start..*end]);
                    out.push(' ');
                }
            } else {
                digits.write(text, shape, &mut out);
            }
            assert_eq!(out.trim_end(), expected, "{text}");
        }
    }

    #[test]
    fn both_spellings_are_one_number() {
        check(&["13,45%", "13.45 %"], "13.45");
        check(&["47.174", "47,174", "47174"], "47174");
        check(&["1.250.000,5", "1,250,000.5"], "1250000.5");
        check(&["0,125", "0.125"], "0.125");
        check(&["4.0", "4,0"], "4.0");
        check(&["3."], "3");
    }

    #[test]
    fn dates_and_lists_are_several() {
        check(&["22.12.2024"], "22 12 2024");
        check(&["05.2025"], "05 2025");
        check(&["2021,2022"], "2021 2022");
        check(&["1.2.3"], "1 2 3");
    }
}
