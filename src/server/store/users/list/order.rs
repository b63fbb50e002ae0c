//! The list's orders, each as ranks one after the other; within a rank an index has the rows in the order of its keys.

use super::Statement;
use crate::domain::{
    id::RoleId,
    time::Timestamp,
    user::UserState,
    user_list::{Sort, SortBy},
};
use uuid::Uuid;

/// What the rows of a rank are ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys {
    /// The folded name, or the address.
    Name,
    Address,
    /// An instant's column, of those who have it; then the name.
    At(&'static str),
    /// By name those who don't have it.
    Never(&'static str),
}

impl Keys {
    /// The columns, whose last one makes each row's keys its own.
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Name | Self::Never(_) => &["sort_key", "id"],
            Self::Address => &["email_key"],
            Self::At("invited_at") => &["invited_at", "sort_key", "id"],
            Self::At(_) => &["signed_in_at", "sort_key", "id"],
        }
    }
}

/// A part of the list: before all of the next rank, after all of the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rank {
    pub states: Vec<UserState>,
    pub role: Option<RoleId>,
    pub keys: Keys,
}

/// The list's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    pub by: SortBy,
    pub ranks: Vec<Rank>,
    /// Of the keys within each rank.
    pub descending: bool,
}

impl Order {
    /// `roles` in their own order.
    pub fn new(sort: Sort, states: &[UserState], roles: &[RoleId]) -> Self {
        let rank = |keys| Rank { states: states.to_vec(), role: None, keys };
        let (mut ranks, by_rank) = match sort.by {
            SortBy::Name => (vec![rank(Keys::Name)], false),
            SortBy::Address => (vec![rank(Keys::Address)], false),
            SortBy::Invited => (vec![rank(Keys::At("invited_at")), rank(Keys::Never("invited_at"))], false),
            SortBy::SignedIn => (vec![rank(Keys::At("signed_in_at")), rank(Keys::Never("signed_in_at"))], false),
            SortBy::Role => (roles.iter().map(|role| Rank { role: Some(*role), ..rank(Keys::Name) }).collect(), true),
            SortBy::State => {
                (states.iter().map(|state| Rank { states: vec![*state], role: None, keys: Keys::Name }).collect(), true)
            }
        };
        if by_rank && sort.descending {
            ranks.reverse();
        }
        Self { by: sort.by, ranks, descending: sort.descending && !by_rank }
    }

    /// The number of the rank of a row of `u`, where there are several.
    pub fn write_rank(&self, to: &mut Statement) {
        match self.by {
            SortBy::Name | SortBy::Address => {}
            SortBy::Invited => {
                to.push("(CASE WHEN u.invited_at IS NULL THEN 1 ELSE 0 END)");
            }
            SortBy::SignedIn => {
                to.push("(CASE WHEN u.signed_in_at IS NULL THEN 1 ELSE 0 END)");
            }
            SortBy::Role | SortBy::State => {
                to.push("(CASE");
                for (number, rank) in self.ranks.iter().enumerate() {
                    match rank.role {
                        Some(role) => to.push(" WHEN u.role_id = ").id(role.0),
                        None => to.push(" WHEN u.state = '").push(rank.states[0].as_str()).push("'"),
                    };
                    to.push(&format!(" THEN {number}"));
                }
                to.push(" ELSE -1 END)");
            }
        }
    }

    /// Every rank's key columns in one order, of `u`.
    pub fn columns(&self) -> &'static [&'static str] {
        match self.by {
            SortBy::Name | SortBy::Role | SortBy::State => Keys::Name.columns(),
            SortBy::Address => Keys::Address.columns(),
            SortBy::Invited => Keys::At("invited_at").columns(),
            SortBy::SignedIn => Keys::At("signed_in_at").columns(),
        }
    }
}

/// Where somebody stands in every order.
#[derive(Clone, Debug)]
pub struct Place {
    pub id: Uuid,
    pub state: UserState,
    pub role: RoleId,
    pub sort_key: String,
    pub email_key: String,
    pub invited_at: Option<Timestamp>,
    pub signed_in_at: Option<Timestamp>,
}

impl Place {
    /// Which of the order's ranks it is in; none where that part of the list isn't shown.
    pub fn rank(&self, order: &Order) -> Option<usize> {
        order.ranks.iter().position(|rank| match (order.by, rank.keys) {
            (SortBy::Role, _) => rank.role == Some(self.role),
            (SortBy::State, _) => rank.states.contains(&self.state),
            (_, Keys::At(column)) => self.at(column).is_some(),
            (_, Keys::Never(column)) => self.at(column).is_none(),
            _ => true,
        })
    }

    fn at(&self, column: &str) -> Option<Timestamp> {
        if column == "invited_at" { self.invited_at } else { self.signed_in_at }
    }

    /// `(columns) > (values)`, or `<`, of a rank's keys.
    pub fn write_beyond(&self, to: &mut Statement, of: &str, keys: Keys, forward: bool) {
        let columns = keys.columns();
        let named: Vec<String> = columns.iter().map(|column| format!("{of}{column}")).collect();
        to.push(&format!("({}) {} (", named.join(", "), if forward { ">" } else { "<" }));
        for (number, column) in columns.iter().enumerate() {
            if number > 0 {
                to.push(", ");
            }
            match *column {
                "sort_key" => to.text(self.sort_key.as_str()),
                "email_key" => to.text(self.email_key.as_str()),
                "id" => to.id(self.id),
                // The rank has those alone who have it.
                column => to.at(self.at(column).unwrap_or(Timestamp::from_micros(0))),
            };
        }
        to.push(")");
    }
}
