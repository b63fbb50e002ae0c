//! Days and weeks as the instance's calendar has them: its time zone's, with their 23 and 25 hours.

use crate::domain::time::Timestamp;
use jiff::{Span, civil::Date, tz::TimeZone};

/// The day on which an instant falls.
#[must_use]
pub fn day_of(at: Timestamp, zone: &TimeZone) -> Date {
    // Beyond the years that a calendar has: no figure is of those.
    jiff::Timestamp::from_microsecond(at.as_micros()).unwrap_or_default().to_zoned(zone.clone()).date()
}

/// When a day begins, or the one that lies `later` days after it; nothing beyond the calendar.
#[must_use]
pub fn begins(day: Date, later: i64, zone: &TimeZone) -> Option<Timestamp> {
    let start = day.checked_add(Span::new().days(later)).ok()?.to_zoned(zone.clone()).ok()?;
    Some(Timestamp::from_micros(start.timestamp().as_microsecond()))
}

/// When each of so many weeks begins, the one of `now` last, and when that one ends: ISO weeks, from Monday.
#[must_use]
pub fn weeks(now: Timestamp, count: u32, zone: &TimeZone) -> Vec<Timestamp> {
    let today = day_of(now, zone);
    let monday = -i64::from(today.weekday().to_monday_zero_offset());
    let first = monday - 7 * (i64::from(count) - 1);
    (0..=i64::from(count)).filter_map(|week| begins(today, first + 7 * week, zone)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::DAY;

    /// 2026-11-22 08:00 UTC, a Sunday.
    const SUNDAY: Timestamp = Timestamp::from_micros(1_795_334_400_000_000);

    #[test]
    fn a_day_is_the_zones() {
        let paris = TimeZone::get("Europe/Paris").unwrap();
        let hours = |year: i16, month: i8, day: i8| {
            let day = Date::new(year, month, day).unwrap();
            let (start, end) = (begins(day, 0, &paris).unwrap(), begins(day, 1, &paris).unwrap());
            end.since(start).as_secs() / 3_600
        };
        assert_eq!((hours(2026, 11, 22), hours(2026, 10, 25), hours(2026, 3, 29)), (24, 25, 23));
        assert!(begins(Date::new(9999, 12, 31).unwrap(), 1, &paris).is_none());
    }

    #[test]
    fn weeks_begin_on_mondays_at_midnight_whatever_the_clocks_do() {
        let paris = TimeZone::get("Europe/Paris").unwrap();
        let starts = weeks(SUNDAY, 13, &paris);
        assert_eq!(starts.len(), 14);
        assert!(starts[12] <= SUNDAY && SUNDAY < starts[13]);
        for start in &starts {
            let local = jiff::Timestamp::from_microsecond(start.as_micros()).unwrap().to_zoned(paris.clone());
            assert_eq!((local.weekday(), local.hour(), local.minute()), (jiff::civil::Weekday::Monday, 0, 0));
        }
        let long = starts.windows(2).map(|pair| pair[1].since(pair[0]).as_secs() / 3_600);
        assert_eq!(long.filter(|hours| *hours == 169).count(), 1, "the week in which summer time ends");
        // A Monday at midnight begins the week that it is in.
        assert_eq!(weeks(starts[13], 1, &paris)[0], starts[13]);
        assert_eq!(weeks(starts[13] - DAY, 1, &paris)[1], starts[13]);
    }
}
