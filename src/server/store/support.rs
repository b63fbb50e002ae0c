//! Support access: what an account has let in, and until when. Judged at each use.

use super::{
    Conn, Result,
    db::{corrupt, execute, fetch, one_row},
    sessions::{self, Limits},
    types::At,
};
use crate::domain::{
    access::Level,
    id::{AccountId, SessionId, SupportAccessId, UserId},
    support,
    time::Timestamp,
};
use uuid::Uuid;

/// An access that is on.
#[derive(Clone, Debug)]
pub struct Access {
    pub id: SupportAccessId,
    pub account: AccountId,
    pub account_name: String,
    /// What agents do at most.
    pub level: Level,
    pub created_at: Timestamp,
    pub ends_at: Timestamp,
}

type Row = (Uuid, Uuid, String, String, At, At);

fn access((id, account, account_name, level, created_at, ends_at): Row) -> Result<Access> {
    Ok(Access {
        id: id.into(),
        account: account.into(),
        account_name,
        level: level.parse().map_err(corrupt)?,
        created_at: created_at.0,
        ends_at: ends_at.0,
    })
}

/// Remembers which account is the instance's own: the one that the console's set-up link makes. Whether it is this one.
pub async fn adopt(conn: &mut Conn<'_>, account: AccountId) -> Result<bool> {
    let id = account.to_string();
    Ok(super::instance::remember(conn, OWN_ACCOUNT, &id).await? == id)
}

/// The name under which the instance's own account stands among its facts.
pub(super) const OWN_ACCOUNT: &str = "own_account";

/// Whether the instance has an account of its own.
pub async fn has_own(conn: &mut Conn<'_>) -> Result<bool> {
    Ok(super::instance::find(conn, OWN_ACCOUNT).await?.is_some())
}

/// Whether an account is the instance's own: its people run the instance.
pub async fn is_own(conn: &mut Conn<'_>, account: AccountId) -> Result<bool> {
    Ok(super::instance::find(conn, OWN_ACCOUNT).await?.is_some_and(|own| own == account.to_string()))
}

/// What an account has on.
pub async fn of_account(conn: &mut Conn<'_>, account: AccountId, now: Timestamp) -> Result<Option<Access>> {
    let sql = "SELECT g.id, g.account_id, a.name, g.level, g.created_at, g.ends_at \
        FROM support_accesses g JOIN accounts a ON a.id = g.account_id \
        WHERE g.account_id = $1 AND g.ended_at IS NULL AND g.ends_at > $2";
    fetch!(optional, Row, conn, sql, account.0, At(now))?.map(access).transpose()
}

/// One that is on.
pub async fn find(conn: &mut Conn<'_>, id: SupportAccessId, now: Timestamp) -> Result<Option<Access>> {
    let sql = "SELECT g.id, g.account_id, a.name, g.level, g.created_at, g.ends_at \
        FROM support_accesses g JOIN accounts a ON a.id = g.account_id \
        WHERE g.id = $1 AND g.ended_at IS NULL AND g.ends_at > $2";
    fetch!(optional, Row, conn, sql, id.0, At(now))?.map(access).transpose()
}

/// All that are on, by the accounts' names.
pub async fn list(conn: &mut Conn<'_>, now: Timestamp) -> Result<Vec<Access>> {
    let sql = "SELECT g.id, g.account_id, a.name, g.level, g.created_at, g.ends_at \
        FROM support_accesses g JOIN accounts a ON a.id = g.account_id \
        WHERE g.ended_at IS NULL AND g.ends_at > $1 ORDER BY a.name, g.id";
    fetch!(all, Row, conn, sql, At(now))?.into_iter().map(access).collect()
}

pub struct NewAccess {
    pub id: SupportAccessId,
    pub account: AccountId,
    pub level: Level,
    pub granted_by: UserId,
    pub ends_at: Timestamp,
}

/// Switches it on; what was on before must have ended.
pub async fn insert(conn: &mut Conn<'_>, new: &NewAccess, now: Timestamp) -> Result<()> {
    one_row(execute!(
        conn,
        "INSERT INTO support_accesses (id, account_id, level, granted_by, created_at, ends_at) \
         VALUES ($1, $2, $3, $4, $5, $6)",
        new.id.0,
        new.account.0,
        new.level.as_str(),
        new.granted_by.0,
        At(now),
        At(new.ends_at),
    )?)
}

/// Ends what an account has on; which that was. Agents' sessions remember where they were, and are told so by their next
/// request.
pub async fn end(conn: &mut Conn<'_>, account: AccountId, now: Timestamp) -> Result<Option<SupportAccessId>> {
    let sql = "UPDATE support_accesses SET ended_at = $2 \
        WHERE account_id = $1 AND ended_at IS NULL AND ends_at > $2 RETURNING id";
    Ok(fetch!(optional, (Uuid,), conn, sql, account.0, At(now))?.map(|(id,)| id.into()))
}

/// The accounts that had something on until a day which is over, and of which nobody has taken note.
pub async fn accounts_with_run_out(conn: &mut Conn<'_>, now: Timestamp) -> Result<Vec<AccountId>> {
    let sql = "SELECT account_id FROM support_accesses WHERE ended_at IS NULL AND ends_at <= $1";
    let rows = fetch!(all, (Uuid,), conn, sql, At(now))?;
    Ok(rows.into_iter().map(|(id,)| id.into()).collect())
}

/// Takes note that what an account had on has run out; which that was, and until when.
pub async fn end_run_out(
    conn: &mut Conn<'_>,
    account: AccountId,
    now: Timestamp,
) -> Result<Option<(SupportAccessId, Timestamp)>> {
    let sql = "UPDATE support_accesses SET ended_at = $2 \
        WHERE account_id = $1 AND ended_at IS NULL AND ends_at <= $2 RETURNING id, ends_at";
    Ok(fetch!(optional, (Uuid, At), conn, sql, account.0, At(now))?.map(|(id, ends_at)| (id.into(), ends_at.0)))
}

/// Lets an agent's session into an account, or out again.
pub async fn enter(conn: &mut Conn<'_>, session: SessionId, access: Option<SupportAccessId>) -> Result<()> {
    let sql = "UPDATE sessions SET support_id = $2 WHERE id = $1";
    one_row(execute!(conn, sql, session.0, access.map(|id| id.0))?)
}

/// Those who went in and didn't leave, whatever has become of their sessions and rights since: by their sessions, and by
/// the history, where those are gone.
pub async fn entered(conn: &mut Conn<'_>, id: SupportAccessId) -> Result<Vec<UserId>> {
    let sql = "SELECT user_id FROM sessions WHERE support_id = $1 \
        UNION SELECT h.actor_id FROM support_accesses g JOIN history h ON h.account_id = g.account_id \
        WHERE g.id = $1 AND h.action = 'support-entered' AND NOT h.refused AND h.at >= g.created_at \
          AND h.actor_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM history l WHERE l.account_id = h.account_id \
              AND l.action = 'support-left' AND l.actor_id = h.actor_id AND l.at >= h.at)";
    let rows = fetch!(all, (Uuid,), conn, sql, id.0)?;
    Ok(rows.into_iter().map(|(id,)| id.into()).collect())
}

/// Whether a session went into an account and didn't leave, and no end has told so instead.
pub async fn has_entered(conn: &mut Conn<'_>, session: SessionId, account: AccountId) -> Result<bool> {
    let sql = "SELECT 1 FROM sessions s JOIN support_accesses g ON g.id = s.support_id \
        WHERE s.id = $1 AND g.account_id = $2 AND g.ended_at IS NULL";
    Ok(fetch!(optional, (i32,), conn, sql, session.0, account.0)?.is_some())
}

/// An agent of the support who is in an account.
#[derive(Clone, Debug)]
pub struct Agent {
    pub id: UserId,
    pub name: String,
    pub seen_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct AgentRow {
    user_id: Uuid,
    created_at: At,
    seen_at: At,
    session_idle_hours: Option<i64>,
    session_days: Option<i64>,
}

/// The agents who are in an account, by name: whose session keeps its limits, and who are still of the support.
pub async fn agents(conn: &mut Conn<'_>, id: SupportAccessId, limits: Limits) -> Result<Vec<Agent>> {
    let rows = fetch!(
        all,
        AgentRow,
        &mut *conn,
        "SELECT s.user_id, s.created_at, s.seen_at, a.session_idle_hours, a.session_days \
         FROM sessions s JOIN users u ON u.id = s.user_id JOIN accounts a ON a.id = u.account_id \
         WHERE s.support_id = $1 ORDER BY u.sort_key, u.id, s.seen_at DESC",
        id.0
    )?;
    let mut found: Vec<Agent> = Vec::new();
    for row in rows {
        let user = row.user_id.into();
        let keeps = limits.keeps(row.created_at, row.seen_at, row.session_idle_hours, row.session_days);
        if !keeps || found.iter().any(|agent| agent.id == user) {
            continue;
        }
        if let Some(person) = sessions::acting(conn, user, limits.now).await?
            && support::level_of(&person.rights).is_some()
        {
            found.push(Agent { id: user, name: person.name, seen_at: row.seen_at.0 });
        }
    }
    Ok(found)
}
