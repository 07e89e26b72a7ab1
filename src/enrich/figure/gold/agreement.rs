//! How far the figures that were found agree with their labels in indicator, period, unit and comparator.

use super::{number, value};
use crate::authority::indicators::indicators;
use crate::document::{Annotations, Figure};
use crate::text::fold;
use serde_json::Value;
use std::collections::BTreeSet;

/// Counts of labelled figures that were found, and of those that agree.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Agreement {
    pub(super) found: usize,
    /// Labelled with an indicator of the list.
    pub(super) listed: usize,
    /// Of these, named so.
    pub(super) named: usize,
    /// Of the others, named `other`.
    pub(super) left_open: usize,
    pub(super) period: usize,
    unit: usize,
    comparator: usize,
}

impl Agreement {
    /// Adds the labelled figures of one text.
    pub(super) fn add(&mut self, found: &Annotations, want: &Value) {
        for label in want.as_array().into_iter().flatten() {
            let place = label["locality_id"].as_str().unwrap_or("");
            let wanted = value(label);
            let figures: Vec<&Figure> = found
                .figures
                .iter()
                .filter(|f| f.locality.0 == place && number(f.value) == wanted)
                .collect();
            if figures.is_empty() {
                continue;
            }
            let any = |agrees: &dyn Fn(&Figure) -> bool| {
                usize::from(figures.iter().any(|figure| agrees(figure)))
            };
            let id = our_name(label["indicator"].as_str().unwrap_or(""));
            let listed = is_listed(id);
            self.found += 1;
            self.listed += usize::from(listed);
            if listed {
                self.named += any(&|f| f.indicator_id == id);
            } else {
                self.left_open += any(&|f| f.indicator_id == "other");
            }
            let period = label["period"].as_str();
            self.period += any(&|f| f.period.as_ref().map(|p| p.0.as_str()) == period);
            let unit = words(label["unit"].as_str().unwrap_or(""));
            self.unit += any(&|f| words(f.unit.as_deref().unwrap_or("")) == unit);
            let comparator = label["comparator"].as_str().unwrap_or("eq");
            self.comparator += any(&|f| f.comparator.name() == comparator);
        }
    }

    /// Prints the shares.
    pub(super) fn print(&self, name: &str) {
        println!(
            "{name:28} of {} found: indicator {} of {} listed, {} of {} others left open, \
             period {}, unit {}, comparator {}",
            self.found,
            self.named,
            self.listed,
            self.left_open,
            self.found - self.listed,
            self.period,
            self.unit,
            self.comparator
        );
    }
}

/// The id of the list for what labellers named by words of their own.
fn our_name(label: &str) -> &str {
    match label {
        "tourist_arrivals" => "tourists",
        "tourist_arrivals_growth" => "tourists_growth",
        "per_capita_income" => "income_per_capita",
        "deaths" => "people_dead",
        "missing" => "people_missing",
        "injured" => "people_injured",
        "near_poverty_rate" => "near_poor_rate",
        "communes_new_rural" => "new_rural_communes",
        "public_investment_disbursed" => "public_investment_disbursement",
        "fdi_capital_growth" => "fdi_growth",
        "export_turnover_growth" => "export_growth",
        "export_turnover_pct_of_plan" => "export_pct_of_plan",
        "industrial_production_growth" => "industry_growth",
        other => other,
    }
}

/// Whether an id is that of some measure of an indicator of the list.
fn is_listed(id: &str) -> bool {
    indicators()
        .all()
        .iter()
        .any(|indicator| indicator.ids().iter().any(|known| known == id))
}

/// The words of a unit, whatever their order and language.
fn words(unit: &str) -> BTreeSet<String> {
    let mut unit = fold(unit);
    for (from, to) in [
        ("ty dong", "vnd billion"),
        ("ti dong", "vnd billion"),
        ("trieu dong", "vnd million"),
        ("ty usd", "usd billion"),
        ("ti usd", "usd billion"),
        ("trieu usd", "usd million"),
        ("tons", "tonnes"),
        ("percent", "%"),
    ] {
        unit = unit.replace(from, to);
    }
    let hectares = unit.replace("hectares", "ha");
    hectares.split_whitespace().map(str::to_owned).collect()
}
