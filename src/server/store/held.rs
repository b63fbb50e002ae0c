//! All that Parvis holds about one person, table by table: for the person alone (GDPR, articles 15 and 20).

use super::{Conn, Result, db::fetch, types::At};
use crate::domain::{id::UserId, time::Timestamp};

/// A fact as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    Nothing,
    Text(String),
    Number(i64),
    At(Timestamp),
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<At> for Cell {
    fn from(at: At) -> Self {
        Self::At(at.0)
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Nothing, Into::into)
    }
}

/// The rows of a table, each with its columns' names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    pub name: &'static str,
    pub rows: Vec<Vec<(&'static str, Cell)>>,
}

/// `held!(conn, user, "table" by "column", column: Type, …)`: the person's rows of it.
macro_rules! held {
    ($conn:expr, $user:expr, $table:literal by $column:literal, $first:ident: $kind:ty $(, $name:ident: $type:ty)* $(,)?) => {{
        let sql = concat!(
            "SELECT ", stringify!($first) $(, ", ", stringify!($name))*,
            " FROM ", $table, " WHERE ", $column, " = $1 ORDER BY 1"
        );
        let rows = fetch!(all, ($kind, $($type),*), &mut *$conn, sql, $user.0)?;
        let row = |($first, $($name),*): ($kind, $($type),*)| {
            vec![(stringify!($first), Cell::from($first)) $(, (stringify!($name), Cell::from($name)))*]
        };
        Section { name: $table, rows: rows.into_iter().map(row).collect() }
    }};
}

/// Everything but the history, but what nobody can read (hashes of passwords and of tokens), and but what the person has
/// written about others: whom to invite, to create or to import.
pub async fn about(conn: &mut Conn<'_>, user: UserId) -> Result<Vec<Section>> {
    Ok(vec![
        held!(conn, user, "users" by "id", email: String, first_name: String, last_name: String, phone: String,
            notification_email: Option<String>, language: String, state: String, version: i64, created_at: At, invited_at: Option<At>,
            activated_at: Option<At>, signed_in_at: Option<At>, access_ends_at: Option<At>, deleted_at: Option<At>),
        held!(conn, user, "sessions" by "user_id", created_at: At, seen_at: At, address: String, agent: String),
        held!(conn, user, "invitations" by "user_id", address: String, created_at: At, expires_at: At, opened_at: Option<At>, ended_at: Option<At>,
            ending: Option<String>, language: String, message: String),
        held!(conn, user, "messages" by "user_id", created_at: At, kind: String, address: String, language: String,
            state: String, attempts: i64, answer: String, sent_at: Option<At>),
        held!(conn, user, "resets" by "user_id", created_at: At, expires_at: At, ended_at: Option<At>,
            ending: Option<String>),
        held!(conn, user, "address_changes" by "user_id", created_at: At, old_email: String, new_email: String,
            expires_at: At, confirmed_at: Option<At>, ended_at: Option<At>, ending: Option<String>),
        held!(conn, user, "access_requests" by "user_id", created_at: At, area: String, level: String, reason: String,
            state: String, answered_at: Option<At>, answer: String),
        held!(conn, user, "exceptions" by "user_id", area: String, level: String, ends_at: Option<At>, set_at: At),
        held!(conn, user, "jobs" by "actor_id", created_at: At, task: String, total: i64, done: i64, refused: i64,
            address: String, ended_at: Option<At>, ending: Option<String>),
        held!(conn, user, "batches" by "inviter_id", created_at: At),
        held!(conn, user, "drafts" by "author_id", saved_at: At),
        held!(conn, user, "imports" by "actor_id", created_at: At, name: String, encoding: String),
        held!(conn, user, "acceptances" by "user_id", accepted_at: At, version: i64, language: String, digest: String,
            email: String, address: String, agent: String),
    ])
}
