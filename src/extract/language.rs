//! The language of a document.

use crate::document::Lang;
use crate::text;

/// What the text shows goes before what a page's template says.
pub(super) fn of(title: &str, body: &str, named: Option<&str>, stated: bool) -> Lang {
    let named = named.and_then(|code| {
        let code = code.trim().to_ascii_lowercase();
        Lang::from_code(code.split(['-', '_']).next().unwrap_or_default())
    });
    if let Some(lang) = named
        && stated
    {
        return lang;
    }
    let mut end = body.len().min(4_000);
    while !body.is_char_boundary(end) {
        end -= 1;
    }
    let sample = if body.len() > 200 {
        &body[..end]
    } else {
        title
    };
    shown(sample)
        .or_else(|| shown(title))
        .or(named)
        .unwrap_or(Lang::Vi)
}

/// What the letters show: a sixth of the syllables of Vietnamese and more carry marks.
fn shown(sample: &str) -> Option<Lang> {
    let (mut words, mut marked) = (0u32, 0u32);
    for word in sample.split_whitespace() {
        words += 1;
        marked += u32::from(text::is_marked(word));
    }
    if words < 3 {
        None
    } else if marked * 6 >= words {
        Some(Lang::Vi)
    } else {
        Some(Lang::En)
    }
}
