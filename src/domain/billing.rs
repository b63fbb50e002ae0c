//! Seats over time; what is asked stands in the page's URL.

use super::{error::Parse, id::DepartmentId};
use std::str::FromStr;

/// How many days are looked at, today included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Days {
    Thirty,
    #[default]
    Ninety,
    Year,
}

impl Days {
    pub const ALL: [Self; 3] = [Self::Thirty, Self::Ninety, Self::Year];

    #[must_use]
    pub const fn count(self) -> u32 {
        match self {
            Self::Thirty => 30,
            Self::Ninety => 90,
            Self::Year => 365,
        }
    }
}

impl FromStr for Days {
    type Err = Parse;
    fn from_str(text: &str) -> Result<Self, Parse> {
        Self::ALL.into_iter().find(|days| days.count().to_string() == text).ok_or(Parse("number of days"))
    }
}

/// Which days are shown, of whom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BillingQuery {
    pub days: Days,
    /// None: the whole account.
    pub department: Option<DepartmentId>,
}

impl BillingQuery {
    /// Reads the names and values of a URL. What isn't understood is as if it weren't there: links are shared and
    /// edited by hand.
    pub fn read<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut query = Self::default();
        for (name, value) in pairs {
            match name {
                "days" => query.days = value.parse().unwrap_or_default(),
                "department" => query.department = value.parse().ok(),
                _ => {}
            }
        }
        query
    }

    /// The address of this query at `path`: the page's, or an export's.
    #[must_use]
    pub fn at(&self, path: &str) -> String {
        let department = self.department.map(|id| format!("&department={id}")).unwrap_or_default();
        format!("{path}?days={}{department}", self.days.count())
    }
}

/// Seats taken at one time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seats {
    /// By people who are in.
    pub active: u64,
    /// By people who are invited.
    pub invited: u64,
    /// The most that there may be; none: no limit.
    pub limit: Option<u64>,
}

impl Seats {
    #[must_use]
    pub const fn taken(self) -> u64 {
        self.active.saturating_add(self.invited)
    }

    /// None where there is no limit.
    #[must_use]
    pub fn free(self) -> Option<u64> {
        self.limit.map(|limit| limit.saturating_sub(self.taken()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_stands_in_the_url_and_what_is_not_understood_is_not_there() {
        let read = |url: &str| {
            let query = url.split_once('?').map_or("", |(_, query)| query);
            BillingQuery::read(query.split('&').filter_map(|pair| pair.split_once('=')))
        };
        for days in Days::ALL {
            for department in [None, Some(DepartmentId(uuid::Uuid::from_u128(7)))] {
                let query = BillingQuery { days, department };
                assert_eq!(read(&query.at("/billing/export.csv")), query);
            }
        }
        assert_eq!(read("?days=31&department=x"), BillingQuery::default());
    }

    #[test]
    fn free_is_what_is_left_of_the_limit_and_never_less_than_none() {
        let seats = |active, invited, limit| Seats { active, invited, limit };
        assert_eq!(seats(3, 2, Some(10)).free(), Some(5));
        assert_eq!(seats(3, 2, Some(4)).free(), Some(0), "the limit was lowered");
        assert_eq!(seats(3, 2, None).free(), None);
    }
}
