//! Wishes for more access.

use super::{
    Conn, Result,
    db::{corrupt, execute, fetch, one_row},
    holders::Wanted,
    statement::{Engine, Statement},
    types::At,
};
use crate::domain::{
    access::{Area, Level},
    answer::Finding,
    id::{AccountId, RequestId, UserId},
    request::RequestState,
    time::Timestamp,
    user::display_name,
};
use uuid::Uuid;

/// Somebody's wish, as it stands.
#[derive(Clone, Debug)]
pub struct Request {
    pub id: RequestId,
    pub user: UserId,
    /// The person's name, or the address as long as there is none.
    pub name: String,
    pub area: Area,
    pub level: Level,
    pub reason: String,
    pub state: RequestState,
    pub created_at: Timestamp,
    /// The words of who answered.
    pub answer: String,
}

#[derive(sqlx::FromRow)]
struct RequestRow {
    id: Uuid,
    user_id: Uuid,
    first_name: String,
    last_name: String,
    email: String,
    area: String,
    level: String,
    reason: String,
    state: String,
    created_at: At,
    answer: String,
}

impl TryFrom<RequestRow> for Request {
    type Error = sqlx::Error;
    fn try_from(row: RequestRow) -> Result<Self> {
        Ok(Self {
            id: row.id.into(),
            user: row.user_id.into(),
            name: display_name(&row.first_name, &row.last_name, &row.email),
            area: row.area.parse().map_err(corrupt)?,
            level: row.level.parse().map_err(corrupt)?,
            reason: row.reason,
            state: row.state.parse().map_err(corrupt)?,
            created_at: row.created_at.0,
            answer: row.answer,
        })
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT q.id, q.user_id, u.first_name, u.last_name, u.email, q.area, q.level, q.reason, q.state, ",
            "q.created_at, q.answer FROM access_requests q JOIN users u ON u.id = q.user_id ",
            $rest
        )
    };
}

pub struct NewRequest<'a> {
    pub id: RequestId,
    pub user: UserId,
    pub area: Area,
    pub level: Level,
    pub reason: &'a str,
}

/// Whether the person had none open for the area.
pub async fn insert(conn: &mut Conn<'_>, account: AccountId, request: &NewRequest<'_>, now: Timestamp) -> Result<bool> {
    let inserted = execute!(
        conn,
        "INSERT INTO access_requests (id, account_id, user_id, area, level, reason, state, created_at, answer) \
         VALUES ($1, $2, $3, $4, $5, $6, 'open', $7, '') ON CONFLICT DO NOTHING",
        request.id.0,
        account.0,
        request.user.0,
        request.area.to_string(),
        request.level.as_str(),
        request.reason,
        At(now),
    )?;
    Ok(inserted == 1)
}

pub async fn find(conn: &mut Conn<'_>, account: AccountId, id: RequestId) -> Result<Option<Request>> {
    fetch!(optional, RequestRow, conn, select!("WHERE q.account_id = $1 AND q.id = $2"), account.0, id.0)?
        .map(Request::try_from)
        .transpose()
}

/// Somebody's open one for an area.
pub async fn find_open(conn: &mut Conn<'_>, user: UserId, area: Area) -> Result<Option<Request>> {
    let sql = select!("WHERE q.user_id = $1 AND q.area = $2 AND q.state = 'open'");
    fetch!(optional, RequestRow, conn, sql, user.0, area.to_string())?.map(Request::try_from).transpose()
}

/// Those for an area, whoever's.
pub async fn open_for(conn: &mut Conn<'_>, account: AccountId, area: Area) -> Result<Vec<Request>> {
    let sql = select!("WHERE q.account_id = $1 AND q.area = $2 AND q.state = 'open' ORDER BY q.created_at, q.id");
    fetch!(all, RequestRow, conn, sql, account.0, area.to_string())?.into_iter().map(Request::try_from).collect()
}

/// Somebody's that wait for an answer, and those that were answered lately: the newest 20, those first.
pub async fn latest_of(conn: &mut Conn<'_>, user: UserId) -> Result<Vec<Request>> {
    let sql = select!(
        "WHERE q.user_id = $1 AND q.state IN ('open', 'given', 'denied') ORDER BY q.created_at DESC, q.id DESC LIMIT 20"
    );
    fetch!(all, RequestRow, conn, sql, user.0)?.into_iter().map(Request::try_from).collect()
}

/// Those that wait for somebody's answer, of others who are active, the oldest first.
pub async fn open(conn: &mut Conn<'_>, account: AccountId, reader: UserId, most: i64) -> Result<Vec<Request>> {
    let sql = select!(
        "WHERE q.account_id = $1 AND q.user_id <> $2 AND q.state = 'open' AND u.state = 'active' \
         ORDER BY q.created_at, q.id LIMIT $3"
    );
    fetch!(all, RequestRow, conn, sql, account.0, reader.0, most)?.into_iter().map(Request::try_from).collect()
}

/// How many there are of those.
pub async fn count_open(conn: &mut Conn<'_>, account: AccountId, reader: UserId) -> Result<u64> {
    let (count,) = fetch!(
        one,
        (i64,),
        conn,
        "SELECT COUNT(*) FROM access_requests q JOIN users u ON u.id = q.user_id \
         WHERE q.account_id = $1 AND q.user_id <> $2 AND q.state = 'open' AND u.state = 'active'",
        account.0,
        reader.0,
    )?;
    Ok(u64::try_from(count).unwrap_or(0))
}

/// Whether any of an account is open.
pub async fn is_any_open(conn: &mut Conn<'_>, account: AccountId) -> Result<bool> {
    let sql = "SELECT 1 FROM access_requests WHERE account_id = $1 AND state = 'open' LIMIT 1";
    Ok(fetch!(optional, (i32,), conn, sql, account.0)?.is_some())
}

/// Asks for more by one that is open.
pub async fn raise(conn: &mut Conn<'_>, id: RequestId, level: Level, reason: &str, now: Timestamp) -> Result<()> {
    one_row(execute!(
        conn,
        "UPDATE access_requests SET level = $2, reason = $3, created_at = $4 WHERE id = $1 AND state = 'open'",
        id.0,
        level.as_str(),
        reason,
        At(now),
    )?)
}

/// Ends one; whether it was (still) open.
pub async fn end(
    conn: &mut Conn<'_>,
    id: RequestId,
    state: RequestState,
    answer: &str,
    now: Timestamp,
) -> Result<bool> {
    let ended = execute!(
        conn,
        "UPDATE access_requests SET state = $2, answer = $3, answered_at = $4 WHERE id = $1 AND state = 'open'",
        id.0,
        state.as_str(),
        answer,
        At(now),
    )?;
    Ok(ended == 1)
}

/// Somebody who may be told of a request.
#[derive(Clone, Debug)]
pub struct Giver {
    pub id: UserId,
    pub email: String,
    pub language: String,
    /// When the last mail of a request went to them.
    pub mailed_at: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct GiverRow {
    id: Uuid,
    email: String,
    language: String,
    mailed_at: Option<At>,
}

/// People with all that is wanted, but for those to whom a mail of a request is still to go; the holder first. A mail
/// that was withdrawn told nobody, and one of this very request that hasn't gone yet tells of it.
pub async fn givers(
    conn: &mut Conn<'_>,
    account: AccountId,
    wanted: &[Wanted],
    request: RequestId,
    now: Timestamp,
    most: i64,
) -> Result<Vec<Giver>> {
    let mut query = Statement::new(
        Engine::from(&*conn),
        "SELECT u.id, COALESCE(u.notification_email, u.email) AS email, u.language, \
             (SELECT MAX(m.next_try_at) FROM messages m WHERE m.user_id = u.id AND m.kind = 'access-request' \
                AND m.answer NOT IN (",
    );
    let withdrawn = Finding::all().filter(|finding| finding.is_withdrawal());
    for (n, finding) in withdrawn.enumerate() {
        query.push(if n > 0 { ", " } else { "" }).text(finding.code().into_owned());
    }
    query.push(")) AS mailed_at FROM users u JOIN accounts a ON a.id = u.account_id WHERE a.id = ");
    query.id(account.0);
    for wanted in wanted {
        query.push(" AND ");
        wanted.write(&mut query);
    }
    query.push(" AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.user_id = u.id AND m.kind = 'access-request'");
    query.push(" AND m.state = 'queued' AND (m.next_try_at > ").at(now);
    query.push(" OR m.particulars LIKE ").text(format!("%{request}%")).push("))");
    query.push(" ORDER BY CASE WHEN u.id = a.holder_id THEN 0 ELSE 1 END, u.signed_in_at DESC, u.id");
    query.push(&format!(" LIMIT {most}"));
    let rows = query.all::<GiverRow>(conn).await?;
    Ok(rows
        .into_iter()
        .map(|row| Giver {
            id: row.id.into(),
            email: row.email,
            language: row.language,
            mailed_at: row.mailed_at.map(|at| at.0),
        })
        .collect())
}

/// Forgets what was answered before.
pub async fn forget(conn: &mut Conn<'_>, before: Timestamp) -> Result<u64> {
    execute!(conn, "DELETE FROM access_requests WHERE answered_at < $1", At(before))
}
