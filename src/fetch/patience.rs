//! How long to wait before trying again.

use super::settings::Patience;
use jiff::Timestamp;
use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

/// Reads `Retry-After` (RFC 9110, 10.2.3): seconds or a date.
pub(super) fn retry_after(value: &str, now: Timestamp) -> Option<Duration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let until = jiff::fmt::rfc2822::parse(value).ok()?.timestamp();
    // A date that is past asks for no pause.
    Some(until.duration_since(now).try_into().unwrap_or_default())
}

/// The pause after try number `tried` (from 1): doubled each time, and moved by up to a half so that
/// many hosts in trouble are not asked in step.
pub(super) fn pause(patience: &Patience, tried: u32) -> Duration {
    let doubled = patience
        .first
        .saturating_mul(1 << tried.saturating_sub(1).min(16));
    doubled.mul_f64(0.5 + random()).min(patience.longest)
}

/// A number from 0 to 1. The seed of the standard library's hasher is its one source of randomness.
fn random() -> f64 {
    let bits = RandomState::new().hash_one(0u8) >> 11;
    // 53 bits fit a float without loss.
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit the mantissa")]
    let fraction = bits as f64 / (1u64 << 53) as f64;
    fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &str, seconds: Option<u64>) {
        let now = "1994-11-06T08:49:07Z".parse().unwrap();
        let expected = seconds.map(Duration::from_secs);
        assert_eq!(retry_after(value, now), expected, "{value}");
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        check("120", Some(120));
        check("Sun, 06 Nov 1994 08:49:37 GMT", Some(30));
        check("Sun, 06 Nov 1994 08:00:00 GMT", Some(0));
        check("soon", None);
        check("-1", None);
    }

    #[test]
    fn pauses_grow_within_bounds() {
        let patience = Patience::default();
        for tried in 1..40 {
            let pause = pause(&patience, tried);
            assert!(pause >= patience.first / 2 && pause <= patience.longest);
        }
    }
}
