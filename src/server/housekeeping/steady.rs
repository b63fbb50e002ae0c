//! Whether the clock is to be trusted with what can't be taken back.
//!
//! A clock a day ahead would end accesses, mail notices and erase people en masse, and be put right an hour later. So
//! each look is remembered, and after a jump in either direction nothing is done until the clock has gone steadily for a
//! while; a stop of the server looks the same, and costs that while. Two nodes whose clocks disagree see each other's
//! looks as jumps, and neither acts.

use crate::{
    domain::time::Timestamp,
    server::{
        app::App,
        store::{self, instance},
    },
};
use std::time::Duration;

/// Longest time between two looks that is no jump.
const PACE: Duration = Duration::from_hours(2);
/// How far two nodes' clocks may differ.
const SLACK: Duration = Duration::from_mins(2);
/// How long the clock has to go steadily.
pub const SETTLES: Duration = Duration::from_hours(1);

/// The newest look, and since when there has been no jump.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
struct Looks {
    last: Timestamp,
    since: Timestamp,
}

/// What a look at `now` makes of those before.
fn next(before: Option<Looks>, now: Timestamp) -> Looks {
    match before {
        Some(Looks { last, since }) if now >= last - SLACK && now.since(last) <= PACE => {
            Looks { last: last.max(now), since }
        }
        _ => Looks { last: now, since: now },
    }
}

/// Looks at the clock; whether it has gone steadily for long enough.
///
/// # Errors
/// The database's.
pub async fn look(app: &App, now: Timestamp) -> store::Result<bool> {
    let mut tx = app.db.begin().await?;
    let before = instance::find(&mut tx.conn(), "clock").await?.and_then(|text| serde_json::from_str(&text).ok());
    let looks = next(before, now);
    let text = serde_json::to_string(&looks).map_err(|error| sqlx::Error::Encode(Box::new(error)))?;
    instance::set(&mut tx.conn(), "clock", &text).await?;
    tx.commit_bookkeeping().await?;
    if before.is_some_and(|before| looks.since != before.since) {
        tracing::warn!("housekeeping.steady: the clock has jumped, or nobody was there; waiting for it to settle");
    }
    Ok(now.since(looks.since) >= SETTLES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::DAY;

    const START: Timestamp = Timestamp::from_micros(1_795_334_400_000_000);

    /// Whether each look, after these steps, is one to act on.
    fn trusted(steps: &[i64]) -> Vec<bool> {
        let (mut looks, mut at) = (None, START);
        let look = |minutes: &i64| {
            let by = Duration::from_mins(minutes.unsigned_abs());
            at = if *minutes < 0 { at - by } else { at + by };
            let next = next(looks, at);
            looks = Some(next);
            at.since(next.since) >= SETTLES
        };
        steps.iter().map(look).collect()
    }

    #[test]
    fn a_steady_clock_is_trusted_after_an_hour() {
        assert_eq!(trusted(&[0, 5, 30, 25, 5, 120]), [false, false, false, true, true, true]);
    }

    #[test]
    fn after_a_jump_either_way_it_has_to_settle_again() {
        let day = i64::try_from(DAY.as_secs() / 60).unwrap();
        assert_eq!(trusted(&[0, 60, day, 30, -day, 30, 31]), [false, true, false, false, false, false, true]);
    }

    #[test]
    fn nodes_that_disagree_never_act() {
        let day = i64::try_from(DAY.as_secs() / 60).unwrap();
        let steps: Vec<i64> = (0..40).map(|n| if n % 2 == 0 { day } else { 5 - day }).collect();
        assert!(trusted(&steps).iter().all(|trusted| !trusted));
    }
}
