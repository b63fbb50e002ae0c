//! Departments, and the three kinds of user that one has [S4.18, S4.19].

use super::{
    access::{Level, Reach},
    error::Parse,
};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// What somebody is in a department, in the order of the levels. A higher one gives no lower level, but an Operator, who
/// sees own things alone, doesn't reach what a Viewer reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DepartmentRole {
    /// Reads what the department has, and nothing else [S4.20].
    Viewer,
    /// Consults and executes, and sees only what he or she sent [S4.21, S4.22].
    Operator,
    /// Everything in the department [S4.23, S4.24].
    Admin,
}

impl DepartmentRole {
    pub const ALL: [Self; 3] = [Self::Viewer, Self::Operator, Self::Admin];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Operator => "operator",
            Self::Admin => "admin",
        }
    }

    /// The level that it gives in the department.
    #[must_use]
    pub const fn level(self) -> Level {
        match self {
            Self::Viewer => Level::Guest,
            Self::Operator => Level::Editor,
            Self::Admin => Level::Approver,
        }
    }

    /// Whose things in the department that level applies to.
    #[must_use]
    pub const fn reach(self) -> Reach {
        match self {
            Self::Viewer | Self::Admin => Reach::Department,
            Self::Operator => Reach::Own,
        }
    }
}

impl FromStr for DepartmentRole {
    type Err = Parse;
    fn from_str(text: &str) -> Result<Self, Parse> {
        Self::ALL.into_iter().find(|role| role.as_str() == text).ok_or(Parse("department role"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // [S4.18] [S4.19]
    #[test]
    fn there_are_three_and_each_holds_those_below_it() {
        assert!(DepartmentRole::ALL.is_sorted() && DepartmentRole::ALL.is_sorted_by_key(|role| role.level()));
        for role in DepartmentRole::ALL {
            assert_eq!(role.as_str().parse(), Ok(role));
        }
    }
}
