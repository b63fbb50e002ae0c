//! Somebody who is being created, step by step.

use super::{
    Conn, Result,
    db::{execute, fetch},
    types::At,
};
use crate::domain::{
    id::{AccountId, DraftId, UserId},
    time::Timestamp,
};
use uuid::Uuid;

/// What became of a draft so far.
#[derive(Clone, Debug)]
pub enum Draft {
    /// What was typed, as JSON.
    Open(String),
    /// The person whom it became.
    Done(UserId),
}

/// Its author's draft; nobody else has it.
pub async fn find(conn: &mut Conn<'_>, account: AccountId, author: UserId, id: DraftId) -> Result<Option<Draft>> {
    let row = fetch!(
        optional,
        (String, Option<Uuid>),
        conn,
        "SELECT content, user_id FROM drafts WHERE account_id = $1 AND author_id = $2 AND id = $3",
        account.0,
        author.0,
        id.0
    )?;
    Ok(row.map(|(content, user)| user.map_or(Draft::Open(content), |user| Draft::Done(user.into()))))
}

/// Keeps what was typed; whether it is (still) the author's open draft.
pub async fn save(
    conn: &mut Conn<'_>,
    account: AccountId,
    author: UserId,
    id: DraftId,
    content: &str,
    now: Timestamp,
) -> Result<bool> {
    let saved = execute!(
        conn,
        "INSERT INTO drafts (id, account_id, author_id, content, saved_at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (id) DO UPDATE SET content = excluded.content, saved_at = excluded.saved_at \
         WHERE drafts.author_id = excluded.author_id AND drafts.user_id IS NULL",
        id.0,
        account.0,
        author.0,
        content,
        At(now),
    )?;
    Ok(saved == 1)
}

/// The person is there: what was typed isn't kept twice. Whether the draft was (still) open.
pub async fn finish(conn: &mut Conn<'_>, id: DraftId, user: UserId) -> Result<bool> {
    let sql = "UPDATE drafts SET user_id = $2, content = '' WHERE id = $1 AND user_id IS NULL";
    Ok(execute!(conn, sql, id.0, user.0)? == 1)
}

/// Forgets drafts that nobody has gone on with since `before`.
pub async fn forget(conn: &mut Conn<'_>, before: Timestamp) -> Result<u64> {
    execute!(conn, "DELETE FROM drafts WHERE saved_at < $1", At(before))
}
