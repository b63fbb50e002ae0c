//! What Parvis says, in the reader's language: one catalogue of Fluent messages a language, with dates, numbers and
//! plurals by the locale. On the server alone: an island gets the few strings that it shows as props.
//!
//! French and English are whole; the other languages speak English until theirs are written. A test holds the
//! catalogues against each other and against the keys that the code asks for.

mod answers;
mod catalogue;
mod csv;
mod dates;
mod devices;
mod facts;
mod history;
mod import;
mod problems;
mod requests;
mod sizes;
mod verbs;

pub mod files;

pub use dates::instant;
pub use facts::Tone;
pub use history::{Before, Piece, plain};

#[cfg(test)]
mod tests;

use crate::domain::{history_list::Day, language::Language, time::Timestamp};
use fluent_bundle::{FluentArgs, FluentValue};
use jiff::tz::TimeZone;

/// The language that whoever has this one is really spoken to in, on pages and in mails.
#[must_use]
pub const fn spoken(language: Language) -> Language {
    match language {
        Language::Fr => Language::Fr,
        _ => Language::En,
    }
}

/// A reader: language and time zone.
#[derive(Clone, Debug)]
pub struct Wording {
    language: Language,
    zone: TimeZone,
}

impl Wording {
    #[must_use]
    pub const fn new(language: Language, zone: TimeZone) -> Self {
        Self { language, zone }
    }

    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The language that the words are really in: what `lang` says of a page.
    #[must_use]
    pub const fn spoken(&self) -> Language {
        spoken(self.language)
    }

    /// The message under a key.
    #[must_use]
    pub fn say(&self, key: &str) -> String {
        catalogue::format(self.spoken(), key, None)
    }

    /// The message under a key, with its arguments.
    #[must_use]
    pub fn say_with(&self, key: &str, args: &[(&'static str, Arg)]) -> String {
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            values.set(*name, FluentValue::from(arg.clone()));
        }
        catalogue::format(self.spoken(), key, Some(&values))
    }

    /// As in "Sunday 29 November 2026 at 14:05".
    #[must_use]
    pub fn date_time(&self, at: Timestamp) -> String {
        dates::date_time(self.spoken(), &self.zone, at)
    }

    /// As in "29 November 2026".
    #[must_use]
    pub fn date(&self, at: Timestamp) -> String {
        dates::date(self.spoken(), &self.zone, at)
    }

    /// As in "29 Nov 2026", for columns of tables.
    #[must_use]
    pub fn short_date(&self, at: Timestamp) -> String {
        dates::short_date(self.spoken(), &self.zone, at)
    }

    /// As in "29 Nov", under the columns of a drawing.
    #[must_use]
    pub fn day_month(&self, at: Timestamp) -> String {
        dates::day_month(self.spoken(), &self.zone, at)
    }

    /// The number of the ISO week.
    #[must_use]
    pub fn iso_week(&self, at: Timestamp) -> u64 {
        dates::iso_week(&self.zone, at)
    }

    /// As in "Sunday 29 November 2026".
    #[must_use]
    pub fn day(&self, at: Timestamp) -> String {
        dates::day(self.spoken(), &self.zone, at)
    }

    /// As in "29 November 2026", whatever the zone.
    #[must_use]
    pub fn calendar_day(&self, day: Day) -> String {
        dates::calendar_day(self.spoken(), day)
    }

    /// As in "14:05".
    #[must_use]
    pub fn time(&self, at: Timestamp) -> String {
        dates::time(&self.zone, at)
    }

    /// As in `2026-11-29`, for names of files and cells of tables.
    #[must_use]
    pub fn iso_day(&self, at: Timestamp) -> String {
        dates::iso_day(&self.zone, at)
    }

    /// Whole days from the day of `from` to the day of `to` on the reader's calendar; negative into the past.
    #[must_use]
    pub fn days_between(&self, from: Timestamp, to: Timestamp) -> i64 {
        dates::days_between(&self.zone, from, to)
    }

    #[must_use]
    pub fn number(&self, number: u64) -> String {
        dates::number(self.spoken(), number)
    }
}

/// An argument of a message.
#[derive(Clone, Debug)]
pub enum Arg {
    Text(String),
    /// Chooses the plural form and is written by the locale.
    Number(u64),
}

impl From<Arg> for FluentValue<'_> {
    fn from(arg: Arg) -> Self {
        match arg {
            Arg::Text(text) => FluentValue::String(text.into()),
            Arg::Number(number) => FluentValue::from(number),
        }
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<u64> for Arg {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Self::Number(number as u64)
    }
}

impl From<u32> for Arg {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}
