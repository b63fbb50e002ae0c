//! What is asked of the history; its text form is the page's URL.

use super::{
    error::Parse,
    history::{Action, Group},
    id::{EntryId, UserId},
    user_list::encode,
};
use std::{fmt, str::FromStr};

/// Where a page begins, newest entries first. The entry itself isn't on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cursor {
    #[default]
    Start,
    Older(EntryId),
    Newer(EntryId),
}

/// One action, or all of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Action(Action),
    Group(Group),
}

impl What {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Action(action) => action.as_str(),
            Self::Group(group) => group.as_str(),
        }
    }

    #[must_use]
    pub fn actions(self) -> Vec<Action> {
        match self {
            Self::Action(action) => vec![action],
            Self::Group(group) => group.actions().collect(),
        }
    }
}

impl FromStr for What {
    type Err = Parse;
    fn from_str(text: &str) -> Result<Self, Parse> {
        text.parse().map(Self::Action).or_else(|_| text.parse().map(Self::Group))
    }
}

/// Whether it came to pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    Refused,
}

impl Outcome {
    pub const ALL: [Self; 2] = [Self::Done, Self::Refused];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
        }
    }
}

impl FromStr for Outcome {
    type Err = Parse;
    fn from_str(text: &str) -> Result<Self, Parse> {
        Self::ALL.into_iter().find(|outcome| outcome.as_str() == text).ok_or(Parse("outcome"))
    }
}

/// Which part in it a person that is searched for has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    #[default]
    Either,
    Actor,
    Subject,
}

impl Part {
    pub const ALL: [Self; 3] = [Self::Either, Self::Actor, Self::Subject];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Either => "either",
            Self::Actor => "actor",
            Self::Subject => "subject",
        }
    }
}

impl FromStr for Part {
    type Err = Parse;
    fn from_str(text: &str) -> Result<Self, Parse> {
        Self::ALL.into_iter().find(|part| part.as_str() == text).ok_or(Parse("part"))
    }
}

/// A day of the calendar, as forms send one: `2026-11-22`. Whether there is such a day is for the calendar to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    pub year: i16,
    pub month: i8,
    pub day: i8,
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl FromStr for Day {
    type Err = Parse;
    fn from_str(text: &str) -> Result<Self, Parse> {
        let no_day = Parse("day");
        let digits = |text: &str, wanted: usize| {
            (text.len() == wanted && text.bytes().all(|byte| byte.is_ascii_digit()))
                .then(|| text.parse::<i16>().ok())?
        };
        let mut parts = text.splitn(3, '-');
        let mut next = |wanted| parts.next().and_then(|part| digits(part, wanted)).ok_or(no_day);
        let (year, month, day) = (next(4)?, next(2)?, next(2)?);
        let small = |number: i16| i8::try_from(number).map_err(|_| no_day);
        Ok(Self { year, month: small(month)?, day: small(day)? })
    }
}

/// Which entries are listed [S3.10].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryQuery {
    /// Any part of a person's name or address, as typed; empty: anybody's.
    pub text: String,
    /// Where `text` is looked for.
    pub part: Part,
    pub actor: Option<UserId>,
    pub subject: Option<UserId>,
    pub what: Option<What>,
    pub outcome: Option<Outcome>,
    /// The first day, and the last.
    pub from: Option<Day>,
    pub until: Option<Day>,
    pub cursor: Cursor,
}

impl HistoryQuery {
    /// Reads the names and values of a URL. What isn't understood is as if it weren't there: links are shared and
    /// edited by hand.
    pub fn read<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut query = Self::default();
        for (name, value) in pairs {
            match name {
                "q" => value.trim().clone_into(&mut query.text),
                "part" => query.part = value.parse().unwrap_or_default(),
                "actor" => query.actor = value.parse().ok(),
                "subject" => query.subject = value.parse().ok(),
                "what" => query.what = value.parse().ok(),
                "outcome" => query.outcome = value.parse().ok(),
                "from" => query.from = value.parse().ok(),
                "until" => query.until = value.parse().ok(),
                "older" => query.cursor = value.parse().map_or(Cursor::Start, Cursor::Older),
                "newer" => query.cursor = value.parse().map_or(Cursor::Start, Cursor::Newer),
                _ => {}
            }
        }
        query
    }

    /// The address of this query at `path`: the page's, or an export's.
    #[must_use]
    pub fn at(&self, path: &str) -> String {
        let mut url = path.to_owned();
        let mut add = |name: &str, value: Option<String>| {
            let Some(value) = value.filter(|value| !value.is_empty()) else { return };
            url.push(if url.contains('?') { '&' } else { '?' });
            url.push_str(name);
            url.push('=');
            encode(&value, &mut url);
        };
        add("q", Some(self.text.clone()));
        add("part", Some(self.part).filter(|part| *part != Part::Either).map(|part| part.as_str().to_owned()));
        add("actor", self.actor.map(|id| id.to_string()));
        add("subject", self.subject.map(|id| id.to_string()));
        add("what", self.what.map(|what| what.as_str().to_owned()));
        add("outcome", self.outcome.map(|outcome| outcome.as_str().to_owned()));
        add("from", self.from.map(|day| day.to_string()));
        add("until", self.until.map(|day| day.to_string()));
        match self.cursor {
            Cursor::Start => {}
            Cursor::Older(id) => add("older", Some(id.to_string())),
            Cursor::Newer(id) => add("newer", Some(id.to_string())),
        }
        url
    }

    /// The same entries, from the newest.
    #[must_use]
    pub fn from_start(&self) -> Self {
        Self { cursor: Cursor::Start, ..self.clone() }
    }

    /// Whether anything is left out.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        self.from_start() != Self { part: self.part, ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(url: &str) -> HistoryQuery {
        let query = url.split_once('?').map_or("", |(_, query)| query);
        HistoryQuery::read(query.split('&').filter_map(|pair| pair.split_once('=')))
    }

    #[test]
    fn a_query_stands_in_the_url_and_comes_back_from_it() {
        assert_eq!(HistoryQuery::default().at("/history"), "/history");
        let nobody = uuid::Uuid::nil();
        let query = HistoryQuery {
            text: "anna".to_owned(),
            part: Part::Subject,
            actor: Some(nobody.into()),
            subject: Some(nobody.into()),
            what: Some(What::Group(Group::Invitations)),
            outcome: Some(Outcome::Refused),
            from: Some(Day { year: 2026, month: 11, day: 2 }),
            until: "2026-12-31".parse().ok(),
            cursor: Cursor::Older(nobody.into()),
        };
        let url = query.at("/history/export.csv");
        assert!(url.starts_with("/history/export.csv?q=anna&part=subject&actor=0000"), "{url}");
        assert!(url.contains("&what=invitations&outcome=refused&from=2026-11-02&until=2026-12-31&older=0000"), "{url}");
        assert_eq!(read(&url), query);
        assert!(query.is_filtered() && !HistoryQuery::default().is_filtered());
    }

    #[test]
    fn what_is_not_understood_is_not_there() {
        for nonsense in
            ["?what=x&outcome=x&part=x", "?actor=x&subject=%00", "?from=2026-1-1&until=yesterday", "?older=x"]
        {
            assert_eq!(read(nonsense), HistoryQuery::default(), "{nonsense}");
        }
        for day in ["2026-11", "2026-11-2", "+026-11-02", "2026-11-02-", "", "２０２６-11-02"] {
            assert!(day.parse::<Day>().is_err(), "{day}");
        }
    }
}
