//! The gate before the parser: a linear scan that bounds depth and attributes.
//!
//! The parser's work grows with the square of the depth of open block elements and of the attributes
//! of one tag, so a small hostile page could hold it for hours. Browsers cap depth at 512; here tags
//! beyond the cap are taken out (their text stays), as are the attributes of a tag that has too many.

use std::borrow::Cow;
use std::collections::HashMap;

/// Open elements that a page may have at one place; real pages stay under 60.
const DEPTH: usize = 256;

/// Formatting elements left open at one place: the parser opens them anew in every block.
const FORMATTING: usize = 48;

/// Attributes of one tag.
const ATTRIBUTES: usize = 96;

/// Bytes of one page that are read; the rest is left out, and said so.
const LENGTH: usize = 24 << 20;

/// What the gate let through.
#[derive(Debug)]
pub(super) struct Gated<'t> {
    pub(super) html: Cow<'t, str>,
    /// True if tags or attributes beyond the limits were taken out.
    pub(super) too_deep: bool,
    /// True if the end of the page was left out.
    pub(super) too_long: bool,
}

/// Bounds what the parser will see.
pub(super) fn gate(html: &str) -> Gated<'_> {
    let mut end = html.len().min(LENGTH);
    while !html.is_char_boundary(end) {
        end -= 1;
    }
    let too_long = end < html.len();
    let html = &html[..end];
    let mut scan = Scan::default();
    let mut output: Option<String> = None;
    let mut copied = 0;
    let mut at = 0;
    while let Some(tag) = next_tag(html, at) {
        at = tag.end;
        let verdict = scan.judge(&tag);
        if verdict == Verdict::Keep {
            if tag.name.eq_ignore_ascii_case("script") && !tag.closing && !scan.foreign() {
                at = script_end(html, at);
            }
            continue;
        }
        let out = output.get_or_insert_with(|| String::with_capacity(html.len()));
        out.push_str(&html[copied..tag.start]);
        if verdict == Verdict::Bare {
            out.push('<');
            out.push_str(tag.name);
            out.push('>');
        }
        copied = tag.end;
    }
    let too_deep = output.is_some();
    let html = match output {
        Some(mut out) => {
            out.push_str(&html[copied..]);
            Cow::Owned(out)
        }
        None => Cow::Borrowed(html),
    };
    Gated {
        html,
        too_deep,
        too_long,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Keep,
    Drop,
    /// Keep without attributes.
    Bare,
}

struct TagAt<'h> {
    start: usize,
    end: usize,
    name: &'h str,
    closing: bool,
    attributes: usize,
}

/// The open elements, seen with the eyes of somebody who distrusts closing tags.
#[derive(Default)]
struct Scan<'h> {
    open: Vec<&'h str>,
    /// How many of each name stand in `open`, so that a closing tag without partner costs nothing.
    counts: HashMap<&'h str, usize>,
    /// Closing tags still to come for tags that were taken out.
    dropped: HashMap<&'h str, usize>,
    formatting: usize,
}

impl<'h> Scan<'h> {
    fn judge(&mut self, tag: &TagAt<'h>) -> Verdict {
        if is_void(tag.name) || closes_itself(tag.name) {
            return if tag.attributes > ATTRIBUTES {
                Verdict::Bare
            } else {
                Verdict::Keep
            };
        }
        if tag.closing {
            return self.close(tag.name);
        }
        if is_formatting(tag.name) {
            if self.formatting >= FORMATTING {
                *self.dropped.entry(tag.name).or_default() += 1;
                return Verdict::Drop;
            }
            self.formatting += 1;
        } else {
            if self.open.len() >= DEPTH {
                *self.dropped.entry(tag.name).or_default() += 1;
                return Verdict::Drop;
            }
            self.open.push(tag.name);
            *self.counts.entry(tag.name).or_default() += 1;
        }
        if tag.attributes > ATTRIBUTES {
            Verdict::Bare
        } else {
            Verdict::Keep
        }
    }

    fn close(&mut self, name: &'h str) -> Verdict {
        if let Some(count) = self.dropped.get_mut(name)
            && *count > 0
        {
            *count -= 1;
            return Verdict::Drop;
        }
        if is_formatting(name) {
            self.formatting = self.formatting.saturating_sub(1);
        } else if self.counts.get(name).is_some_and(|count| *count > 0) {
            while let Some(open) = self.open.pop() {
                if let Some(count) = self.counts.get_mut(open) {
                    *count -= 1;
                }
                if open == name {
                    break;
                }
            }
        }
        Verdict::Keep
    }

    /// Tells whether the place may be inside SVG or MathML, where `script` is an element like any other.
    fn foreign(&self) -> bool {
        ["svg", "math"]
            .iter()
            .any(|name| self.counts.get(name).is_some_and(|count| *count > 0))
    }
}

fn next_tag(html: &str, from: usize) -> Option<TagAt<'_>> {
    let bytes = html.as_bytes();
    let mut at = from;
    loop {
        at += memchr::memchr(b'<', bytes.get(at..)?)?;
        let rest = &bytes[at + 1..];
        if rest.starts_with(b"!--") {
            at = comment_end(bytes, at + 4);
            continue;
        }
        let closing = rest.first() == Some(&b'/');
        let name_start = at + 1 + usize::from(closing);
        if !bytes.get(name_start).is_some_and(u8::is_ascii_alphabetic) {
            at += 1;
            continue;
        }
        let length = bytes[name_start..]
            .iter()
            .position(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>'))
            .unwrap_or(bytes.len() - name_start);
        let name = &html[name_start..name_start + length];
        let (end, attributes) = tag_end(bytes, name_start + length);
        return Some(TagAt {
            start: at,
            end,
            name,
            closing,
            attributes,
        });
    }
}

/// `<!-->` and `<!--->` are whole comments.
fn comment_end(bytes: &[u8], from: usize) -> usize {
    let rest = &bytes[from.min(bytes.len())..];
    if rest.starts_with(b">") {
        return from + 1;
    }
    if rest.starts_with(b"->") {
        return from + 2;
    }
    memchr::memmem::find(rest, b"-->").map_or(bytes.len(), |at| from + at + 3)
}

/// The end of a tag whose name ends at `from`, and how many attributes it seems to have.
fn tag_end(bytes: &[u8], from: usize) -> (usize, usize) {
    let mut at = from;
    let mut attributes = 0;
    let mut previous = b' ';
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'>' => return (at + 1, attributes),
            // A quote opens a value only after `=`; anywhere else it is part of a name.
            b'"' | b'\'' if previous == b'=' => {
                let rest = &bytes[at + 1..];
                match memchr::memchr(byte, rest) {
                    Some(length) => at += length + 1,
                    None => return (bytes.len(), attributes),
                }
                previous = b' ';
            }
            _ if byte.is_ascii_whitespace() || byte == b'/' => {
                if previous != b'=' {
                    previous = b' ';
                }
            }
            _ => {
                if previous == b' ' && byte != b'=' {
                    attributes += 1;
                }
                previous = byte;
            }
        }
        at += 1;
    }
    (bytes.len(), attributes)
}

/// Where the text of a script that starts at `from` ends.
fn script_end(html: &str, from: usize) -> usize {
    let bytes = html.as_bytes();
    let mut at = from;
    while let Some(found) = memchr::memmem::find(&bytes[at..], b"</") {
        at += found;
        if bytes[at + 2..].len() >= 6 && bytes[at + 2..at + 8].eq_ignore_ascii_case(b"script") {
            return at;
        }
        at += 2;
    }
    bytes.len()
}

fn is_void(name: &str) -> bool {
    named(
        name,
        &[
            "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
            "source", "track", "wbr",
        ],
    )
}

/// Elements that the next of their kind closes; they nest only inside others, which are counted.
fn closes_itself(name: &str) -> bool {
    named(
        name,
        &[
            "p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option", "a",
        ],
    )
}

fn is_formatting(name: &str) -> bool {
    named(
        name,
        &[
            "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt",
            "u",
        ],
    )
}

fn named(name: &str, names: &[&str]) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str) {
        assert_eq!(gate(html).html, expected);
    }

    #[test]
    fn ordinary_pages_pass_untouched() {
        for html in [
            "",
            "text < 3 and > 2 <",
            "<p>a<p>b<br><img src='a>b'><!-- <div> -->c",
            "<script>if (a<div) '<div><div>'</script><p title=\"</p>\">x</p>",
        ] {
            assert!(matches!(gate(html).html, Cow::Borrowed(_)), "{html}");
        }
        let list = "<ul>".to_owned() + &"<li>a".repeat(5_000) + "</ul>";
        assert!(!gate(&list).too_deep);
    }

    #[test]
    fn what_lies_too_deep_keeps_its_text() {
        let deep = "<div>".repeat(1_000) + "text" + &"</div>".repeat(1_000) + "<p>after</p>";
        let gated = gate(&deep);
        assert!(gated.too_deep);
        let kept = "<div>".repeat(DEPTH) + "text" + &"</div>".repeat(DEPTH) + "<p>after</p>";
        assert_eq!(gated.html, kept);
    }

    #[test]
    fn closing_tags_without_partner_do_not_help() {
        let tricky = "<div></x>".repeat(100_000);
        assert_eq!(gate(&tricky).html.matches("<div>").count(), DEPTH);
        let formatting = "<div><b></div>".repeat(10_000);
        assert_eq!(gate(&formatting).html.matches("<b>").count(), FORMATTING);
    }

    #[test]
    fn a_tag_with_too_many_attributes_loses_them() {
        let many: String = (0..500).map(|n| format!(" a{n}=1")).collect();
        check(&format!("<div{many}>x</div>"), "<div>x</div>");
        check("<div a = 'x y' b>x</div>", "<div a = 'x y' b>x</div>");
    }
}
