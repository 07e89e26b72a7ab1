//! What the recognisers find in one document.

use super::{Figure, Fingerprint, OfficialNumber, Span};
use std::borrow::Cow;
use std::fmt;

/// The id of a locality in the authority files: `63:22`, `34:22`, `hist:ha-bac`, `district:001`, `commune:00004`,
/// `former:00001`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LocalityId(pub Cow<'static, str>);

impl fmt::Display for LocalityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What kind of thing a mention names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MentionKind {
    /// A person.
    Person,
    /// A province, city, district, commune or region.
    Locality,
    /// The official number of another document.
    Citation,
    /// The document's own number.
    OwnNumber,
    /// A body of the Party or the State.
    Org,
    /// A byline or photo credit.
    Byline,
}

/// One place in [`Text::full`](super::Text::full) that names something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// What kind of thing.
    pub kind: MentionKind,
    /// Canonical name: a person's printed name, a locality id, a number with its series, a body's name.
    pub canonical: String,
    /// Where.
    pub span: Span,
}

/// A person as one document names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRef {
    /// The longest form printed in the document, without title.
    pub name: String,
    /// The office or title given with the name, as printed.
    pub role: Option<String>,
}

/// A locality that a document names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalityRef {
    /// The unit; the older one where the date leaves it open.
    pub id: LocalityId,
    /// Canonical Vietnamese name.
    pub name: Cow<'static, str>,
    /// The other unit that the name may stand for, where the date leaves it open.
    pub or: Option<LocalityId>,
    /// True where only a lower unit (district, commune) was named.
    pub by_lower_unit: bool,
}

/// How sure the series of a cited number is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolution {
    /// A date, year, term or title beside it says so.
    Stated,
    /// Only one known document qualifies.
    Guess,
    /// Several may be meant: their ids.
    Open(Vec<String>),
}

/// A cited official number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The number as far as it is known, always in canonical spelling.
    pub number: OfficialNumber,
    /// How sure its series is.
    pub resolution: Resolution,
}

/// A body of the Party or the State.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrgRef {
    /// The authority file's id.
    pub id: Cow<'static, str>,
    /// Canonical Vietnamese name.
    pub name: Cow<'static, str>,
}

/// An author or photographer named in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Byline {
    /// The name as printed.
    pub name: String,
    /// Where, if in the text and not in the markup.
    pub span: Option<Span>,
}

/// Everything that the recognisers found in one document, each list in order of first mention.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Annotations {
    /// The people named.
    pub people: Vec<PersonRef>,
    /// The localities named.
    pub localities: Vec<LocalityRef>,
    /// The numbers cited.
    pub cites: Vec<Citation>,
    /// The document's own number.
    pub number: Option<OfficialNumber>,
    /// The body that issued the document, if it is an official one.
    pub issuer: Option<OrgRef>,
    /// The bodies named.
    pub orgs: Vec<OrgRef>,
    /// Authors and photographers.
    pub bylines: Vec<Byline>,
    /// The figures bound to localities.
    pub figures: Vec<Figure>,
    /// Every mention, by start.
    pub mentions: Vec<Mention>,
    /// What tells copies of the text.
    pub fingerprint: Fingerprint,
}
