//! Names in a query, resolved against the authority files.

use crate::authority::{self, numbers};
use crate::document::{LocalityId, OfficialNumber, Span};

/// Every unit called so at any time; with `territory` also the units wholly within their ground.
pub(super) fn localities(name: &str, territory: bool) -> Vec<LocalityId> {
    let file = authority::localities();
    let mut ids = file.find(name);
    if territory {
        let within: Vec<LocalityId> = ids.iter().flat_map(|id| file.within(id)).collect();
        for id in within {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }
    ids
}

/// The name most like one that no unit has.
pub(super) fn nearest_locality(name: &str) -> Option<String> {
    let near = authority::localities().nearest(name);
    near.first().map(|name| (*name).to_owned())
}

/// The ids of the bodies called so, and of those that they were renamed from or to.
pub(super) fn bodies(name: &str) -> Vec<String> {
    vec![name.to_owned()]
}

/// The name most like one that no body has.
pub(super) fn nearest_body(name: &str) -> Option<String> {
    let _ = name;
    None
}

/// The id of an indicator.
pub(super) fn indicator(name: &str) -> Option<String> {
    Some(name.to_owned())
}

/// The indicator most like one that there is not.
pub(super) fn nearest_indicator(name: &str) -> Option<String> {
    let _ = name;
    None
}

/// Reads an official number in any spelling.
pub(super) fn number(surface: &str) -> Option<OfficialNumber> {
    numbers::read(surface)
}

/// The first official number in a text, with its canonical spelling.
pub(super) fn first_number(text: &str) -> Option<(Span, String)> {
    let found = numbers::find_all(text).into_iter().next()?;
    Some((found.span, found.number.number))
}

/// The one of some names that is most like `name`, if it is alike: at most a third of the letters,
/// and never more than three, are other ones.
pub(super) fn nearest<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let most = (name.chars().count() / 3).clamp(1, 3);
    names
        .filter_map(|known| {
            // A name begun is meant more often than a name misspelt.
            let distance = if name.len() >= 3 && known.starts_with(name) {
                1
            } else {
                edit_distance(name, known)
            };
            (distance <= most).then_some((distance, known))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

/// How many letters must be put in, left out, changed or swapped with the next.
fn edit_distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().take(64).collect();
    let b: Vec<char> = b.chars().take(64).collect();
    let mut before_last = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let changed = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + changed);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before_last[j - 2] + 1);
            }
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_near() {
        let names = ["title", "body", "person", "locality"];
        assert_eq!(nearest("tilte", names.into_iter()), Some("title"));
        assert_eq!(nearest("local", names.into_iter()), Some("locality"));
        assert_eq!(nearest("persn", names.into_iter()), Some("person"));
        assert_eq!(nearest("nothing", names.into_iter()), None);
    }
}
