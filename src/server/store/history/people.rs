//! The people of the history, as they are now.

use super::super::{
    Conn, Result,
    db::{fetch, select_ids},
    instance, support,
};
use crate::domain::{
    id::{AccountId, DepartmentId, UserId},
    search::fold,
    user::{UserState, display_name},
};
use sqlx::QueryBuilder;
use uuid::Uuid;

/// Somebody whom an entry names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Someone {
    Known {
        id: UserId,
        /// The name, or the address as long as there is none.
        name: String,
        email: String,
        /// Gone from the lists, and restorable.
        is_deleted: bool,
    },
    /// Somebody of the support, who was let in.
    Agent { id: UserId, name: String },
    /// Of whom the id alone is left.
    Erased(UserId),
}

impl Someone {
    #[must_use]
    pub const fn id(&self) -> UserId {
        match self {
            Self::Known { id, .. } | Self::Agent { id, .. } | Self::Erased(id) => *id,
        }
    }
}

#[derive(sqlx::FromRow)]
struct PersonRow {
    id: Uuid,
    first_name: String,
    last_name: String,
    email: String,
    state: String,
}

impl From<PersonRow> for Someone {
    fn from(row: PersonRow) -> Self {
        Self::Known {
            id: row.id.into(),
            name: display_name(&row.first_name, &row.last_name, &row.email),
            is_deleted: row.state == UserState::Deleted.as_str(),
            email: row.email,
        }
    }
}

/// Those of the account who have these ids, and those of the support: of entries, whose actors have acted in it.
pub(super) async fn all(conn: &mut Conn<'_>, account: AccountId, ids: &[Uuid]) -> Result<Vec<Someone>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        account_id: Uuid,
        #[sqlx(flatten)]
        person: PersonRow,
    }
    let sql = "SELECT account_id, id, first_name, last_name, email, state FROM users WHERE id IN";
    let rows: Vec<Row> = select_ids!(&mut *conn, sql, ids, "");
    let (own, others): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| row.account_id == account.0);
    let mut found: Vec<Someone> = own.into_iter().map(|row| row.person.into()).collect();
    if !others.is_empty() {
        let host = instance::find(conn, support::OWN_ACCOUNT).await?;
        let agents = others.into_iter().filter(|row| host.as_deref() == Some(row.account_id.to_string().as_str()));
        found.extend(agents.map(|row| {
            let PersonRow { id, first_name, last_name, email, .. } = row.person;
            Someone::Agent { id: id.into(), name: display_name(&first_name, &last_name, &email) }
        }));
    }
    Ok(found)
}

/// One of them; of those of the support, one who has acted in the account.
pub async fn find(conn: &mut Conn<'_>, account: AccountId, id: UserId) -> Result<Option<Someone>> {
    let found = all(conn, account, &[id.0]).await?.pop();
    if let Some(Someone::Agent { .. }) = found {
        let sql = "SELECT 1 FROM history WHERE actor_id = $1 AND account_id = $2 LIMIT 1";
        let has_acted = fetch!(optional, (i32,), conn, sql, id.0, account.0)?.is_some();
        return Ok(found.filter(|_| has_acted));
    }
    Ok(found)
}

/// The first `most` people of the account, by name, whose name or address has this text somewhere.
/// Where departments are given, of their people alone.
pub async fn matching(
    conn: &mut Conn<'_>,
    account: AccountId,
    within: Option<&[DepartmentId]>,
    text: &str,
    most: i64,
) -> Result<Vec<Someone>> {
    let text = fold(text);
    macro_rules! found {
        ($db:ty, $c:expr, |$query:ident| $condition:expr) => {{
            let mut $query = QueryBuilder::<$db>::new(
                "SELECT id, first_name, last_name, email, state FROM users WHERE account_id = ",
            );
            $query.push_bind(account.0).push(" AND ");
            $condition;
            if let Some(departments) = within {
                $query.push(" AND id IN (SELECT user_id FROM department_members WHERE department_id IN (");
                let mut list = $query.separated(", ");
                for department in departments {
                    list.push_bind(department.0);
                }
                $query.push("))");
            }
            $query.push(" ORDER BY sort_key, id LIMIT ").push_bind(most);
            $query.build_query_as::<PersonRow>().fetch_all(&mut **$c).await?
        }};
    }
    // As in the list: three characters or more are in SQLite's trigram index, fewer aren't.
    let rows = match conn {
        Conn::Sqlite(c) if text.chars().count() >= 3 => found!(sqlx::Sqlite, c, |query| query
            .push("seq IN (SELECT rowid FROM users_search WHERE users_search MATCH ")
            .push_bind(format!("\"{}\"", text.replace('"', "\"\"")))
            .push(")")),
        Conn::Sqlite(c) => {
            found!(sqlx::Sqlite, c, |query| query.push("instr(search, ").push_bind(text.as_str()).push(") > 0"))
        }
        Conn::Postgres(c) => found!(sqlx::Postgres, c, |query| query
            .push("search LIKE ")
            .push_bind(format!("%{}%", text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")))),
    };
    Ok(rows.into_iter().map(Someone::from).collect())
}
