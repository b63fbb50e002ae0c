//! Files that are taken out of an account in the background: of what, in which form, and for how long they are kept.

use super::error::Parse;
use serde::{Deserialize, Serialize};
use std::{str::FromStr, time::Duration};

/// How long a file is kept once it is made.
pub const KEPT: Duration = Duration::from_hours(7 * 24);

/// What a file is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// The list of users.
    People,
    /// What each active user may do in each area, and why.
    Rights,
    History,
}

impl What {
    /// In the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::People, Self::Rights, Self::History];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Rights => "rights",
            Self::History => "history",
        }
    }
}

impl FromStr for What {
    type Err = Parse;
    fn from_str(text: &str) -> Result<Self, Parse> {
        Self::ALL.into_iter().find(|what| what.as_str() == text).ok_or(Parse("thing to export"))
    }
}

/// The kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    Csv,
    Json,
}

impl Format {
    pub const ALL: [Self; 2] = [Self::Csv, Self::Json];

    /// Also how a file's name ends.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// What the file is to a browser.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Json => "application/json",
        }
    }
}

impl FromStr for Format {
    type Err = Parse;
    fn from_str(text: &str) -> Result<Self, Parse> {
        Self::ALL.into_iter().find(|format| format.as_str() == text).ok_or(Parse("format"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_survive() {
        assert_eq!(What::ALL.map(|what| what.as_str().parse()), What::ALL.map(Ok));
        assert_eq!(Format::ALL.map(|format| format.as_str().parse()), Format::ALL.map(Ok));
    }
}
