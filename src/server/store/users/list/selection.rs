//! Many users at once: those named, or all that the list's filter finds.

use super::{
    super::super::{Conn, Result, db::corrupt, roles::RoleRow},
    Filter, fold, like,
};
use crate::domain::{
    access::Role,
    error::Parse,
    id::{AccountId, JobId, UserId},
    user::UserState,
};
use sqlx::QueryBuilder;

/// Which users of an account are meant.
#[derive(Clone, Debug)]
pub enum Selection {
    /// These, as far as they are the account's.
    Named(AccountId, Vec<UserId>),
    /// All that the list shows under a filter.
    Matching(Filter),
}

/// Writes the selection's conditions after a WHERE.
macro_rules! selected {
    ($query:expr, $engine:ident, $selection:expr) => {
        match $selection {
            Selection::Matching(filter) => {
                filtered!($query, $engine, filter, true);
                $query.push(" AND id <> ").push_bind(filter.without.0);
            }
            Selection::Named(account, ids) => {
                $query.push("account_id = ").push_bind(account.0).push(" AND id IN (");
                let mut list = $query.separated(", ");
                for id in ids {
                    list.push_bind(id.0);
                }
                $query.push(")");
            }
        }
    };
}

/// How many of the selected are alike in all that the verbs ask about.
#[derive(Clone, Debug)]
pub struct Group {
    pub state: UserState,
    pub role: Role,
    /// Their access has no end.
    pub lasting: bool,
    /// It is oneself.
    pub is_own: bool,
    pub count: u64,
}

#[derive(sqlx::FromRow)]
struct GroupRow {
    state: String,
    lasting: bool,
    is_own: bool,
    count: i64,
    #[sqlx(flatten)]
    role: RoleRow,
}

/// The selected by what they have in common; `own` is oneself.
pub async fn group(conn: &mut Conn<'_>, selection: &Selection, own: UserId) -> Result<Vec<Group>> {
    macro_rules! grouped {
        ($engine:ident, $db:ty, $c:expr) => {{
            let mut query = QueryBuilder::<$db>::new(
                "SELECT g.state, g.lasting, g.is_own, g.count, \
                     r.id AS role_id, r.kind AS role_kind, r.name AS role_name, r.reach, r.levels \
                 FROM (SELECT state, role_id, access_ends_at IS NULL AS lasting, id = ",
            );
            query.push_bind(own.0).push(" AS is_own, COUNT(*) AS count FROM users WHERE ");
            selected!(query, $engine, selection);
            query.push(" GROUP BY 1, 2, 3, 4) g JOIN roles r ON r.id = g.role_id");
            query.build_query_as::<GroupRow>().fetch_all(&mut **$c).await?
        }};
    }
    let rows = match (selection, conn) {
        (Selection::Named(_, ids), _) if ids.is_empty() => Vec::new(),
        (_, Conn::Sqlite(c)) => grouped!(sqlite, sqlx::Sqlite, c),
        (_, Conn::Postgres(c)) => grouped!(postgres, sqlx::Postgres, c),
    };
    rows.into_iter()
        .map(|row| {
            Ok(Group {
                state: row.state.parse().map_err(|e: Parse| corrupt(e))?,
                role: row.role.try_into()?,
                lasting: row.lasting,
                is_own: row.is_own,
                count: u64::try_from(row.count).unwrap_or(0),
            })
        })
        .collect()
}

/// Makes the selected a job's items, in the order of names; how many.
pub async fn insert_items(conn: &mut Conn<'_>, job: JobId, selection: &Selection) -> Result<u64> {
    macro_rules! inserted {
        ($engine:ident, $db:ty, $c:expr) => {{
            let mut query =
                QueryBuilder::<$db>::new("INSERT INTO job_items (job_id, number, user_id, text, rank, reason) SELECT ");
            query.push_bind(job.0);
            query.push(", ROW_NUMBER() OVER (ORDER BY sort_key, id), id, '', 2, '' FROM users WHERE ");
            selected!(query, $engine, selection);
            query.build().execute(&mut **$c).await?.rows_affected()
        }};
    }
    Ok(match (selection, conn) {
        (Selection::Named(_, ids), _) if ids.is_empty() => 0,
        (_, Conn::Sqlite(c)) => inserted!(sqlite, sqlx::Sqlite, c),
        (_, Conn::Postgres(c)) => inserted!(postgres, sqlx::Postgres, c),
    })
}
