//! The outbox.

use super::{
    Conn, Result,
    address_changes::{self, AddressChange},
    db::{corrupt, execute, fetch, insert_many, select_ids},
    instance,
    invitations::{self, Invitation},
    resets::{self, Reset},
    types::At,
};
use crate::domain::{
    address_change,
    error::Parse,
    id::{AccountId, AddressChangeId, InvitationId, MessageId, ResetId, UserId},
    invitation::{LinkStatus, link_status},
    language::Language,
    message::{MessageKind, MessageState, Next},
    reset,
    time::Timestamp,
    user::display_name,
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
            Subject::Notice(particulars) | Subject::About(_, particulars) => {
                (message, [None; 3], particulars.to_string())
            }
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

/// A message with all that its words are made from.
#[derive(Clone, Debug)]
pub struct Message {
    pub id: MessageId,
    pub account: AccountId,
    pub account_name: String,
    /// Who reads it.
    pub user: UserId,
    pub first_name: String,
    /// Whom a notice is about, where it isn't its reader.
    pub about: Option<About>,
    pub kind: MessageKind,
    pub address: String,
    pub language: Language,
    /// What its Message-ID ends in.
    pub domain: String,
    pub state: MessageState,
    /// Tries so far, the present one included.
    pub attempts: u32,
    pub answer: String,
    pub created_at: Timestamp,
    pub sent_at: Option<Timestamp>,
    pub matter: Matter,
}

/// Somebody who is written about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    pub id: UserId,
    pub name: String,
}

/// What a message is about.
#[derive(Clone, Debug)]
pub enum Matter {
    Invitation(Box<Invitation>),
    Reset(Box<Reset>),
    /// To be confirmed from the new address.
    AddressConfirmation(Box<AddressChange>),
    /// Told to the old address, which can undo it.
    AddressChanged(Box<AddressChange>),
    /// A notice's facts.
    Notice(serde_json::Value),
}

impl Matter {
    /// Whether what the message says is still so: a link that has ended isn't worth sending.
    #[must_use]
    pub fn is_current(&self, now: Timestamp) -> bool {
        match self {
            Self::Invitation(invitation) => {
                link_status(invitation.expires_at, invitation.ending, now) == LinkStatus::Open
            }
            Self::Reset(reset) => reset.status(now) == reset::Status::Open,
            Self::AddressConfirmation(change) => change.status(now) == address_change::Status::Waiting,
            Self::AddressChanged(change) => change.status(now) == address_change::Status::Undoable,
            Self::Notice(_) => true,
        }
    }
}

#[derive(sqlx::FromRow)]
struct MessageRow {
    message_id: Uuid,
    account_id: Uuid,
    account_name: String,
    user_id: Uuid,
    first_name: String,
    about_id: Option<Uuid>,
    about_first_name: Option<String>,
    about_last_name: Option<String>,
    about_email: Option<String>,
    kind: String,
    invitation_id: Option<Uuid>,
    reset_id: Option<Uuid>,
    address_change_id: Option<Uuid>,
    particulars: String,
    address: String,
    language: String,
    domain: String,
    state: String,
    attempts: i64,
    answer: String,
    created_at: At,
    sent_at: Option<At>,
}

impl MessageRow {
    fn with(self, matter: Matter) -> Result<Message> {
        let about = self.about_id.map(|id| About {
            id: id.into(),
            name: display_name(
                self.about_first_name.as_deref().unwrap_or_default(),
                self.about_last_name.as_deref().unwrap_or_default(),
                self.about_email.as_deref().unwrap_or_default(),
            ),
        });
        Ok(Message {
            id: self.message_id.into(),
            account: self.account_id.into(),
            account_name: self.account_name,
            user: self.user_id.into(),
            first_name: self.first_name,
            about,
            kind: self.kind.parse().map_err(corrupt)?,
            address: self.address,
            language: Language::from_code(&self.language).ok_or_else(|| corrupt(Parse("language")))?,
            domain: self.domain,
            state: self.state.parse().map_err(corrupt)?,
            attempts: u32::try_from(self.attempts).unwrap_or(u32::MAX),
            answer: self.answer,
            created_at: self.created_at.0,
            sent_at: self.sent_at.map(|at| at.0),
            matter,
        })
    }
}

/// A message with its account and reader, with `rest` of the query after it.
fn select(rest: &str) -> sqlx::AssertSqlSafe<String> {
    sqlx::AssertSqlSafe(format!(
        "SELECT m.id AS message_id, m.account_id, a.name AS account_name, m.user_id, u.first_name, m.kind, \
             m.about_id, b.first_name AS about_first_name, b.last_name AS about_last_name, b.email AS about_email, \
             m.invitation_id, m.reset_id, m.address_change_id, m.particulars, m.address, m.language, m.domain, m.state, \
             m.attempts, m.answer, m.created_at, m.sent_at \
         FROM messages m JOIN accounts a ON a.id = m.account_id JOIN users u ON u.id = m.user_id \
             LEFT JOIN users b ON b.id = m.about_id {rest}"
    ))
}

/// The rows with what they are about, which is read for all of them at once.
async fn complete(conn: &mut Conn<'_>, rows: Vec<MessageRow>) -> Result<Vec<Message>> {
    let ids = |of: fn(&MessageRow) -> Option<Uuid>| rows.iter().filter_map(of).collect::<Vec<Uuid>>();
    let invitations = invitations::find_all(conn, &ids(|row| row.invitation_id)).await?;
    let resets = resets::find_all(conn, &ids(|row| row.reset_id)).await?;
    let changes = address_changes::find_all(conn, &ids(|row| row.address_change_id)).await?;
    rows.into_iter()
        .map(|row| {
            let gone = || sqlx::Error::RowNotFound;
            let matter = match (row.invitation_id, row.reset_id, row.address_change_id) {
                (Some(id), ..) => Matter::Invitation(Box::new(invitations.get(&id.into()).ok_or_else(gone)?.clone())),
                (_, Some(id), _) => Matter::Reset(Box::new(resets.get(&id.into()).ok_or_else(gone)?.clone())),
                (.., Some(id)) => {
                    let change = Box::new(changes.get(&id.into()).ok_or_else(gone)?.clone());
                    if row.kind == MessageKind::AddressConfirmation.as_str() {
                        Matter::AddressConfirmation(change)
                    } else {
                        Matter::AddressChanged(change)
                    }
                }
                _ => Matter::Notice(serde_json::from_str(&row.particulars).map_err(corrupt)?),
            };
            row.with(matter)
        })
        .collect()
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

/// Stops what waits for a reset that has ended.
pub async fn withdraw_reset(conn: &mut Conn<'_>, reset: ResetId, why: &str) -> Result<()> {
    let sql = "UPDATE messages SET state = 'refused', answer = $2 WHERE reset_id = $1 AND state = 'queued'";
    execute!(conn, sql, reset.0, why)?;
    Ok(())
}

/// Stops what waits for a change of address that has ended.
pub async fn withdraw_address_change(conn: &mut Conn<'_>, change: AddressChangeId, why: &str) -> Result<()> {
    let sql = "UPDATE messages SET state = 'refused', answer = $2 WHERE address_change_id = $1 AND state = 'queued'";
    execute!(conn, sql, change.0, why)?;
    Ok(())
}

/// How many messages of a kind somebody was sent since an instant.
pub async fn count_since(conn: &mut Conn<'_>, user: UserId, kind: MessageKind, since: Timestamp) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM messages WHERE user_id = $1 AND kind = $2 AND created_at > $3";
    let (count,) = fetch!(one, (i64,), conn, sql, user.0, kind.as_str(), At(since))?;
    Ok(count)
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
    complete(conn, rows).await
}

/// The newest messages to somebody.
pub async fn of_user(conn: &mut Conn<'_>, user: UserId, most: i64) -> Result<Vec<Message>> {
    let rest = "WHERE m.user_id = $1 ORDER BY m.created_at DESC, m.id DESC LIMIT $2";
    let rows = fetch!(all, MessageRow, conn, select(rest), user.0, most)?;
    complete(conn, rows).await
}

pub async fn find(conn: &mut Conn<'_>, account: AccountId, id: MessageId) -> Result<Option<Message>> {
    let rest = "WHERE m.account_id = $1 AND m.id = $2";
    let row = fetch!(optional, MessageRow, conn, select(rest), account.0, id.0)?;
    Ok(complete(conn, row.into_iter().collect()).await?.pop())
}
