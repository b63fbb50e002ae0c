//! What a worker does: it leases messages that are due, and notes what became of each.

use super::{Message, MessageRow, complete, select};
use crate::{
    domain::{
        answer::Answer,
        id::MessageId,
        message::{MessageState, Next},
        time::Timestamp,
    },
    server::store::{
        Conn, Result,
        db::{execute, fetch, select_ids},
        types::At,
    },
};
use uuid::Uuid;

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
    let rows: Vec<MessageRow> = select_ids!(conn, select("WHERE m.id IN").0, &ids, " ORDER BY m.id");
    complete(conn, rows).await
}

/// Gives messages back whose worker has gone; how many.
pub async fn release_expired(conn: &mut Conn<'_>, now: Timestamp) -> Result<u64> {
    execute!(
        conn,
        "UPDATE messages SET state = 'queued', leased_until = NULL WHERE state = 'sending' AND leased_until <= $1",
        At(now)
    )
}

/// Notes what became of a try; what was known before stays where it says nothing new. `blameless` takes the try back: the server turned us away, not the message.
/// Whether the message was still being sent.
pub async fn settle(
    conn: &mut Conn<'_>,
    id: MessageId,
    next: Next,
    blameless: bool,
    answer: Option<&Answer>,
    now: Timestamp,
) -> Result<bool> {
    let (state, next_try, sent_at) = match next {
        Next::Sent => (MessageState::Sent, now, Some(now)),
        Next::RetryIn(pause) => (MessageState::Queued, now + pause, None),
        Next::Refused => (MessageState::Refused, now, None),
    };
    let changed = execute!(
        conn,
        "UPDATE messages SET state = $2, next_try_at = $3, sent_at = $4, answer = COALESCE($5, answer), leased_until = NULL, \
             attempts = attempts - $6 \
         WHERE id = $1 AND state = 'sending'",
        id.0,
        state.as_str(),
        At(next_try),
        sent_at.map(At),
        answer.map(Answer::as_text),
        i64::from(blameless),
    )?;
    Ok(changed == 1)
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
