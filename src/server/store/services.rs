use super::{
    Conn, Result,
    db::{execute, fetch, insert_many, select_ids},
    types::At,
};
use crate::domain::{
    id::{AccountId, ServiceId, UserId},
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
}

impl From<(Uuid, String, String)> for Service {
    fn from((id, name, url): (Uuid, String, String)) -> Self {
        Self { id: id.into(), name, url }
    }
}

/// By name.
pub async fn list(conn: &mut Conn<'_>, account: AccountId) -> Result<Vec<Service>> {
    let sql = "SELECT id, name, url FROM services WHERE account_id = $1 ORDER BY name_key";
    Ok(fetch!(all, (Uuid, String, String), conn, sql, account.0)?.into_iter().map(Service::from).collect())
}

pub async fn find(conn: &mut Conn<'_>, account: AccountId, id: ServiceId) -> Result<Option<Service>> {
    let sql = "SELECT id, name, url FROM services WHERE account_id = $1 AND id = $2";
    Ok(fetch!(optional, (Uuid, String, String), conn, sql, account.0, id.0)?.map(Service::from))
}

/// How many people each service is assigned to, deleted ones apart.
pub async fn people(conn: &mut Conn<'_>, account: AccountId) -> Result<HashMap<ServiceId, u64>> {
    let rows = fetch!(
        all,
        (Uuid, i64),
        conn,
        "SELECT s.service_id, COUNT(*) FROM service_users s JOIN users u ON u.id = s.user_id \
         WHERE s.account_id = $1 AND u.state <> 'deleted' GROUP BY s.service_id",
        account.0
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

/// Whether no other service has this name. The account must be locked.
pub async fn update(
    conn: &mut Conn<'_>,
    account: AccountId,
    id: ServiceId,
    name: &ServiceName,
    url: &str,
) -> Result<bool> {
    let changed = execute!(
        conn,
        "UPDATE services SET name = $3, name_key = $4, url = $5 WHERE account_id = $1 AND id = $2 AND NOT EXISTS \
             (SELECT 1 FROM services s WHERE s.account_id = $1 AND s.name_key = $4 AND s.id <> $2)",
        account.0,
        id.0,
        name.as_str(),
        fold(name.as_str()),
        url,
    )?;
    Ok(changed == 1)
}

/// Whether it was assigned to nobody, deleted people apart. The account must be locked.
pub async fn delete(conn: &mut Conn<'_>, account: AccountId, id: ServiceId) -> Result<bool> {
    execute!(
        conn,
        "DELETE FROM service_users WHERE account_id = $1 AND service_id = $2 \
             AND user_id IN (SELECT id FROM users WHERE state = 'deleted')",
        account.0,
        id.0
    )?;
    let deleted = execute!(
        conn,
        "DELETE FROM services WHERE account_id = $1 AND id = $2 \
             AND NOT EXISTS (SELECT 1 FROM service_users WHERE service_id = $2)",
        account.0,
        id.0
    )?;
    Ok(deleted == 1)
}

/// Lets somebody into services of the account.
pub async fn assign(conn: &mut Conn<'_>, account: AccountId, user: UserId, services: &[ServiceId]) -> Result<()> {
    insert_many!(
        conn,
        "INSERT INTO service_users (account_id, service_id, user_id) ",
        " ON CONFLICT DO NOTHING",
        services,
        |row| account.0,
        row.0,
        user.0,
    );
    Ok(())
}

/// The services that somebody is let into, by name.
pub async fn of_user(conn: &mut Conn<'_>, user: UserId) -> Result<Vec<Service>> {
    Ok(of_users(conn, &[user]).await?.remove(&user).unwrap_or_default())
}

/// The services of each of these people who has any, by name. At most a few thousand people.
pub async fn of_users(conn: &mut Conn<'_>, users: &[UserId]) -> Result<HashMap<UserId, Vec<Service>>> {
    type Row = (Uuid, Uuid, String, String);
    let ids: Vec<Uuid> = users.iter().map(|user| user.0).collect();
    let sql = "SELECT a.user_id, s.id, s.name, s.url FROM service_users a JOIN services s ON s.id = a.service_id \
        WHERE a.user_id IN";
    let rows: Vec<Row> = select_ids!(conn, sql, &ids, " ORDER BY s.name_key");
    let mut found: HashMap<UserId, Vec<Service>> = HashMap::new();
    for (user, id, name, url) in rows {
        found.entry(user.into()).or_default().push((id, name, url).into());
    }
    Ok(found)
}
