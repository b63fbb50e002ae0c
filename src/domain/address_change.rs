//! A change of the sign-in address: confirmed from the new one, told to the old one, undone from there [S3.12].

use super::{
    error::Parse,
    time::{DAY, Timestamp},
};
use std::{str::FromStr, time::Duration};

/// How long the link that goes to the new address waits to be confirmed.
pub const WAITS: Duration = DAY;
/// How long the old address can undo a change.
pub const UNDOABLE: Duration = DAY.saturating_mul(7);

/// How a change came to its end, other than by growing old.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// A newer change was asked for.
    Replaced,
    /// Whoever asked for it thought better, or a change before it was undone.
    Withdrawn,
    /// From the old address.
    Undone,
}

impl Ending {
    pub const ALL: [Self; 3] = [Self::Replaced, Self::Withdrawn, Self::Undone];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Replaced => "replaced",
            Self::Withdrawn => "withdrawn",
            Self::Undone => "undone",
        }
    }
}

impl FromStr for Ending {
    type Err = Parse;
    fn from_str(text: &str) -> Result<Self, Parse> {
        Self::ALL.into_iter().find(|ending| ending.as_str() == text).ok_or(Parse("ending of an address change"))
    }
}

/// Where a change stands at a given moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// The new address has not confirmed it; the old one counts.
    Waiting,
    /// Nobody confirmed it in time.
    Expired,
    /// The new address counts; the old one can undo it.
    Undoable,
    /// The new address counts, for good.
    Done,
    Ended(Ending),
}

/// Judged at use, as an invitation is.
#[must_use]
pub fn status(expires: Timestamp, undoable_until: Option<Timestamp>, ending: Option<Ending>, now: Timestamp) -> Status {
    match (ending, undoable_until) {
        (Some(ending), _) => Status::Ended(ending),
        (None, Some(until)) if now < until => Status::Undoable,
        (None, Some(_)) => Status::Done,
        (None, None) if now < expires => Status::Waiting,
        (None, None) => Status::Expired,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // [S3.12]
    #[test]
    fn a_change_waits_a_day_and_can_be_undone_for_a_week() {
        let made = Timestamp::from_micros(0);
        let (expires, until) = (made + WAITS, made + UNDOABLE);
        assert_eq!(status(expires, None, None, made), Status::Waiting);
        assert_eq!(status(expires, None, None, expires), Status::Expired);
        assert_eq!(status(expires, Some(until), None, expires), Status::Undoable);
        assert_eq!(status(expires, Some(until), None, until), Status::Done);
        for ending in Ending::ALL {
            assert_eq!(status(expires, Some(until), Some(ending), made), Status::Ended(ending));
            assert_eq!(ending.as_str().parse(), Ok(ending));
        }
    }
}
