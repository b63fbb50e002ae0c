//! A user's state and its transitions.

use super::error::Parse;
use serde::{Deserialize, Serialize};
use std::{str::FromStr, time::Duration};

/// How long somebody deleted can be restored; then nothing of the person is kept but acceptances, and a history that
/// names nobody.
pub const RESTORABLE: Duration = Duration::from_hours(7 * 24);

/// What a user is at the moment [S1.4].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum UserState {
    Active,
    Inactive,
    Invited,
    /// Gone from every list and link; restorable for [`RESTORABLE`].
    Deleted,
}

/// Why somebody is inactive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Inactivity {
    /// Created without being invited, or restored without a password.
    NeverActivated,
    /// An administrator took the access away.
    Deactivated,
    /// The invitation was closed.
    Revoked,
    /// The date on which the access ended has passed.
    Ended,
}

impl Inactivity {
    pub const ALL: [Self; 4] = [Self::NeverActivated, Self::Deactivated, Self::Revoked, Self::Ended];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NeverActivated => "never-activated",
            Self::Deactivated => "deactivated",
            Self::Revoked => "revoked",
            Self::Ended => "ended",
        }
    }
}

impl FromStr for Inactivity {
    type Err = Parse;
    fn from_str(text: &str) -> Result<Self, Parse> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == text).ok_or(Parse("reason of inactivity"))
    }
}

impl UserState {
    pub const ALL: [Self; 4] = [Self::Active, Self::Inactive, Self::Invited, Self::Deleted];
    /// Those that the list shows; who is deleted stands in a list apart.
    pub const LISTED: [Self; 3] = [Self::Active, Self::Inactive, Self::Invited];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Inactive => "inactive",
            Self::Invited => "invited",
            Self::Deleted => "deleted",
        }
    }

    /// Whether a user in this state takes one of the account's seats [S1.3].
    #[must_use]
    pub const fn holds_seat(self) -> bool {
        matches!(self, Self::Active | Self::Invited)
    }

    /// Invited → Active: the person opened the link, gave a name and a password.
    ///
    /// # Errors
    /// The state that makes it impossible.
    pub const fn accept(self) -> Result<Self, Self> {
        match self {
            Self::Invited => Ok(Self::Active),
            other => Err(other),
        }
    }

    /// Invited → Inactive: the invitation is closed, the user stays [S2.17].
    ///
    /// # Errors
    /// The state that makes it impossible.
    pub const fn revoke(self) -> Result<Self, Self> {
        match self {
            Self::Invited => Ok(Self::Inactive),
            other => Err(other),
        }
    }

    /// Active → Inactive.
    ///
    /// # Errors
    /// The state that makes it impossible.
    pub const fn deactivate(self) -> Result<Self, Self> {
        match self {
            Self::Active => Ok(Self::Inactive),
            other => Err(other),
        }
    }

    /// Inactive → Invited, or straight to Active for who already has a password [S5.13].
    ///
    /// # Errors
    /// The state that makes it impossible.
    pub const fn activate(self, has_password: bool) -> Result<Self, Self> {
        match (self, has_password) {
            (Self::Inactive, true) => Ok(Self::Active),
            (Self::Inactive, false) => Ok(Self::Invited),
            (other, _) => Err(other),
        }
    }

    /// Any state but Deleted → Deleted [S1.17–S1.19].
    ///
    /// # Errors
    /// The state that makes it impossible.
    pub const fn delete(self) -> Result<Self, Self> {
        match self {
            Self::Deleted => Err(self),
            _ => Ok(Self::Deleted),
        }
    }

    /// Deleted → Inactive: whoever comes back gets access by being activated.
    ///
    /// # Errors
    /// The state that makes it impossible.
    pub const fn restore(self) -> Result<Self, Self> {
        match self {
            Self::Deleted => Ok(Self::Inactive),
            other => Err(other),
        }
    }
}

impl FromStr for UserState {
    type Err = Parse;
    fn from_str(text: &str) -> Result<Self, Parse> {
        Self::ALL.into_iter().find(|s| s.as_str() == text).ok_or(Parse("user state"))
    }
}

/// How a person is shown: the name, or the address as long as there is none.
#[must_use]
pub fn display_name(first: &str, last: &str, address: &str) -> String {
    match (first.is_empty(), last.is_empty()) {
        (true, true) => address.to_owned(),
        (false, true) => first.to_owned(),
        (true, false) => last.to_owned(),
        (false, false) => format!("{first} {last}"),
    }
}

#[cfg(test)]
mod tests {
    use super::UserState::{self, Active, Deleted, Inactive, Invited};

    #[test]
    fn only_the_drawn_transitions_exist() {
        let all = UserState::ALL;
        assert_eq!(all.map(UserState::accept), [Err(Active), Err(Inactive), Ok(Active), Err(Deleted)]);
        assert_eq!(all.map(UserState::revoke), [Err(Active), Err(Inactive), Ok(Inactive), Err(Deleted)]);
        assert_eq!(all.map(UserState::deactivate), [Ok(Inactive), Err(Inactive), Err(Invited), Err(Deleted)]);
        assert_eq!(all.map(|s| s.activate(true)), [Err(Active), Ok(Active), Err(Invited), Err(Deleted)]);
        assert_eq!(all.map(|s| s.activate(false)), [Err(Active), Ok(Invited), Err(Invited), Err(Deleted)]);
        assert_eq!(all.map(UserState::delete), [Ok(Deleted), Ok(Deleted), Ok(Deleted), Err(Deleted)]);
        assert_eq!(all.map(UserState::restore), [Err(Active), Err(Inactive), Err(Invited), Ok(Inactive)]);
    }
}
