use super::{
    Conn, Result,
    db::{corrupt, execute, fetch, one_row, select_ids},
    types::At,
};
use crate::{
    domain::{
        address_change::{self, Ending, Status},
        error::Parse,
        id::{AccountId, AddressChangeId, UserId},
        language::Language,
        time::Timestamp,
        user::UserState,
    },
    server::token::TokenHash,
};
use std::collections::HashMap;
use uuid::Uuid;

pub struct NewAddressChange<'a> {
    pub id: AddressChangeId,
    pub account: AccountId,
    pub user: UserId,
    /// The person, or an administrator.
    pub actor: UserId,
    pub old: &'a str,
    pub new: &'a str,
    pub confirm: TokenHash,
    pub undo: TokenHash,
    pub expires: Timestamp,
}

/// Inserts one; its user has no other that waits.
pub async fn insert(conn: &mut Conn<'_>, change: NewAddressChange<'_>, now: Timestamp) -> Result<()> {
    one_row(execute!(
        conn,
        "INSERT INTO address_changes (id, account_id, user_id, actor_id, old_email, new_email, confirm_hash, undo_hash, \
             created_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        change.id.0,
        change.account.0,
        change.user.0,
        change.actor.0,
        change.old,
        change.new,
        change.confirm.as_slice(),
        change.undo.as_slice(),
        At(now),
        At(change.expires),
    )?)
}

/// A change as its links' pages and its mails tell of it.
#[derive(Clone, Debug)]
pub struct AddressChange {
    pub id: AddressChangeId,
    pub account: AccountId,
    pub account_name: String,
    pub user: UserId,
    /// What has become of the person since.
    pub state: UserState,
    pub language: Language,
    pub actor: UserId,
    pub old_email: String,
    pub new_email: String,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
    pub confirmed_at: Option<Timestamp>,
    pub undoable_until: Option<Timestamp>,
    pub ending: Option<Ending>,
}

impl AddressChange {
    /// Where it stands.
    #[must_use]
    pub fn status(&self, now: Timestamp) -> Status {
        address_change::status(self.expires_at, self.undoable_until, self.ending, now)
    }
}

#[derive(sqlx::FromRow)]
struct AddressChangeRow {
    change_id: Uuid,
    account_id: Uuid,
    account_name: String,
    user_id: Uuid,
    state: String,
    language: String,
    actor_id: Uuid,
    old_email: String,
    new_email: String,
    created_at: At,
    expires_at: At,
    confirmed_at: Option<At>,
    undoable_until: Option<At>,
    ending: Option<String>,
}

impl TryFrom<AddressChangeRow> for AddressChange {
    type Error = sqlx::Error;
    fn try_from(row: AddressChangeRow) -> Result<Self> {
        Ok(Self {
            id: row.change_id.into(),
            account: row.account_id.into(),
            account_name: row.account_name,
            user: row.user_id.into(),
            state: row.state.parse().map_err(corrupt)?,
            language: Language::from_code(&row.language).ok_or_else(|| corrupt(Parse("language")))?,
            actor: row.actor_id.into(),
            old_email: row.old_email,
            new_email: row.new_email,
            created_at: row.created_at.0,
            expires_at: row.expires_at.0,
            confirmed_at: row.confirmed_at.map(|at| at.0),
            undoable_until: row.undoable_until.map(|at| at.0),
            ending: row.ending.map(|ending| ending.parse().map_err(corrupt)).transpose()?,
        })
    }
}

/// The changes and whose they are, with `rest` of the query after it.
fn select(rest: &str) -> String {
    format!(
        "SELECT c.id AS change_id, c.account_id, a.name AS account_name, c.user_id, u.state, u.language, c.actor_id, \
             c.old_email, c.new_email, c.created_at, c.expires_at, c.confirmed_at, c.undoable_until, c.ending \
         FROM address_changes c JOIN users u ON u.id = c.user_id JOIN accounts a ON a.id = c.account_id WHERE {rest}"
    )
}

/// By the token of the link that goes to the new address.
pub async fn find_to_confirm(conn: &mut Conn<'_>, token: TokenHash) -> Result<Option<AddressChange>> {
    let sql = || sqlx::AssertSqlSafe(select("c.confirm_hash = $1"));
    fetch!(optional, AddressChangeRow, conn, sql(), token)?.map(AddressChange::try_from).transpose()
}

/// By the token of the link that goes to the old address.
pub async fn find_to_undo(conn: &mut Conn<'_>, token: TokenHash) -> Result<Option<AddressChange>> {
    let sql = || sqlx::AssertSqlSafe(select("c.undo_hash = $1"));
    fetch!(optional, AddressChangeRow, conn, sql(), token)?.map(AddressChange::try_from).transpose()
}

/// The one of somebody that waits to be confirmed; it may have expired.
pub async fn find_waiting(conn: &mut Conn<'_>, user: UserId) -> Result<Option<AddressChange>> {
    let sql = || sqlx::AssertSqlSafe(select("c.user_id = $1 AND c.ended_at IS NULL AND c.confirmed_at IS NULL"));
    fetch!(optional, AddressChangeRow, conn, sql(), user.0)?.map(AddressChange::try_from).transpose()
}

/// Those of these ids that there are.
pub(super) async fn find_all(conn: &mut Conn<'_>, ids: &[Uuid]) -> Result<HashMap<AddressChangeId, AddressChange>> {
    let rows: Vec<AddressChangeRow> = select_ids!(conn, select("c.id IN"), ids, "");
    rows.into_iter().map(|row| AddressChange::try_from(row).map(|change| (change.id, change))).collect()
}

/// Waiting → confirmed; whether it was (still) waiting.
pub async fn confirm(
    conn: &mut Conn<'_>,
    id: AddressChangeId,
    now: Timestamp,
    undoable_until: Timestamp,
) -> Result<bool> {
    let changed = execute!(
        conn,
        "UPDATE address_changes SET confirmed_at = $2, undoable_until = $3 \
         WHERE id = $1 AND ended_at IS NULL AND confirmed_at IS NULL AND expires_at > $2",
        id.0,
        At(now),
        At(undoable_until),
    )?;
    Ok(changed == 1)
}

/// Confirmed → undone; whether it could (still) be.
pub async fn undo(conn: &mut Conn<'_>, id: AddressChangeId, now: Timestamp) -> Result<bool> {
    let changed = execute!(
        conn,
        "UPDATE address_changes SET ending = 'undone', ended_at = $2 \
         WHERE id = $1 AND ended_at IS NULL AND undoable_until > $2",
        id.0,
        At(now),
    )?;
    Ok(changed == 1)
}

/// Ends the one of somebody that waits, if any; which.
pub async fn end_waiting(
    conn: &mut Conn<'_>,
    user: UserId,
    ending: Ending,
    now: Timestamp,
) -> Result<Option<AddressChangeId>> {
    let row = fetch!(
        optional,
        (Uuid,),
        conn,
        "UPDATE address_changes SET ending = $2, ended_at = $3 \
         WHERE user_id = $1 AND ended_at IS NULL AND confirmed_at IS NULL RETURNING id",
        user.0,
        ending.as_str(),
        At(now)
    )?;
    Ok(row.map(|(id,)| id.into()))
}

/// Ends all of somebody's that were asked for since an instant: what came after a change that is undone falls with it.
pub async fn end_since(conn: &mut Conn<'_>, user: UserId, since: Timestamp, now: Timestamp) -> Result<u64> {
    execute!(
        conn,
        "UPDATE address_changes SET ending = 'withdrawn', ended_at = $3 \
         WHERE user_id = $1 AND created_at >= $2 AND ended_at IS NULL",
        user.0,
        At(since),
        At(now)
    )
}

/// Removes those that before came to their end, expired, or could be undone for the last time, with the mails that told
/// of them; how many.
pub async fn forget(conn: &mut Conn<'_>, before: Timestamp) -> Result<u64> {
    let sql = "DELETE FROM address_changes WHERE COALESCE(ended_at, undoable_until, expires_at) <= $1";
    execute!(conn, sql, At(before))
}
