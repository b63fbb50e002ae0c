//! Work for many users at once: how far it is, and how it ended.

use super::error::Parse;
use std::{str::FromStr, time::Duration};

/// How long the results of a job are kept.
pub const KEPT: Duration = Duration::from_hours(30 * 24);

/// Most users that one request may name; "all that match" isn't bound by it.
pub const MOST_NAMED: usize = 1_000;

/// How a job ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Every item was done or refused.
    Done,
    /// Its actor stopped it; what was done stays done.
    Cancelled,
    /// Its actor may not do that any more.
    RightsLost,
}

impl Ending {
    pub const ALL: [Self; 3] = [Self::Done, Self::Cancelled, Self::RightsLost];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Cancelled => "cancelled",
            Self::RightsLost => "rights-lost",
        }
    }
}

impl FromStr for Ending {
    type Err = Parse;
    fn from_str(text: &str) -> Result<Self, Parse> {
        Self::ALL.into_iter().find(|ending| ending.as_str() == text).ok_or(Parse("ending of a job"))
    }
}

/// How far a job is, in items.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub total: u64,
    pub done: u64,
    pub refused: u64,
}

impl Progress {
    /// Items that have had their turn.
    #[must_use]
    pub const fn worked(self) -> u64 {
        self.done + self.refused
    }

    /// Items that wait, or were never reached.
    #[must_use]
    pub const fn left(self) -> u64 {
        self.total.saturating_sub(self.worked())
    }
}

/// What became of one item of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rank {
    Refused = 0,
    Done = 1,
    Waiting = 2,
}

impl Rank {
    /// In the order in which they are shown: what wants work first.
    pub const ALL: [Self; 3] = [Self::Refused, Self::Done, Self::Waiting];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Done => "done",
            Self::Waiting => "waiting",
        }
    }

    /// As it is stored.
    #[must_use]
    pub const fn number(self) -> i64 {
        self as i64
    }
}

impl FromStr for Rank {
    type Err = Parse;
    fn from_str(text: &str) -> Result<Self, Parse> {
        Self::ALL.into_iter().find(|rank| rank.as_str() == text).ok_or(Parse("rank"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_survive() {
        assert_eq!(Ending::ALL.map(|ending| ending.as_str().parse()), Ending::ALL.map(Ok));
        assert_eq!(Rank::ALL.map(|rank| rank.as_str().parse()), Rank::ALL.map(Ok));
    }

    #[test]
    fn what_is_left_is_what_had_no_turn() {
        let progress = Progress { total: 10, done: 6, refused: 1 };
        assert_eq!((progress.worked(), progress.left()), (7, 3));
    }
}
