//! What is to be sent: queued, counted, and withdrawn where it isn't worth sending any more.

use crate::{
    domain::{
        answer::Finding,
        id::{AccountId, AddressChangeId, InvitationId, MessageId, RequestId, ResetId, UserId},
        language::Language,
        message::{MessageKind, MessageState},
        time::Timestamp,
    },
    server::store::{
        Conn, Result,
        db::{execute, fetch, insert_many, one_row},
        instance,
        types::At,
    },
};
use uuid::Uuid;

/// What a mail's link opens, or what it tells.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    Invitation(InvitationId),
    Reset(ResetId),
    AddressChange(AddressChangeId),
    /// A notice: its facts as JSON.
    Notice(&'a serde_json::Value),
    /// A notice about somebody.
    About(UserId, &'a serde_json::Value),
}

impl Subject<'_> {
    const fn about(&self) -> Option<Uuid> {
        match self {
            Self::About(user, _) => Some(user.0),
            _ => None,
        }
    }
}

pub struct NewMessage<'a> {
    pub id: MessageId,
    /// Who reads it.
    pub user: UserId,
    pub subject: Subject<'a>,
    pub address: &'a str,
}

/// Queues messages of one kind, to be tried from `now` on.
pub async fn insert(
    conn: &mut Conn<'_>,
    account: AccountId,
    kind: MessageKind,
    language: Language,
    messages: &[NewMessage<'_>],
    now: Timestamp,
) -> Result<u64> {
    let rows: Vec<(&NewMessage<'_>, [Option<Uuid>; 3], String)> = messages
        .iter()
        .map(|message| match message.subject {
            Subject::Invitation(id) => (message, [Some(id.0), None, None], String::new()),
            Subject::Reset(id) => (message, [None, Some(id.0), None], String::new()),
            Subject::AddressChange(id) => (message, [None, None, Some(id.0)], String::new()),
            Subject::Notice(facts) | Subject::About(_, facts) => (message, [None; 3], facts.to_string()),
        })
        .collect();
    let domain = instance::mail_domain(conn).await?;
    Ok(insert_many!(
        conn,
        "INSERT INTO messages (id, account_id, user_id, about_id, invitation_id, reset_id, address_change_id, \
             particulars, kind, address, language, domain, state, attempts, next_try_at, answer, created_at) ",
        "",
        rows,
        |row| row.0.id.0,
        account.0,
        row.0.user.0,
        row.0.subject.about(),
        row.1[0],
        row.1[1],
        row.1[2],
        row.2.as_str(),
        kind.as_str(),
        row.0.address,
        language.code(),
        domain.as_str(),
        MessageState::Queued.as_str(),
        0_i64,
        At(now),
        "",
        At(now),
    ))
}

/// Has a message wait until an instant.
pub async fn postpone(conn: &mut Conn<'_>, id: MessageId, until: Timestamp) -> Result<()> {
    one_row(execute!(conn, "UPDATE messages SET next_try_at = $2 WHERE id = $1", id.0, At(until))?)
}

/// Stops what waits for an invitation that has ended.
pub async fn withdraw(conn: &mut Conn<'_>, invitation: InvitationId, why: Finding) -> Result<()> {
    execute!(
        conn,
        "UPDATE messages SET state = 'refused', answer = $2 WHERE invitation_id = $1 AND state = 'queued'",
        invitation.0,
        why.code()
    )?;
    Ok(())
}

/// Invitations that an account has queued since: ids are in the order of time, and so is their index.
pub async fn count_invitations_since(conn: &mut Conn<'_>, account: AccountId, since: Timestamp) -> Result<u64> {
    let first = uuid::Builder::from_unix_timestamp_millis(since.as_millis().unsigned_abs(), &[0; 10]).into_uuid();
    let (count,) = fetch!(
        one,
        (i64,),
        conn,
        "SELECT COUNT(*) FROM messages WHERE account_id = $1 AND id > $2 AND kind = 'invitation'",
        account.0,
        first
    )?;
    Ok(count.unsigned_abs())
}

/// Stops what waits for a reset that has ended.
pub async fn withdraw_reset(conn: &mut Conn<'_>, reset: ResetId, why: Finding) -> Result<()> {
    let sql = "UPDATE messages SET state = 'refused', answer = $2 WHERE reset_id = $1 AND state = 'queued'";
    execute!(conn, sql, reset.0, why.code())?;
    Ok(())
}

/// Stops what waits to tell of requests for access.
pub async fn withdraw_requests(conn: &mut Conn<'_>, account: AccountId, why: Finding) -> Result<()> {
    let sql = "UPDATE messages SET state = 'refused', answer = $2 \
        WHERE account_id = $1 AND kind = 'access-request' AND state = 'queued'";
    execute!(conn, sql, account.0, why.code())?;
    Ok(())
}

/// Lets what waits to tell of one request of somebody's say what is wanted now. It goes all the same: it is to lead its
/// reader to all other requests that came meanwhile.
pub async fn restate_request(
    conn: &mut Conn<'_>,
    asker: UserId,
    request: RequestId,
    facts: &serde_json::Value,
) -> Result<()> {
    // A mail of a request has its id among its facts.
    let sql = "UPDATE messages SET particulars = $3 WHERE about_id = $1 AND kind = 'access-request' \
        AND state = 'queued' AND particulars LIKE '%' || $2 || '%'";
    execute!(conn, sql, asker.0, request.to_string(), facts.to_string())?;
    Ok(())
}

/// Stops what waits for a change of address that has ended.
pub async fn withdraw_address_change(conn: &mut Conn<'_>, change: AddressChangeId, why: Finding) -> Result<()> {
    let sql = "UPDATE messages SET state = 'refused', answer = $2 WHERE address_change_id = $1 AND state = 'queued'";
    execute!(conn, sql, change.0, why.code())?;
    Ok(())
}

/// How many messages of a kind somebody was sent since an instant.
pub async fn count_since(conn: &mut Conn<'_>, user: UserId, kind: MessageKind, since: Timestamp) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM messages WHERE user_id = $1 AND kind = $2 AND created_at > $3";
    let (count,) = fetch!(one, (i64,), conn, sql, user.0, kind.as_str(), At(since))?;
    Ok(count)
}
