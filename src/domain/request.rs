//! Asking for more access, and what becomes of it [S2.9].

use super::error::Parse;
use std::str::FromStr;

/// Where a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestState {
    /// Waits for an answer.
    Open,
    Given,
    Denied,
    /// By who asked.
    Withdrawn,
    /// There is no such area any more.
    Gone,
}

impl RequestState {
    pub const ALL: [Self; 5] = [Self::Open, Self::Given, Self::Denied, Self::Withdrawn, Self::Gone];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Given => "given",
            Self::Denied => "denied",
            Self::Withdrawn => "withdrawn",
            Self::Gone => "gone",
        }
    }
}

impl FromStr for RequestState {
    type Err = Parse;
    fn from_str(text: &str) -> Result<Self, Parse> {
        Self::ALL.into_iter().find(|state| state.as_str() == text).ok_or(Parse("request state"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_survives_its_text() {
        for state in RequestState::ALL {
            assert_eq!(state.as_str().parse(), Ok(state));
        }
    }
}
