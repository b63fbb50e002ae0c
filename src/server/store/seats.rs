//! Who takes seats: now, and at the beginning of each day before.

use super::{
    Conn, Result, accounts,
    db::{execute, fetch},
    statement::Statement,
};
use crate::domain::{
    billing::Seats,
    id::{AccountId, DepartmentId},
    text::DepartmentName,
};
use sqlx::AssertSqlSafe;
use std::collections::HashMap;
use uuid::Uuid;

fn seats(active: i64, invited: i64, limit: Option<i64>) -> Seats {
    Seats { active: active.unsigned_abs(), invited: invited.unsigned_abs(), limit: limit.map(i64::unsigned_abs) }
}

/// Of the whole account, now.
pub async fn now(conn: &mut Conn<'_>, account: AccountId) -> Result<Seats> {
    let sql = "SELECT CAST(COALESCE(SUM(CASE WHEN state = 'active' THEN n END), 0) AS BIGINT), \
            CAST(COALESCE(SUM(CASE WHEN state = 'invited' THEN n END), 0) AS BIGINT) \
        FROM user_counts WHERE account_id = $1";
    let (active, invited) = fetch!(one, (i64, i64), &mut *conn, sql, account.0)?;
    Ok(Seats { limit: accounts::seats(conn, account).await?, ..seats(active, invited, None) })
}

/// Of each department in which somebody takes a seat, now. A department has no limit of its own.
pub async fn by_department(conn: &mut Conn<'_>, account: AccountId) -> Result<HashMap<DepartmentId, Seats>> {
    let rows = fetch!(
        all,
        (Uuid, i64, i64),
        conn,
        "SELECT m.department_id, COUNT(*) FILTER (WHERE u.state = 'active'), COUNT(*) FILTER (WHERE u.state = 'invited') \
         FROM departments d JOIN department_members m ON m.department_id = d.id JOIN users u ON u.id = m.user_id \
         WHERE d.account_id = $1 AND u.state IN ('active', 'invited') GROUP BY m.department_id",
        account.0
    )?;
    Ok(rows.into_iter().map(|(id, active, invited)| (id.into(), seats(active, invited, None))).collect())
}

/// Whether an account's day isn't written yet.
pub async fn is_due(conn: &mut Conn<'_>, day: &str) -> Result<bool> {
    let sql = "SELECT 1 FROM accounts a WHERE NOT EXISTS \
            (SELECT 1 FROM seat_days s WHERE s.account_id = a.id AND s.day = $1 AND s.department_id IS NULL) LIMIT 1";
    Ok(fetch!(optional, (i32,), conn, sql, day)?.is_some())
}

/// Writes the day of every account that has none yet, with each of its departments; how many rows.
pub async fn write(conn: &mut Conn<'_>, day: &str) -> Result<u64> {
    let limit = accounts::LIMIT;
    let due =
        "NOT EXISTS (SELECT 1 FROM seat_days s WHERE s.account_id = a.id AND s.day = $1 AND s.department_id IS NULL)";
    let counted = |state: &str| {
        format!(
            "(SELECT CAST(COALESCE(SUM(c.n), 0) AS BIGINT) FROM user_counts c WHERE c.account_id = a.id AND c.state = '{state}')"
        )
    };
    let sql = format!(
        "INSERT INTO seat_days (account_id, department_id, name, day, active, invited, seats) \
         SELECT a.id, CAST(NULL AS {id}), NULL, $1, {}, {}, {limit} FROM accounts a WHERE {due} \
         UNION ALL \
         SELECT a.id, d.id, d.name, $1, COUNT(*) FILTER (WHERE u.state = 'active'), COUNT(*) FILTER (WHERE u.state = 'invited'), {limit} \
         FROM accounts a JOIN departments d ON d.account_id = a.id LEFT JOIN department_members m ON m.department_id = d.id \
             LEFT JOIN users u ON u.id = m.user_id \
         WHERE {due} GROUP BY a.id, d.id, d.name \
         ON CONFLICT DO NOTHING",
        counted("active"),
        counted("invited"),
        id = match conn {
            Conn::Sqlite(_) => "BLOB",
            Conn::Postgres(_) => "UUID",
        },
    );
    execute!(conn, AssertSqlSafe(sql), day)
}

/// Has the past of a department be found under its present name once it is gone.
pub async fn rename(conn: &mut Conn<'_>, account: AccountId, id: DepartmentId, name: &DepartmentName) -> Result<()> {
    let sql = "UPDATE seat_days SET name = $3 WHERE account_id = $1 AND department_id = $2";
    execute!(conn, sql, account.0, id.0, name.as_str())?;
    Ok(())
}

/// One day that was written, of the whole account or of a department.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayOf {
    /// As in `2026-11-22`.
    pub day: String,
    pub department: Option<DepartmentId>,
    /// The department's, as it is, or as it was last where it is gone.
    pub name: Option<String>,
    pub seats: Seats,
}

/// Whose days are read.
#[derive(Clone, Copy, Debug)]
pub enum Whose {
    Whole,
    Department(DepartmentId),
    /// The whole first, then each department.
    All,
}

/// The days from `from` on and before `before`.
pub async fn days(
    conn: &mut Conn<'_>,
    account: AccountId,
    whose: Whose,
    from: &str,
    before: &str,
) -> Result<Vec<DayOf>> {
    type Row = (String, Option<Uuid>, Option<String>, i64, i64, Option<i64>);
    let mut statement = Statement::new(
        (&*conn).into(),
        "SELECT s.day, s.department_id, COALESCE(d.name, s.name), s.active, s.invited, s.seats FROM seat_days s \
         LEFT JOIN departments d ON d.id = s.department_id WHERE s.account_id = ",
    );
    statement.id(account.0).push(" AND s.day >= ").text(from).push(" AND s.day < ").text(before);
    match whose {
        Whose::Whole => statement.push(" AND s.department_id IS NULL"),
        Whose::Department(id) => statement.push(" AND s.department_id = ").id(id.0),
        Whose::All => &mut statement,
    };
    statement.push(" ORDER BY s.day, s.department_id IS NOT NULL, d.name_key IS NULL, d.name_key, s.name");
    let rows: Vec<Row> = statement.all(conn).await?;
    let day = |(day, department, name, active, invited, limit): Row| DayOf {
        day,
        department: department.map(DepartmentId),
        name,
        seats: seats(active, invited, limit),
    };
    Ok(rows.into_iter().map(day).collect())
}
