use super::{
    Conn, Result,
    db::{execute, fetch, insert_many, one_row},
    departments::Department,
    types::At,
};
use crate::domain::{
    id::{AccountId, DepartmentId, ServiceId, UserId},
    search::fold,
    text::ServiceName,
    time::Timestamp,
};
use std::collections::HashMap;
use uuid::Uuid;

/// An application or module that users are let into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    pub id: ServiceId,
    pub name: String,
    /// Where it is; empty where it has no address yet.
    pub url: String,
    /// The version of its picture, if it has one.
    pub picture: Option<String>,
}

/// Id, name, address and picture.
type Row = (Uuid, String, String, String);

impl From<Row> for Service {
    fn from((id, name, url, picture): Row) -> Self {
        Self { id: id.into(), name, url, picture: (!picture.is_empty()).then_some(picture) }
    }
}

/// A service with who has it and how far department roles go in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    pub service: Service,
    /// Everybody in the account has it, or those whom it is assigned to.
    pub for_all: bool,
    /// In it, a département admin is no more than an Operator [S4.25].
    pub caps_admins: bool,
    /// How often it was changed.
    pub version: i64,
}

/// By name.
pub async fn list(conn: &mut Conn<'_>, account: AccountId) -> Result<Vec<Service>> {
    let sql = "SELECT id, name, url, picture FROM services WHERE account_id = $1 ORDER BY name_key";
    Ok(fetch!(all, Row, conn, sql, account.0)?.into_iter().map(Service::from).collect())
}

/// By name, each with whether everybody in the account has it.
pub async fn offered(conn: &mut Conn<'_>, account: AccountId) -> Result<Vec<(Service, bool)>> {
    let sql = "SELECT id, name, url, picture, for_all FROM services WHERE account_id = $1 ORDER BY name_key";
    let rows = fetch!(all, (Uuid, String, String, String, bool), conn, sql, account.0)?;
    Ok(rows.into_iter().map(|(id, name, url, picture, for_all)| ((id, name, url, picture).into(), for_all)).collect())
}

pub async fn find_settings(conn: &mut Conn<'_>, account: AccountId, id: ServiceId) -> Result<Option<Settings>> {
    type Settled = (Uuid, String, String, String, bool, bool, i64);
    let sql = "SELECT id, name, url, picture, for_all, caps_admins, version FROM services \
        WHERE account_id = $1 AND id = $2";
    let row = fetch!(optional, Settled, conn, sql, account.0, id.0)?;
    Ok(row.map(|(id, name, url, picture, for_all, caps_admins, version)| Settings {
        service: (id, name, url, picture).into(),
        for_all,
        caps_admins,
        version,
    }))
}

/// How many people each service is assigned to, deleted ones apart.
pub async fn people(conn: &mut Conn<'_>, account: AccountId, now: Timestamp) -> Result<HashMap<ServiceId, u64>> {
    let rows = fetch!(
        all,
        (Uuid, i64),
        conn,
        "SELECT s.service_id, COUNT(*) FROM service_users s JOIN users u ON u.id = s.user_id \
         WHERE s.account_id = $1 AND (s.ends_at IS NULL OR s.ends_at > $2) AND u.state <> 'deleted' \
         GROUP BY s.service_id",
        account.0,
        At(now),
    )?;
    Ok(rows.into_iter().map(|(id, count)| (id.into(), u64::try_from(count).unwrap_or(0))).collect())
}

/// Whether no service has this name yet, in whatever case or marks.
pub async fn insert(
    conn: &mut Conn<'_>,
    account: AccountId,
    id: ServiceId,
    name: &ServiceName,
    url: &str,
    now: Timestamp,
) -> Result<bool> {
    let inserted = execute!(
        conn,
        "INSERT INTO services (id, account_id, name, name_key, url, created_at) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT DO NOTHING",
        id.0,
        account.0,
        name.as_str(),
        fold(name.as_str()),
        url,
        At(now),
    )?;
    Ok(inserted == 1)
}

/// Whether no other service of the account has this name, in whatever case or marks.
pub async fn is_free(
    conn: &mut Conn<'_>,
    account: AccountId,
    name: &ServiceName,
    but: Option<ServiceId>,
) -> Result<bool> {
    let found = fetch!(
        optional,
        (i32,),
        conn,
        "SELECT 1 FROM services WHERE account_id = $1 AND name_key = $2 AND id <> $3",
        account.0,
        fold(name.as_str()),
        but.map_or(Uuid::nil(), |id| id.0),
    )?;
    Ok(found.is_none())
}

/// Whether it is (still) of this version. The account must be locked, and the name free.
pub async fn update(conn: &mut Conn<'_>, account: AccountId, settings: &Settings) -> Result<bool> {
    let Settings { service, for_all, caps_admins, version } = settings;
    let changed = execute!(
        conn,
        "UPDATE services SET name = $4, name_key = $5, url = $6, for_all = $7, caps_admins = $8, \
             version = version + 1 WHERE account_id = $1 AND id = $2 AND version = $3",
        account.0,
        service.id.0,
        *version,
        service.name.as_str(),
        fold(&service.name),
        service.url.as_str(),
        *for_all,
        *caps_admins,
    )?;
    Ok(changed == 1)
}

/// Whether there was such a one. Whoever has it loses it. The account must be locked.
pub async fn delete(conn: &mut Conn<'_>, account: AccountId, id: ServiceId) -> Result<bool> {
    let sql = "DELETE FROM service_users WHERE account_id = $1 AND service_id = $2";
    execute!(&mut *conn, sql, account.0, id.0)?;
    let sql = "DELETE FROM services WHERE account_id = $1 AND id = $2";
    Ok(execute!(conn, sql, account.0, id.0)? == 1)
}

/// What whoever is in a department has by that, by name.
pub async fn of_department(conn: &mut Conn<'_>, account: AccountId, id: DepartmentId) -> Result<Vec<Service>> {
    let rows = fetch!(
        all,
        Row,
        conn,
        "SELECT s.id, s.name, s.url, s.picture FROM service_departments d JOIN services s ON s.id = d.service_id \
         WHERE d.account_id = $1 AND d.department_id = $2 ORDER BY s.name_key",
        account.0,
        id.0
    )?;
    Ok(rows.into_iter().map(Service::from).collect())
}

/// The departments whose people have it by that.
pub async fn departments(conn: &mut Conn<'_>, account: AccountId, id: ServiceId) -> Result<Vec<Department>> {
    let rows = fetch!(
        all,
        (Uuid, String),
        conn,
        "SELECT d.id, d.name FROM service_departments s JOIN departments d ON d.id = s.department_id \
         WHERE s.account_id = $1 AND s.service_id = $2 ORDER BY d.name_key",
        account.0,
        id.0
    )?;
    Ok(rows.into_iter().map(Department::from).collect())
}

/// Makes these the departments whose people have it. The account must be locked.
pub async fn set_departments(
    conn: &mut Conn<'_>,
    account: AccountId,
    id: ServiceId,
    departments: &[DepartmentId],
) -> Result<()> {
    let sql = "DELETE FROM service_departments WHERE account_id = $1 AND service_id = $2";
    execute!(&mut *conn, sql, account.0, id.0)?;
    insert_many!(
        conn,
        "INSERT INTO service_departments (account_id, service_id, department_id) ",
        "",
        departments,
        |row| account.0,
        id.0,
        row.0,
    );
    Ok(())
}

/// Takes somebody out of a service that he or she was let into alone.
pub async fn unassign(conn: &mut Conn<'_>, user: UserId, service: ServiceId) -> Result<()> {
    let sql = "DELETE FROM service_users WHERE user_id = $1 AND service_id = $2";
    one_row(execute!(conn, sql, user.0, service.0)?)
}

/// Lets somebody into services of the account, for good or until then. What there is for longer stays.
pub async fn assign(
    conn: &mut Conn<'_>,
    account: AccountId,
    user: UserId,
    services: &[ServiceId],
    ends_at: Option<Timestamp>,
) -> Result<()> {
    for service in services {
        execute!(
            &mut *conn,
            "INSERT INTO service_users (account_id, service_id, user_id, ends_at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (user_id, service_id) DO UPDATE SET ends_at = CASE \
                 WHEN excluded.ends_at > service_users.ends_at OR excluded.ends_at IS NULL THEN excluded.ends_at \
                 ELSE service_users.ends_at END",
            account.0,
            service.0,
            user.0,
            ends_at.map(At),
        )?;
    }
    Ok(())
}

/// Takes away what has ended; it counts for nothing since then.
pub async fn forget(conn: &mut Conn<'_>, before: Timestamp) -> Result<u64> {
    execute!(conn, "DELETE FROM service_users WHERE ends_at <= $1", At(before))
}

/// A service that somebody is let into by name.
#[derive(Clone, Debug)]
pub struct Assignment {
    pub service: Service,
    /// Nothing: for good.
    pub ends_at: Option<Timestamp>,
}

/// The services that somebody is let into at a moment, by name.
pub async fn of_user(conn: &mut Conn<'_>, user: UserId, now: Timestamp) -> Result<Vec<Assignment>> {
    let rows = fetch!(
        all,
        (Uuid, String, String, String, Option<At>),
        conn,
        "SELECT s.id, s.name, s.url, s.picture, a.ends_at FROM service_users a JOIN services s ON s.id = a.service_id \
         WHERE a.user_id = $1 AND (a.ends_at IS NULL OR a.ends_at > $2) ORDER BY s.name_key",
        user.0,
        At(now),
    )?;
    let assignment = |(id, name, url, picture, ends_at): (Uuid, String, String, String, Option<At>)| Assignment {
        service: (id, name, url, picture).into(),
        ends_at: ends_at.map(|at| at.0),
    };
    Ok(rows.into_iter().map(assignment).collect())
}
