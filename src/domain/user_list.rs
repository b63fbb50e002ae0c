//! What is asked of the list of users; its text form is the list's URL.

use super::{
    error::Parse,
    id::{DepartmentId, RoleId, ServiceId, UserId},
    user::{Inactivity, UserState},
};
use std::{fmt, str::FromStr};

/// Where a page begins. The row itself isn't on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cursor {
    #[default]
    Start,
    After(UserId),
    Before(UserId),
}

/// How the invitation of somebody invited stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// Waits to be sent, or is being sent.
    Queued,
    Sent,
    /// The mail server has said no.
    Refused,
    /// Its link works no more, whatever became of the mail.
    Expired,
}

impl Delivery {
    pub const ALL: [Self; 4] = [Self::Queued, Self::Sent, Self::Refused, Self::Expired];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sent => "sent",
            Self::Refused => "refused",
            Self::Expired => "expired",
        }
    }
}

impl FromStr for Delivery {
    type Err = Parse;
    fn from_str(text: &str) -> Result<Self, Parse> {
        Self::ALL.into_iter().find(|delivery| delivery.as_str() == text).ok_or(Parse("delivery"))
    }
}

/// Which states are listed; in its text form a finer one stands alone, since it says the state too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// Everybody who isn't deleted.
    #[default]
    All,
    State(UserState),
    Invited(Delivery),
    Inactive(Inactivity),
}

impl Standing {
    /// The state that all of them are in.
    #[must_use]
    pub const fn state(self) -> Option<UserState> {
        match self {
            Self::All => None,
            Self::State(state) => Some(state),
            Self::Invited(_) => Some(UserState::Invited),
            Self::Inactive(_) => Some(UserState::Inactive),
        }
    }

    /// What the URL says; everybody is said by nothing.
    #[must_use]
    pub const fn as_str(self) -> Option<&'static str> {
        match self {
            Self::All => None,
            Self::State(state) => Some(state.as_str()),
            Self::Invited(delivery) => Some(delivery.as_str()),
            Self::Inactive(reason) => Some(reason.as_str()),
        }
    }
}

impl FromStr for Standing {
    type Err = Parse;
    fn from_str(text: &str) -> Result<Self, Parse> {
        let state = text.parse().map(Self::State);
        state.or_else(|_| text.parse().map(Self::Invited)).or_else(|_| text.parse().map(Self::Inactive))
    }
}

/// What the list is ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortBy {
    #[default]
    Name,
    Address,
    Role,
    State,
    /// When the person was last invited; who never was comes last, both ways.
    Invited,
    /// When the person last signed in; who never did comes last, both ways.
    SignedIn,
}

impl SortBy {
    pub const ALL: [Self; 6] = [Self::Name, Self::Address, Self::Role, Self::State, Self::Invited, Self::SignedIn];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Address => "address",
            Self::Role => "role",
            Self::State => "state",
            Self::Invited => "invited",
            Self::SignedIn => "signed-in",
        }
    }
}

impl FromStr for SortBy {
    type Err = Parse;
    fn from_str(text: &str) -> Result<Self, Parse> {
        Self::ALL.into_iter().find(|by| by.as_str() == text).ok_or(Parse("sort"))
    }
}

/// The order of the list; descending is written with a minus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    pub by: SortBy,
    pub descending: bool,
}

impl Sort {
    /// What a header's link leads to: the other way where the list has this order already; the newest first for what
    /// happened at some time.
    #[must_use]
    pub fn turned(self, by: SortBy) -> Self {
        let descending =
            if self.by == by { !self.descending } else { matches!(by, SortBy::Invited | SortBy::SignedIn) };
        Self { by, descending }
    }
}

impl fmt::Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.descending { "-" } else { "" }, self.by.as_str())
    }
}

impl FromStr for Sort {
    type Err = Parse;
    fn from_str(text: &str) -> Result<Self, Parse> {
        let (descending, by) = text.strip_prefix('-').map_or((false, text), |by| (true, by));
        Ok(Self { by: by.parse()?, descending })
    }
}

/// How many there are: all of them, or as many as were counted before it would have cost too much.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub least: u64,
    pub exact: bool,
}

impl Count {
    /// As it is shown: below an inexact one, the next round number.
    #[must_use]
    pub fn rounded(self) -> u64 {
        if self.exact {
            return self.least;
        }
        let power = 10_u64.pow(self.least.max(1).ilog10());
        [5, 2, 1].into_iter().map(|n| n * power).find(|n| *n <= self.least).unwrap_or(0)
    }
}

impl std::ops::Add for Count {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { least: self.least + other.least, exact: self.exact && other.exact }
    }
}

/// Which users are listed, in which order [S1.14, S1.15].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserQuery {
    pub standing: Standing,
    pub role: Option<RoleId>,
    pub department: Option<DepartmentId>,
    pub service: Option<ServiceId>,
    /// Any part of name or address, as typed; empty: all.
    pub text: String,
    pub sort: Sort,
    pub cursor: Cursor,
}

impl UserQuery {
    /// The list's path for this query.
    #[must_use]
    pub fn path(&self) -> String {
        let mut path = String::from("/users");
        for (name, value) in self.fields() {
            path.push(if path.contains('?') { '&' } else { '?' });
            path.push_str(name);
            path.push('=');
            encode(&value, &mut path);
        }
        path
    }

    /// The query's fields as the URL and the forms have them; what isn't set isn't there.
    #[must_use]
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let (after, before) = match self.cursor {
            Cursor::Start => (None, None),
            Cursor::After(id) => (Some(id.to_string()), None),
            Cursor::Before(id) => (None, Some(id.to_string())),
        };
        [
            ("state", self.standing.as_str().map(str::to_owned)),
            ("role", self.role.map(|id| id.to_string())),
            ("department", self.department.map(|id| id.to_string())),
            ("service", self.service.map(|id| id.to_string())),
            ("q", (!self.text.is_empty()).then(|| self.text.clone())),
            ("sort", (self.sort != Sort::default()).then(|| self.sort.to_string())),
            ("after", after),
            ("before", before),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect()
    }

    /// From the fields of a URL or a form. What isn't understood is as if it weren't there: links are shared and
    /// edited by hand. Of a field that comes twice, the last one counts.
    pub fn from_fields<N: AsRef<str>, V: AsRef<str>>(fields: impl IntoIterator<Item = (N, V)>) -> Self {
        let mut query = Self::default();
        let (mut after, mut before) = (None, None);
        for (name, value) in fields {
            let value = value.as_ref();
            match name.as_ref() {
                "state" => query.standing = value.parse().unwrap_or_default(),
                "role" => query.role = value.parse().ok(),
                "department" => query.department = value.parse().ok(),
                "service" => query.service = value.parse().ok(),
                "q" => value.clone_into(&mut query.text),
                "sort" => query.sort = value.parse().unwrap_or_default(),
                "after" => after = value.parse().ok(),
                "before" => before = value.parse().ok(),
                _ => {}
            }
        }
        query.cursor = match (after, before) {
            (Some(id), _) => Cursor::After(id),
            (_, Some(id)) => Cursor::Before(id),
            _ => Cursor::Start,
        };
        query
    }

    /// The same users, from the start.
    #[must_use]
    pub fn from_start(&self) -> Self {
        Self { cursor: Cursor::Start, ..self.clone() }
    }

    /// Whether everybody is listed: no filter and no search.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        *self == Self { sort: self.sort, cursor: self.cursor, ..Self::default() }
    }
}

/// Percent-encodes all but the unreserved characters (RFC 3986, 2.3).
pub(super) fn encode(text: &str, out: &mut String) {
    const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(HEX[usize::from(byte >> 4)]);
            out.push(HEX[usize::from(byte & 15)]);
        }
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use proptest::{option, prelude::*, sample::select};
    use uuid::Uuid;

    fn parse(path: &str) -> UserQuery {
        let query = path.split_once('?').map_or("", |(_, query)| query);
        UserQuery::from_fields(url::form_urlencoded::parse(query.as_bytes()))
    }

    #[test]
    fn a_query_stands_in_the_url() {
        assert_eq!(UserQuery::default().path(), "/users");
        let query = UserQuery {
            standing: Standing::Invited(Delivery::Expired),
            text: "é &%".to_owned(),
            sort: Sort { by: SortBy::SignedIn, descending: true },
            cursor: Cursor::After(Uuid::nil().into()),
            ..UserQuery::default()
        };
        assert_eq!(
            query.path(),
            "/users?state=expired&q=%C3%A9%20%26%25&sort=-signed-in&after=00000000-0000-0000-0000-000000000000"
        );
    }

    #[test]
    fn what_is_not_understood_is_as_if_it_were_not_there() {
        for path in
            ["/users?state=x&role=1&sort=&after=x", "/users?", "/users?sort=--name&x=y&department=%00", "/users?state"]
        {
            assert_eq!(parse(path), UserQuery::default(), "{path}");
        }
    }

    #[test]
    fn no_two_standings_share_a_name() {
        let all = UserState::ALL.map(Standing::State).into_iter();
        let all = all.chain(Delivery::ALL.map(Standing::Invited)).chain(Inactivity::ALL.map(Standing::Inactive));
        for standing in all {
            assert_eq!(standing.as_str().unwrap().parse(), Ok(standing));
        }
    }

    #[test]
    fn what_was_not_counted_to_the_end_is_shown_round() {
        let shown = |least| Count { least, exact: false }.rounded();
        assert_eq!([0, 1, 7, 49, 380, 1_999].map(shown), [0, 1, 5, 20, 200, 1_000]);
        assert_eq!(Count { least: 380, exact: true }.rounded(), 380);
    }

    fn standings() -> impl Strategy<Value = Standing> {
        prop_oneof![
            Just(Standing::All),
            select(UserState::ALL.to_vec()).prop_map(Standing::State),
            select(Delivery::ALL.to_vec()).prop_map(Standing::Invited),
            select(Inactivity::ALL.to_vec()).prop_map(Standing::Inactive),
        ]
    }

    fn ids<T: From<Uuid> + std::fmt::Debug>() -> impl Strategy<Value = T> {
        any::<u128>().prop_map(|bits| Uuid::from_u128(bits).into())
    }

    fn cursors() -> impl Strategy<Value = Cursor> {
        prop_oneof![Just(Cursor::Start), ids().prop_map(Cursor::After), ids().prop_map(Cursor::Before)]
    }

    proptest! {
        #[test]
        fn every_query_survives_its_url(
            standing in standings(),
            role in option::of(ids()),
            department in option::of(ids()),
            service in option::of(ids()),
            text in any::<String>(),
            by in select(SortBy::ALL.to_vec()),
            descending in any::<bool>(),
            cursor in cursors(),
        ) {
            let sort = Sort { by, descending };
            let query = UserQuery { standing, role, department, service, text, sort, cursor };
            prop_assert_eq!(parse(&query.path()), query);
        }
    }
}
