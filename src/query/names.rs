//! Names in a query, resolved against the authority files.

use crate::authority::indicators::Indicator;
use crate::authority::{self, numbers};
use crate::document::{LocalityId, OfficialNumber, Span};
use crate::text;

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

/// The ids of the bodies called so, and of those that they were renamed from or to. A kind of body
/// without a province (`UBND`) stands for that of every province: its id with `:` behind it.
pub(super) fn bodies(name: &str) -> Vec<String> {
    let file = authority::bodies::bodies();
    let mut ids: Vec<String> = Vec::new();
    for body in file.resolve(name) {
        let joined = file.renamed(&body.id);
        ids.extend(joined.iter().map(|id| (*id).to_owned()));
        ids.push(body.id.into_owned());
    }
    if ids.is_empty() {
        ids.extend(file.kind(name).map(|kind| format!("{}:", kind.id)));
    }
    let mut met = std::collections::HashSet::new();
    ids.retain(|id| met.insert(id.clone()));
    ids
}

/// The name most like one that no body has.
pub(super) fn nearest_body(name: &str) -> Option<String> {
    let file = authority::bodies::bodies();
    let folded = text::fold(name);
    if let Some((head, place)) = file.split(&folded)
        && let Some(province) = nearest_locality(place)
    {
        return Some(format!("{head} {province}"));
    }
    let near = nearest(&folded, file.names().map(|(name, _)| name))?;
    file.names()
        .find(|(known, _)| *known == near)
        .map(|(_, canonical)| canonical.to_owned())
}

/// The ids of figures that an id or a name of an indicator asks for: one measure by its id, all
/// measures of an indicator by its name.
pub(super) fn indicator(name: &str) -> Vec<String> {
    if name == authority::indicators::OTHER {
        return vec![name.to_owned()];
    }
    let file = authority::indicators::indicators();
    let id = text::fold(name).replace([' ', '-'], "_");
    if let Some(indicator) = file.named(name) {
        return indicator.ids();
    }
    let measure = file
        .find(&id)
        .and_then(|indicator| indicator.ids().into_iter().find(|measure| *measure == id));
    measure.into_iter().collect()
}

/// The indicator most like one that there is not.
pub(super) fn nearest_indicator(name: &str) -> Option<String> {
    let folded = text::fold(name);
    let id = folded.replace([' ', '-'], "_");
    let file = authority::indicators::indicators();
    let names: Vec<(String, &str)> = file
        .all()
        .iter()
        .flat_map(|indicator| {
            let by_name =
                [indicator.name_vi, indicator.name_en].map(|name| (text::fold(name), indicator.id));
            let by_id = (indicator.id.to_owned(), indicator.id);
            by_name.into_iter().chain([by_id])
        })
        .collect();
    let keys = || names.iter().map(|(key, _)| key.as_str());
    if let Some(near) = nearest(&folded, keys()).or_else(|| nearest(&id, keys())) {
        let known = names.iter().find(|(key, _)| key == near);
        return known.map(|(_, id)| (*id).to_owned());
    }
    let measures: Vec<String> = file.all().iter().flat_map(Indicator::ids).collect();
    nearest(&id, measures.iter().map(String::as_str)).map(str::to_owned)
}

/// Reads an official number in any spelling, or the short name of a known document: without its series
/// if it names one number of several terms. An error lists the numbers that it may stand for.
pub(super) fn number(surface: &str) -> Result<OfficialNumber, Vec<String>> {
    if let Some(number) = numbers::read(surface) {
        return Ok(number);
    }
    if let Some(number) = tidied(surface).find_map(|tidy| numbers::read(&tidy)) {
        return Ok(number);
    }
    let named = authority::documents::documents().named(surface);
    let several = named.len() > 1;
    match named.split_first() {
        Some((first, rest))
            if rest
                .iter()
                .all(|other| other.number.key() == first.number.key()) =>
        {
            let mut number = first.number.clone();
            number.series = number.series.filter(|_| !several);
            Ok(number)
        }
        _ => Err(named.iter().map(|known| known.number.to_string()).collect()),
    }
}

/// Spellings of what looks like a number with its signs left out or misplaced: `96 QĐ TW`, `178/2024 NĐ-CP`.
fn tidied(surface: &str) -> impl Iterator<Item = String> {
    let mut digits: Vec<&str> = Vec::new();
    let mut symbols: Vec<&str> = Vec::new();
    for piece in surface.split(|c: char| !c.is_alphanumeric()) {
        let letters = piece.find(|c: char| !c.is_ascii_digit());
        let (number, symbol) = piece.split_at(letters.unwrap_or(piece.len()));
        // A number behind the letters belongs to them, as in QH15.
        if symbols.is_empty() && !number.is_empty() {
            digits.push(number);
        }
        let symbol = if symbols.is_empty() { symbol } else { piece };
        if !symbol.is_empty() {
            symbols.push(symbol);
        }
    }
    let number = digits.join("/");
    let written =
        |between: &str, within: &str| format!("{number}{between}{}", symbols.join(within));
    let tidy = [written("-", "/"), written("/", "-"), written("/", "")];
    let sensible = (1..=2).contains(&digits.len()) && (1..=3).contains(&symbols.len());
    tidy.into_iter().filter(move |_| sensible)
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
    fn bodies_are_found_by_any_name() {
        let check = |name: &str, expected: &[&str]| assert_eq!(bodies(name), expected, "{name}");
        check("Politburo", &["bo-chinh-tri"]);
        check("bộ chính trị", &["bo-chinh-tri"]);
        check("Ban Tuyên giáo Trung ương", &["btgtw", "btgdvtw"]);
        check("tinh uy quang ninh", &["tinh-uy:quang_ninh"]);
        check("UBND", &["ubnd:"]);
        check(
            "Ban cán sự đảng Bộ Tài chính",
            &["ban_can_su_dang:bo-tai-chinh"],
        );
        check("Bộ Phim", &[]);
        let near = |name: &str| nearest_body(name);
        assert_eq!(near("Politburro").as_deref(), Some("Bộ Chính trị"));
        assert_eq!(
            near("Tỉnh ủy Quảng Nin").as_deref(),
            Some("Tỉnh ủy Quảng Ninh")
        );
        assert_eq!(near("xyzzy"), None);
    }

    #[test]
    fn indicators_are_found_by_id_and_name() {
        assert_eq!(indicator("poverty_rate"), ["poverty_rate"]);
        assert_eq!(indicator("grdp_growth"), ["grdp_growth"]);
        assert!(indicator("GRDP").contains(&"grdp_growth".to_owned()));
        assert!(indicator("tỷ lệ hộ nghèo").contains(&"poverty_rate_change".to_owned()));
        assert!(indicator("grdp_groth").is_empty());
        assert_eq!(
            nearest_indicator("grdp_groth").as_deref(),
            Some("grdp_growth")
        );
        assert_eq!(
            nearest_indicator("poverti rate").as_deref(),
            Some("poverty")
        );
        assert_eq!(nearest_indicator("xyzzy"), None);
    }

    #[test]
    fn the_nearest_name_is_near() {
        let names = ["title", "body", "person", "locality"];
        assert_eq!(nearest("tilte", names.into_iter()), Some("title"));
        assert_eq!(nearest("local", names.into_iter()), Some("locality"));
        assert_eq!(nearest("persn", names.into_iter()), Some("person"));
        assert_eq!(nearest("nothing", names.into_iter()), None);
    }
}
