//! Notices of what a browser did with somebody's access: the person is told, and would know if it wasn't theirs.

use crate::{
    domain::{
        id::{AccountId, MessageId, UserId},
        language::Language,
        message::MessageKind,
        time::Timestamp,
    },
    server::{
        app::App,
        context::Visit,
        store::{
            Conn, Result,
            messages::{self, NewMessage, Subject},
        },
    },
};

/// Who reads a notice.
#[derive(Clone, Copy, Debug)]
pub struct To<'a> {
    pub account: AccountId,
    pub user: UserId,
    pub language: Language,
    /// The notification address, where there is one.
    pub address: &'a str,
}

/// Queues a notice that tells of the browser and where it is.
///
/// # Errors
/// The database's.
pub async fn queue(
    app: &App,
    conn: &mut Conn<'_>,
    kind: MessageKind,
    to: To<'_>,
    visit: &Visit,
    now: Timestamp,
) -> Result<()> {
    let particulars = serde_json::json!({ "agent": visit.agent, "address": visit.address_text() });
    let message = NewMessage {
        id: MessageId(app.random.id(now)),
        user: to.user,
        subject: Subject::Notice(&particulars),
        address: to.address,
    };
    messages::insert(conn, to.account, kind, to.language, &[message], now).await?;
    Ok(())
}
