use crate::domain::{history_list::Day, language::Language, time::Timestamp};
use icu_calendar::{Date, Gregorian};
use icu_datetime::{
    FixedCalendarDateTimeFormatter,
    fieldsets::{MD, YMD, YMDE, enums::CompositeDateTimeFieldSet},
    input::{DateTime, Time},
};
use icu_decimal::{DecimalFormatter, input::Decimal, options::DecimalFormatterOptions};
use icu_locale_core::{Locale, locale};
use jiff::{civil, tz::TimeZone};
use std::sync::LazyLock;

type Formatter = FixedCalendarDateTimeFormatter<Gregorian, CompositeDateTimeFieldSet>;

struct Formatters {
    date: Option<Formatter>,
    short_date: Option<Formatter>,
    day_month: Option<Formatter>,
    day: Option<Formatter>,
    date_time: Option<Formatter>,
    number: Option<DecimalFormatter>,
}

impl Formatters {
    fn new(locale: &Locale) -> Self {
        let date = FixedCalendarDateTimeFormatter::try_new(locale.into(), YMD::long());
        let short_date = FixedCalendarDateTimeFormatter::try_new(locale.into(), YMD::medium());
        let day_month = FixedCalendarDateTimeFormatter::try_new(locale.into(), MD::medium());
        let day = FixedCalendarDateTimeFormatter::try_new(locale.into(), YMDE::long());
        let date_time = FixedCalendarDateTimeFormatter::try_new(locale.into(), YMDE::long().with_time_hm());
        Self {
            date: date.ok().map(FixedCalendarDateTimeFormatter::cast_into_fset),
            short_date: short_date.ok().map(FixedCalendarDateTimeFormatter::cast_into_fset),
            day_month: day_month.ok().map(FixedCalendarDateTimeFormatter::cast_into_fset),
            day: day.ok().map(FixedCalendarDateTimeFormatter::cast_into_fset),
            date_time: date_time.ok().map(FixedCalendarDateTimeFormatter::cast_into_fset),
            number: DecimalFormatter::try_new(locale.into(), DecimalFormatterOptions::default()).ok(),
        }
    }
}

static FRENCH: LazyLock<Formatters> = LazyLock::new(|| Formatters::new(&locale!("fr")));
/// As in Britain: day before month, 24 hours.
static ENGLISH: LazyLock<Formatters> = LazyLock::new(|| Formatters::new(&locale!("en-GB")));

fn formatters(language: Language) -> &'static Formatters {
    if language == Language::Fr { &FRENCH } else { &ENGLISH }
}

fn local(zone: &TimeZone, at: Timestamp) -> civil::DateTime {
    // Beyond the years that a calendar has: nobody reads those.
    jiff::Timestamp::from_microsecond(at.as_micros()).unwrap_or_default().to_zoned(zone.clone()).datetime()
}

fn format(formatter: Option<&Formatter>, local: civil::DateTime) -> String {
    let part = |n: i8| n.unsigned_abs();
    let date = Date::try_new_gregorian(local.year().into(), part(local.month()), part(local.day()));
    let time = Time::try_new(part(local.hour()), part(local.minute()), 0, 0);
    match (formatter, date, time) {
        (Some(formatter), Ok(date), Ok(time)) => formatter.format(&DateTime { date, time }).to_string(),
        // Without data for a locale, which the compiled data rules out: ISO 8601.
        _ => local.to_string(),
    }
}

pub(super) fn date_time(language: Language, zone: &TimeZone, at: Timestamp) -> String {
    format(formatters(language).date_time.as_ref(), local(zone, at))
}

pub(super) fn date(language: Language, zone: &TimeZone, at: Timestamp) -> String {
    format(formatters(language).date.as_ref(), local(zone, at))
}

pub(super) fn short_date(language: Language, zone: &TimeZone, at: Timestamp) -> String {
    format(formatters(language).short_date.as_ref(), local(zone, at))
}

pub(super) fn day_month(language: Language, zone: &TimeZone, at: Timestamp) -> String {
    format(formatters(language).day_month.as_ref(), local(zone, at))
}

pub(super) fn iso_week(zone: &TimeZone, at: Timestamp) -> u64 {
    local(zone, at).date().iso_week_date().week().unsigned_abs().into()
}

pub(super) fn day(language: Language, zone: &TimeZone, at: Timestamp) -> String {
    format(formatters(language).day.as_ref(), local(zone, at))
}

pub(super) fn calendar_day(language: Language, day: Day) -> String {
    match civil::Date::new(day.year, day.month, day.day) {
        Ok(date) => format(formatters(language).date.as_ref(), date.at(0, 0, 0, 0)),
        // No day of the calendar: as it was typed.
        Err(_) => day.to_string(),
    }
}

/// As machines read it (RFC 3339), in UTC.
#[must_use]
pub fn instant(at: Timestamp) -> String {
    jiff::Timestamp::from_microsecond(at.as_micros()).unwrap_or_default().to_string()
}

/// With 24 hours, as all of the languages write it.
pub(super) fn time(zone: &TimeZone, at: Timestamp) -> String {
    local(zone, at).strftime("%H:%M").to_string()
}

/// As in `2026-11-29`, for names of files and cells of tables.
pub(super) fn iso_day(zone: &TimeZone, at: Timestamp) -> String {
    local(zone, at).date().to_string()
}

pub(super) fn days_between(zone: &TimeZone, from: Timestamp, to: Timestamp) -> i64 {
    let (from, to) = (local(zone, from).date(), local(zone, to).date());
    from.until(to).map_or(0, |span| span.get_days().into())
}

pub(super) fn number(language: Language, number: u64) -> String {
    decimal(language, &Decimal::from(number))
}

/// As in "1.2" for 12 of them, and "3" for 30.
pub(super) fn tenths(language: Language, tenths: u64) -> String {
    let mut number = Decimal::from(tenths);
    number.multiply_pow10(-1);
    number.trim_end();
    decimal(language, &number)
}

fn decimal(language: Language, number: &Decimal) -> String {
    formatters(language).number.as_ref().map_or_else(|| number.to_string(), |f| f.format(number).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-29 13:05 UTC.
    const AT: Timestamp = Timestamp::from_micros(1_795_957_500_000_000);

    #[test]
    fn dates_are_written_as_the_language_writes_them() {
        let paris = TimeZone::get("Europe/Paris").unwrap();
        assert_eq!(date_time(Language::Fr, &paris, AT), "dimanche 29 novembre 2026 à 14:05");
        assert_eq!(date_time(Language::En, &TimeZone::UTC, AT), "Sunday, 29 November 2026 at 13:05");
        assert_eq!(date(Language::Fr, &paris, AT), "29 novembre 2026");
        assert_eq!(short_date(Language::Fr, &paris, AT), "29 nov. 2026");
        assert_eq!(short_date(Language::En, &paris, AT), "29 Nov 2026");
        assert_eq!(day_month(Language::Fr, &paris, AT), "29 nov.");
        assert_eq!(day_month(Language::En, &TimeZone::UTC, AT), "29 Nov");
        assert_eq!(iso_week(&paris, AT), 48);
        assert_eq!(day(Language::Fr, &paris, AT), "dimanche 29 novembre 2026");
        assert_eq!(time(&paris, AT), "14:05");
        assert_eq!(number(Language::Fr, 12_480), "12\u{202f}480");
        assert_eq!(number(Language::En, 12_480), "12,480");
    }

    #[test]
    fn days_are_those_of_the_readers_calendar() {
        let paris = TimeZone::get("Europe/Paris").unwrap();
        let late = AT + std::time::Duration::from_hours(10);
        assert_eq!(days_between(&paris, AT, late), 1);
        assert_eq!(days_between(&TimeZone::UTC, AT, late), 0);
    }
}
