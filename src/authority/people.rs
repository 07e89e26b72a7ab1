//! Names of people: when two printed forms may be one name. A name is not a life: what is joined here
//! are spellings, and only a sourced record may join or split persons.

use super::{same_written, written_key};
use crate::text;

/// The key that joins the forms of a name with and without marks, whatever the case and spacing.
#[must_use]
pub fn name_key(name: &str) -> String {
    let folded = text::fold(name);
    let mut key = String::with_capacity(folded.len());
    for word in folded.split(|c: char| !c.is_alphanumeric()) {
        if !word.is_empty() {
            if !key.is_empty() {
                key.push(' ');
            }
            key.push_str(word);
        }
    }
    key
}

/// Tells whether two printed forms can be one name: the same letters, and the same marks where both have marks.
#[must_use]
pub fn same_name(a: &str, b: &str) -> bool {
    name_key(a) == name_key(b) && (!is_marked(a) || !is_marked(b) || same_written(a, b))
}

/// Finds the marked form that fits a printed name among the forms that a corpus holds with their counts.
///
/// A form fits if it has the same letters. Of several, the most frequent is taken; nothing if the two
/// most frequent differ in marks and neither stands twice as often as the other, since a guess between
/// `Trần Quang` and `Trần Quảng` would be an invention. A name with marks is its own best form.
#[must_use]
pub fn best_form<'n>(
    name: &str,
    forms: impl IntoIterator<Item = (&'n str, usize)>,
) -> Option<String> {
    if is_marked(name) {
        return Some(name.to_owned());
    }
    let wanted = name_key(name);
    let mut fitting: Vec<(String, &str, usize)> = Vec::new();
    for (form, count) in forms {
        if !is_marked(form) || name_key(form) != wanted {
            continue;
        }
        let key = written_key(form);
        match fitting.iter_mut().find(|(known, ..)| *known == key) {
            Some((.., sum)) => *sum += count,
            None => fitting.push((key, form, count)),
        }
    }
    fitting.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.1.cmp(b.1)));
    match fitting.as_slice() {
        [] => None,
        [(_, form, _)] => Some((*form).to_owned()),
        [(_, form, most), (_, _, next), ..] => (*most >= next * 2).then(|| (*form).to_owned()),
    }
}

/// Tells whether a name is printed with Vietnamese marks or đ.
#[must_use]
pub fn is_marked(name: &str) -> bool {
    name.chars().any(|c| !c.is_ascii() && c.is_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_name_agree() {
        assert!(same_name("Trương Thị Mai", "Truong Thi Mai"));
        assert!(same_name("TRẦN HÒA", "Trần Hoà"));
        assert!(!same_name("Trần Quang", "Trần Quảng"));
        assert!(!same_name("Tô Lâm", "Tô Lâm Anh"));
    }

    #[test]
    fn the_best_form_is_never_invented() {
        let forms = [
            ("Trương Thị Mai", 7),
            ("Truong Thi Mai", 9),
            ("Trương Thị Mại", 1),
        ];
        assert_eq!(
            best_form("Truong Thi Mai", forms).as_deref(),
            Some("Trương Thị Mai")
        );
        assert_eq!(
            best_form("Tran Quang", [("Trần Quang", 3), ("Trần Quảng", 2)]),
            None
        );
        assert_eq!(best_form("Tran Quang", [("Tran Quang", 3)]), None);
        assert_eq!(best_form("Tô Lâm", []).as_deref(), Some("Tô Lâm"));
    }
}
