//! Invitations: how long a link lives, and what has become of one.

use super::{error::Parse, time::Timestamp};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// How an invitation came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ending {
    /// The person joined by it.
    Accepted,
    /// An administrator closed it.
    Revoked,
    /// A newer message was sent.
    Replaced,
}

impl Ending {
    pub const ALL: [Self; 3] = [Self::Accepted, Self::Revoked, Self::Replaced];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Revoked => "revoked",
            Self::Replaced => "replaced",
        }
    }
}

impl FromStr for Ending {
    type Err = Parse;
    fn from_str(text: &str) -> Result<Self, Parse> {
        Self::ALL.into_iter().find(|e| e.as_str() == text).ok_or(Parse("ending"))
    }
}

/// What a link is worth at a given moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkStatus {
    Open,
    Expired,
    Ended(Ending),
}

/// Judged at use, never by a clean-up job [S2.15]: a clock that runs wrong for a day destroys nothing.
#[must_use]
pub fn link_status(expires: Timestamp, ending: Option<Ending>, now: Timestamp) -> LinkStatus {
    match ending {
        Some(ending) => LinkStatus::Ended(ending),
        None if now >= expires => LinkStatus::Expired,
        None => LinkStatus::Open,
    }
}

/// What would happen, or has happened, to one address of an invitation form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Nobody has it yet: it is invited.
    New,
    AlreadyActive,
    AlreadyInvited,
    AlreadyInactive,
    /// Deleted lately: restoring brings the same person back.
    AlreadyDeleted,
    /// Somebody of another account has it. Nothing more is said.
    Elsewhere,
    /// No seat is left for it.
    NoSeat,
    /// The account has sent as many invitations as it may within a day.
    DailyLimit,
    /// The account has people of other domains alone.
    OtherDomain,
}

impl Outcome {
    pub const ALL: [Self; 9] = [
        Self::New,
        Self::AlreadyInvited,
        Self::AlreadyActive,
        Self::AlreadyInactive,
        Self::AlreadyDeleted,
        Self::NoSeat,
        Self::DailyLimit,
        Self::OtherDomain,
        Self::Elsewhere,
    ];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::AlreadyActive => "already-active",
            Self::AlreadyInvited => "already-invited",
            Self::AlreadyInactive => "already-inactive",
            Self::AlreadyDeleted => "already-deleted",
            Self::Elsewhere => "elsewhere",
            Self::NoSeat => "no-seat",
            Self::DailyLimit => "daily-limit",
            Self::OtherDomain => "other-domain",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::DAY;

    // [S2.15]
    #[test]
    fn a_link_is_open_until_its_deadline_and_not_at_it() {
        let made = Timestamp::from_micros(0);
        let deadline = made + 7 * DAY;
        let before = Timestamp::from_micros(deadline.as_micros() - 1);
        assert_eq!(link_status(deadline, None, before), LinkStatus::Open);
        assert_eq!(link_status(deadline, None, deadline), LinkStatus::Expired);
    }

    #[test]
    fn how_it_ended_outweighs_the_deadline() {
        let made = Timestamp::from_micros(0);
        for ending in Ending::ALL {
            assert_eq!(link_status(made, Some(ending), made + DAY), LinkStatus::Ended(ending));
        }
    }
}
