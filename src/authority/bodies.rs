//! Bodies of the Party and the State: central ones by name, those of each province by kind.
//!
//! Names stand in both languages; a body that was renamed or merged keeps its own id, and
//! [`Bodies::renamed`] joins it with what it became.

mod lower;

use super::lookup::Lookup;
use crate::document::OrgRef;
use crate::text::fold;
use std::borrow::Cow;
use std::sync::LazyLock;

pub use lower::LowerBody;

/// One central body.
#[derive(Debug)]
pub struct Body {
    /// Its id.
    pub id: &'static str,
    /// Canonical Vietnamese name.
    pub name: &'static str,
    successors: Vec<&'static str>,
}

/// A kind of body that every province has.
#[derive(Debug)]
pub struct LocalBody {
    /// The first part of the ids of its bodies.
    pub id: &'static str,
    pattern: &'static str,
}

impl LocalBody {
    /// The body of one province; a city has a `Thành ủy`, a province a `Tỉnh ủy`.
    #[must_use]
    pub fn of(&self, province: &str) -> OrgRef {
        let bare = province.trim_start_matches("Thành phố ");
        let folded = fold(bare);
        let city = is_city(&folded);
        let [before, rank, after] = match self.pattern.split_once("{uy}") {
            Some((before, after)) => [before, if city { "Thành ủy " } else { "Tỉnh ủy " }, after],
            None => {
                let (before, after) = self.pattern.split_once("{}").unwrap_or((self.pattern, ""));
                [before, if city { "thành phố " } else { "tỉnh " }, after]
            }
        };
        let slug = folded.replace([' ', '-'], "_");
        OrgRef {
            id: Cow::Owned([self.id, ":", &slug].concat()),
            name: Cow::Owned([before, rank, bare, after].concat()),
        }
    }
}

/// Tells whether a province is a centrally run city, by its folded name.
fn is_city(folded: &str) -> bool {
    [
        "ha noi",
        "ho chi minh",
        "hai phong",
        "da nang",
        "can tho",
        "hue",
    ]
    .iter()
    .any(|city| folded.ends_with(city) && !folded.starts_with("thua"))
}

/// What a name found in a text stands for.
#[derive(Debug, Clone, Copy)]
pub enum Named {
    /// A central body.
    Central(&'static Body),
    /// A kind of local body, whose province must be read beside it.
    Local(&'static LocalBody),
}

/// A name found in folded text.
#[derive(Debug, Clone, Copy)]
pub struct Hit {
    /// First byte in the folded text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// What it names.
    pub named: Named,
    /// Whether it is a Vietnamese name.
    pub vietnamese: bool,
    /// Whether it names nothing without a province beside it: `Công an`, `UBND`.
    pub needs_place: bool,
    /// What a central name stands for with a province beside it: `Cục Hải quan` Quảng Ninh.
    pub branch: Option<&'static LocalBody>,
}

/// The authority file of bodies.
#[derive(Debug)]
pub struct Bodies {
    central: Vec<Body>,
    local: Vec<LocalBody>,
    owners: Vec<Owner>,
    /// The place of a folded name's owner.
    by_name: Lookup<String, usize>,
}

/// What one name stands for.
#[derive(Debug, Clone, Copy)]
struct Owner {
    central: bool,
    place: usize,
    vietnamese: bool,
    needs_place: bool,
    /// The kind of local body of the same name.
    branch: Option<usize>,
}

/// The Party committees that a central body may have, by the words before its name; longer ones first.
pub const COMMITTEES: [&str; 4] = [
    "Ban Thường vụ Đảng ủy",
    "Ban cán sự đảng",
    "Đảng ủy",
    "Đảng đoàn",
];

/// The authority file of bodies, read at first use.
#[must_use]
pub fn bodies() -> &'static Bodies {
    static FILE: LazyLock<Bodies> = LazyLock::new(|| {
        Bodies::read(
            include_str!("data/bodies.tsv"),
            include_str!("data/local_bodies.tsv"),
        )
    });
    &FILE
}

/// The folded form of a name, as words with one space between.
fn folded(name: &str) -> String {
    fold(name)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

impl Bodies {
    fn read(central: &'static str, local: &'static str) -> Self {
        let mut file = Names::default();
        let rows =
            |table: &'static str| table.lines().filter(|line| !line.starts_with('#')).skip(1);
        let mut bodies = Vec::new();
        for line in rows(central) {
            let cells: Vec<&'static str> = line.split('\t').collect();
            let [id, name, successor, aliases] = cells[..] else {
                continue;
            };
            for alias in std::iter::once(name).chain(aliases.split('|')) {
                let owner = Owner {
                    central: true,
                    place: bodies.len(),
                    vietnamese: !alias.is_ascii(),
                    needs_place: false,
                    branch: None,
                };
                file.add(alias, owner);
                if owner.vietnamese && alias.contains("rung ương") {
                    for short in ["T.Ư", "TƯ", "TW"] {
                        let short = alias.replace("Trung ương", short);
                        file.add(&short.replace("trung ương", "TƯ"), owner);
                    }
                }
            }
            bodies.push(Body {
                id,
                name,
                successors: successor.split(',').filter(|id| *id != "-").collect(),
            });
        }
        let mut locals = Vec::new();
        for line in rows(local) {
            let cells: Vec<&'static str> = line.split('\t').collect();
            let [id, pattern, vi, en] = cells[..] else {
                continue;
            };
            for (heads, vietnamese) in [(vi, true), (en, false)] {
                for head in heads.split('|') {
                    let owner = Owner {
                        central: false,
                        place: locals.len(),
                        vietnamese,
                        needs_place: !vietnamese && head.starts_with("Department"),
                        branch: None,
                    };
                    file.add_local(head, owner);
                    if !vietnamese {
                        file.add_ranked(head, owner);
                    }
                }
            }
            locals.push(LocalBody { id, pattern });
        }
        Self {
            central: bodies,
            local: locals,
            by_name: file.names,
            owners: file.owners,
        }
    }

    /// All central bodies.
    #[must_use]
    pub fn all(&self) -> &[Body] {
        &self.central
    }

    /// The central bodies that a name stands for, in any spelling.
    #[must_use]
    pub fn find(&self, name: &str) -> Vec<&Body> {
        self.by_name
            .get(&folded(name))
            .map(|&at| self.owners[at])
            .filter(|owner| owner.central)
            .map(|owner| &self.central[owner.place])
            .into_iter()
            .collect()
    }

    /// All names, folded, each with the canonical name of what it stands for.
    pub fn names(&self) -> impl Iterator<Item = (&str, &str)> {
        self.by_name.iter().filter_map(|(name, at)| {
            let owner = self.owners[*at];
            owner
                .central
                .then(|| (name.as_str(), self.central[owner.place].name))
        })
    }

    /// The kind of local body that a name without a province stands for: `UBND`.
    #[must_use]
    pub fn kind(&self, name: &str) -> Option<&LocalBody> {
        let owner = self.owners[*self.by_name.get(&folded(name))?];
        (!owner.central).then(|| &self.local[owner.place])
    }

    /// Parts a folded name that begins with a kind of local body: its first words as the kind is
    /// called, and the province.
    #[must_use]
    pub fn split<'n>(&'static self, folded: &'n str) -> Option<(&'static str, &'n str)> {
        let hit = self.first_hit(folded).filter(|hit| hit.start == 0)?;
        let Named::Local(kind) = hit.named else {
            return None;
        };
        let head = match kind.pattern.strip_suffix("{uy}") {
            Some("") => Some("Tỉnh ủy"),
            Some(_) => None,
            None => kind.pattern.strip_suffix(" {}"),
        };
        head.map(|head| (head, folded[hit.end..].trim()))
    }

    /// The body of an id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Body> {
        self.central.iter().find(|body| body.id == id)
    }

    /// The kind of local body of an id.
    #[must_use]
    pub fn local(&self, id: &str) -> Option<&LocalBody> {
        self.local.iter().find(|kind| kind.id == id)
    }

    /// The bodies, central or of a province, that a name stands for: `Tỉnh ủy Quảng Ninh`.
    #[must_use]
    pub fn resolve(&'static self, name: &str) -> Vec<OrgRef> {
        let found = self.find(name);
        if !found.is_empty() {
            return found.iter().map(|body| body.as_ref()).collect();
        }
        let words = folded(name);
        if let Some(lower) = LowerBody::of_name(name) {
            return vec![lower];
        }
        let committee = COMMITTEES.iter().find_map(|kind| {
            let body = words.strip_prefix(&folded(kind))?;
            Some((*kind, self.find(body)))
        });
        if let Some((kind, bodies)) = committee
            && !bodies.is_empty()
        {
            return bodies.iter().map(|body| body.committee(kind)).collect();
        }
        let Some(hit) = self.first_hit(&words) else {
            return Vec::new();
        };
        let kind = match hit.named {
            Named::Local(kind) => kind,
            Named::Central(_) => match hit.branch {
                Some(branch) => branch,
                None => return Vec::new(),
            },
        };
        let rest = format!("{} {}", &words[..hit.start], &words[hit.end..]);
        let province = rest
            .trim()
            .trim_start_matches("tinh ")
            .trim_start_matches("thanh pho ")
            .trim_start_matches("of ");
        let localities = super::localities();
        let ids = localities.find(province);
        let mut refs: Vec<OrgRef> = ids
            .iter()
            .filter_map(|id| localities.name(id))
            .map(|name| kind.of(name))
            .collect();
        refs.dedup();
        refs
    }

    /// The ids that a body became or came from, itself first.
    #[must_use]
    pub fn renamed(&self, id: &str) -> Vec<&str> {
        let Some(first) = self.get(id) else {
            return Vec::new();
        };
        let mut joined = vec![first.id];
        let mut at = 0;
        while at < joined.len() {
            let here = joined[at];
            for body in &self.central {
                let linked = body.successors.contains(&here)
                    || self
                        .get(here)
                        .is_some_and(|b| b.successors.contains(&body.id));
                // Forward and back from the asked body, but not to the other halves of a merger.
                let direct =
                    at == 0 || body.successors.contains(&here) == first.successors.is_empty();
                if linked && direct && !joined.contains(&body.id) {
                    joined.push(body.id);
                }
            }
            at += 1;
        }
        joined
    }

    /// What a folded name stands for.
    #[must_use]
    pub fn exact(&'static self, folded: &str) -> Option<Hit> {
        let owner = self.owners[*self.by_name.get(folded)?];
        Some(Hit {
            start: 0,
            end: folded.len(),
            named: if owner.central {
                Named::Central(&self.central[owner.place])
            } else {
                Named::Local(&self.local[owner.place])
            },
            vietnamese: owner.vietnamese,
            needs_place: owner.needs_place,
            branch: owner.branch.map(|place| &self.local[place]),
        })
    }

    /// Every name, folded, one space between its words.
    pub fn folded_names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(String::as_str)
    }

    /// The first name in folded words, the longest where several begin there.
    fn first_hit(&'static self, folded: &str) -> Option<Hit> {
        let starts = std::iter::once(0).chain(folded.match_indices(' ').map(|(at, _)| at + 1));
        starts.into_iter().find_map(|start| {
            let rest = &folded[start..];
            let ends = rest.match_indices(' ').map(|(at, _)| at);
            let mut ends: Vec<usize> = ends.chain([rest.len()]).collect();
            ends.reverse();
            let hit = ends.into_iter().find_map(|end| self.exact(&rest[..end]))?;
            Some(Hit {
                start,
                end: start + hit.end,
                ..hit
            })
        })
    }
}

impl Body {
    /// Its Party committee: `Đảng ủy Bộ Tài chính`, `Ban cán sự đảng Bộ Tài chính`.
    #[must_use]
    pub fn committee(&self, kind: &str) -> OrgRef {
        let slug = fold(kind).replace(' ', "_");
        OrgRef {
            id: Cow::Owned(format!("{slug}:{}", self.id)),
            name: Cow::Owned(format!("{kind} {}", self.name)),
        }
    }

    /// The body as a document names it.
    #[must_use]
    pub fn as_ref(&'static self) -> OrgRef {
        OrgRef {
            id: Cow::Borrowed(self.id),
            name: Cow::Borrowed(self.name),
        }
    }
}

#[derive(Default)]
struct Names {
    names: Lookup<String, usize>,
    owners: Vec<Owner>,
}

impl Names {
    /// Adds a head with its spelled-out forms, and without the rank of the province.
    fn add_local(&mut self, head: &str, owner: Owner) {
        let spelled = head
            .replace("UBND", "Ủy ban nhân dân")
            .replace("HĐND", "Hội đồng nhân dân");
        for head in [head, spelled.as_str()] {
            self.add(head, owner);
            let bare = ["tỉnh", "thành phố", "TP"]
                .iter()
                .find_map(|rank| head.strip_suffix(rank))
                .map(str::trim);
            if let Some(bare) = bare {
                let needs_place = true;
                self.add(
                    bare,
                    Owner {
                        needs_place,
                        ..owner
                    },
                );
            }
        }
    }

    /// Adds what an English head is called in a city, and a department that is said to be a province's,
    /// which then needs no name of one beside it.
    fn add_ranked(&mut self, head: &str, owner: Owner) {
        let ranks = ["provincial", "municipal", "city"];
        if owner.needs_place {
            for rank in ranks {
                let needs_place = false;
                self.add(
                    &format!("{rank} {head}"),
                    Owner {
                        needs_place,
                        ..owner
                    },
                );
            }
        } else if let Some((before, after)) = head.split_once("rovincial ") {
            let before = before.trim_end_matches(['p', 'P']);
            for rank in &ranks[1..] {
                self.add(&format!("{before}{rank} {after}"), owner);
            }
        }
    }

    fn add(&mut self, name: &str, owner: Owner) {
        let name = folded(name);
        match self.names.get(&name) {
            Some(&at) if self.owners[at].central && !owner.central => {
                self.owners[at].branch.get_or_insert(owner.place);
            }
            Some(_) => {}
            None if name.is_empty() => {}
            None => {
                self.names.insert(name, self.owners.len());
                self.owners.push(owner);
            }
        }
    }
}

#[cfg(test)]
mod tests;
