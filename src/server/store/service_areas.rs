//! What rights are given in within a service.

use super::{
    Conn, Result,
    db::{execute, fetch, one_row},
};
use crate::domain::{
    id::{AccountId, ServiceAreaId, ServiceId},
    search::fold,
};
use uuid::Uuid;

/// Those of a service, in its order.
pub async fn of_service(
    conn: &mut Conn<'_>,
    account: AccountId,
    service: ServiceId,
) -> Result<Vec<(ServiceAreaId, String)>> {
    let sql = "SELECT id, name FROM service_areas WHERE account_id = $1 AND service_id = $2 ORDER BY position, id";
    let rows = fetch!(all, (Uuid, String), conn, sql, account.0, service.0)?;
    Ok(rows.into_iter().map(|(id, name)| (id.into(), name)).collect())
}

/// Makes these the areas of a service, in this order. Those that aren't among them go; no two may have the same folded
/// name. The account must be locked.
pub async fn write(
    conn: &mut Conn<'_>,
    account: AccountId,
    service: ServiceId,
    areas: &[(ServiceAreaId, String)],
) -> Result<()> {
    for (id, _) in of_service(conn, account, service).await? {
        if !areas.iter().any(|(kept, _)| *kept == id) {
            let sql = "DELETE FROM service_areas WHERE account_id = $1 AND id = $2";
            one_row(execute!(&mut *conn, sql, account.0, id.0)?)?;
        }
    }
    // Two that change names meet on the way: until each has its own, they have keys that no name folds to.
    for (id, _) in of_service(conn, account, service).await? {
        let sql = "UPDATE service_areas SET name_key = $2 WHERE id = $1";
        one_row(execute!(&mut *conn, sql, id.0, format!("\u{1}{id}"))?)?;
    }
    for (position, (id, name)) in (0_i64..).zip(areas) {
        one_row(execute!(
            &mut *conn,
            "INSERT INTO service_areas (id, account_id, service_id, position, name, name_key) \
             VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (id) DO UPDATE SET position = excluded.position, name = excluded.name, \
                 name_key = excluded.name_key",
            id.0,
            account.0,
            service.0,
            position,
            name.as_str(),
            fold(name),
        )?)?;
    }
    Ok(())
}
