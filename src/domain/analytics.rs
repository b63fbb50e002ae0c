//! What is asked of the figures; its text form is the page's URL.

use super::{
    error::Parse,
    id::{DepartmentId, RoleId},
    time::DAY,
};
use std::{str::FromStr, time::Duration};

/// How many weeks are looked at, the present one included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weeks {
    Four,
    #[default]
    Thirteen,
    TwentySix,
    FiftyTwo,
}

impl Weeks {
    pub const ALL: [Self; 4] = [Self::Four, Self::Thirteen, Self::TwentySix, Self::FiftyTwo];

    #[must_use]
    pub const fn count(self) -> u32 {
        match self {
            Self::Four => 4,
            Self::Thirteen => 13,
            Self::TwentySix => 26,
            Self::FiftyTwo => 52,
        }
    }
}

impl FromStr for Weeks {
    type Err = Parse;
    fn from_str(text: &str) -> Result<Self, Parse> {
        Self::ALL.into_iter().find(|weeks| weeks.count().to_string() == text).ok_or(Parse("number of weeks"))
    }
}

/// What parts the times that people take to join, shortest first; whoever took longer than the last is one group more.
pub const JOINED_WITHIN: [Duration; 4] =
    [Duration::from_hours(1), DAY, Duration::from_hours(72), Duration::from_hours(168)];

/// What people are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The role that they have now.
    Role,
    /// Each department that they are in now; nothing for who is in none.
    Department,
}

impl By {
    /// As it stands in the names of words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Role => "role",
            Self::Department => "department",
        }
    }
}

/// Which figures are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AnalyticsQuery {
    pub weeks: Weeks,
    /// Of the people who are in it now.
    pub department: Option<DepartmentId>,
    /// Of the people who have it now.
    pub role: Option<RoleId>,
}

impl AnalyticsQuery {
    /// Reads the names and values of a URL. What isn't understood is as if it weren't there: links are shared and
    /// edited by hand.
    pub fn read<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut query = Self::default();
        for (name, value) in pairs {
            match name {
                "weeks" => query.weeks = value.parse().unwrap_or_default(),
                "department" => query.department = value.parse().ok(),
                "role" => query.role = value.parse().ok(),
                _ => {}
            }
        }
        query
    }

    /// Its address.
    #[must_use]
    pub fn path(&self) -> String {
        let department = self.department.map(|id| format!("&department={id}")).unwrap_or_default();
        let role = self.role.map(|id| format!("&role={id}")).unwrap_or_default();
        format!("/analytics?weeks={}{department}{role}", self.weeks.count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(url: &str) -> AnalyticsQuery {
        let query = url.split_once('?').map_or("", |(_, query)| query);
        AnalyticsQuery::read(query.split('&').filter_map(|pair| pair.split_once('=')))
    }

    #[test]
    fn a_query_stands_in_the_url_and_comes_back_from_it() {
        let id = uuid::Uuid::from_u128(7);
        for weeks in Weeks::ALL {
            let query = AnalyticsQuery { weeks, department: Some(id.into()), role: Some(id.into()) };
            assert_eq!(read(&query.path()), query);
            assert_eq!(read(&AnalyticsQuery { weeks, ..AnalyticsQuery::default() }.path()).weeks, weeks);
        }
    }

    #[test]
    fn what_is_not_understood_is_not_there() {
        for nonsense in ["?weeks=5&department=x&role=%00", "?weeks=", "?weeks=13000000000000000", "/analytics"] {
            assert_eq!(read(nonsense), AnalyticsQuery::default(), "{nonsense}");
        }
    }
}
