//! What somebody's rights are made of, beside the account role.

use super::{
    Conn, Result,
    db::{corrupt, fetch, select_ids},
    roles, support,
    types::At,
};
use crate::domain::{
    access::{Area, AreaName, Areas, Level, Rights, Role, ServiceArea},
    department::DepartmentRole,
    id::{AccountId, DepartmentId, ServiceId, UserId},
    time::Timestamp,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;

/// Departments, services and exceptions of somebody.
#[derive(Clone, Debug, Default)]
pub struct Holdings {
    departments: BTreeMap<DepartmentId, DepartmentRole>,
    services: BTreeSet<ServiceId>,
    exceptions: BTreeMap<Area, Level>,
}

impl Holdings {
    #[must_use]
    pub fn with(self, role: Role) -> Rights {
        Rights { role, departments: self.departments, services: self.services, exceptions: self.exceptions }
    }

    fn add(&mut self, row: &Row) -> Result<()> {
        match (row.id, row.area.as_deref(), row.word.as_str()) {
            (Some(service), None, "") => drop(self.services.insert(service.into())),
            (Some(department), None, role) => {
                self.departments.insert(department.into(), role.parse().map_err(corrupt)?);
            }
            (_, area, level) => {
                let area = area.unwrap_or_default().parse().map_err(corrupt)?;
                self.exceptions.insert(area, level.parse().map_err(corrupt)?);
            }
        }
        Ok(())
    }
}

/// A department with the role there, a service, or an exception's area with its level.
#[derive(sqlx::FromRow)]
struct Row {
    user_id: Uuid,
    id: Option<Uuid>,
    area: Option<String>,
    word: String,
}

/// Somebody's, as they are now.
pub async fn holdings(conn: &mut Conn<'_>, user: UserId, now: Timestamp) -> Result<Holdings> {
    let rows = fetch!(
        all,
        Row,
        conn,
        "SELECT user_id, department_id AS id, NULL AS area, role AS word FROM department_members WHERE user_id = $1 \
         UNION ALL SELECT user_id, service_id, NULL, '' FROM service_users \
             WHERE user_id = $1 AND (ends_at IS NULL OR ends_at > $2) \
         UNION ALL SELECT m.user_id, s.service_id, NULL, '' FROM department_members m \
             JOIN service_departments s ON s.department_id = m.department_id WHERE m.user_id = $1 \
         UNION ALL SELECT e.user_id, NULL, e.area, e.level FROM exceptions e WHERE e.user_id = $1 \
             AND (e.ends_at > $2 OR e.ends_at IS NULL AND NOT EXISTS \
                 (SELECT 1 FROM exceptions t WHERE t.user_id = $1 AND t.area = e.area AND t.ends_at > $2))",
        user.0,
        At(now),
    )?;
    let mut found = Holdings::default();
    for row in &rows {
        found.add(row)?;
    }
    Ok(found)
}

/// The services that come with a place in each department of an account.
pub async fn by_department(conn: &mut Conn<'_>, account: AccountId) -> Result<Vec<(DepartmentId, ServiceId)>> {
    let sql = "SELECT department_id, service_id FROM service_departments WHERE account_id = $1";
    let rows = fetch!(all, (Uuid, Uuid), conn, sql, account.0)?;
    Ok(rows.into_iter().map(|(department, service)| (department.into(), service.into())).collect())
}

/// Those of each of these people who has any. At most a few thousand people.
pub async fn holdings_of(conn: &mut Conn<'_>, users: &[UserId], now: Timestamp) -> Result<HashMap<UserId, Holdings>> {
    let ids: Vec<Uuid> = users.iter().map(|user| user.0).collect();
    let departments = "SELECT user_id, department_id AS id, NULL AS area, role AS word FROM department_members \
        WHERE user_id IN";
    let by_department = "SELECT m.user_id, s.service_id AS id, NULL AS area, '' AS word FROM department_members m \
        JOIN service_departments s ON s.department_id = m.department_id WHERE m.user_id IN";
    let mut rows: Vec<Row> = select_ids!(&mut *conn, departments, &ids, "");
    let more: Vec<Row> = select_ids!(&mut *conn, by_department, &ids, "");
    rows.extend(more);
    let mut found: HashMap<UserId, Holdings> = HashMap::new();
    for row in &rows {
        found.entry(row.user_id.into()).or_default().add(row)?;
    }
    let lasts = |end: Option<At>| end.is_none_or(|end| end.0 > now);
    let services = "SELECT user_id, service_id, ends_at FROM service_users WHERE user_id IN";
    let rows: Vec<(Uuid, Uuid, Option<At>)> = select_ids!(&mut *conn, services, &ids, "");
    for (user, service, _) in rows.into_iter().filter(|row| lasts(row.2)) {
        found.entry(user.into()).or_default().services.insert(service.into());
    }
    let exceptions = "SELECT user_id, area, level, ends_at FROM exceptions WHERE user_id IN";
    let mut rows: Vec<(Uuid, String, String, Option<At>)> = select_ids!(conn, exceptions, &ids, "");
    // The last one of an area counts: the one until a day.
    rows.sort_by_key(|row| row.3.is_some());
    for (user, area, level, _) in rows.iter().filter(|row| lasts(row.3)) {
        let (area, level) = (area.parse().map_err(corrupt)?, level.parse().map_err(corrupt)?);
        found.entry((*user).into()).or_default().exceptions.insert(area, level);
    }
    Ok(found)
}

/// All that these people hold, by their account role and besides. At most a few thousand people.
pub async fn of_users(conn: &mut Conn<'_>, users: &[UserId], now: Timestamp) -> Result<HashMap<UserId, Rights>> {
    let roles = roles::of_users(conn, users).await?;
    let mut holdings = holdings_of(conn, users, now).await?;
    Ok(roles.into_iter().map(|(id, role)| (id, holdings.remove(&id).unwrap_or_default().with(role))).collect())
}

/// All areas of an account, those of services in the order of services and then in theirs.
pub async fn areas(conn: &mut Conn<'_>, account: AccountId) -> Result<Areas> {
    type Row = (Uuid, Uuid, bool, bool, String, String);
    let rows = fetch!(
        all,
        Row,
        &mut *conn,
        "SELECT a.id, s.id, s.for_all, s.caps_admins, s.name, a.name \
         FROM service_areas a JOIN services s ON s.id = a.service_id \
         WHERE a.account_id = $1 ORDER BY s.name_key, s.id, a.position, a.id",
        account.0
    )?;
    let area = |(id, service, for_all, caps_admins, name, area): Row| {
        let of_service = ServiceArea { service: service.into(), for_all, caps_admins };
        (id.into(), of_service, AreaName { service: name, area })
    };
    let found: Areas = rows.into_iter().map(area).collect();
    Ok(if support::is_own(conn, account).await? { found.with_support() } else { found })
}
