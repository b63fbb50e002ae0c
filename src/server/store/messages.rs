//! The outbox: messages as they are read, with what each is about.
//!
//! - `queue`: what is to be sent
//! - `sending`: what a worker does with it

mod queue;
mod sending;

pub use queue::{
    NewMessage, Subject, count_invitations_since, count_since, insert, postpone, restate_request, withdraw,
    withdraw_address_change, withdraw_requests, withdraw_reset,
};
pub use sending::{lease, next_due, release_expired, settle};

use super::{
    Conn, Result,
    address_changes::{self, AddressChange},
    db::{corrupt, fetch},
    invitations::{self, Invitation},
    resets::{self, Reset},
    types::At,
};
use crate::domain::{
    address_change,
    answer::Answer,
    error::Parse,
    id::{AccountId, MessageId, UserId},
    invitation::{LinkStatus, link_status},
    language::Language,
    message::{MessageKind, MessageState, is_withdrawn},
    reset,
    time::Timestamp,
    user::display_name,
};
use uuid::Uuid;

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
    /// Of the last try; nothing where none was made.
    pub answer: Option<Answer>,
    pub created_at: Timestamp,
    pub sent_at: Option<Timestamp>,
    pub matter: Matter,
}

impl Message {
    /// Whether it was taken back before anybody could refuse it.
    #[must_use]
    pub fn is_withdrawn(&self) -> bool {
        is_withdrawn(self.state, self.attempts, self.answer.as_ref())
    }
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
            answer: Answer::parse(&self.answer),
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
