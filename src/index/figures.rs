//! The stored figures of a document, so that a table of them needs no text but that of its sentences.

use super::IndexError;
use super::codec::{Input, Output, place};
use crate::document::{Comparator, Figure, LocalityId, Period, PeriodOrigin};
use std::borrow::Cow;

/// Encodes figures: some sixty bytes each, sentences and values as places in the text.
pub(super) fn encode(figures: &[Figure]) -> Vec<u8> {
    let mut out = Output::default();
    out.list(figures, |out, figure| {
        out.string(&figure.locality.0);
        out.string(&figure.locality_name);
        out.string(&figure.indicator_id);
        out.string(&figure.indicator);
        for value in [
            figure.value,
            figure.value_min,
            figure.value_max,
            figure.denominator,
        ] {
            out.decimal(value);
        }
        out.optional(figure.unit.as_deref());
        out.optional(figure.period.as_ref().map(|period| period.0.as_str()));
        let origin = figure.period_origin;
        out.number(origin.map_or(0, |origin| 1 + place(&PeriodOrigin::ALL, origin)));
        out.number(place(&Comparator::ALL, figure.comparator));
        let basis = figure.basis;
        out.number(basis.map_or(0, |basis| 1 + place(&Figure::BASES, basis)));
        out.span(figure.value_span);
        out.span(figure.sentence);
    });
    out.0
}

/// Decodes figures.
pub(super) fn decode(bytes: &[u8]) -> Result<Vec<Figure>, IndexError> {
    Input(bytes).list(|input| {
        Ok(Figure {
            locality: LocalityId(Cow::Owned(input.string()?)),
            locality_name: Cow::Owned(input.string()?),
            indicator_id: Cow::Owned(input.string()?),
            indicator: input.string()?,
            value: input.decimal()?,
            value_min: input.decimal()?,
            value_max: input.decimal()?,
            denominator: input.decimal()?,
            unit: input.optional()?,
            period: input.optional()?.map(Period),
            period_origin: input.possible(&PeriodOrigin::ALL)?,
            comparator: input.choice(&Comparator::ALL)?,
            basis: input.possible(&Figure::BASES)?,
            value_span: input.span()?,
            sentence: input.span()?,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Span;

    #[test]
    fn figures_come_back() {
        let figures = vec![
            Figure {
                locality: LocalityId("63:22".into()),
                locality_name: "Quảng Ninh".into(),
                indicator_id: "grdp_growth".into(),
                indicator: "GRDP growth".to_owned(),
                value: Some(-11.03),
                value_min: None,
                value_max: None,
                denominator: None,
                unit: Some("%".to_owned()),
                period: Some(Period("2023".to_owned())),
                period_origin: Some(PeriodOrigin::Section),
                comparator: Comparator::Approx,
                basis: Some("yoy"),
                value_span: Span::new(7, 12),
                sentence: Span::new(0, 40),
            },
            Figure {
                locality: LocalityId("34:01".into()),
                locality_name: "Hà Nội".into(),
                indicator_id: "other".into(),
                indicator: "dự án".to_owned(),
                value: None,
                value_min: Some(1.0),
                value_max: Some(2.5),
                denominator: Some(3.0),
                unit: None,
                period: None,
                period_origin: None,
                comparator: Comparator::Range,
                basis: None,
                value_span: Span::new(0, 1),
                sentence: Span::new(0, 2),
            },
        ];
        let bytes = encode(&figures);
        assert_eq!(decode(&bytes).unwrap(), figures);
        for end in 0..bytes.len() {
            assert!(decode(&bytes[..end]).is_err(), "cut at {end}");
        }
    }
}
