use crate::domain::error::Parse;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// What one may do in an area [S3.17–S3.20]; each level holds those below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// No access ("Aucun").
    #[default]
    None,
    /// Consults only ("Invité").
    Guest,
    /// Also prepares and edits ("Éditeur").
    Editor,
    /// Also validates ("Approbateur").
    Approver,
}

impl Level {
    pub const ALL: [Self; 4] = [Self::None, Self::Guest, Self::Editor, Self::Approver];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Guest => "guest",
            Self::Editor => "editor",
            Self::Approver => "approver",
        }
    }

    #[must_use]
    pub const fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }
}

impl FromStr for Level {
    type Err = Parse;
    fn from_str(text: &str) -> Result<Self, Parse> {
        Self::ALL.into_iter().find(|level| level.as_str() == text).ok_or(Parse("level"))
    }
}

/// Whose things a level applies to; each reach holds those below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reach {
    Own,
    Department,
    Account,
}

impl Reach {
    pub const ALL: [Self; 3] = [Self::Own, Self::Department, Self::Account];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Department => "department",
            Self::Account => "account",
        }
    }
}

impl FromStr for Reach {
    type Err = Parse;
    fn from_str(text: &str) -> Result<Self, Parse> {
        Self::ALL.into_iter().find(|r| r.as_str() == text).ok_or(Parse("reach"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // [S3.17–S3.20]
    #[test]
    fn levels_and_reaches_are_ordered() {
        assert!(Level::ALL.is_sorted() && Reach::ALL.is_sorted());
        assert!(Level::Guest < Level::Approver && Reach::Own < Reach::Account);
    }
}
