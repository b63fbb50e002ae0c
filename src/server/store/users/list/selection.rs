//! Many users at once: those named, or all that the list's filter finds.

use super::{
    super::super::{Conn, Result, db::corrupt, roles::RoleRow},
    Engine, Filter, Statement,
};
use crate::domain::{
    access::Role,
    department::DepartmentRole,
    error::Parse,
    id::{AccountId, DepartmentId, JobId, ServiceId, UserId},
    time::Timestamp,
    user::{UserState, display_name},
};

/// Which users of an account are meant.
#[derive(Clone, Debug)]
pub enum Selection {
    /// These, as far as they are the account's, and in these departments where any are given.
    Named { account: AccountId, ids: Vec<UserId>, within: Option<Vec<DepartmentId>> },
    /// All that the list shows under a filter.
    Matching(Filter),
}

impl Selection {
    /// The selection's conditions, after a WHERE.
    fn write(&self, to: &mut Statement) {
        match self {
            Self::Matching(filter) => {
                filter.write(to, "users");
                to.push(" AND id <> ").id(filter.without.0);
            }
            Self::Named { account, ids, within } => {
                to.push("account_id = ").id(account.0).push(" AND id IN (");
                for (number, id) in ids.iter().enumerate() {
                    to.push(if number == 0 { "" } else { ", " }).id(id.0);
                }
                to.push(")");
                if let Some(within) = within {
                    to.push(" AND id IN (SELECT user_id FROM department_members WHERE department_id IN (");
                    for (number, id) in within.iter().enumerate() {
                        to.push(if number == 0 { "" } else { ", " }).id(id.0);
                    }
                    to.push("))");
                }
            }
        }
    }

    const fn is_empty(&self) -> bool {
        matches!(self, Self::Named { ids, .. } if ids.is_empty())
    }
}

/// What else a verb asks of each.
#[derive(Clone, Copy, Debug)]
pub enum About {
    Nothing,
    /// Whether the service is assigned to them.
    Service(ServiceId),
    /// What they are in the department.
    Department(DepartmentId),
    /// Whether they have a password.
    Password,
    /// Whether administrators have started so many resets for them since then.
    Resets {
        count: i64,
        since: Timestamp,
    },
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
    /// What was asked of them holds.
    pub holds: bool,
    /// What they are in the department that was asked about.
    pub place: Option<DepartmentRole>,
    pub count: u64,
}

#[derive(sqlx::FromRow)]
struct GroupRow {
    state: String,
    lasting: bool,
    is_own: bool,
    holds: bool,
    place: Option<String>,
    count: i64,
    #[sqlx(flatten)]
    role: RoleRow,
}

impl TryFrom<GroupRow> for Group {
    type Error = sqlx::Error;

    fn try_from(row: GroupRow) -> Result<Self> {
        Ok(Self {
            state: row.state.parse().map_err(|e: Parse| corrupt(e))?,
            role: row.role.try_into()?,
            lasting: row.lasting,
            is_own: row.is_own,
            holds: row.holds,
            place: row.place.map(|place| place.parse().map_err(|e: Parse| corrupt(e))).transpose()?,
            count: u64::try_from(row.count).unwrap_or(0),
        })
    }
}

/// What the verbs ask about each of `users`, as columns; `own` is oneself.
fn write_facts(query: &mut Statement, own: UserId, about: About, now: Timestamp) {
    query.push("state, role_id, access_ends_at IS NULL AS lasting, id = ").id(own.0).push(" AS is_own, ");
    match about {
        About::Nothing | About::Department(_) => query.push("FALSE"),
        About::Password => query.push("password_hash IS NOT NULL"),
        About::Service(id) => query
            .push("EXISTS (SELECT 1 FROM service_users s WHERE s.user_id = users.id AND s.service_id = ")
            .id(id.0)
            .push(" AND (s.ends_at IS NULL OR s.ends_at > ")
            .at(now)
            .push("))"),
        About::Resets { count, since } => query
            .push(
                "(SELECT COUNT(*) FROM resets r \
                  WHERE r.user_id = users.id AND r.actor_id IS NOT NULL AND r.created_at > ",
            )
            .at(since)
            .push(&format!(") >= {count}")),
    };
    query.push(" AS holds, ");
    match about {
        About::Department(id) => query
            .push("(SELECT m.role FROM department_members m WHERE m.user_id = users.id AND m.department_id = ")
            .id(id.0)
            .push(")"),
        _ => query.push("CAST(NULL AS TEXT)"),
    };
    query.push(" AS place");
}

/// The selected by what they have in common; `own` is oneself.
pub async fn group(
    conn: &mut Conn<'_>,
    selection: &Selection,
    own: UserId,
    about: About,
    now: Timestamp,
) -> Result<Vec<Group>> {
    if selection.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = Statement::new(
        Engine::from(&*conn),
        "SELECT g.state, g.lasting, g.is_own, g.holds, g.place, g.count, \
             r.id AS role_id, r.kind AS role_kind, r.name AS role_name, r.reach, r.levels FROM (SELECT ",
    );
    write_facts(&mut query, own, about, now);
    query.push(", COUNT(*) AS count FROM users WHERE ");
    selection.write(&mut query);
    query.push(" GROUP BY 1, 2, 3, 4, 5, 6) g JOIN roles r ON r.id = g.role_id");
    let rows = query.all::<GroupRow>(conn).await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

#[derive(sqlx::FromRow)]
struct SelectedRow {
    first_name: String,
    last_name: String,
    email: String,
    #[sqlx(flatten)]
    group: GroupRow,
}

/// The first of the selected, in the order of names: what each is called, and is like.
pub async fn selected(
    conn: &mut Conn<'_>,
    selection: &Selection,
    own: UserId,
    about: About,
    now: Timestamp,
    most: u32,
) -> Result<Vec<(String, Group)>> {
    if selection.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = Statement::new(
        Engine::from(&*conn),
        "SELECT g.first_name, g.last_name, g.email, \
             g.state, g.lasting, g.is_own, g.holds, g.place, CAST(1 AS BIGINT) AS count, \
             r.id AS role_id, r.kind AS role_kind, r.name AS role_name, r.reach, r.levels FROM (SELECT ",
    );
    write_facts(&mut query, own, about, now);
    query.push(", id, sort_key, first_name, last_name, email FROM users WHERE ");
    selection.write(&mut query);
    query.push(&format!(
        " ORDER BY sort_key, id LIMIT {most}) g JOIN roles r ON r.id = g.role_id ORDER BY g.sort_key, g.id"
    ));
    let rows = query.all::<SelectedRow>(conn).await?;
    rows.into_iter()
        .map(|row| Ok((display_name(&row.first_name, &row.last_name, &row.email), row.group.try_into()?)))
        .collect()
}

/// Makes the selected a job's items, in the order of names; how many.
pub async fn insert_items(conn: &mut Conn<'_>, job: JobId, selection: &Selection) -> Result<u64> {
    if selection.is_empty() {
        return Ok(0);
    }
    let mut query = Statement::new(
        Engine::from(&*conn),
        "INSERT INTO job_items (job_id, number, user_id, text, rank, reason) SELECT ",
    );
    query.id(job.0).push(", ROW_NUMBER() OVER (ORDER BY sort_key, id), id, '', 2, '' FROM users WHERE ");
    selection.write(&mut query);
    query.execute(conn).await
}
