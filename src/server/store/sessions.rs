use super::{
    Conn, Result,
    db::{corrupt, execute, fetch, one_row},
    rights,
    roles::RoleRow,
    support,
    types::At,
};
use crate::{
    domain::{
        self,
        access::{Rights, Role},
        id::{AccountId, SessionId, SupportAccessId, UserId},
        language::Language,
        settings::Lives,
        time::{DAY, Timestamp},
        user::display_name,
    },
    server::token::TokenHash,
};
use std::time::Duration;
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
    /// The account that the person is one of; another than `account` for an agent of the support who is in that one.
    pub home: AccountId,
    pub support: Option<Support>,
    /// Where one was as the support, and isn't any more.
    pub put_out: Option<PutOut>,
    /// There is an account that lets this person in as the support.
    pub supports: bool,
    /// An agent of the support who is in the account, by name.
    pub agent: Option<String>,
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

/// What else a session says of who it is.
#[derive(sqlx::FromRow)]
struct FoundRow {
    #[sqlx(flatten)]
    person: SignedInRow,
    session_created_at: At,
    session_idle_hours: Option<i64>,
    session_days: Option<i64>,
    /// The account that an agent of the support is in.
    support_id: Option<Uuid>,
    support_account_id: Option<Uuid>,
    support_account_name: Option<String>,
    support_level: Option<String>,
    support_ends_at: Option<At>,
    support_ended_at: Option<At>,
    /// The instance's own account.
    own_account: Option<String>,
    /// Some account lets the support in.
    support_is_open: bool,
    /// An agent's session is in this account.
    has_agent: bool,
}

/// An agent of the support in another account.
#[derive(Clone, Debug)]
pub struct Support {
    pub id: SupportAccessId,
    pub ends_at: Timestamp,
}

/// An account that a session went into as the support's, before the access or the right for it ended: what was meant for
/// that account mustn't be done in another.
#[derive(Clone, Debug)]
pub struct PutOut {
    pub account: AccountId,
    pub account_name: String,
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
        home: row.account_id.into(),
        account_name: row.account_name,
        support: None,
        put_out: None,
        supports: false,
        agent: None,
        rights: rights::holdings(conn, user, now).await?.with(Role::try_from(row.role)?),
        accepted: row.accepted,
        requests: u64::try_from(row.requests).unwrap_or(0),
    })
}

/// The person, in the account where he or she is now.
async fn found(conn: &mut Conn<'_>, row: FoundRow, limits: Limits) -> Result<SignedIn> {
    let own_account = row.own_account;
    let mut person = with_rights(conn, row.person, limits.now).await?;
    if row.has_agent
        && let Some(access) = support::of_account(conn, person.account, limits.now).await?
    {
        person.agent = support::agents(conn, access.id, limits).await?.into_iter().next().map(|agent| agent.name);
    }
    let is_own = own_account.is_some_and(|own| own == person.account.to_string());
    let level = domain::support::level_of(&person.rights).filter(|_| is_own);
    person.supports = level.is_some() && row.support_is_open;
    let (Some(id), Some(account), Some(account_name), Some(granted), Some(ends_at)) =
        (row.support_id, row.support_account_id, row.support_account_name, row.support_level, row.support_ends_at)
    else {
        return Ok(person);
    };
    let account = account.into();
    let Some(level) = level.filter(|_| row.support_ended_at.is_none() && ends_at.0 > limits.now) else {
        return Ok(SignedIn { put_out: Some(PutOut { account, account_name }), ..person });
    };
    let level = level.min(granted.parse().map_err(corrupt)?);
    Ok(SignedIn {
        account,
        account_name,
        rights: domain::support::rights(level),
        support: Some(Support { id: id.into(), ends_at: ends_at.0 }),
        requests: 0,
        agent: None,
        ..person
    })
}

/// Limits that a session has to keep, where its account hasn't set others.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Whoever's access ended before is out, whatever the state still says.
    pub now: Timestamp,
    /// The longest that a session lives.
    pub life: Duration,
    /// The longest that it lives without a request.
    pub idle: Duration,
}

impl Limits {
    /// Whether a session keeps them, or those that the account has set.
    pub(super) fn keeps(self, created: At, seen: At, idle_hours: Option<i64>, days: Option<i64>) -> bool {
        let hours = |hours: i64| Duration::from_hours(u64::try_from(hours).unwrap_or(0));
        let life = days.map_or(self.life, |days| hours(days.saturating_mul(24)));
        let idle = idle_hours.map_or(self.idle, hours);
        created.0 > self.now - life && seen.0 > self.now - idle
    }
}

/// The active user of a session that keeps the limits.
pub async fn find(conn: &mut Conn<'_>, token: TokenHash, limits: Limits, policy: i64) -> Result<Option<SignedIn>> {
    let row = fetch!(
        optional,
        FoundRow,
        conn,
        "SELECT s.id AS session_id, s.created_at AS session_created_at, s.seen_at, a.session_idle_hours, \
             a.session_days, u.id AS user_id, u.first_name, u.last_name, u.email, u.language, \
             a.id AS account_id, a.name AS account_name, \
             EXISTS (SELECT 1 FROM acceptances c WHERE c.user_id = u.id AND c.version = $2) AS accepted, \
             (SELECT COUNT(*) FROM access_requests q JOIN users w ON w.id = q.user_id \
                 WHERE q.account_id = a.id AND q.user_id <> u.id AND q.state = 'open' AND w.state = 'active') AS requests, \
             r.id AS role_id, r.kind AS role_kind, r.name AS role_name, r.reach, r.levels, \
             g.id AS support_id, g.account_id AS support_account_id, b.name AS support_account_name, \
             g.level AS support_level, g.ends_at AS support_ends_at, g.ended_at AS support_ended_at, \
             (SELECT i.value FROM instance i WHERE i.name = 'own_account') AS own_account, \
             EXISTS (SELECT 1 FROM support_accesses o WHERE o.ended_at IS NULL AND o.ends_at > $3) AS support_is_open, \
             EXISTS (SELECT 1 FROM support_accesses h JOIN sessions x ON x.support_id = h.id \
                 WHERE h.account_id = a.id AND h.ended_at IS NULL AND h.ends_at > $3) AS has_agent \
         FROM sessions s JOIN users u ON u.id = s.user_id JOIN roles r ON r.id = u.role_id \
             JOIN accounts a ON a.id = u.account_id \
             LEFT JOIN support_accesses g ON g.id = s.support_id \
             LEFT JOIN accounts b ON b.id = g.account_id \
         WHERE s.token_hash = $1 AND u.state = 'active' AND (u.access_ends_at IS NULL OR u.access_ends_at > $3)",
        token,
        policy,
        At(limits.now),
    )?;
    let keeps = |row: &FoundRow| {
        limits.keeps(row.session_created_at, row.person.seen_at, row.session_idle_hours, row.session_days)
    };
    match row.filter(keeps) {
        Some(row) => found(conn, row, limits).await.map(Some),
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
        (Uuid, At, At, String, String, Option<i64>, Option<i64>),
        conn,
        "SELECT s.id, s.created_at, s.seen_at, s.address, s.agent, a.session_idle_hours, a.session_days \
         FROM sessions s JOIN users u ON u.id = s.user_id JOIN accounts a ON a.id = u.account_id \
         WHERE s.user_id = $1 ORDER BY s.seen_at DESC, s.id DESC",
        user.0,
    )?;
    Ok(rows
        .into_iter()
        .filter(|(_, created_at, seen_at, _, _, idle, days)| limits.keeps(*created_at, *seen_at, *idle, *days))
        .map(|(id, created_at, seen_at, address, agent, _, _)| Session {
            id: id.into(),
            created_at: created_at.0,
            seen_at: seen_at.0,
            address,
            agent,
        })
        .collect())
}

/// Whether one is still there.
pub async fn is_open(conn: &mut Conn<'_>, id: SessionId) -> Result<bool> {
    let found = fetch!(optional, (Uuid,), conn, "SELECT id FROM sessions WHERE id = $1", id.0)?;
    Ok(found.is_some())
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

/// Removes the rows of sessions past all limits that an account may set; they open nothing since then.
pub async fn forget(conn: &mut Conn<'_>, now: Timestamp) -> Result<u64> {
    execute!(
        conn,
        "DELETE FROM sessions WHERE created_at <= $1 OR seen_at <= $2",
        At(now - DAY * *Lives::SESSION_DAYS.end()),
        At(now - Duration::from_hours((*Lives::SESSION_IDLE_HOURS.end()).into())),
    )
}
