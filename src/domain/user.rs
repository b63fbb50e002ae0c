//! A user's state and its transitions. See the table in `transition`.

use super::error::Parse;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// What a user is at the moment [S1.4].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum UserState {
    Active,
    Inactive,
    Invited,
}

impl UserState {
    pub const ALL: [Self; 3] = [Self::Active, Self::Inactive, Self::Invited];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Inactive => "inactive",
            Self::Invited => "invited",
        }
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
    use super::UserState::{self, Active, Inactive, Invited};

    #[test]
    fn only_the_drawn_transitions_exist() {
        assert_eq!(UserState::ALL.map(UserState::accept), [Err(Active), Err(Inactive), Ok(Active)]);
        assert_eq!(UserState::ALL.map(UserState::revoke), [Err(Active), Err(Inactive), Ok(Inactive)]);
        assert_eq!(UserState::ALL.map(UserState::deactivate), [Ok(Inactive), Err(Inactive), Err(Invited)]);
        assert_eq!(UserState::ALL.map(|s| s.activate(true)), [Err(Active), Ok(Active), Err(Invited)]);
        assert_eq!(UserState::ALL.map(|s| s.activate(false)), [Err(Active), Ok(Invited), Err(Invited)]);
    }
}
