//! The list: filtered by state and text, in the order of names, page by page from a key.

use super::super::{Conn, Result, db::corrupt, roles::RoleRow, types::At};
use crate::domain::{
    access::Role,
    error::Parse,
    id::{AccountId, UserId},
    invitation::Ending,
    message::MessageState,
    search::fold,
    time::Timestamp,
    user::{Inactivity, UserState, display_name},
    user_list::Cursor,
};
use sqlx::{AssertSqlSafe, QueryBuilder};
use uuid::Uuid;

/// Which users of an account are listed.
#[derive(Clone, Debug)]
pub struct Filter {
    pub account: AccountId,
    pub state: Option<UserState>,
    /// Any part of name or address, in any case, with or without marks; empty: all.
    pub text: String,
    /// Left out: one's own row stands apart.
    pub without: UserId,
}

/// The newest invitation of somebody who isn't active, and how its mail fares.
#[derive(Clone, Debug)]
pub struct Standing {
    pub invited_at: Timestamp,
    pub expires_at: Timestamp,
    pub ending: Option<Ending>,
    pub message: Option<MessageState>,
    /// Tries so far.
    pub attempts: i64,
    /// The mail server's last words.
    pub answer: String,
    pub sent_at: Option<Timestamp>,
}

#[derive(Clone, Debug)]
pub struct ListedUser {
    pub id: UserId,
    pub name: String,
    pub email: String,
    pub state: UserState,
    /// Why somebody is inactive.
    pub reason: Option<Inactivity>,
    pub role: Role,
    pub signed_in_at: Option<Timestamp>,
    pub standing: Option<Standing>,
}

#[derive(sqlx::FromRow)]
struct ListedRow {
    id: Uuid,
    first_name: String,
    last_name: String,
    email: String,
    state: String,
    reason: Option<String>,
    signed_in_at: Option<At>,
    #[sqlx(flatten)]
    role: RoleRow,
    invited_at: Option<At>,
    expires_at: Option<At>,
    ending: Option<String>,
    message_state: Option<String>,
    attempts: Option<i64>,
    answer: Option<String>,
    sent_at: Option<At>,
}

impl TryFrom<ListedRow> for ListedUser {
    type Error = sqlx::Error;
    fn try_from(row: ListedRow) -> Result<Self> {
        let standing = match (row.invited_at, row.expires_at) {
            (Some(invited_at), Some(expires_at)) => Some(Standing {
                invited_at: invited_at.0,
                expires_at: expires_at.0,
                ending: row.ending.map(|e| e.parse().map_err(corrupt)).transpose()?,
                message: row.message_state.map(|s| s.parse().map_err(corrupt)).transpose()?,
                attempts: row.attempts.unwrap_or(0),
                answer: row.answer.unwrap_or_default(),
                sent_at: row.sent_at.map(|at| at.0),
            }),
            _ => None,
        };
        Ok(Self {
            id: row.id.into(),
            name: display_name(&row.first_name, &row.last_name, ""),
            email: row.email,
            state: row.state.parse().map_err(corrupt)?,
            reason: row.reason.map(|reason| reason.parse().map_err(corrupt)).transpose()?,
            role: row.role.try_into()?,
            signed_in_at: row.signed_in_at.map(|at| at.0),
            standing,
        })
    }
}

/// Around a subquery `u` of users: the newest invitation of each and its newest message.
const LISTED: &str = "SELECT u.id, u.first_name, u.last_name, u.email, u.state, u.reason, u.signed_in_at, \
        r.id AS role_id, r.kind AS role_kind, r.name AS role_name, r.reach, r.levels, \
        i.created_at AS invited_at, i.expires_at, i.ending, \
        m.state AS message_state, m.attempts, m.answer, m.sent_at \
    FROM (";
const JOINED: &str = ") u JOIN roles r ON r.id = u.role_id \
    LEFT JOIN invitations i ON u.state <> 'active' AND i.id = \
        (SELECT n.id FROM invitations n WHERE n.user_id = u.id ORDER BY n.created_at DESC, n.id DESC LIMIT 1) \
    LEFT JOIN messages m ON m.id = \
        (SELECT k.id FROM messages k WHERE k.user_id = u.id AND k.invitation_id = i.id \
         ORDER BY k.created_at DESC, k.id DESC LIMIT 1) ";
const COLUMNS: &str =
    "SELECT id, first_name, last_name, email, state, reason, signed_in_at, role_id, sort_key FROM users WHERE ";

/// The text as a pattern of LIKE, matched anywhere.
fn like(text: &str) -> String {
    let mut pattern = String::from("%");
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// Writes the filter's conditions after a WHERE.
macro_rules! filtered {
    ($query:expr, $engine:ident, $filter:expr, $with_state:expr) => {{
        let filter: &Filter = $filter;
        $query.push("account_id = ").push_bind(filter.account.0);
        match filter.state.filter(|_| $with_state) {
            Some(state) => {
                $query.push(" AND state = ").push_bind(state.as_str());
            }
            None => {
                $query.push(" AND state <> 'deleted'");
            }
        }
        let text = fold(&filter.text);
        if !text.is_empty() {
            filtered!(@text $engine, $query, text);
        }
    }};
    // The trigram index finds three characters or more; LIKE … ESCAPE bypasses it.
    (@text sqlite, $query:expr, $text:expr) => {
        if $text.chars().count() >= 3 {
            $query
                .push(" AND seq IN (SELECT rowid FROM users_search WHERE users_search MATCH ")
                .push_bind(format!("\"{}\"", $text.replace('"', "\"\"")))
                .push(")");
        } else {
            $query.push(" AND search LIKE ").push_bind(like(&$text)).push(" ESCAPE '\\'");
        }
    };
    (@text postgres, $query:expr, $text:expr) => {
        $query.push(" AND search LIKE ").push_bind(like(&$text));
    };
}

mod export;
mod selection;

pub use export::{ExportedUser, Place, count_matching, export};
pub use selection::{Group, Selection, group, insert_items};

/// A page of at most `most` users, in the order of names whichever way the cursor looks, and whether there are more
/// beyond it in that direction.
pub async fn list(
    conn: &mut Conn<'_>,
    filter: &Filter,
    cursor: Cursor,
    most: usize,
) -> Result<(Vec<ListedUser>, bool)> {
    let limit = i64::try_from(most).unwrap_or(i64::MAX).saturating_add(1);
    macro_rules! page {
        ($engine:ident, $db:ty, $c:expr) => {{
            let mut query = QueryBuilder::<$db>::new(LISTED);
            query.push(COLUMNS);
            filtered!(query, $engine, filter, true);
            query.push(" AND id <> ").push_bind(filter.without.0);
            let (compare, from, order) = match cursor {
                Cursor::Start => ("", None, "sort_key, id"),
                Cursor::After(id) => (">", Some(id), "sort_key, id"),
                Cursor::Before(id) => ("<", Some(id), "sort_key DESC, id DESC"),
            };
            if let Some(id) = from {
                query
                    .push(format!(" AND (sort_key, id) {compare} (SELECT sort_key, id FROM users WHERE account_id = "))
                    .push_bind(filter.account.0)
                    .push(" AND id = ")
                    .push_bind(id.0)
                    .push(")");
            }
            query.push(format!(" ORDER BY {order} LIMIT ")).push_bind(limit).push(JOINED);
            query.push("ORDER BY u.sort_key, u.id").build_query_as::<ListedRow>().fetch_all(&mut **$c).await?
        }};
    }
    let rows = match conn {
        Conn::Sqlite(c) => page!(sqlite, sqlx::Sqlite, c),
        Conn::Postgres(c) => page!(postgres, sqlx::Postgres, c),
    };
    let mut users = rows.into_iter().map(ListedUser::try_from).collect::<Result<Vec<_>>>()?;
    let more = users.len() > most;
    if more {
        match cursor {
            Cursor::Before(_) => drop(users.remove(0)),
            Cursor::Start | Cursor::After(_) => users.truncate(most),
        }
    }
    Ok((users, more))
}

/// One row as the list shows it.
pub async fn find_listed(conn: &mut Conn<'_>, account: AccountId, id: UserId) -> Result<Option<ListedUser>> {
    let sql = || AssertSqlSafe(format!("{LISTED}{COLUMNS}account_id = $1 AND id = $2{JOINED}"));
    let row = match conn {
        Conn::Sqlite(c) => {
            sqlx::query_as::<_, ListedRow>(sql()).bind(account.0).bind(id.0).fetch_optional(&mut **c).await?
        }
        Conn::Postgres(c) => {
            sqlx::query_as::<_, ListedRow>(sql()).bind(account.0).bind(id.0).fetch_optional(&mut **c).await?
        }
    };
    row.map(ListedUser::try_from).transpose()
}

/// How many users match the filter's text, by state; its state and `without` don't count.
pub async fn count_by_state(conn: &mut Conn<'_>, filter: &Filter) -> Result<Vec<(UserState, u64)>> {
    macro_rules! counted {
        ($engine:ident, $db:ty, $c:expr) => {{
            let mut query = QueryBuilder::<$db>::new("SELECT state, COUNT(*) FROM users WHERE ");
            filtered!(query, $engine, filter, false);
            query.push(" GROUP BY state").build_query_as::<(String, i64)>().fetch_all(&mut **$c).await?
        }};
    }
    let rows = match conn {
        Conn::Sqlite(c) => counted!(sqlite, sqlx::Sqlite, c),
        Conn::Postgres(c) => counted!(postgres, sqlx::Postgres, c),
    };
    rows.into_iter()
        .map(|(state, count)| {
            let state = state.parse::<UserState>().map_err(|e: Parse| corrupt(e))?;
            Ok((state, u64::try_from(count).unwrap_or(0)))
        })
        .collect()
}
