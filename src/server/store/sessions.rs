use super::{
    Conn, Result,
    db::{corrupt, execute, fetch, one_row},
    rights,
    roles::RoleRow,
    types::At,
};
use crate::{
    domain::{
        access::{Rights, Role},
        id::{AccountId, SessionId, UserId},
        language::Language,
        time::Timestamp,
        user::display_name,
    },
    server::token::TokenHash,
};
use uuid::Uuid;

/// Who a session's cookie stands for, read anew at each request.
#[derive(Clone, Debug)]
pub struct SignedIn {
    pub session: SessionId,
    pub seen_at: Timestamp,
    pub user: UserId,
    pub first_name: String,
    pub name: String,
    pub email: String,
    pub language: Language,
    pub account: AccountId,
    pub account_name: String,
    pub rights: Rights,
    /// Whether the policy version asked for was accepted.
    pub accepted: bool,
    /// Wishes for more access in the account that wait for an answer.
    pub requests: u64,
}

#[derive(sqlx::FromRow)]
struct SignedInRow {
    session_id: Uuid,
    seen_at: At,
    user_id: Uuid,
    first_name: String,
    last_name: String,
    email: String,
    language: String,
    account_id: Uuid,
    account_name: String,
    accepted: bool,
    requests: i64,
    #[sqlx(flatten)]
    role: RoleRow,
}

/// With what else the rights are made of.
async fn with_rights(conn: &mut Conn<'_>, row: SignedInRow, now: Timestamp) -> Result<SignedIn> {
    let user = row.user_id.into();
    Ok(SignedIn {
        session: row.session_id.into(),
        seen_at: row.seen_at.0,
        user,
        name: display_name(&row.first_name, &row.last_name, &row.email),
        first_name: row.first_name,
        email: row.email,
        language: Language::from_code(&row.language).ok_or_else(|| corrupt(crate::domain::error::Parse("language")))?,
        account: row.account_id.into(),
        account_name: row.account_name,
        rights: rights::holdings(conn, user, now).await?.with(Role::try_from(row.role)?),
        accepted: row.accepted,
        requests: u64::try_from(row.requests).unwrap_or(0),
    })
}

/// Limits that a session has to keep.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Whoever's access ended before is out, whatever the state still says.
    pub now: Timestamp,
    pub created_after: Timestamp,
    pub seen_after: Timestamp,
}

/// The active user of a session that keeps the limits.
pub async fn find(conn: &mut Conn<'_>, token: TokenHash, limits: Limits, policy: i64) -> Result<Option<SignedIn>> {
    let row = fetch!(
        optional,
        SignedInRow,
        conn,
        "SELECT s.id AS session_id, s.seen_at, u.id AS user_id, u.first_name, u.last_name, u.email, u.language, \
             a.id AS account_id, a.name AS account_name, \
             EXISTS (SELECT 1 FROM acceptances c WHERE c.user_id = u.id AND c.version = $4) AS accepted, \
             (SELECT COUNT(*) FROM access_requests q JOIN users w ON w.id = q.user_id \
                 WHERE q.account_id = a.id AND q.state = 'open' AND w.state = 'active') AS requests, \
             r.id AS role_id, r.kind AS role_kind, r.name AS role_name, r.reach, r.levels \
         FROM sessions s JOIN users u ON u.id = s.user_id JOIN roles r ON r.id = u.role_id \
             JOIN accounts a ON a.id = u.account_id \
         WHERE s.token_hash = $1 AND s.created_at > $2 AND s.seen_at > $3 AND u.state = 'active' \
             AND (u.access_ends_at IS NULL OR u.access_ends_at > $5)",
        token,
        At(limits.created_after),
        At(limits.seen_after),
        policy,
        At(limits.now),
    )?;
    match row {
        Some(row) => with_rights(conn, row, limits.now).await.map(Some),
        None => Ok(None),
    }
}

/// Somebody active whose work goes on without a session of theirs: what they asked for was asked past the policy.
pub async fn acting(conn: &mut Conn<'_>, user: UserId, now: Timestamp) -> Result<Option<SignedIn>> {
    let row = fetch!(
        optional,
        SignedInRow,
        conn,
        "SELECT u.id AS session_id, u.created_at AS seen_at, u.id AS user_id, u.first_name, u.last_name, u.email, \
             u.language, a.id AS account_id, a.name AS account_name, TRUE AS accepted, CAST(0 AS BIGINT) AS requests, \
             r.id AS role_id, r.kind AS role_kind, r.name AS role_name, r.reach, r.levels \
         FROM users u JOIN roles r ON r.id = u.role_id JOIN accounts a ON a.id = u.account_id \
         WHERE u.id = $1 AND u.state = 'active' AND (u.access_ends_at IS NULL OR u.access_ends_at > $2)",
        user.0,
        At(now),
    )?;
    match row {
        Some(row) => with_rights(conn, row, now).await.map(Some),
        None => Ok(None),
    }
}

pub struct NewSession<'a> {
    pub id: SessionId,
    pub user: UserId,
    pub token: TokenHash,
    pub address: &'a str,
    pub agent: &'a str,
}

pub async fn insert(conn: &mut Conn<'_>, session: NewSession<'_>, now: Timestamp) -> Result<()> {
    one_row(execute!(
        conn,
        "INSERT INTO sessions (id, user_id, token_hash, created_at, seen_at, address, agent) \
         VALUES ($1, $2, $3, $4, $4, $5, $6)",
        session.id.0,
        session.user.0,
        session.token,
        At(now),
        session.address,
        session.agent,
    )?)
}

/// A session as its owner and administrators see it.
#[derive(Clone, Debug)]
pub struct Session {
    pub id: SessionId,
    pub created_at: Timestamp,
    pub seen_at: Timestamp,
    pub address: String,
    /// The browser's own words.
    pub agent: String,
}

/// Somebody's sessions that keep the limits, the latest seen first.
pub async fn of_user(conn: &mut Conn<'_>, user: UserId, limits: Limits) -> Result<Vec<Session>> {
    let rows = fetch!(
        all,
        (Uuid, At, At, String, String),
        conn,
        "SELECT id, created_at, seen_at, address, agent FROM sessions \
         WHERE user_id = $1 AND created_at > $2 AND seen_at > $3 ORDER BY seen_at DESC, id DESC",
        user.0,
        At(limits.created_after),
        At(limits.seen_after),
    )?;
    Ok(rows
        .into_iter()
        .map(|(id, created_at, seen_at, address, agent)| Session {
            id: id.into(),
            created_at: created_at.0,
            seen_at: seen_at.0,
            address,
            agent,
        })
        .collect())
}

pub async fn touch(conn: &mut Conn<'_>, id: SessionId, now: Timestamp) -> Result<()> {
    execute!(conn, "UPDATE sessions SET seen_at = $2 WHERE id = $1 AND seen_at < $2", id.0, At(now))?;
    Ok(())
}

/// Whether there was one to end.
pub async fn delete(conn: &mut Conn<'_>, id: SessionId) -> Result<bool> {
    Ok(execute!(conn, "DELETE FROM sessions WHERE id = $1", id.0)? == 1)
}

/// Ends one session of somebody; whether there was such a one.
pub async fn delete_one(conn: &mut Conn<'_>, user: UserId, id: SessionId) -> Result<bool> {
    Ok(execute!(conn, "DELETE FROM sessions WHERE user_id = $1 AND id = $2", user.0, id.0)? == 1)
}

/// Ends all sessions of somebody, or all but one; how many.
pub async fn delete_of_user(conn: &mut Conn<'_>, user: UserId, but: Option<SessionId>) -> Result<u64> {
    execute!(conn, "DELETE FROM sessions WHERE user_id = $1 AND id <> $2", user.0, but.map_or(Uuid::nil(), |id| id.0))
}

pub async fn delete_by_token(conn: &mut Conn<'_>, token: TokenHash) -> Result<()> {
    execute!(conn, "DELETE FROM sessions WHERE token_hash = $1", token)?;
    Ok(())
}

/// Removes the rows of sessions long past their limits; they open nothing since then.
pub async fn forget(conn: &mut Conn<'_>, limits: Limits) -> Result<u64> {
    execute!(
        conn,
        "DELETE FROM sessions WHERE created_at <= $1 OR seen_at <= $2",
        At(limits.created_after),
        At(limits.seen_after)
    )
}
