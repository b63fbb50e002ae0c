//! A user's levels that win over all roles, up or down.

use super::{
    Conn, Result,
    db::{corrupt, execute, fetch, one_row},
    types::At,
};
use crate::domain::{
    access::{Area, Level},
    id::{AccountId, UserId},
    time::Timestamp,
    user::display_name,
};
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    pub area: Area,
    pub level: Level,
    /// Past it the one for good counts again, if there is one.
    pub ends_at: Option<Timestamp>,
    pub set_by: Option<UserId>,
    pub set_at: Timestamp,
}

/// Somebody's, those past their end included.
pub async fn of_user(conn: &mut Conn<'_>, user: UserId) -> Result<Vec<Exception>> {
    type Row = (String, String, Option<At>, Option<Uuid>, At);
    let sql = "SELECT area, level, ends_at, set_by, set_at FROM exceptions WHERE user_id = $1 ORDER BY area";
    let rows = fetch!(all, Row, conn, sql, user.0)?;
    let exceptions = rows.into_iter().map(|(area, level, ends_at, set_by, set_at)| {
        Ok(Exception {
            area: area.parse().map_err(corrupt)?,
            level: level.parse().map_err(corrupt)?,
            ends_at: ends_at.map(|at| at.0),
            set_by: set_by.map(UserId),
            set_at: set_at.0,
        })
    });
    exceptions.collect()
}

/// The one that counts at a moment, of somebody's in an area.
#[must_use]
pub fn current(held: &[Exception], area: Area, now: Timestamp) -> Option<&Exception> {
    let there = |exception: &&Exception| exception.area == area && exception.ends_at.is_none_or(|end| end > now);
    held.iter().filter(there).max_by_key(|exception| exception.ends_at)
}

/// Gives somebody an exception. One for good takes the place of all that there are; one until a day only goes before
/// one for good, which counts again afterwards.
pub async fn set(conn: &mut Conn<'_>, account: AccountId, user: UserId, exception: &Exception) -> Result<()> {
    if exception.ends_at.is_none() {
        clear(conn, user, exception.area).await?;
    }
    one_row(execute!(
        conn,
        "INSERT INTO exceptions (account_id, user_id, area, level, ends_at, set_by, set_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) \
         ON CONFLICT (user_id, area, (ends_at IS NULL)) DO UPDATE SET level = excluded.level, ends_at = excluded.ends_at, \
             set_by = excluded.set_by, set_at = excluded.set_at",
        account.0,
        user.0,
        exception.area.to_string(),
        exception.level.as_str(),
        exception.ends_at.map(At),
        exception.set_by.map(|by| by.0),
        At(exception.set_at),
    )?)
}

/// Takes away what there is.
pub async fn clear(conn: &mut Conn<'_>, user: UserId, area: Area) -> Result<()> {
    execute!(conn, "DELETE FROM exceptions WHERE user_id = $1 AND area = $2", user.0, area.to_string()).map(drop)
}

/// Removes those that have ended; they count for nothing since then.
pub async fn forget(conn: &mut Conn<'_>, before: Timestamp) -> Result<u64> {
    execute!(conn, "DELETE FROM exceptions WHERE ends_at <= $1", At(before))
}

/// Somebody who has an exception in an area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    pub user: UserId,
    pub name: String,
}

/// Who has one there at present, by name; deleted people apart.
pub async fn of_area(conn: &mut Conn<'_>, account: AccountId, area: Area, now: Timestamp) -> Result<Vec<Holder>> {
    let rows = fetch!(
        all,
        (Uuid, String, String, String),
        conn,
        "SELECT u.id, u.first_name, u.last_name, u.email FROM users u \
         WHERE u.account_id = $1 AND u.state <> 'deleted' AND u.id IN \
             (SELECT e.user_id FROM exceptions e \
              WHERE e.account_id = $1 AND e.area = $2 AND (e.ends_at IS NULL OR e.ends_at > $3)) \
         ORDER BY u.sort_key, u.id",
        account.0,
        area.to_string(),
        At(now),
    )?;
    let holder = |(id, first, last, email): (Uuid, String, String, String)| Holder {
        user: id.into(),
        name: display_name(&first, &last, &email),
    };
    Ok(rows.into_iter().map(holder).collect())
}

/// Whether anybody has one there, in whichever state: the deleted may come back with theirs.
pub async fn is_any(conn: &mut Conn<'_>, account: AccountId, area: Area) -> Result<bool> {
    let sql = "SELECT 1 FROM exceptions WHERE account_id = $1 AND area = $2 LIMIT 1";
    Ok(fetch!(optional, (i32,), conn, sql, account.0, area.to_string())?.is_some())
}

/// Takes every one away there, also those past their end.
pub async fn clear_area(conn: &mut Conn<'_>, account: AccountId, area: Area) -> Result<u64> {
    execute!(conn, "DELETE FROM exceptions WHERE account_id = $1 AND area = $2", account.0, area.to_string())
}
