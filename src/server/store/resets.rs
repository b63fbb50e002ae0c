use super::{
    Conn, Result,
    db::{corrupt, execute, fetch, one_row, select_ids},
    settings::RulesRow,
    types::At,
};
use crate::{
    domain::{
        error::Parse,
        id::{AccountId, ResetId, UserId},
        language::Language,
        password::Rules,
        reset::{self, Ending, Status},
        time::Timestamp,
        user::UserState,
    },
    server::token::TokenHash,
};
use std::collections::HashMap;
use uuid::Uuid;

pub struct NewReset {
    pub id: ResetId,
    pub account: AccountId,
    pub user: UserId,
    /// The administrator who starts it; nobody, where the person does.
    pub actor: Option<UserId>,
    pub token: TokenHash,
    pub expires: Timestamp,
}

/// Inserts one; its user has no other that is open.
pub async fn insert(conn: &mut Conn<'_>, new: &NewReset, now: Timestamp) -> Result<()> {
    one_row(execute!(
        conn,
        "INSERT INTO resets (id, account_id, user_id, actor_id, token_hash, created_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        new.id.0,
        new.account.0,
        new.user.0,
        new.actor.map(|id| id.0),
        new.token.as_slice(),
        At(now),
        At(new.expires),
    )?)
}

/// A reset as its link's page and its mail tell of it.
#[derive(Clone, Debug)]
pub struct Reset {
    pub id: ResetId,
    pub account: AccountId,
    pub account_name: String,
    /// What the account asks of passwords.
    pub rules: Rules,
    pub user: UserId,
    /// What has become of the person since.
    pub state: UserState,
    pub access_ends_at: Option<Timestamp>,
    pub email: String,
    pub first_name: String,
    pub last_name: String,
    pub notification_email: Option<String>,
    pub language: Language,
    /// The administrator who started it.
    pub actor: Option<UserId>,
    pub expires_at: Timestamp,
    pub ending: Option<Ending>,
    pub ended_at: Option<Timestamp>,
}

impl Reset {
    /// What the link is worth.
    #[must_use]
    pub fn status(&self, now: Timestamp) -> Status {
        let has_access = self.state == UserState::Active && self.access_ends_at.is_none_or(|end| now < end);
        reset::status(self.expires_at, self.ending, has_access, now)
    }

    /// Where notices go.
    #[must_use]
    pub fn notices_to(&self) -> &str {
        self.notification_email.as_deref().unwrap_or(&self.email)
    }
}

#[derive(sqlx::FromRow)]
struct ResetRow {
    reset_id: Uuid,
    account_id: Uuid,
    account_name: String,
    #[sqlx(flatten)]
    rules: RulesRow,
    user_id: Uuid,
    state: String,
    access_ends_at: Option<At>,
    email: String,
    first_name: String,
    last_name: String,
    notification_email: Option<String>,
    language: String,
    actor_id: Option<Uuid>,
    expires_at: At,
    ending: Option<String>,
    ended_at: Option<At>,
}

impl TryFrom<ResetRow> for Reset {
    type Error = sqlx::Error;
    fn try_from(row: ResetRow) -> Result<Self> {
        Ok(Self {
            id: row.reset_id.into(),
            account: row.account_id.into(),
            account_name: row.account_name,
            rules: row.rules.into(),
            user: row.user_id.into(),
            state: row.state.parse().map_err(corrupt)?,
            access_ends_at: row.access_ends_at.map(|at| at.0),
            email: row.email,
            first_name: row.first_name,
            last_name: row.last_name,
            notification_email: row.notification_email,
            language: Language::from_code(&row.language).ok_or_else(|| corrupt(Parse("language")))?,
            actor: row.actor_id.map(UserId),
            expires_at: row.expires_at.0,
            ending: row.ending.map(|ending| ending.parse().map_err(corrupt)).transpose()?,
            ended_at: row.ended_at.map(|at| at.0),
        })
    }
}

/// The resets and whose they are, with `rest` of the query after it.
fn select(rest: &str) -> String {
    format!(
        "SELECT x.id AS reset_id, x.account_id, a.name AS account_name, a.password_length, a.strict_passwords, x.user_id, u.state, \
             u.access_ends_at, u.email, u.first_name, u.last_name, u.notification_email, u.language, x.actor_id, x.expires_at, x.ending, x.ended_at \
         FROM resets x JOIN users u ON u.id = x.user_id JOIN accounts a ON a.id = x.account_id WHERE {rest}"
    )
}

pub async fn find_by_token(conn: &mut Conn<'_>, token: TokenHash) -> Result<Option<Reset>> {
    let sql = || sqlx::AssertSqlSafe(select("x.token_hash = $1"));
    fetch!(optional, ResetRow, conn, sql(), token)?.map(Reset::try_from).transpose()
}

/// The one of somebody that has not ended, by the key of the sign-in address; it may have expired.
pub async fn find_open(conn: &mut Conn<'_>, email_key: &str) -> Result<Option<Reset>> {
    let sql = || sqlx::AssertSqlSafe(select("u.email_key = $1 AND x.ended_at IS NULL"));
    fetch!(optional, ResetRow, conn, sql(), email_key)?.map(Reset::try_from).transpose()
}

/// Those of these ids that there are.
pub(super) async fn find_all(conn: &mut Conn<'_>, ids: &[Uuid]) -> Result<HashMap<ResetId, Reset>> {
    let rows: Vec<ResetRow> = select_ids!(conn, select("x.id IN"), ids, "");
    rows.into_iter().map(|row| Reset::try_from(row).map(|reset| (reset.id, reset))).collect()
}

/// Ends an open one; whether it was (still) open.
pub async fn end(conn: &mut Conn<'_>, id: ResetId, ending: Ending, now: Timestamp) -> Result<bool> {
    let sql = "UPDATE resets SET ending = $2, ended_at = $3 WHERE id = $1 AND ended_at IS NULL";
    Ok(execute!(conn, sql, id.0, ending.as_str(), At(now))? == 1)
}

/// Ends the one of somebody that is open, if any; which.
pub async fn end_of_user(conn: &mut Conn<'_>, user: UserId, ending: Ending, now: Timestamp) -> Result<Option<ResetId>> {
    let row = fetch!(
        optional,
        (Uuid,),
        conn,
        "UPDATE resets SET ending = $2, ended_at = $3 WHERE user_id = $1 AND ended_at IS NULL RETURNING id",
        user.0,
        ending.as_str(),
        At(now)
    )?;
    Ok(row.map(|(id,)| id.into()))
}

/// Removes those that ended or expired before, with the mails that told of them; how many.
pub async fn forget(conn: &mut Conn<'_>, before: Timestamp) -> Result<u64> {
    execute!(conn, "DELETE FROM resets WHERE COALESCE(ended_at, expires_at) <= $1", At(before))
}

/// Counts a try of the code, before it is compared: of many at once, no more than `most` are had. Whether it is had.
pub async fn count_try(conn: &mut Conn<'_>, id: ResetId, most: u32) -> Result<bool> {
    let sql = "UPDATE resets SET tries = tries + 1 WHERE id = $1 AND ended_at IS NULL AND tries < $2";
    Ok(execute!(conn, sql, id.0, i64::from(most))? == 1)
}

/// How many administrators have started for somebody since an instant.
pub async fn count_started_since(conn: &mut Conn<'_>, user: UserId, since: Timestamp) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM resets WHERE user_id = $1 AND actor_id IS NOT NULL AND created_at > $2";
    let (count,) = fetch!(one, (i64,), conn, sql, user.0, At(since))?;
    Ok(count)
}

/// How many somebody has asked for since an instant; an administrator's don't count.
pub async fn count_asked_since(conn: &mut Conn<'_>, user: UserId, since: Timestamp) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM resets WHERE user_id = $1 AND actor_id IS NULL AND created_at > $2";
    let (count,) = fetch!(one, (i64,), conn, sql, user.0, At(since))?;
    Ok(count)
}
