//! Who has a level in an area: the account's active people, found by what gives it.

use super::{
    Conn, Result,
    roles::RoleRow,
    statement::{Engine, Statement},
};
use crate::domain::{
    access::{Area, Level, Role},
    department::DepartmentRole,
    id::{AccountId, RoleId, ServiceId, UserId},
    time::Timestamp,
    user::display_name,
};
use uuid::Uuid;

/// What gives a level in an area, or more.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub account: AccountId,
    pub area: Area,
    pub least: Level,
    /// Account roles that give it.
    pub roles: Vec<RoleId>,
    /// Those that give it to who is in a department.
    pub roles_in_department: Vec<RoleId>,
    /// Roles in departments that give it there.
    pub department_roles: Vec<DepartmentRole>,
    /// The area's service, where it isn't everybody's: it has to be had. The roles are those that have every one.
    pub service: Option<(ServiceId, Vec<RoleId>)>,
    /// An exception counts until its end.
    pub now: Timestamp,
}

/// Somebody who has it.
#[derive(Clone, Debug)]
pub struct Holder {
    pub id: UserId,
    pub name: String,
    pub email: String,
    pub role: Role,
    sort_key: String,
}

/// Where a page of holders ends.
#[derive(Clone, Debug)]
pub struct Place(String, UserId);

impl Holder {
    #[must_use]
    pub fn place(&self) -> Place {
        Place(self.sort_key.clone(), self.id)
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    first_name: String,
    last_name: String,
    email: String,
    sort_key: String,
    #[sqlx(flatten)]
    role: RoleRow,
}

/// Up to `most` of them by name, from a place on.
pub async fn list(conn: &mut Conn<'_>, wanted: &Wanted, after: Option<&Place>, most: usize) -> Result<Vec<Holder>> {
    let mut query = Statement::new(
        Engine::from(&*conn),
        "SELECT u.id, u.first_name, u.last_name, u.email, u.sort_key, \
             r.id AS role_id, r.kind AS role_kind, r.name AS role_name, r.reach, r.levels \
         FROM users u JOIN roles r ON r.id = u.role_id WHERE ",
    );
    wanted.write(&mut query);
    if let Some(Place(key, id)) = after {
        query.push(" AND (u.sort_key, u.id) > (").text(key.as_str()).push(", ").id(id.0).push(")");
    }
    query.push(&format!(" ORDER BY u.sort_key, u.id LIMIT {most}"));
    let holder = |row: Row| {
        Ok(Holder {
            id: row.id.into(),
            name: display_name(&row.first_name, &row.last_name, &row.email),
            email: row.email,
            role: row.role.try_into()?,
            sort_key: row.sort_key,
        })
    };
    query.all::<Row>(conn).await?.into_iter().map(holder).collect()
}

pub async fn count(conn: &mut Conn<'_>, wanted: &Wanted) -> Result<u64> {
    let mut query = Statement::new(Engine::from(&*conn), "SELECT COUNT(*) FROM users u WHERE ");
    wanted.write(&mut query);
    let rows: Vec<(i64,)> = query.all(conn).await?;
    Ok(rows.first().map_or(0, |(count,)| u64::try_from(*count).unwrap_or(0)))
}

impl Wanted {
    /// Of a `u` of users. An exception wins; else the account role or one in a department gives it. Without the service there is nothing.
    pub(super) fn write(&self, to: &mut Statement) {
        to.push("u.account_id = ").id(self.account.0).push(" AND u.state = 'active'");
        if let Some((service, everybody)) = &self.service {
            to.push(" AND (");
            roles(to, everybody);
            to.push(" OR EXISTS (SELECT 1 FROM service_users s WHERE s.user_id = u.id AND s.service_id = ");
            to.id(service.0)
                .push(" AND (s.ends_at IS NULL OR s.ends_at > ")
                .at(self.now)
                .push(")) OR EXISTS (SELECT 1 FROM department_members m JOIN service_departments s");
            to.push(" ON s.department_id = m.department_id WHERE m.user_id = u.id AND s.service_id = ");
            to.id(service.0).push("))");
        }
        to.push(" AND CASE WHEN EXISTS (");
        self.exception(to);
        to.push(") THEN EXISTS (");
        self.exception(to);
        let levels = Level::ALL.into_iter().filter(|level| *level >= self.least).map(Level::as_str);
        words(to.push(" AND e.level IN "), levels);
        to.push(") ELSE (");
        roles(to, &self.roles);
        if !self.roles_in_department.is_empty() {
            to.push(" OR ");
            roles(to, &self.roles_in_department);
            to.push(" AND EXISTS (SELECT 1 FROM department_members m WHERE m.user_id = u.id)");
        }
        if !self.department_roles.is_empty() {
            to.push(" OR EXISTS (SELECT 1 FROM department_members m WHERE m.user_id = u.id AND m.role IN ");
            words(to, self.department_roles.iter().map(|role| role.as_str()));
            to.push(")");
        }
        to.push(") END");
    }

    fn exception(&self, to: &mut Statement) {
        to.push("SELECT 1 FROM exceptions e WHERE e.user_id = u.id AND e.area = ").text(self.area.to_string());
        to.push(" AND (e.ends_at > ")
            .at(self.now)
            .push(" OR e.ends_at IS NULL AND NOT EXISTS (SELECT 1 FROM exceptions t");
        to.push(" WHERE t.user_id = e.user_id AND t.area = e.area AND t.ends_at > ").at(self.now).push("))");
    }
}

/// Whether the account role is one of these.
fn roles(to: &mut Statement, roles: &[RoleId]) {
    to.push("u.role_id IN (");
    for (n, role) in roles.iter().enumerate() {
        to.push(if n == 0 { "" } else { ", " }).id(role.0);
    }
    // Nobody's, so that no list is empty.
    to.push(if roles.is_empty() { "NULL)" } else { ")" });
}

fn words<'a>(to: &mut Statement, words: impl Iterator<Item = &'a str>) {
    to.push("(");
    for (n, word) in words.enumerate() {
        to.push(if n == 0 { "" } else { ", " }).text(word);
    }
    to.push(")");
}
