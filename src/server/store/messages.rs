//! The outbox.

use super::{
    Conn, Result,
    db::{corrupt, execute, fetch, insert_many},
    invitations::{self, Invitation, InvitationRow},
    types::At,
};
use crate::domain::{
    error::Parse,
    id::{AccountId, InvitationId, MessageId, UserId},
    language::Language,
    message::{MessageKind, MessageState, Next},
    time::Timestamp,
};
use uuid::Uuid;

pub struct NewMessage<'a> {
    pub id: MessageId,
    pub user: UserId,
    pub invitation: InvitationId,
    pub address: &'a str,
}

/// Queues messages, to be tried from `now` on.
pub async fn insert(
    conn: &mut Conn<'_>,
    account: AccountId,
    kind: MessageKind,
    language: Language,
    messages: &[NewMessage<'_>],
    now: Timestamp,
) -> Result<u64> {
    Ok(insert_many!(
        conn,
        "INSERT INTO messages (id, account_id, user_id, invitation_id, kind, address, language, state, attempts, \
             next_try_at, answer, created_at) ",
        "",
        messages,
        |row| row.id.0,
        account.0,
        row.user.0,
        row.invitation.0,
        kind.as_str(),
        row.address,
        language.code(),
        MessageState::Queued.as_str(),
        0_i64,
        At(now),
        "",
        At(now),
    ))
}

/// A message with all that its words are made from.
#[derive(Clone, Debug)]
pub struct Message {
    pub id: MessageId,
    pub kind: MessageKind,
    pub address: String,
    pub language: Language,
    pub state: MessageState,
    /// Tries so far, the present one included.
    pub attempts: u32,
    pub answer: String,
    pub created_at: Timestamp,
    pub sent_at: Option<Timestamp>,
    pub invitation: Invitation,
}

#[derive(sqlx::FromRow)]
struct MessageRow {
    message_id: Uuid,
    kind: String,
    message_address: String,
    message_language: String,
    message_state: String,
    attempts: i64,
    answer: String,
    queued_at: At,
    sent_at: Option<At>,
    #[sqlx(flatten)]
    invitation: InvitationRow,
}

impl TryFrom<MessageRow> for Message {
    type Error = sqlx::Error;
    fn try_from(row: MessageRow) -> Result<Self> {
        Ok(Self {
            id: row.message_id.into(),
            kind: row.kind.parse().map_err(corrupt)?,
            address: row.message_address,
            language: Language::from_code(&row.message_language).ok_or_else(|| corrupt(Parse("language")))?,
            state: row.message_state.parse().map_err(corrupt)?,
            attempts: u32::try_from(row.attempts).unwrap_or(u32::MAX),
            answer: row.answer,
            created_at: row.queued_at.0,
            sent_at: row.sent_at.map(|at| at.0),
            invitation: row.invitation.try_into()?,
        })
    }
}

/// A message with its invitation, with `rest` of the query after it.
fn select(rest: &str) -> sqlx::AssertSqlSafe<String> {
    let (columns, from) = (invitations::COLUMNS, invitations::FROM);
    sqlx::AssertSqlSafe(format!(
        "SELECT m.id AS message_id, m.kind, m.address AS message_address, m.language AS message_language, \
             m.state AS message_state, m.attempts, m.answer, m.created_at AS queued_at, m.sent_at, {columns} \
         FROM messages m JOIN ({from}) ON i.id = m.invitation_id {rest}"
    ))
}

/// Takes up to `most` due messages for a worker, until the lease ends, and counts the try.
pub async fn lease(conn: &mut Conn<'_>, now: Timestamp, until: Timestamp, most: i64) -> Result<Vec<Message>> {
    type Row = (Uuid,);
    let taken: Vec<Row> = match conn {
        Conn::Sqlite(c) => {
            sqlx::query_as(
                "UPDATE messages SET state = 'sending', leased_until = $2, attempts = attempts + 1 WHERE id IN \
                     (SELECT id FROM messages WHERE state = 'queued' AND next_try_at <= $1 \
                      ORDER BY next_try_at, id LIMIT $3) \
                 RETURNING id",
            )
            .bind(At(now))
            .bind(At(until))
            .bind(most)
            .fetch_all(&mut **c)
            .await?
        }
        Conn::Postgres(c) => sqlx::query_as(
            "UPDATE messages SET state = 'sending', leased_until = $2, attempts = attempts + 1 WHERE id = ANY (ARRAY \
                     (SELECT id FROM messages WHERE state = 'queued' AND next_try_at <= $1 \
                      ORDER BY next_try_at, id LIMIT $3 FOR UPDATE SKIP LOCKED)) \
                 RETURNING id",
        )
        .bind(At(now))
        .bind(At(until))
        .bind(most)
        .fetch_all(&mut **c)
        .await?,
    };
    let ids: Vec<Uuid> = taken.into_iter().map(|(id,)| id).collect();
    let rows: Vec<MessageRow> = match conn {
        Conn::Sqlite(c) => {
            let mut query = sqlx::QueryBuilder::new(select("WHERE m.id IN (").0);
            let mut list = query.separated(", ");
            for id in &ids {
                list.push_bind(*id);
            }
            query.push(") ORDER BY m.id").build_query_as().fetch_all(&mut **c).await?
        }
        Conn::Postgres(c) => {
            sqlx::query_as(select("WHERE m.id = ANY($1) ORDER BY m.id")).bind(&ids).fetch_all(&mut **c).await?
        }
    };
    rows.into_iter().map(Message::try_from).collect()
}

/// Gives messages back whose worker has gone; how many.
pub async fn release_expired(conn: &mut Conn<'_>, now: Timestamp) -> Result<u64> {
    execute!(
        conn,
        "UPDATE messages SET state = 'queued', leased_until = NULL WHERE state = 'sending' AND leased_until <= $1",
        At(now)
    )
}

/// Notes what became of a try. `blameless` takes the try back: the server turned us away, not the message.
/// Whether the message was still being sent.
pub async fn settle(
    conn: &mut Conn<'_>,
    id: MessageId,
    next: Next,
    blameless: bool,
    answer: &str,
    now: Timestamp,
) -> Result<bool> {
    let (state, next_try, sent_at) = match next {
        Next::Sent => (MessageState::Sent, now, Some(now)),
        Next::RetryIn(pause) => (MessageState::Queued, now + pause, None),
        Next::Refused => (MessageState::Refused, now, None),
    };
    let changed = execute!(
        conn,
        "UPDATE messages SET state = $2, next_try_at = $3, sent_at = $4, answer = $5, leased_until = NULL, \
             attempts = attempts - $6 \
         WHERE id = $1 AND state = 'sending'",
        id.0,
        state.as_str(),
        At(next_try),
        sent_at.map(At),
        answer,
        i64::from(blameless),
    )?;
    Ok(changed == 1)
}

/// Stops what waits for an invitation that has ended.
pub async fn withdraw(conn: &mut Conn<'_>, invitation: InvitationId, why: &str) -> Result<()> {
    execute!(
        conn,
        "UPDATE messages SET state = 'refused', answer = $2 WHERE invitation_id = $1 AND state = 'queued'",
        invitation.0,
        why
    )?;
    Ok(())
}

/// When the next message is due; nothing where none waits.
pub async fn next_due(conn: &mut Conn<'_>) -> Result<Option<Timestamp>> {
    let (due,) = fetch!(
        one,
        (Option<At>,),
        conn,
        "SELECT MIN(at) FROM (SELECT MIN(next_try_at) AS at FROM messages WHERE state = 'queued' \
         UNION ALL SELECT MIN(leased_until) AS at FROM messages WHERE state = 'sending') due"
    )?;
    Ok(due.map(|at| at.0))
}

/// The newest messages of an account, older than `before` where given.
pub async fn list(
    conn: &mut Conn<'_>,
    account: AccountId,
    before: Option<MessageId>,
    most: i64,
) -> Result<Vec<Message>> {
    let before = before.map_or(Uuid::max(), |id| id.0);
    let rows = fetch!(
        all,
        MessageRow,
        conn,
        select("WHERE m.account_id = $1 AND m.id < $2 ORDER BY m.id DESC LIMIT $3"),
        account.0,
        before,
        most
    )?;
    rows.into_iter().map(Message::try_from).collect()
}

pub async fn find(conn: &mut Conn<'_>, account: AccountId, id: MessageId) -> Result<Option<Message>> {
    let rest = "WHERE m.account_id = $1 AND m.id = $2";
    fetch!(optional, MessageRow, conn, select(rest), account.0, id.0)?.map(Message::try_from).transpose()
}
