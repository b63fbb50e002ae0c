//! What ends by time: an access on its day, and a deleted person's time to be restored.

use super::super::{
    Conn, Result,
    db::{corrupt, execute, fetch, one_row},
    types::At,
};
use crate::domain::{
    id::{AccountId, UserId},
    time::Timestamp,
    user::UserState,
};
use uuid::Uuid;

/// An end of somebody's access.
pub struct AccessEnd {
    pub at: Timestamp,
    /// Is told beforehand, as the person is.
    pub set_by: UserId,
    /// Notices of it that are due no more.
    pub notices: i64,
}

/// Sets the end of somebody's access.
pub async fn set_access_end(conn: &mut Conn<'_>, id: UserId, end: &AccessEnd) -> Result<()> {
    one_row(execute!(
        conn,
        "UPDATE users SET access_ends_at = $2, access_ends_set_by = $3, access_end_notices = $4 WHERE id = $1",
        id.0,
        At(end.at),
        end.set_by.0,
        end.notices,
    )?)
}

/// Takes somebody's end of access away.
pub async fn clear_access_end(conn: &mut Conn<'_>, id: UserId) -> Result<()> {
    let sql = "UPDATE users SET access_ends_at = NULL, access_ends_set_by = NULL, access_end_notices = 0 WHERE id = $1";
    one_row(execute!(conn, sql, id.0)?)
}

/// Accounts in which an access has ended that its user's state doesn't know of.
pub async fn accounts_with_ends(conn: &mut Conn<'_>, now: Timestamp) -> Result<Vec<AccountId>> {
    let rows = fetch!(
        all,
        (Uuid,),
        conn,
        "SELECT DISTINCT account_id FROM users WHERE access_ends_at <= $1 AND state IN ('active', 'invited')",
        At(now)
    )?;
    Ok(rows.into_iter().map(|(id,)| id.into()).collect())
}

/// When the next access of anybody ends.
pub async fn next_end(conn: &mut Conn<'_>, now: Timestamp) -> Result<Option<Timestamp>> {
    let sql = "SELECT MIN(access_ends_at) FROM users WHERE access_ends_at > $1 AND state IN ('active', 'invited')";
    let (end,) = fetch!(one, (Option<At>,), conn, sql, At(now))?;
    Ok(end.map(|end| end.0))
}

/// Some of those users of an account, with their state.
pub async fn ended(
    conn: &mut Conn<'_>,
    account: AccountId,
    now: Timestamp,
    most: i64,
) -> Result<Vec<(UserId, UserState)>> {
    let rows = fetch!(
        all,
        (Uuid, String),
        conn,
        "SELECT id, state FROM users WHERE account_id = $1 AND access_ends_at <= $2 AND state IN ('active', 'invited') \
         ORDER BY access_ends_at, id LIMIT $3",
        account.0,
        At(now),
        most
    )?;
    rows.into_iter().map(|(id, state)| Ok((id.into(), state.parse().map_err(corrupt)?))).collect()
}

/// Some of those who are in, and of whose end a notice is due: the first by `early`, the second by `late`.
pub async fn ending(
    conn: &mut Conn<'_>,
    now: Timestamp,
    early: Timestamp,
    late: Timestamp,
    most: i64,
) -> Result<Vec<(AccountId, UserId)>> {
    let rows = fetch!(
        all,
        (Uuid, Uuid),
        conn,
        "SELECT account_id, id FROM users WHERE state = 'active' AND access_ends_at > $1 AND \
             (access_ends_at <= $2 AND access_end_notices < 1 OR access_ends_at <= $3 AND access_end_notices < 2) \
         ORDER BY access_ends_at, id LIMIT $4",
        At(now),
        At(early),
        At(late),
        most
    )?;
    Ok(rows.into_iter().map(|(account, id)| (account.into(), id.into())).collect())
}

/// Notes that `notices` are due no more of this end of somebody who is in; whether that is news.
pub async fn note_end_notice(conn: &mut Conn<'_>, id: UserId, end: Timestamp, notices: i64) -> Result<bool> {
    let changed = execute!(
        conn,
        "UPDATE users SET access_end_notices = $3 \
         WHERE id = $1 AND access_ends_at = $2 AND access_end_notices < $3 AND state = 'active'",
        id.0,
        At(end),
        notices
    )?;
    Ok(changed == 1)
}

/// Accounts with people who were deleted before `before`.
pub async fn accounts_with_deleted(conn: &mut Conn<'_>, before: Timestamp) -> Result<Vec<AccountId>> {
    let sql = "SELECT DISTINCT account_id FROM users WHERE deleted_at <= $1";
    Ok(fetch!(all, (Uuid,), conn, sql, At(before))?.into_iter().map(|(id,)| id.into()).collect())
}

/// Removes for good some of an account's people who were deleted before `before`, with all that is theirs.
pub async fn erase(conn: &mut Conn<'_>, account: AccountId, before: Timestamp, most: i64) -> Result<Vec<UserId>> {
    let rows = fetch!(
        all,
        (Uuid,),
        conn,
        "DELETE FROM users WHERE state = 'deleted' AND id IN \
             (SELECT id FROM users WHERE account_id = $1 AND deleted_at <= $2 ORDER BY deleted_at, id LIMIT $3) \
         RETURNING id",
        account.0,
        At(before),
        most
    )?;
    Ok(rows.into_iter().map(|(id,)| id.into()).collect())
}
