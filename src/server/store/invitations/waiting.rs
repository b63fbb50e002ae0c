//! Invitations that nobody has answered, as housekeeping looks for them.

use super::super::{
    Conn, Result,
    db::{corrupt, execute, fetch},
    types::At,
};
use crate::domain::{
    error::Parse,
    id::{AccountId, InvitationId, UserId},
    language::Language,
    time::Timestamp,
};
use uuid::Uuid;

/// An invitation that nobody has answered.
pub struct Unanswered {
    pub id: InvitationId,
    pub account: AccountId,
    pub user: UserId,
    pub email: String,
    pub language: Language,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
}

/// Some of those that will expire by `soon`, were sent, and that nobody was reminded of.
pub async fn unanswered(conn: &mut Conn<'_>, now: Timestamp, soon: Timestamp, most: i64) -> Result<Vec<Unanswered>> {
    type Row = (Uuid, Uuid, Uuid, String, String, At, At);
    let rows = fetch!(
        all,
        Row,
        conn,
        "SELECT i.id, i.account_id, i.user_id, u.email, i.language, i.created_at, i.expires_at \
         FROM invitations i JOIN users u ON u.id = i.user_id \
         WHERE i.ended_at IS NULL AND i.expiry_noted_at IS NULL AND i.reminded_at IS NULL \
             AND i.expires_at > $1 AND i.expires_at <= $2 AND u.state = 'invited' \
             AND EXISTS (SELECT 1 FROM messages m WHERE m.user_id = i.user_id AND m.invitation_id = i.id \
                 AND m.state = 'sent') \
         ORDER BY i.expires_at, i.id LIMIT $3",
        At(now),
        At(soon),
        most
    )?;
    rows.into_iter()
        .map(|(id, account, user, email, language, created_at, expires_at)| {
            Ok(Unanswered {
                id: id.into(),
                account: account.into(),
                user: user.into(),
                email,
                language: Language::from_code(&language).ok_or_else(|| corrupt(Parse("language")))?,
                created_at: created_at.0,
                expires_at: expires_at.0,
            })
        })
        .collect()
}

/// Whether the invitation is open and nobody was reminded of it yet.
pub async fn set_reminded(conn: &mut Conn<'_>, id: InvitationId, now: Timestamp) -> Result<bool> {
    let sql = "UPDATE invitations SET reminded_at = $2 WHERE id = $1 AND ended_at IS NULL AND reminded_at IS NULL";
    Ok(execute!(conn, sql, id.0, At(now))? == 1)
}

/// Accounts in which an invitation has expired that the history doesn't know of.
pub async fn accounts_with_expired(conn: &mut Conn<'_>, now: Timestamp) -> Result<Vec<AccountId>> {
    let rows = fetch!(
        all,
        (Uuid,),
        conn,
        "SELECT DISTINCT account_id FROM invitations \
         WHERE ended_at IS NULL AND expiry_noted_at IS NULL AND expires_at <= $1",
        At(now)
    )?;
    Ok(rows.into_iter().map(|(id,)| id.into()).collect())
}

/// Notes some of an account's invitations that have expired; whose they were.
pub async fn note_expired(conn: &mut Conn<'_>, account: AccountId, now: Timestamp, most: i64) -> Result<Vec<UserId>> {
    let rows = fetch!(
        all,
        (Uuid,),
        conn,
        "UPDATE invitations SET expiry_noted_at = $2 WHERE ended_at IS NULL AND expiry_noted_at IS NULL AND id IN \
             (SELECT id FROM invitations WHERE account_id = $1 AND ended_at IS NULL AND expiry_noted_at IS NULL \
                  AND expires_at <= $2 ORDER BY expires_at, id LIMIT $3) \
         RETURNING user_id",
        account.0,
        At(now),
        most
    )?;
    Ok(rows.into_iter().map(|(id,)| id.into()).collect())
}

/// Who has invitations that have expired, and wasn't told.
pub async fn inviters_to_tell(conn: &mut Conn<'_>) -> Result<Vec<(AccountId, UserId)>> {
    let rows = fetch!(
        all,
        (Uuid, Uuid),
        conn,
        "SELECT DISTINCT account_id, inviter_id FROM invitations \
         WHERE ended_at IS NULL AND expiry_noted_at IS NOT NULL AND expiry_told_at IS NULL AND inviter_id IS NOT NULL"
    )?;
    Ok(rows.into_iter().map(|(account, inviter)| (account.into(), inviter.into())).collect())
}

/// Takes what an inviter is to be told of; whose invitations they were.
pub async fn set_told(conn: &mut Conn<'_>, account: AccountId, inviter: UserId, now: Timestamp) -> Result<Vec<UserId>> {
    let rows = fetch!(
        all,
        (Uuid,),
        conn,
        "UPDATE invitations SET expiry_told_at = $3 WHERE account_id = $1 AND inviter_id = $2 \
             AND ended_at IS NULL AND expiry_noted_at IS NOT NULL AND expiry_told_at IS NULL \
         RETURNING user_id",
        account.0,
        inviter.0,
        At(now)
    )?;
    Ok(rows.into_iter().map(|(id,)| id.into()).collect())
}
