use super::{
    Conn, Result,
    db::{corrupt, execute, fetch, one_row},
    types::At,
};
use crate::domain::{
    address::EmailAddress,
    error::Parse,
    id::{AccountId, UserId},
    language::Language,
    text::AccountName,
    time::Timestamp,
    user::display_name,
};
use uuid::Uuid;

pub async fn any(conn: &mut Conn<'_>) -> Result<bool> {
    let found = fetch!(optional, (i32,), conn, "SELECT 1 FROM accounts LIMIT 1")?;
    Ok(found.is_some())
}

/// Whether the instance has another account than this.
pub async fn any_but(conn: &mut Conn<'_>, id: AccountId) -> Result<bool> {
    let found = fetch!(optional, (i32,), conn, "SELECT 1 FROM accounts WHERE id <> $1 LIMIT 1", id.0)?;
    Ok(found.is_some())
}

pub async fn insert(
    conn: &mut Conn<'_>,
    id: AccountId,
    name: &AccountName,
    language: Language,
    now: Timestamp,
) -> Result<()> {
    one_row(execute!(
        conn,
        "INSERT INTO accounts (id, name, language, created_at) VALUES ($1, $2, $3, $4)",
        id.0,
        name.as_str(),
        language.code(),
        At(now),
    )?)
}

pub async fn set_holder(conn: &mut Conn<'_>, id: AccountId, holder: UserId) -> Result<()> {
    one_row(execute!(conn, "UPDATE accounts SET holder_id = $2 WHERE id = $1 AND holder_id IS NULL", id.0, holder.0)?)
}

/// The language that people have unless another is chosen.
pub async fn language(conn: &mut Conn<'_>, id: AccountId) -> Result<Language> {
    let (code,) = fetch!(one, (String,), conn, "SELECT language FROM accounts WHERE id = $1", id.0)?;
    Language::from_code(&code).ok_or_else(|| corrupt(Parse("language")))
}

/// Who holds the account, by name, and whether they are still in.
pub async fn holder(conn: &mut Conn<'_>, id: AccountId) -> Result<Option<(UserId, String)>> {
    let sql = "SELECT u.id, u.first_name, u.last_name, u.email FROM accounts a JOIN users u ON u.id = a.holder_id \
        WHERE a.id = $1 AND u.state = 'active'";
    let row = fetch!(optional, (Uuid, String, String, String), conn, sql, id.0)?;
    Ok(row.map(|(id, first, last, email)| (id.into(), display_name(&first, &last, &email))))
}

/// The account whose holder has this address.
pub async fn held_by(conn: &mut Conn<'_>, holder: &EmailAddress) -> Result<Option<AccountId>> {
    let row = fetch!(
        optional,
        (Uuid,),
        conn,
        "SELECT a.id FROM accounts a JOIN users u ON u.id = a.holder_id WHERE u.email_key = $1",
        holder.key()
    )?;
    Ok(row.map(|(id,)| id.into()))
}

/// Where the holder was deleted before `before` and is to be erased: the account passes on to the administrator who has
/// been there longest.
pub async fn pass_on_from_deleted(conn: &mut Conn<'_>, id: AccountId, before: Timestamp) -> Result<()> {
    execute!(
        conn,
        "UPDATE accounts SET holder_id = \
             (SELECT u.id FROM users u JOIN roles r ON r.id = u.role_id \
              WHERE u.account_id = $1 AND u.state = 'active' AND r.kind = 'administrator' \
              ORDER BY u.access_ends_at IS NOT NULL, u.created_at, u.id LIMIT 1) \
         WHERE id = $1 AND EXISTS \
             (SELECT 1 FROM users h WHERE h.id = accounts.holder_id AND h.state = 'deleted' AND h.deleted_at <= $2)",
        id.0,
        At(before)
    )?;
    Ok(())
}

/// Sets the most users that the operator lets the account have, pending invitations included; none: no limit.
pub async fn set_seat_limit(conn: &mut Conn<'_>, id: AccountId, seats: Option<u32>) -> Result<()> {
    one_row(execute!(conn, "UPDATE accounts SET seat_limit = $2 WHERE id = $1", id.0, seats.map(i64::from))?)
}

/// Lets no other transaction decide on the account's users until this one ends. SQLite's write transactions
/// exclude each other anyway. What only refers to the account isn't held up.
pub async fn lock(conn: &mut Conn<'_>, id: AccountId) -> Result<()> {
    if let Conn::Postgres(_) = conn {
        fetch!(one, (Uuid,), conn, "SELECT id FROM accounts WHERE id = $1 FOR NO KEY UPDATE", id.0)?;
    }
    Ok(())
}

/// The most seats that an account `a` may have, as an expression of SQL: the lesser of what it sets and what the instance
/// lets it have.
pub(super) const LIMIT: &str = "CASE WHEN a.seats < a.seat_limit THEN a.seats ELSE COALESCE(a.seat_limit, a.seats) END";

/// The most users that the account may have, pending invitations included; none: no limit.
pub async fn seats(conn: &mut Conn<'_>, id: AccountId) -> Result<Option<u64>> {
    let sql = sqlx::AssertSqlSafe(format!("SELECT {LIMIT} FROM accounts a WHERE a.id = $1"));
    let (seats,) = fetch!(one, (Option<i64>,), conn, sql, id.0)?;
    Ok(seats.map(i64::unsigned_abs))
}

/// Seats still free; none where there is no limit.
pub async fn free_seats(conn: &mut Conn<'_>, id: AccountId) -> Result<Option<u64>> {
    // Somebody inactive holds no seat.
    let sql = sqlx::AssertSqlSafe(format!(
        "SELECT {LIMIT}, CASE WHEN {LIMIT} IS NULL THEN 0 ELSE \
             (SELECT CAST(COALESCE(SUM(c.n), 0) AS BIGINT) FROM user_counts c \
              WHERE c.account_id = a.id AND c.state IN ('active', 'invited')) END \
         FROM accounts a WHERE a.id = $1"
    ));
    let (seats, used) = fetch!(one, (Option<i64>, i64), conn, sql, id.0)?;
    Ok(seats.map(|seats| u64::try_from(seats - used).unwrap_or(0)))
}
